"""The site's zip archives, opened with care: nothing is ever written to a path that an archive names."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections import Counter
from functools import partial
from pathlib import Path, PurePosixPath

from sulis.sources.police_uk.published import PUBLISHED, Received
from sulis.store import RawFile, Refused, raw_of
from sulis.store.raw_files import MOST_BYTES, MOST_TIMES
from sulis.vocabulary import Fault

MOST_MEMBERS = 50_000
_NESTED = (".zip", ".gz", ".tar", ".7z", ".rar", ".bz2", ".xz", ".tgz")


def members(path: Path) -> tuple[list[Received], list[str], list[Fault]]:
    """The street-level files of an archive, the names of the others, and what is wrong with the archive.

    An archive with anything wrong is refused whole: its members are not listed.
    """
    try:
        with zipfile.ZipFile(path) as opened:
            listed = [info for info in opened.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        fault = _fault(path.name, "an archive that cannot be opened", "A zip must arrive whole.", "Download it again.")
        return [], [], [fault]
    faults = _faults(path.name, listed)
    wanted = [info for info in listed if PUBLISHED.fullmatch(PurePosixPath(info.filename).name)]
    if not faults and not wanted:
        faults = [
            _fault(
                path.name, "an archive with no street-level file in it",
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
        with zipfile.ZipFile(path) as opened:
            return not any(PUBLISHED.fullmatch(PurePosixPath(name).name) for name in opened.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _faults(archive: str, listed: list[zipfile.ZipInfo]) -> list[Fault]:
    if len(listed) > MOST_MEMBERS:
        return [
            _fault(archive, f"an archive of {len(listed):,} files", f"At most {MOST_MEMBERS:,} are opened.", _AGAIN)
        ]
    faults = [_fault(f"{archive}!{info.filename}", *problem) for info in listed if (problem := _problem(info))]
    repeated = [name for name, times in Counter(info.filename for info in listed).items() if times > 1]
    return faults + [
        _fault(f"{archive}!{name}", "a name that stands twice in one archive", "Each file may stand once.", _AGAIN)
        for name in repeated
    ]


_AGAIN = "Download the archive again from the publisher."


def _problem(info: zipfile.ZipInfo) -> tuple[str, str, str] | None:
    """What is wrong with a member, as given, rule and remedy; None when nothing is."""
    name = info.filename
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if name.startswith(("/", "\\")) or ".." in parts or (parts and ":" in parts[0]) or "\\" in info.orig_filename:
        return "a path that leads out of the archive", "Members must have plain relative names.", _AGAIN
    if stat.S_ISLNK(info.external_attr >> 16):
        return "a link instead of a file", "Members must be files.", _AGAIN
    if name.lower().endswith(_NESTED) and not (parts and PUBLISHED.fullmatch(parts[-1])):
        return (
            "an archive inside the archive",
            "Only plain CSV members are opened.",
            "Unpack it and load what is inside.",
        )
    if info.flag_bits & 0x1:
        return "a member locked with a password", "Members must be readable.", "Unpack it with its password first."
    if info.file_size > MOST_BYTES or info.file_size > max(info.compress_size, 10_000) * MOST_TIMES:
        return "a member that unpacks to far more than its size", f"At most {MOST_TIMES} times its size.", _AGAIN
    return None


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
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
        raise Refused(_fault(name, "a member that cannot be unpacked", "A file must arrive whole.", _AGAIN)) from None
    return raw_of(name, text)


def _fault(file: str, given: str, rule: str, remedy: str) -> Fault:
    return Fault(file, None, None, given, rule, remedy)
