"""The command line in a process of its own, which can be killed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.support.shared import ROOT


def environment(**more: str) -> dict[str, str]:
    """Nothing of this process's own run or home reaches the other."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SULIS_", "DJANGO_", "PYTEST_"))}
    return kept | {"PYTHONPATH": str(ROOT / "src")} | more


def started(*words: object, **more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "sulis_cli.main", *map(str, words)],
        cwd=Path.cwd(), env=environment(**more), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def command(*words: object, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sulis_cli.main", *map(str, words)],
        env=environment(**more), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
