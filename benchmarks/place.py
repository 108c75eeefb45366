"""Statistics of place beside esda and pointpats, each in its own process: seconds of the work itself, memory of the whole."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.whole_process import Line

PEERS = os.environ.get("SULIS_PEERS", "")


@dataclass(frozen=True)
class Work:
    """What one process said of itself: seconds of the work, MB at the most, and numbers to compare."""

    seconds: float
    megabytes: float
    compared: list[float]


def lines(runs: int) -> Iterator[Line]:
    yield beside("Gi* of 34,225 cells, 999 permutations", "esda", ["gi-star", "999"], runs, times=3, memory=1 / 3)
    yield beside("Gi* of 34,225 cells, by formula", "esda", ["gi-star", "0"], runs, times=100)
    what = "Near repeats, 5,000 events, 999 permutations, 20 bands (peer: one)"
    yield beside(what, "pointpats", ["near-repeat", "5000"], runs, times=10)
    yield within("Near repeats, 20,000 events, 999 permutations, 20 bands", ["near-repeat", "20000"], runs, 30.0, 300.0)


def beside(what: str, name: str, work: list[str], runs: int, *, times: float, memory: float | None = None) -> Line:
    ours = [sys.executable, "-m", "benchmarks.place_ours", *work]
    if not PEERS:
        mine = [once(ours) for _ in range(runs)]
        return what, f"{middle(mine):.3f} s", f"{name}: peer not installed", "", f"{most(mine):,.0f} MB"
    mine, theirs = [], []
    for _ in range(runs):
        mine.append(once(ours))
        theirs.append(once([PEERS, "-m", "benchmarks.place_peer", *work]))
        agree(what, mine[-1], theirs[-1])
    faster, share = middle(theirs) / middle(mine), most(mine) / most(theirs)
    good = faster >= times and (memory is None or share <= memory)
    bar = f"at least {times:g}" + (f", {memory:.0%} of its memory" if memory else "")
    return (
        what, f"{middle(mine):.3f} s", f"{name} {middle(theirs):.2f} s", f"{faster:.0f} times as fast ({bar}): {'yes' if good else 'NO'}",
        f"{most(mine):,.0f} MB (peer {most(theirs):,.0f} MB)",
    )  # fmt: skip


def within(what: str, work: list[str], runs: int, seconds: float, megabytes: float) -> Line:
    found = [once([sys.executable, "-m", "benchmarks.place_ours", *work]) for _ in range(runs)]
    good = middle(found) < seconds and most(found) < megabytes
    bar = f"under {seconds:g} s and {megabytes:g} MB: {'yes' if good else 'NO'}"
    return what, f"{middle(found):.2f} s", "", bar, f"{most(found):,.0f} MB"


def once(command: list[str]) -> Work:
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stderr is not None
    said, trouble = process.stdout.read(), process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    process.stderr.close()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} left with {process.returncode}: {trouble[-2000:]}")
    found = json.loads(said)
    return Work(found["seconds"], usage.ru_maxrss / 1024, found["compared"])


def agree(what: str, ours: Work, peer: Work) -> None:
    """The same numbers, to a millionth."""
    pairs = zip(ours.compared, peer.compared, strict=True)
    if any(abs(one - other) > 2e-6 for one, other in pairs):
        raise SystemExit(f"{what}: ours and the peer's results differ")


def middle(found: list[Work]) -> float:
    return statistics.median(work.seconds for work in found)


def most(found: list[Work]) -> float:
    return max(work.megabytes for work in found)
