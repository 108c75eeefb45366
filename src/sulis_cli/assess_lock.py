"""The lock of an assessment: all that it was made from, so that the same bytes can be made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sulis.vocabulary import Audience, Fault, InputRefused

if TYPE_CHECKING:
    from sulis.year.needs import Assessment

NAME = "assessment.lock.json"
VERSION = 1
# What numbers and words are read from, beside the releases.
_CATALOGUE = ("costs", "disclosure", "indicators", "offences", "risk_factors", "sources", "violence")


@dataclass(frozen=True, slots=True)
class Lock:
    """What an assessment was asked, and what it read. ``files`` has the SHA-256 of every catalogue and partnership file.

    ``restricted`` says that the force's own extract was read, so that a reason is needed again.
    """

    version: int
    software: str
    area: str
    first: str
    last: str
    audience: str
    definitions: tuple[str, ...]
    partnership: str | None
    documents: bool
    restricted: bool
    releases: tuple[str, ...]
    files: dict[str, str]


def lock_of(
    assessment: Assessment, audience: Audience, definitions: Sequence[str], partnership: str | None, *, documents: bool
) -> Lock:
    """The lock of an assessment that has just been made. Definitions and partnership are as they were named."""
    from sulis.tables import TABLES

    read = {note.table for note in assessment.releases}
    months = [month.label for month in assessment.period.months()]
    return Lock(
        VERSION, assessment.software, assessment.area.code, months[0], months[-1], audience.value, tuple(definitions),
        partnership, documents, any(table.restricted and table.kept_with in read for table in TABLES.values()),
        tuple(sorted(note.id for note in assessment.releases)), dict(_files(definitions, partnership)),
    )  # fmt: skip


def write_lock(lock: Lock, folder: Path) -> None:
    """Write it beside the assessment."""
    (folder / NAME).write_text(json.dumps(asdict(lock), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_lock(path: Path, software: str) -> Lock:
    """A lock that can be kept to here.

    Raises
    ------
    InputRefused
        When the file is no lock, was written by another version of the software, or a file that it names is gone or differs: each
        is told. Whether its releases are here is asked when the store is opened.
    """
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        lock = Lock(**{**held, "definitions": tuple(held["definitions"]), "releases": tuple(held["releases"])})
        files = dict(lock.files)
    except (OSError, ValueError, TypeError, KeyError) as wrong:
        raise InputRefused(
            f"{path.name} is no lock of an assessment", f"Name the {NAME} that `sulis assess` wrote beside it."
        ) from wrong
    faults = tuple(_differing(path.name, lock, files, software))
    if faults:
        raise InputRefused(
            f"{path.name} cannot be kept to: {len(faults)} of what it names differ here; the first is {faults[0].given}",
            faults[0].remedy, faults,
        )  # fmt: skip
    return lock


def _differing(name: str, lock: Lock, files: dict[str, str], software: str) -> Iterator[Fault]:
    if lock.version != VERSION or lock.software != software:
        yield _fault(
            name, "software", f"{lock.software}, where this is {software}", "Install the version that the lock names."
        )
        return
    here = dict(_files(lock.definitions, lock.partnership))
    for file in sorted({*files, *here}):
        if files.get(file) != here.get(file):
            state = "gone" if file not in here else "new since" if file not in files else "changed since"
            yield _fault(name, "files", f"{file}, which is {state}", "Put the file back as it was, or assess anew.")


def _fault(name: str, key: str, given: str, remedy: str) -> Fault:
    return Fault(name, None, key, given, "The same bytes are made from the same software and files.", remedy)


def _files(definitions: Sequence[str], partnership: str | None) -> Iterator[tuple[str, str]]:
    """Every file that an assessment reads beside its releases, by the name that a reader knows it by."""
    from sulis.catalogue.partnership import partnerships_root
    from sulis.catalogue.toml import catalogue_root

    root = catalogue_root()
    for folder in _CATALOGUE:
        for path in sorted((root / folder).rglob("*.*")):
            yield f"catalogue/{path.relative_to(root).as_posix()}", _sha256(path)
    for name in definitions:
        if (given := Path(name)).is_file():
            yield given.name, _sha256(given)
    if partnership is not None:
        named = partnerships_root() / partnership
        place = named if partnership == Path(partnership).name and named.is_dir() else Path(partnership)
        for path in sorted(place.glob("*.toml")):
            yield f"{place.name}/{path.name}", _sha256(path)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
