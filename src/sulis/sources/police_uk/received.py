"""Finding the publisher's files among what was handed over: single files, folders and the site's archives."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sulis.sources.police_uk import archive
from sulis.sources.police_uk.unpacking import unpack
from sulis.store import RawFile
from sulis.vocabulary import Fault, WrongUsage

_PUBLISHED = re.compile(r"(?P<month>20[0-9]{2}-(?:0[1-9]|1[0-2]))-(?P<force>[a-z]+(?:-[a-z]+)*)-street\.csv(?:\.gz)?")
_MARKED = re.compile(
    r"(?P<month>20[0-9]{2}-(?:0[1-9]|1[0-2]))-(?P<force>[a-z]+(?:-[a-z]+)*)-street[ ._(-].*\.csv(?:\.gz)?"
)


@dataclass(frozen=True, slots=True)
class Received:
    """One month of one force, not yet opened. ``read`` gives its bytes, received and unpacked; it may raise `Refused`."""

    name: str
    month: str
    force: str
    read: Callable[[], tuple[RawFile, bytes]]


@dataclass(slots=True)
class Found:
    """What a search turned up."""

    received: list[Received] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    refused: list[Fault] = field(default_factory=list)


def find(paths: Iterable[Path]) -> Found:
    """Everything that the publisher would have named so, in order of month and force.

    In a folder only exact names count, sub-folders included, and the rest is listed as ignored. A file named by hand
    may carry a mark after ``-street`` (``2023-01-kent-street (1).csv``).

    Raises
    ------
    WrongUsage
        When a path does not exist.
    """
    found = Found()
    for path in paths:
        if not path.exists():
            raise WrongUsage(f"{path} does not exist", "Check the path; a file, a folder or an archive will do.")
        if path.is_dir():
            _search(path, found)
        else:
            _take(path, found)
    found.received.sort(key=lambda one: (one.month, one.force, one.name))
    return found


def nothing_found(paths: list[Path]) -> Fault:
    """The fault of a call in which no street-level file was found."""
    names = ", ".join(path.name or str(path) for path in paths)
    return Fault(
        names, None, None, "no street-level file",
        "In a folder, files named YYYY-MM-force-street.csv (plain or .gz) are taken, sub-folders included.",
        "Check the folder, or name the file itself.",
    )  # fmt: skip


def _search(folder: Path, found: Found) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            continue
        if not path.is_file() or (path.is_symlink() and not path.resolve().is_relative_to(folder.resolve())):
            found.ignored.append(str(path))  # a link that leads nowhere or out of the folder, a pipe, a device
        elif _PUBLISHED.fullmatch(path.name) or (path.suffix == ".zip" and not archive.foreign(path, _PUBLISHED)):
            _take(path, found)
        else:
            found.ignored.append(str(path))


def _take(path: Path, found: Found) -> None:
    if path.suffix.lower() == ".zip":
        members, ignored, faults = archive.members(path, _PUBLISHED)
        found.ignored += ignored
        found.refused += faults
        found.received += [Received(m.name, m.month, m.force, m.read) for m in members]
        return
    named = _PUBLISHED.fullmatch(path.name) or _MARKED.fullmatch(path.name)
    if named and path.is_file():
        found.received.append(Received(path.name, named["month"], named["force"], lambda: _read(path)))
        return
    found.refused.append(
        Fault(
            path.name, None, None,
            "something other than a file" if named else "a file that is not named as the publisher names its files",
            "A street-level file is named YYYY-MM-force-street.csv, plain or .gz, and its name says which month it is.",
            "Give the file its published name, for instance 2023-01-avon-and-somerset-street.csv.",
        )
    )  # fmt: skip


def _read(path: Path) -> tuple[RawFile, bytes]:
    raw = path.read_bytes()
    text = unpack(path.name, raw) if raw[:2] == b"\x1f\x8b" else raw
    checksum = _sha256(raw)
    return RawFile(path.name, checksum, len(raw), checksum if text is raw else _sha256(text)), text


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
