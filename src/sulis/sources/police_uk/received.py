"""Finding the publisher's files among what was handed over: single files, folders and the site's archives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sulis.sources.police_uk import archive
from sulis.sources.police_uk.published import MARKED, PUBLISHED, Received
from sulis.store import handed_over, read_raw
from sulis.vocabulary import Fault


@dataclass(slots=True)
class Found:
    """What a search turned up."""

    received: list[Received] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    refused: list[Fault] = field(default_factory=list)


def find(paths: Iterable[Path]) -> Found:
    """Everything that the publisher would have named so, in order of month and force; a fault when there is nothing.

    In a folder only exact names count, sub-folders included, and the rest is listed as ignored. A file named by hand
    may carry a mark after ``-street`` (``2023-01-kent-street (1).csv``).

    Raises
    ------
    WrongUsage
        When a path does not exist.
    """
    found, given = Found(), list(paths)
    for path, named_by_hand in handed_over(given, found.ignored):
        if named_by_hand or PUBLISHED.fullmatch(path.name) or _ours(path):
            _take(path, found)
        else:
            found.ignored.append(str(path))
    found.received.sort(key=lambda one: (one.month, one.force, one.name))
    if not found.received and not found.refused:
        found.refused.append(_nothing(given))
    return found


def _ours(path: Path) -> bool:
    """Whether a file that lies in a folder is an archive with street-level files in it, or one that cannot be opened."""
    return path.suffix == ".zip" and not archive.foreign(path)


def _take(path: Path, found: Found) -> None:
    if path.suffix.lower() == ".zip":
        members, ignored, faults = archive.members(path)
        found.ignored += ignored
        found.refused += faults
        found.received += members
        return
    named = PUBLISHED.fullmatch(path.name) or MARKED.fullmatch(path.name)
    if named:
        found.received.append(Received(path.name, named["month"], named["force"], partial(read_raw, path)))
        return
    found.refused.append(
        Fault(
            path.name, None, None, "a file that is not named as the publisher names its files",
            "A street-level file is named YYYY-MM-force-street.csv, plain or .gz, and its name says which month it is.",
            "Give the file its published name, for instance 2023-01-avon-and-somerset-street.csv.",
        )
    )  # fmt: skip


def _nothing(paths: list[Path]) -> Fault:
    names = ", ".join(path.name or str(path) for path in paths)
    return Fault(
        names, None, None, "no street-level file",
        "In a folder, files named YYYY-MM-force-street.csv (plain or .gz) are taken, sub-folders included.",
        "Check the folder, or name the file itself.",
    )  # fmt: skip
