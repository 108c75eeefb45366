"""A meeting's pack of 200 actions in Word and PDF, beside a bare Word file of the same rows."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.whole_process import Line

LIMIT = 20.0  # seconds from the asking to both files


def lines(scratch: Path, runs: int) -> Iterator[Line]:
    command = [sys.executable, "-m", "benchmarks.board_pack_ours", str(scratch / "pack-home"), str(runs)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    ours, bare = found["ours"], found["bare"]
    met = "yes" if ours < LIMIT else "NO"
    what = f"A board's pack of {found['actions']} actions, Word and PDF ({found['pages']} pages)"
    yield what, f"{ours:.1f} s", f"a bare Word file of its rows {bare:.1f} s", f"under {LIMIT:g} s: {met}", ""
