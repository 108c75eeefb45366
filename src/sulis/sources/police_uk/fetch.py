"""Fetch one force's months out of the site's archive of every force, without fetching the rest of it."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from sulis.sources.http import Client, NoRanges, RangedFile, download, open_ranged
from sulis.sources.police_uk.remote import RemoteFile
from sulis.vocabulary import InputRefused, Period, WrongUsage

ARCHIVES = "https://data.police.uk/data/archive"
# The longest month of any force is a small part of this.
MOST_MEMBER_BYTES = 500_000_000
_FORCE = re.compile(r"[a-z]+(-[a-z]+)*")
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class FetchedMonth:
    """One month's file as it now lies on disk; ``path`` is relative to the raw folder."""

    month: str
    path: str
    sha256: str
    bytes: int
    crc32: str
    already_here: bool


@dataclass(frozen=True, slots=True)
class FetchedArchive:
    """What one call found. ``absent`` are the months asked for that the archive does not hold for the force."""

    url: str
    etag: str | None
    force: str
    fetched_at: str
    whole: bool
    months: tuple[FetchedMonth, ...]
    absent: tuple[str, ...]


def fetch_months(
    raw: Path,
    *,
    force: str,
    archive: str,
    first: str | None = None,
    last: str | None = None,
    at: datetime,
    client: Client | None = None,
    base: str = ARCHIVES,
    tell: Tell = lambda _line: None,
) -> FetchedArchive:
    """Fetch the street-level files of ``force`` from the archive of the month ``archive`` into ``raw``.

    Parameters
    ----------
    raw
        The folder for this source's files as received; each archive has a folder of its own in it.
    force
        The publisher's short name, such as ``avon-and-somerset``.
    archive, first, last
        Months written ``YYYY-MM``. An archive holds about three years up to its month; without ``first`` and ``last``
        every month in it is taken.
    at
        When this is done, for the manifest.
    client
        One with rules of its own, for tests; by default one that asks the listed hosts.
    base
        The folder of the archives on the site.
    tell
        Called with lines of progress.

    Returns
    -------
    FetchedArchive
        Also written beside the files as ``<force>.json``.

    Raises
    ------
    WrongUsage
        When the force's name or a month is not written as the publisher does, or there is no such archive.
    InputRefused
        When the archive or a member is damaged. Members that are whole stay.
    Unreachable
        When the site breaks off; what had arrived is gone on with next time.

    Notes
    -----
    A member already on disk with the archive's size and CRC-32 is not fetched again. Where the site does not hand out
    pieces, the whole archive is fetched, resumed and kept as ``archive.zip``.
    """
    wanted = _wanted(force, archive, first, last)
    client = client or Client()
    url = f"{base}/{archive}.zip"
    folder = raw / archive
    folder.mkdir(parents=True, exist_ok=True)
    try:
        remote = open_ranged(client, url)
    except NoRanges:
        tell(f"The site hands out {url} only whole; it is very large. Fetching all of it; it can be resumed.")
        whole = download(client, url, folder / "archive.zip", progress=_counting(tell))
        with zipfile.ZipFile(_checked(whole.path, url)) as opened:
            months = _take(opened, wanted, force, folder, tell, ahead=None)
        found = _describe(url, whole.etag, force, at, True, months, first, last)
    else:
        months = _take_remote(remote, wanted, force, folder, tell)
        found = _describe(url, remote.etag, force, at, False, months, first, last)
    _write_aside(folder / f"{force}.json", (json.dumps(asdict(found), indent=1) + "\n").encode())
    return found


def _wanted(force: str, archive: str, first: str | None, last: str | None) -> Callable[[str], bool]:
    if not _FORCE.fullmatch(force):
        raise WrongUsage(
            f"{force!r} is not a force's short name", "Write it as the publisher does, for example avon-and-somerset."
        )
    try:
        for month in (archive, first, last):
            if month is not None:
                Period.month(month)
    except ValueError as wrong:
        raise WrongUsage(str(wrong), "Write a month as 2024-12.") from wrong
    return lambda month: (first is None or month >= first) and (last is None or month <= last)


def _take_remote(
    remote: RangedFile, wanted: Callable[[str], bool], force: str, folder: Path, tell: Tell
) -> list[FetchedMonth]:
    with closing(RemoteFile(remote.size, remote.read)) as file:
        try:
            opened = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, NotImplementedError) as wrong:
            raise _damaged(remote.url, str(wrong)) from wrong
        with opened:
            return _take(opened, wanted, force, folder, tell, ahead=file.fetch_ahead)


def _take(
    opened: zipfile.ZipFile,
    wanted: Callable[[str], bool],
    force: str,
    folder: Path,
    tell: Tell,
    *,
    ahead: Callable[[int, int], None] | None,
) -> list[FetchedMonth]:
    """Write the force's wanted members, oldest first."""
    pattern = re.compile(rf"(\d{{4}}-\d{{2}})/\1-{re.escape(force)}-street\.csv")
    members: dict[str, zipfile.ZipInfo] = {}
    for info in opened.infolist():
        found = pattern.fullmatch(info.filename)
        if found and wanted(found[1]):
            if found[1] in members:
                raise _damaged(str(opened.filename or "the archive"), f"{info.filename} stands in it twice")
            members[found[1]] = info
    months = []
    for month, info in sorted(members.items()):
        months.append(_take_member(opened, month, info, folder, ahead))
        tell(f"{month}: {info.file_size:,} bytes{' (already here)' if months[-1].already_here else ''}")
    return months


def _take_member(
    opened: zipfile.ZipFile, month: str, info: zipfile.ZipInfo, folder: Path, ahead: Callable[[int, int], None] | None
) -> FetchedMonth:
    path = folder / info.filename
    here = path.read_bytes() if path.exists() and path.stat().st_size == info.file_size else None
    already = here is not None and zlib.crc32(here) == info.CRC
    content = here if already and here is not None else _unpack(opened, info, ahead)
    if not already:
        _write_aside(path, content)
    sha256 = hashlib.sha256(content).hexdigest()
    relative = f"{folder.name}/{info.filename}"
    return FetchedMonth(month, relative, sha256, len(content), f"{info.CRC:08x}", already)


def _unpack(opened: zipfile.ZipFile, info: zipfile.ZipInfo, ahead: Callable[[int, int], None] | None) -> bytes:
    """The member's bytes, whose CRC-32 the zip module checks as it reads."""
    if info.file_size > MOST_MEMBER_BYTES:
        raise _damaged(info.filename, f"it would unpack to {info.file_size:,} bytes")
    if ahead:
        # The local header repeats the name and may carry a few more bytes than the directory's entry.
        ahead(info.header_offset, 30 + len(info.filename.encode()) + len(info.extra) + 256 + info.compress_size)
    try:
        return opened.read(info)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as wrong:
        raise _damaged(info.filename, str(wrong)) from wrong


def _checked(path: Path, url: str) -> Path:
    if not zipfile.is_zipfile(path):
        path.unlink()
        raise _damaged(url, "it is not a zip archive")
    return path


def _describe(
    url: str,
    etag: str | None,
    force: str,
    at: datetime,
    whole: bool,
    months: list[FetchedMonth],
    first: str | None,
    last: str | None,
) -> FetchedArchive:
    if not months:
        raise WrongUsage(
            f"{url} holds no street-level file of {force} in the months asked for",
            "Check the force's short name and the months against the publisher's page.",
        )
    held = {month.month for month in months}
    span = Period.between(first or months[0].month, last or months[-1].month)
    absent = tuple(month.label for month in span.months() if month.label not in held)
    return FetchedArchive(url, etag, force, at.isoformat(timespec="seconds"), whole, tuple(months), absent)


def _counting(tell: Tell) -> Callable[[int, int | None], None]:
    """A line of progress for each further hundred million bytes."""
    told = 0

    def progress(done: int, total: int | None) -> None:
        nonlocal told
        if done // 100_000_000 > told:
            told = done // 100_000_000
            tell(f"{done:,} of {f'{total:,}' if total else 'an unknown number of'} bytes")

    return progress


def _write_aside(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(path.name + ".part")
    aside.write_bytes(content)
    aside.replace(path)


def _damaged(what: str, why: str) -> InputRefused:
    return InputRefused(f"{what} is damaged: {why}", "Fetch it again; if that does not help, tell the publisher.")
