"""Members of the site's archive written to a folder: those of one force and of the kinds and months that are wanted."""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sulis.sources.files.whole import write_whole
from sulis.vocabulary import InputRefused

# The longest month of any force is a small part of this.
MOST_MEMBER_BYTES = 500_000_000
Tell = Callable[[str], None]
Ahead = Callable[[int, int], None]


class Kind(StrEnum):
    """The three series that an archive holds, as its members' names end."""

    STREET = "street"  # incidents, snapped to a place and given by month
    OUTCOMES = "outcomes"  # what became of incidents, by the month in which it did
    STOP_AND_SEARCH = "stop-and-search"  # stops and searches, with time, age, sex and ethnicity


@dataclass(frozen=True, slots=True)
class FetchedMonth:
    """One month's file as it now lies on disk; ``path`` is relative to the raw folder."""

    month: str
    path: str
    sha256: str
    bytes: int
    crc32: str
    already_here: bool
    kind: str = Kind.STREET


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is taken: a force's files of some kinds, from ``first`` to ``last`` where those are given."""

    force: str
    kinds: tuple[Kind, ...]
    first: str | None
    last: str | None

    def find(self, opened: zipfile.ZipFile) -> list[tuple[str, Kind, zipfile.ZipInfo]]:
        """The members that are wanted, oldest first.

        Raises
        ------
        InputRefused
            When one of them stands in the archive twice.
        """
        kinds = "|".join(kind for kind in Kind if kind in self.kinds)
        pattern = re.compile(rf"(\d{{4}}-\d{{2}})/\1-{re.escape(self.force)}-({kinds})\.csv")
        members: dict[tuple[str, Kind], zipfile.ZipInfo] = {}
        for info in opened.infolist():
            found = pattern.fullmatch(info.filename)
            if not found or not self._in_span(found[1]):
                continue
            if (found[1], Kind(found[2])) in members:
                raise damaged(str(opened.filename or "the archive"), f"{info.filename} stands in it twice")
            members[found[1], Kind(found[2])] = info
        order = list(Kind)
        return [
            (month, kind, info)
            for (month, kind), info in sorted(members.items(), key=lambda one: (one[0][0], order.index(one[0][1])))
        ]

    def _in_span(self, month: str) -> bool:
        return (self.first is None or month >= self.first) and (self.last is None or month <= self.last)


def take(opened: zipfile.ZipFile, wanted: Wanted, folder: Path, tell: Tell, ahead: Ahead | None) -> list[FetchedMonth]:
    """Write the wanted members into ``folder``; those already there with the archive's size and CRC-32 are left.

    ``ahead`` asks for a member's bytes in one go, where the archive stands on a site.

    Raises
    ------
    InputRefused
        When a member is damaged. Those that are whole stay.
    """
    months = []
    for month, kind, info in wanted.find(opened):
        months.append(_take_member(opened, month, kind, info, folder, ahead))
        what = month if kind is Kind.STREET else f"{month} {kind}"
        tell(f"{what}: {info.file_size:,} bytes{' (already here)' if months[-1].already_here else ''}")
    return months


def _take_member(
    opened: zipfile.ZipFile, month: str, kind: Kind, info: zipfile.ZipInfo, folder: Path, ahead: Ahead | None
) -> FetchedMonth:
    path = folder / info.filename
    here = path.read_bytes() if path.exists() and path.stat().st_size == info.file_size else None
    already = here is not None and zlib.crc32(here) == info.CRC
    content = here if already and here is not None else _unpack(opened, info, ahead)
    if not already:
        write_whole(path, content)
    sha256 = hashlib.sha256(content).hexdigest()
    relative = f"{folder.name}/{info.filename}"
    return FetchedMonth(month, relative, sha256, len(content), f"{info.CRC:08x}", already, kind)


def _unpack(opened: zipfile.ZipFile, info: zipfile.ZipInfo, ahead: Ahead | None) -> bytes:
    """The member's bytes, whose CRC-32 the zip module checks as it reads."""
    if info.file_size > MOST_MEMBER_BYTES:
        raise damaged(info.filename, f"it would unpack to {info.file_size:,} bytes")
    if ahead:
        # The local header repeats the name and may carry a few more bytes than the directory's entry.
        ahead(info.header_offset, 30 + len(info.filename.encode()) + len(info.extra) + 256 + info.compress_size)
    try:
        return opened.read(info)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as wrong:
        raise damaged(info.filename, str(wrong)) from wrong


def counting(tell: Tell) -> Callable[[int, int | None], None]:
    """A line of progress for each further hundred million bytes."""
    told = 0

    def progress(done: int, total: int | None) -> None:
        nonlocal told
        if done // 100_000_000 > told:
            told = done // 100_000_000
            tell(f"{done:,} of {f'{total:,}' if total else 'an unknown number of'} bytes")

    return progress


def damaged(what: str, why: str) -> InputRefused:
    """What is raised for an archive or a member that cannot be read."""
    return InputRefused(f"{what} is damaged: {why}", "Fetch it again; if that does not help, tell the publisher.")
