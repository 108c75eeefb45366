"""Deliveries damaged by the thousand: each read, judged and, where it loads, loaded again with the same result.

Run as a program it gives one JSON document. Each file is read in a worker that was forked from this process and has limits on memory
and time, as the command's own child has; starting that child anew for each of thousands of files would take hours.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

from sulis.delivery import Outcome, Verdict
from sulis.store import Release, opened, read_key, read_releases
from sulis.vocabulary import SulisError
from sulis_cli.ingest import ingest_mapped, ingest_police_uk
from tests.support.delivery_mutations import KINDS, checksum, mutate
from tests.support.delivery_seeds import POLICE, Seed, harmless, seeds

MEMORY = 4 << 30  # bytes of addresses for a worker, which reads many files
SECONDS = 60  # for one file
NOW = datetime(2026, 1, 1, tzinfo=UTC)
SECRETS = ("restricted-key", "restricted-salt")  # drawn by a home for itself


@dataclass(slots=True)
class Tried:
    """What became of one file. ``trouble`` is empty when all is as it should be."""

    seed: str
    form: str
    kind: str
    verdict: str
    checksum: int
    trouble: list[str] = field(default_factory=list)


def try_file(seed: Seed, kind: str, content: bytes, scratch: Path) -> Tried:
    """Load a file into a home that holds another release, and look at what is there afterwards."""
    home = scratch / "home"
    shutil.copytree(scratch.parent / ("before-made-up" if seed.made_up else "before"), home)
    before = _state(home)
    given = scratch / seed.name
    given.write_bytes(content)
    tried = Tried(seed.id, seed.form, kind, "", checksum(content))
    outcome = _loaded(seed, given, home, tried)
    if outcome is None:
        tried.trouble += ["something is left behind"] * (_state(home) != before)
        return tried
    tried.verdict = outcome.verdict.value
    if outcome.verdict is Verdict.REJECTED:
        tried.trouble += [f"half loaded: {_state(home) ^ before}"] * (_state(home) != before)
        tried.trouble += ["refused without a word"] * (not outcome.faults)
        tried.trouble += [f"no remedy: {f}" for f in outcome.faults if not (f.given and f.rule and f.remedy)]
        return tried
    tried.trouble += list(_unsound(home, outcome))
    tried.trouble += list(_differs(seed, given, home, scratch / "again", outcome))
    return tried


def _loaded(seed: Seed, given: Path, home: Path, tried: Tried) -> Outcome | None:
    """The outcome; None where the call could not be carried out, which is said in words."""
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(SECONDS)
    try:
        if seed.mapping == POLICE:
            return ingest_police_uk([given], home, now=NOW)[0]
        return ingest_mapped([given], home, mapping=seed.mapping, now=NOW)[0]
    except SulisError as told:
        tried.verdict = "told"
        tried.trouble += ["told without a remedy"] * (not told.remedy)
    except Exception:
        tried.verdict = "traceback"
        tried.trouble.append(traceback.format_exc(limit=-4))
    finally:
        signal.alarm(0)
    return None


def _too_long(*_: object) -> None:
    raise TimeoutError(f"longer than {SECONDS} seconds")


def _state(home: Path) -> set[tuple[str, str]]:
    """Every file that lasts, with its checksum; but for the secrets, which may be drawn for a file that is refused later."""
    return {
        (str(path.relative_to(home)), hashlib.sha256(path.read_bytes()).hexdigest())
        for path in home.rglob("*")
        if path.is_file() and path.name not in (".writing", *SECRETS)
    }


def _unsound(home: Path, outcome: Outcome) -> Iterator[str]:
    """What is wrong with what was loaded: a row lost, a file absent or other than its checksum."""
    for release in read_releases(home):
        for name, path in release.paths.items():
            if not (home / path).exists():
                yield f"{path} is absent"
            elif hashlib.sha256((home / path).read_bytes()).hexdigest() != release.parquet_sha256[name]:
                yield f"{path} is not what its checksum says"
    if outcome.rows_loaded + outcome.rows_quarantined != outcome.rows_read:
        yield f"{outcome.rows_read} rows read, {outcome.rows_loaded} loaded, {outcome.rows_quarantined} set aside"
    if (home / "staging").exists():
        yield "staging is left behind"


def _differs(seed: Seed, given: Path, home: Path, again: Path, outcome: Outcome) -> Iterator[str]:
    """Whether a second load, into an empty home with the same secrets, gives the same bytes."""
    again.mkdir()
    for secret in SECRETS:
        if (home / secret).exists():
            shutil.copy(home / secret, again)
    second = Tried(seed.id, seed.form, "again", "", 0)
    other = _loaded(seed, given, again, second)
    if other is None or other.verdict != outcome.verdict:
        yield f"the second load went otherwise: {second}"
        return
    yield from (
        f"{one.id} has another hash the second time"
        for one, two in zip(outcome.releases, other.releases, strict=True)
        if hashes(home, one) != hashes(again, two)
    )


def hashes(home: Path, release: Release) -> list[str]:
    """Checksums of a release's tables as they are read: a sealed file has other bytes each time."""
    kept = next(one for one in read_releases(home) if one.id == release.id)
    if not kept.restricted:
        return sorted(kept.parquet_sha256.values())
    found = []
    for path in kept.paths.values():
        with opened(home / path, read_key(home), path) as plain:
            found.append(hashlib.sha256(plain.read_bytes()).hexdigest())
    return sorted(found)


class _Bench:
    """What each worker inherits: the seeds, and the folder with a home to begin from."""

    seeds: tuple[Seed, ...] = ()
    folder = Path()


def _confine() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _one(number: int) -> Tried:
    chance = Random(number)
    seed = _Bench.seeds[number % len(_Bench.seeds)]
    kind = list(KINDS)[number // len(_Bench.seeds) % len(KINDS)]
    return _in_scratch(seed, kind, mutate(seed, kind, chance, _Bench.seeds))


def _in_scratch(seed: Seed, kind: str, content: bytes) -> Tried:
    with tempfile.TemporaryDirectory(dir=_Bench.folder) as scratch:
        return try_file(seed, kind, content, Path(scratch))


def drill(count: int, first: int, workers: int) -> dict[str, Any]:
    """Load every sound file, which must load; then damage so many, and load those."""
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        _Bench.folder = Path(folder)
        _Bench.seeds = tuple(seeds(_Bench.folder / "seeds"))
        _begin(_Bench.folder)
        sound = [_in_scratch(each, "none", each.content) for seed in _Bench.seeds for each in harmless(seed)]
        with get_context("fork").Pool(workers, _confine, maxtasksperchild=250) as pool:
            damaged = pool.map(_one, range(first, first + count), chunksize=10)
        left = sorted(
            path.name for path in _Bench.folder.iterdir() if path.name not in ("seeds", "before", "before-made-up")
        )
    return _document(sound, damaged, left)


def _begin(folder: Path) -> None:
    """A home with one sound release, so that a half-loaded second one would show; another for made-up data."""
    for name, mapping in (("before", "severity_weights"), ("before-made-up", "example_youth_cases")):
        for seed in [seed for seed in _Bench.seeds if seed.mapping == mapping][:1]:
            given = folder / seed.name.replace("q1", "q2")
            given.write_bytes(seed.content)
            ingest_mapped([given], folder / name, mapping=mapping, now=NOW, period="before")
            given.unlink()


def _document(sound: list[Tried], damaged: list[Tried], left: list[str]) -> dict[str, Any]:
    counted: dict[str, dict[str, int]] = {}
    for name in ("kind", "form", "seed"):
        counted[name] = dict(Counter(f"{getattr(one, name)}: {one.verdict}" for one in damaged))
    return {
        "files": len(damaged),
        "different": len({one.checksum for one in damaged}),
        "verdicts": dict(Counter(one.verdict for one in damaged)),
        "by": {name: dict(sorted(tally.items())) for name, tally in counted.items()},
        "sound": {one.seed: one.verdict for one in sound},
        "trouble": [vars_of(one) for one in (*sound, *damaged) if one.trouble],
        "left_behind": left,
    }


def vars_of(one: Tried) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("seed", "kind", "verdict", "checksum", "trouble")}


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--count", type=int, default=150)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = asked.parse_args()
    json.dump(drill(given.count, given.first, given.workers), sys.stdout)
