"""Directly standardised rates of many areas, ours beside the public-health package on the same counts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.whole_process import Line

AREAS, BANDS = 10_000, 19
AT_LEAST = 50.0
PEERS = "SULIS_PEERS"  # path of a Python that has phstatsmethods, which is no dependency of ours


def lines(scratch: Path, runs: int) -> Iterator[Line]:
    """One line. Each process times the call alone: starting Python and reading the counts are the same work for both."""
    what = f"Standardised rates, {AREAS:,} areas x {BANDS} bands"
    write_counts(scratch / "bands.npz")
    ours = _timed(sys.executable, "benchmarks.standardised_ours", scratch, runs)
    peer = os.environ.get(PEERS)
    if peer is None:
        yield (what, _ms(ours["seconds"]), f"peer not installed ({PEERS})", "", f"{ours['megabytes']:,.0f} MB")
        return
    theirs = _timed(peer, "benchmarks.standardised_peer", scratch, min(runs, 3))
    agree(scratch)
    ratio = theirs["seconds"] / ours["seconds"]
    yield (
        what, _ms(ours["seconds"]), f"phstatsmethods {_ms(theirs['seconds'])}",
        f"{ratio:.0f} times as fast (at least {AT_LEAST:g})",
        f"{ours['megabytes']:,.0f} MB (peer {theirs['megabytes']:,.0f} MB)",
    )  # fmt: skip


def write_counts(path: Path) -> None:
    """Made-up counts and people; every area has ten events or more, as the peer gives limits below that and we do not."""
    generator = np.random.default_rng(20240101)
    people = generator.integers(200, 2000, (AREAS, BANDS))
    counts = generator.poisson(people * generator.gamma(2.0, 0.001, BANDS)) + 1
    np.savez(path, counts=counts, people=people, weights=generator.integers(1000, 7000, BANDS))


def agree(scratch: Path) -> None:
    """Both must give the same rates and limits."""
    ours, theirs = (np.load(scratch / f"{name}_rates.npy") for name in ("ours", "peer"))
    if not np.allclose(ours, theirs, rtol=1e-9, atol=0.0):
        raise SystemExit("our standardised rates and the peer's differ")


def _timed(python: str, module: str, scratch: Path, runs: int) -> dict[str, float]:
    command = [python, "-m", module, str(scratch), str(runs)]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms"
