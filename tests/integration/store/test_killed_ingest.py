"""A process killed at any instant leaves the old state or the new one, and the next run finishes the work."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sulis.store import open_store, read_releases
from tests.support.command import sulis
from tests.support.street import write_months

MONTHS = [f"{year}-{month:02}" for year in (2022, 2023) for month in range(1, 13)]
COMMAND = [sys.executable, "-c", "from sulis_cli.main import main; main()"]


def kill_ingest_at_random(folder: Path, home: Path, chance: random.Random, longest: float) -> None:
    """Start an ingest and kill it after a moment drawn at random, up to somewhat past its usual length."""
    process = subprocess.Popen(
        [*COMMAND, "ingest", "police-uk", str(folder), "--home", str(home), "--json"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(chance.uniform(0.05, longest * 1.2))
    process.send_signal(signal.SIGKILL)
    process.wait()


def survived(tmp_path: Path, kills: int, seed: int) -> dict[str, int]:
    """Kill so many ingests, checking the store after each; how many left the old state and how many the new one."""
    folder, home = tmp_path / "in", tmp_path / "home"
    sulis("ingest", "police-uk", *write_months(tmp_path / "before", ["2021-12"]), "--home", home)
    write_months(folder, MONTHS, count=400)
    chance, found = random.Random(seed), {"old": 0, "new": 0}
    started = time.monotonic()
    subprocess.run([*COMMAND, "ingest", "police-uk", str(folder), "--home", str(tmp_path / "trial")], check=True)
    longest = time.monotonic() - started
    for _ in range(kills):
        kill_ingest_at_random(folder, home, chance, longest)
        months = {release.period for release in read_releases(home)}
        assert months in ({"2021-12"}, {"2021-12", *MONTHS})
        rows = open_store(home).connect().execute("SELECT count(*) FROM incidents").fetchall()
        assert rows == [(60 if len(months) == 1 else 60 + 400 * len(MONTHS),)]
        found["old" if len(months) == 1 else "new"] += 1
        if len(months) > 1:  # begin again from a home that holds one month
            home = tmp_path / f"home{chance.random()}"
            sulis("ingest", "police-uk", *write_months(tmp_path / "before", ["2021-12"]), "--home", home)
    answer = sulis("ingest", "police-uk", folder, "--home", home, "--json")
    assert answer.document["verdict"] == "accepted"
    sums = [release.parquet_sha256 for release in open_store(home).releases() if release.period in MONTHS]
    assert sums == [release.parquet_sha256 for release in open_store(tmp_path / "trial").releases()]
    assert not (home / "staging").exists()
    return found


def test_ingest_killed_at_random_leaves_old_or_new(tmp_path: Path) -> None:
    assert sum(survived(tmp_path, kills=8, seed=20260101).values()) == 8


@pytest.mark.drill
def test_ingest_killed_250_times_leaves_old_or_new(tmp_path: Path) -> None:
    found = survived(tmp_path, kills=250, seed=20260102)
    assert sum(found.values()) == 250
    assert min(found.values()) > 0, "the kills came all too early, or all too late"
