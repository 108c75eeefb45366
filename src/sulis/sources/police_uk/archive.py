"""The site's zip archives, opened with care: nothing is ever written to a path that an archive names."""

from __future__ import annotations

import zipfile
from functools import partial
from pathlib import Path, PurePosixPath

from sulis.sources.files import Limits, wording
from sulis.sources.files.archive import BROKEN, listing, listing_faults, nested_fault
from sulis.sources.police_uk.published import PUBLISHED, Received
from sulis.store import RawFile, Refused, raw_of
from sulis.store.raw_files import MOST_BYTES, MOST_TIMES
from sulis.vocabulary import Fault

# An archive of every force and three years has some 5,000 members.
LIMITS = Limits(entries=50_000, ratio=MOST_TIMES)


def members(path: Path) -> tuple[list[Received], list[str], list[Fault]]:
    """The street-level files of an archive, the names of the others, and what is wrong with the archive.

    An archive with anything wrong is refused whole: its members are not listed.
    """
    try:
        listed = [info for info in listing(path) if not info.is_dir()]
    except Refused as refused:
        return [], [], [refused.fault]
    limits = Limits.from_environment(LIMITS)
    faults = listing_faults(path.name, listed, limits)
    if len(listed) <= limits.entries:
        faults += _faults(path.name, listed)
    wanted = [info for info in listed if _published(info.filename)]
    if not faults and not wanted:
        faults = [
            Fault(
                path.name, None, None, "an archive with no street-level file in it",
                "Its members must be named YYYY-MM-force-street.csv.", "Check that it is the archive you meant.",
            )
        ]  # fmt: skip
    if faults:
        return [], [], faults
    taken = [_member(path, info) for info in wanted]
    names = {info.filename for info in wanted}
    return taken, [f"{path.name}!{info.filename}" for info in listed if info.filename not in names], []


def foreign(path: Path) -> bool:
    """Whether an archive can be opened and holds no street-level file: one that lies in a folder is passed by."""
    try:
        return not any(_published(info.filename) for info in listing(path))
    except Refused:
        return False


def _published(name: str) -> bool:
    return PUBLISHED.fullmatch(PurePosixPath(name).name) is not None


def _faults(archive: str, listed: list[zipfile.ZipInfo]) -> list[Fault]:
    """What this publisher's archives may not hold besides: archives (a month packed as .gz is none), and members that memory cannot."""
    packed = [fault for info in listed if not _published(info.filename) and (fault := nested_fault(archive, info))]
    return packed + [
        Fault(
            f"{archive}!{info.filename}", None, None, "a member that unpacks to far more than a month of a force",
            f"A member may have at most {MOST_BYTES // 1_000_000:,} MB.", wording.AGAIN,
        )
        for info in listed
        if info.file_size > MOST_BYTES
    ]  # fmt: skip


def _member(path: Path, info: zipfile.ZipInfo) -> Received:
    named = PUBLISHED.fullmatch(PurePosixPath(info.filename).name)
    assert named is not None
    name = f"{path.name}!{info.filename}"
    return Received(name, named["month"], named["force"], partial(_read, path, info, name))


def _read(path: Path, info: zipfile.ZipInfo, name: str) -> tuple[RawFile, bytes]:
    """The member's bytes. Reading stops at the size that the archive declares, and its checksum is checked."""
    try:
        with zipfile.ZipFile(path) as opened, opened.open(info) as member:
            text = member.read(info.file_size + 1)
    except BROKEN:
        wording.damaged(name, "a member that cannot be unpacked")
    return raw_of(name, text)
