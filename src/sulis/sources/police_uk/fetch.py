"""Fetch one force's months out of the site's archive of every force, without fetching the rest of it."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from sulis.sources.files.whole import write_whole
from sulis.sources.http import (
    Client,
    NoRanges,
    RangedFile,
    Unreachable,
    client_of,
    download,
    json_of,
    open_ranged,
)
from sulis.sources.police_uk.availability import Availability, read_availability
from sulis.sources.police_uk.remote import RemoteFile
from sulis.sources.police_uk.unpacking import FetchedMonth, Kind, Wanted, counting, damaged, take
from sulis.vocabulary import Missing, Period, SulisError, WrongUsage

ARCHIVES = "https://data.police.uk/data/archive"
AVAILABILITY = "https://data.police.uk/api/crimes-street-dates"
_FORCE = re.compile(r"[a-z]+(-[a-z]+)*")
_MD5 = re.compile(r"\b[0-9a-f]{32}\b")
_MOST_PAGE_BYTES = 10_000_000
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Gap:
    """A month of one kind that was asked for and is not in the archive. ``why`` is None where the site does not say."""

    month: str
    kind: str
    why: Missing | None = None


@dataclass(frozen=True, slots=True)
class FetchedArchive:
    """What one call found. ``absent`` are the months in which the archive lacks a kind asked for; ``gaps`` say which.

    ``whole`` is whether the whole archive was fetched. ``md5`` is the site's own checksum of it, None where it gave none;
    it can only be checked of a whole archive, and was where ``whole`` is True. Pieces are checked by their CRC-32.
    """

    url: str
    etag: str | None
    force: str
    fetched_at: str
    whole: bool
    months: tuple[FetchedMonth, ...]
    absent: tuple[str, ...]
    gaps: tuple[Gap, ...] = ()
    md5: str | None = None


def fetch_months(
    raw: Path,
    *,
    force: str,
    archive: str,
    first: str | None = None,
    last: str | None = None,
    kinds: Sequence[Kind] = (Kind.STREET,),
    at: datetime,
    client: Client | None = None,
    base: str = ARCHIVES,
    availability: str = AVAILABILITY,
    tell: Tell = lambda _line: None,
) -> FetchedArchive:
    """Fetch the files of ``force`` from the archive of the month ``archive`` into ``raw``.

    Parameters
    ----------
    raw
        The folder for this source's files as received; each archive has a folder of its own in it.
    force
        The publisher's short name, such as ``avon-and-somerset``.
    archive, first, last
        Months written ``YYYY-MM``. An archive holds about three years up to its month; without ``first`` and ``last``
        every month in it is taken.
    kinds
        Street-level crime, outcomes, stop and search: any of them. For stop and search the site's own list of what each
        force supplied is asked, so that a month not supplied is told from one not yet published.
    at
        When this is done, for the manifest.
    client
        One with rules of its own, for tests; by default one that asks the publisher's hosts.
    base, availability
        The folder of the archives on the site, and the address of its list of months.
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
    wanted = _wanted(force, archive, first, last, kinds)
    client = client or client_of("police_uk")
    url = f"{base}/{archive}.zip"
    folder = raw / archive
    folder.mkdir(parents=True, exist_ok=True)
    found = _fetched(client, url, base, wanted, folder, at, tell)
    listed = fetch_availability(client, availability) if Kind.STOP_AND_SEARCH in wanted.kinds else None
    found = _with_gaps(found, wanted, listed)
    write_whole(folder / f"{force}.json", (json.dumps(asdict(found), indent=1) + "\n").encode())
    return found


def fetch_availability(client: Client, url: str = AVAILABILITY) -> Availability:
    """The site's list of the months it holds and of the forces whose stop and search is in each.

    Raises
    ------
    InputRefused
        When the list is not of the form it is known to have.
    Unreachable
        When the site breaks off.
    """
    return read_availability(json_of(client, url), url)


def _wanted(force: str, archive: str, first: str | None, last: str | None, kinds: Sequence[Kind]) -> Wanted:
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
    if not kinds:
        raise WrongUsage("no kind of file is asked for", f"Name one or more of {', '.join(Kind)}.")
    return Wanted(force, tuple(dict.fromkeys(kinds)), first, last)


def _fetched(
    client: Client, url: str, base: str, wanted: Wanted, folder: Path, at: datetime, tell: Tell
) -> FetchedArchive:
    when = at.isoformat(timespec="seconds")
    try:
        remote = open_ranged(client, url)
    except NoRanges:
        return _take_whole(client, url, base, wanted, folder, when, tell)
    except Unreachable as gone:
        # The site takes old archives away, and has answered with an error of its own for them.
        remedy = f"{gone.remedy} If this archive is an old one, name a later: each holds about three years."
        raise Unreachable(gone.message, remedy) from gone
    months = _take_remote(remote, wanted, folder, tell)
    return FetchedArchive(url, remote.etag, wanted.force, when, False, tuple(months), ())


def _take_whole(
    client: Client, url: str, base: str, wanted: Wanted, folder: Path, when: str, tell: Tell
) -> FetchedArchive:
    tell(f"The site hands out {url} only whole; it is very large. Fetching all of it; it can be resumed.")
    md5 = _stated_md5(client, base, url, tell)
    whole = download(client, url, folder / "archive.zip", md5=md5, progress=counting(tell))
    if not zipfile.is_zipfile(whole.path):
        whole.path.unlink()
        raise damaged(url, "it is not a zip archive")
    with zipfile.ZipFile(whole.path) as opened:
        months = take(opened, wanted, folder, tell, None)
    return FetchedArchive(url, whole.etag, wanted.force, when, True, tuple(months), (), md5=md5)


def _take_remote(remote: RangedFile, wanted: Wanted, folder: Path, tell: Tell) -> list[FetchedMonth]:
    with closing(RemoteFile(remote.size, remote.read)) as file:
        try:
            opened = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, NotImplementedError) as wrong:
            raise damaged(remote.url, str(wrong)) from wrong
        with opened:
            return take(opened, wanted, folder, tell, file.fetch_ahead)


def _stated_md5(client: Client, base: str, url: str, tell: Tell) -> str | None:
    """The checksum that the site's page of archives gives after the archive's name; None where it cannot be found there.

    Unverified: that the page has it in this order.
    """

    def attempt() -> str:
        with client.ask(f"{base}/") as answer:
            return answer.body(_MOST_PAGE_BYTES).decode(errors="replace") if answer.status == 200 else ""

    try:
        page = client.persevere(f"{base}/", attempt)
    except SulisError as trouble:  # a checksum is welcome, and no reason to do without the archive
        tell(f"The site's own checksum could not be read: {trouble.message}")
        return None
    own = page.partition(url.rsplit("/", 1)[-1])[2].partition(".zip")[0]
    found = _MD5.search(own)
    return found[0] if found else None


def _with_gaps(found: FetchedArchive, wanted: Wanted, listed: Availability | None) -> FetchedArchive:
    """The same, with the months that were asked for and are not there."""
    if not found.months:
        what = "street-level" if wanted.kinds == (Kind.STREET,) else " or ".join(wanted.kinds)
        raise WrongUsage(
            f"{found.url} holds no {what} file of {wanted.force} in the months asked for",
            "Check the force's short name and the months against the publisher's page.",
        )
    held = {(month.month, month.kind) for month in found.months}
    labels = sorted(month.month for month in found.months)
    span = [month.label for month in Period.between(wanted.first or labels[0], wanted.last or labels[-1]).months()]
    gaps = tuple(
        Gap(month, kind, listed.why_absent(wanted.force, month) if listed and kind is Kind.STOP_AND_SEARCH else None)
        for month in span
        for kind in wanted.kinds
        if (month, kind) not in held
    )
    return replace(found, gaps=gaps, absent=tuple(dict.fromkeys(gap.month for gap in gaps)))
