"""Ingestion killed at instants drawn by lot: the old state is left or the new one, and the next run finishes the work.

Run as a program it gives one JSON document. Each call is the command itself in processes of its own, killed with SIGKILL.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random

from sulis.store import read_releases
from tests.support.delivery_drill import hashes
from tests.support.delivery_seeds import AGENCY_SEEDS, POLICE, seeds
from tests.support.street import write_months

COMMAND = [sys.executable, "-c", "from sulis_cli.main import main; main()"]
MONTHS = [f"2023-{month:02}" for month in range(1, 13)]


@dataclass(slots=True)
class Source:
    """What is loaded again and again: a call, and what it made when nobody killed it."""

    name: str
    words: list[str]
    ids: list[str] = field(default_factory=list)
    sums: list[list[str]] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(slots=True)
class Killed:
    """How many kills of a source left the old state and how many the new, and what was wrong."""

    source: str
    old: int = 0
    new: int = 0
    trouble: list[str] = field(default_factory=list)


def kill(kills: int, seed: int) -> list[Killed]:
    """Kill so many calls, shared between the sources."""
    chance = Random(seed)
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        os.environ["SULIS_RESTRICTED_KEY_FILE"] = (
            f"{folder}/key"  # one key for all homes, so that hashes can be compared
        )
        sources = _sources(Path(folder))
        share = [kills // len(sources) + (number < kills % len(sources)) for number in range(len(sources))]
        return [
            _killed(source, Path(folder) / "homes" / source.name, many, chance)
            for source, many in zip(sources, share, strict=True)
        ]


def _sources(folder: Path) -> list[Source]:
    """Street-level files; an open table by a mapping; restricted records by a mapping."""
    write_months(folder / "street", MONTHS, count=400)
    made = {seed.mapping: seed for seed in seeds(folder / "seeds")}
    restricted = made["example_force_incidents"]
    found = [
        Source("street", [POLICE, str(folder / "street")]),
        Source(
            "restricted", ["file", "--mapping", restricted.mapping, _put(folder, restricted.name, restricted.content)]
        ),
    ]
    if "severity_weights" in made:
        real = made["severity_weights"]
        found.append(Source("open", ["file", "--mapping", real.mapping, _put(folder, real.name, real.content)]))
    assert restricted.name in AGENCY_SEEDS
    return found


def _put(folder: Path, name: str, content: bytes) -> str:
    path = folder / "given" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return str(path)


def _killed(source: Source, folder: Path, kills: int, chance: Random) -> Killed:
    folder.mkdir(parents=True)
    found, home = Killed(source.name), _empty(folder / "trial")
    began = time.monotonic()
    _whole(source, home)
    source.seconds = time.monotonic() - began
    source.ids = [release.id for release in read_releases(home)]
    source.sums = [hashes(home, release) for release in read_releases(home)]
    home = _empty(folder / "home")
    for number in range(kills):
        _one(source, home, chance)
        there = [release.id for release in read_releases(home)]
        found.trouble += [f"half loaded: {there}"] * (there not in ([], source.ids))
        found.old, found.new = found.old + (not there), found.new + bool(there)
        if there:
            found.trouble += _checked(source, home)
            home = _empty(folder / f"home-{number}")
    _whole(source, home)
    found.trouble += _checked(source, home)
    return found


def _empty(home: Path) -> Path:
    """A home with nothing in it but one salt for all, so that hashes can be compared."""
    home.mkdir()
    (home / "restricted-salt").write_text("5a" * 32 + "\n", encoding="ascii")
    return home


def _one(source: Source, home: Path, chance: Random) -> None:
    """One call, killed after a moment drawn up to somewhat past its usual length."""
    process = subprocess.Popen(
        [*COMMAND, "ingest", *source.words, "--home", str(home)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(chance.uniform(0.02, source.seconds * 1.15))
    process.send_signal(signal.SIGKILL)
    process.wait()
    _until_gone(home)


def _until_gone(home: Path) -> None:
    """The child goes with its parent, and the system takes a moment for that."""
    from sulis.store import writing
    from sulis.vocabulary import PartWayFailure

    for _ in range(200):
        try:
            with writing(home):
                return
        except PartWayFailure:
            time.sleep(0.02)
    raise TimeoutError("the killed command's child is still writing")


def _whole(source: Source, home: Path) -> None:
    subprocess.run(
        [*COMMAND, "ingest", *source.words, "--home", str(home)], check=True, stdout=subprocess.DEVNULL, timeout=120
    )


def _checked(source: Source, home: Path) -> list[str]:
    """What is wrong with a home that holds the whole of it."""
    kept = read_releases(home)
    wrong = ["staging is left behind"] * (home / "staging").exists()
    wrong += ["another release than without a kill"] * ([release.id for release in kept] != source.ids)
    wrong += ["another hash than without a kill"] * ([hashes(home, one) for one in kept] != source.sums)
    return wrong


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--kills", type=int, default=5)
    asked.add_argument("--seed", type=int, default=20260101)
    given = asked.parse_args()
    json.dump([asdict(one) for one in kill(given.kills, given.seed)], sys.stdout)
