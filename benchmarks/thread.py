"""Pages of the thread over a plan of 10,000 actions and 50,000 links, beside a line of text and the bare query of every link."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.whole_process import Line

PAGE, MAP = 0.1, 1.0  # seconds that a page of the thread may take, and the map of the whole plan
WHOLE = "the whole plan on one page"
FLOOR, QUERY = "a line of text", "the bare query of every link"


def lines(scratch: Path, runs: int) -> Iterator[Line]:
    command = [sys.executable, "-m", "benchmarks.thread_ours", str(scratch / "thread-home"), str(runs)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    seconds = found["seconds"]
    floor, query = seconds.pop(FLOOR), seconds.pop(QUERY)
    beside = f"{FLOOR} {floor * 1000:.1f} ms, {QUERY} {query * 1000:.0f} ms"
    for name, taken in seconds.items():
        limit = MAP if name == WHOLE else PAGE
        met = "yes" if taken < limit else "NO"
        what = f"The thread over {found['links']:,} links: {name}"
        yield what, f"{taken * 1000:.0f} ms", beside, f"under {limit * 1000:,.0f} ms: {met}", ""
