"""Zip archives, opened with care: what they list is judged before a byte is unpacked, and no path in them is written to."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from sulis.sources.files import wording
from sulis.sources.files.layout import ARCHIVE, Limits
from sulis.sources.files.streams import SMALL, Member, received
from sulis.store import Refused
from sulis.vocabulary import Fault

NESTED = (".zip", ".gz", ".tar", ".7z", ".rar", ".bz2", ".xz", ".tgz")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What reading a damaged archive, or one of a form that is not known, can raise."""


def tables_in(path: Path, limits: Limits = ARCHIVE) -> list[Member]:
    """The plain files inside one zip archive, in the order of their names, its folders and hidden files left out.

    Raises
    ------
    Refused
        When anything about the archive is wrong: too many or too large members, a path that leads out of it, a link,
        an archive inside it, a name that stands twice, a password. None of its members is then given.
    """
    listed = [info for info in entries(path, limits) if not info.is_dir()]
    for info in listed:
        if fault := nested_fault(path.name, info):
            raise Refused(fault)
    plain = sorted((info for info in listed if not _is_system(info.filename)), key=lambda info: info.filename)
    if not plain:
        wording.refuse(path.name, "an archive with no file in it", "An archive holds files.", wording.AGAIN)
    return [Member(f"{path.name}!{info.filename}", info.file_size, partial(_open, path, info)) for info in plain]


def entries(path: Path, limits: Limits) -> list[zipfile.ZipInfo]:
    """Everything that an archive or a spreadsheet's package lists, once all of it is known to be safe to unpack.

    Raises
    ------
    Refused
        As for `tables_in`, except that archives inside are let through.
    """
    received(path, limits)
    listed = listing(path)
    if faults := listing_faults(path.name, listed, limits):
        raise Refused(faults[0])
    return listed


def listing(path: Path) -> list[zipfile.ZipInfo]:
    """Everything that an archive lists, not yet judged.

    Raises
    ------
    Refused
        When it cannot be opened.
    """
    try:
        with zipfile.ZipFile(path) as opened:
            return opened.infolist()
    except BROKEN:
        wording.damaged(path.name, "an archive that cannot be opened")


def listing_faults(archive: str, listed: Sequence[zipfile.ZipInfo], limits: Limits) -> list[Fault]:
    """All that is wrong with an archive by what it lists: one member after the other, then the whole.

    An archive of too many members has that fault alone.
    """
    if len(listed) > limits.entries:
        rule = f"At most {limits.entries:,} are opened (setting SULIS_MOST_ENTRIES)."
        return [Fault(archive, None, None, f"an archive of {len(listed):,} files", rule, "Send it in parts.")]
    faults = [fault for info in listed if (fault := member_fault(archive, info, limits))]
    faults += [
        Fault(
            f"{archive}!{name}", None, None, "a name that stands twice in one archive", "Each file may stand once.",
            wording.AGAIN,
        )
        for name, times in Counter(info.filename for info in listed).items()
        if times > 1
    ]  # fmt: skip
    if sum(info.file_size for info in listed) > limits.unpacked_bytes:
        given = "an archive that unpacks to more than may be read"
        faults.append(wording.beyond(archive, given, limits.unpacked_bytes, "SULIS_MOST_UNPACKED_MB"))
    return faults


def nested_fault(archive: str, info: zipfile.ZipInfo) -> Fault | None:
    """The fault of an archive inside the archive; None for any other member."""
    if not info.filename.lower().endswith(NESTED):
        return None
    return Fault(
        f"{archive}!{info.filename}", None, None, "an archive inside the archive", "Only plain members are opened.",
        "Unpack it and send what is inside.",
    )  # fmt: skip


def member_fault(archive: str, info: zipfile.ZipInfo, limits: Limits) -> Fault | None:
    """What is wrong with one member by what the archive says of it; None when nothing is."""
    name, parts = info.filename, PurePosixPath(info.filename.replace("\\", "/")).parts
    found: tuple[str, str, str] | None = None
    if name.startswith(("/", "\\")) or ".." in parts or (parts and ":" in parts[0]) or "\\" in info.orig_filename:
        found = "a path that leads out of the archive", "Members must have plain relative names.", wording.AGAIN
    elif stat.S_ISLNK(info.external_attr >> 16):
        found = "a link instead of a file", "Members must be files.", wording.AGAIN
    elif info.flag_bits & 0x1:
        found = "a member locked with a password", "Members must be readable.", "Unpack it with its password first."
    elif info.file_size > max(info.compress_size, SMALL) * limits.ratio:
        rule = f"At most {limits.ratio} times its size (setting SULIS_MOST_RATIO)."
        found = "a member that unpacks to far more than its size", rule, wording.AGAIN
    return Fault(f"{archive}!{name}", None, None, *found) if found else None


def _is_system(name: str) -> bool:
    """What a computer adds of its own when a person packs a folder."""
    parts = PurePosixPath(name).parts
    return "__MACOSX" in parts or parts[-1] in {".DS_Store", "Thumbs.db", "desktop.ini"}


def _open(path: Path, info: zipfile.ZipInfo) -> BinaryIO:
    try:
        with zipfile.ZipFile(path) as opened:  # the member keeps the file open after this
            return cast(BinaryIO, opened.open(info))
    except BROKEN:
        wording.damaged(f"{path.name}!{info.filename}", "a member that cannot be unpacked")
