"""Timing commands as whole processes: wall seconds and peak memory as the operating system accounts for them."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

SULIS = [sys.executable, "-c", "from sulis_cli.main import main; main()"]


Line = tuple[str, str, str, str, str]
"""What, ours, beside, ratio or limit, peak memory: in words, as the table has them."""


@dataclass(frozen=True)
class Run:
    """One finished process: wall seconds and the largest resident size in MB."""

    seconds: float
    megabytes: float


def once(command: Sequence[str]) -> Run:
    """Run a command to its end, its output thrown away; an exit code other than 0 stops the benchmark."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    trouble = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} left with {process.returncode}: {trouble.decode()[-2000:]}")
    return Run(seconds, usage.ru_maxrss / 1024)


def side_by_side(
    ours: Sequence[str], peer: Sequence[str], *, runs: int, before: Callable[[], None] = lambda: None
) -> tuple[list[Run], list[Run]]:
    """Both commands in turn, after one warm-up of each; ``before`` is called ahead of each of ours, untimed."""
    our_runs, peer_runs = [], []
    for number in range(runs + 1):
        before()
        our_run, peer_run = once(ours), once(peer)
        if number:
            our_runs.append(our_run)
            peer_runs.append(peer_run)
    return our_runs, peer_runs


def alone(command: Sequence[str], *, runs: int, before: Callable[[], None] = lambda: None) -> list[Run]:
    """One command, after a warm-up."""
    found = []
    for number in range(runs + 1):
        before()
        run = once(command)
        if number:
            found.append(run)
    return found


def median_seconds(runs: Sequence[Run]) -> float:
    return statistics.median(run.seconds for run in runs)


def most_megabytes(runs: Sequence[Run]) -> float:
    return max(run.megabytes for run in runs)


def beside(what: str, ours: Sequence[Run], peer_name: str, peer: Sequence[Run], at_most: float) -> Line:
    """Ours and a peer's, and how many times the peer's time ours is."""
    ratio = median_seconds(ours) / median_seconds(peer)
    return (
        what, f"{median_seconds(ours):.2f} s", f"{peer_name} {median_seconds(peer):.2f} s",
        f"{ratio:.2f} (at most {at_most:g})", f"{most_megabytes(ours):,.0f} MB (peer {most_megabytes(peer):,.0f} MB)",
    )  # fmt: skip


def fresh(folder: Path) -> None:
    """Remove a folder, so that the next run starts from nothing."""
    shutil.rmtree(folder, ignore_errors=True)
