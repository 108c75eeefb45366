"""Restoring: everything is opened and checked aside, then the home gets its name in one step. No home is ever written over."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sulis.store.home import sync_folder
from sulis.store.sealed import FOLDER
from sulis.vocabulary import InputRefused, PartWayFailure, WrongUsage
from sulis_web.config.keeping import records_sqlite
from sulis_web.config.keeping.key import read_key
from sulis_web.config.keeping.manifest import NAME, POSTGRESQL, SQLITE, KeptFile, Manifest, read_manifest
from sulis_web.config.keeping.members import HOME_PREFIX, RECORDS_PREFIX
from sulis_web.config.keeping.sealed import CHUNK, Opened

_DAMAGED = "Nothing was put in place. Use another copy of this backup, or an earlier one."


@dataclass(frozen=True, slots=True)
class Opening:
    """A backup opened aside: the home as it will be, and the pieces of records for PostgreSQL."""

    home: Path
    pieces: Path
    backup: str  # the name of this very file: its salt
    manifest: Manifest


@contextmanager
def opened_aside(file: Path, home: Path, key: Path) -> Iterator[Opening]:
    """Open a whole backup beside where the home will stand, everything checked; gone again at the end unless it was moved.

    What a killed restore left there is cleared first. Another restore of the same home, under way, is refused.
    """
    if not file.is_file():
        raise WrongUsage(f"there is no file {file}", "Name the backup's file.")
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise WrongUsage(
            f"there is something at {home} already", "Name a home that is not there yet: none is written over."
        )
    secret = read_key(key)
    with _aside(home) as aside:
        inside, pieces = aside / "home", aside / "pieces"
        inside.mkdir(mode=0o700)
        pieces.mkdir(mode=0o700)
        with file.open("rb") as raw:
            opened = Opened(raw, secret)
            manifest = _unpack(opened, inside, pieces)
        _check_records(inside, manifest)
        yield Opening(inside, pieces, str(opened.head["salt"]), manifest)


@contextmanager
def _aside(home: Path) -> Iterator[Path]:
    if not home.parent.is_dir():
        raise WrongUsage(f"there is no folder {home.parent}", "Make it, or name another home with --home.")
    aside = home.parent / f".{home.name}.restoring"
    aside.mkdir(mode=0o700, exist_ok=True)
    handle = os.open(aside, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PartWayFailure(f"another restore of {home} is under way", "Wait for it to end.") from None
        for left in aside.iterdir():
            shutil.rmtree(left)
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        os.close(handle)


def _unpack(opened: Opened, inside: Path, pieces: Path) -> Manifest:
    """Every member to its place, then the manifest against what came."""
    came: dict[str, KeptFile] = {}
    manifest: Manifest | None = None
    with tarfile.open(fileobj=opened, mode="r|") as tar:  # type: ignore[call-overload]
        for member in tar:
            if member.name == NAME:
                read = tar.extractfile(member)
                manifest = read_manifest(read.read() if read else b"")
                continue
            target = _place(member.name, inside, pieces)
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if member.issym():
                _link(target, member.linkname, inside)
            else:
                came[member.name] = _write(tar, member, target)
    opened.drain()
    if (inside / FOLDER).is_dir():
        (inside / FOLDER).chmod(0o700)
    if manifest is None:
        raise InputRefused("the backup ends without its list of contents", _DAMAGED)
    _check_files(manifest, came)
    return manifest


def _place(name: str, inside: Path, pieces: Path) -> Path:
    """Where a member goes. A name that would lead out of the two folders is refused, whoever made the file."""
    path = PurePosixPath(name)
    if ".." in path.parts or path.is_absolute():
        raise InputRefused("the backup holds a name that leads out of the home", _DAMAGED)
    if name == RECORDS_PREFIX + records_sqlite.FILE:
        return inside / records_sqlite.FILE
    if name.startswith(RECORDS_PREFIX):
        return pieces / path.name
    if name.startswith(HOME_PREFIX):
        return inside.joinpath(*path.parts[1:])
    raise InputRefused("the backup holds something that is neither a record nor a file of the home", _DAMAGED)


def _link(target: Path, to: str, inside: Path) -> None:
    if not (target.parent / to).resolve().is_relative_to(inside.resolve()):
        raise InputRefused("the backup holds a link that leads out of the home", _DAMAGED)
    target.symlink_to(to)


def _write(tar: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> KeptFile:
    source = tar.extractfile(member) if member.isfile() else None
    if source is None:
        raise InputRefused("the backup holds something that is no file", _DAMAGED)
    summed = hashlib.sha256()
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        while data := source.read(CHUNK):
            summed.update(data)
            out.write(data)
        os.fchmod(out.fileno(), member.mode & 0o777)
        out.flush()
        os.fsync(out.fileno())
    os.utime(target, (member.mtime, member.mtime))
    return KeptFile(member.name, member.size, summed.hexdigest())


def _check_files(manifest: Manifest, came: dict[str, KeptFile]) -> None:
    wrong = [one.path for one in manifest.files if came.get(one.path) != one]
    if wrong or len(came) != len(manifest.files):
        first = wrong[0] if wrong else "a file that the list does not name"
        raise InputRefused(f"what came out of the backup is not what its list says: {first}", _DAMAGED)


def _check_records(inside: Path, manifest: Manifest) -> None:
    if manifest.records.kind == SQLITE and records_sqlite.what_holds(inside / records_sqlite.FILE) != manifest.records:
        raise InputRefused("the records that came out of the backup have other rows than its list says", _DAMAGED)


def check_same_kind(manifest: Manifest, address: str) -> None:
    """Records go back into the kind of database that they came from.

    Raises
    ------
    WrongUsage
        When the backup's records are of the other kind.
    """
    if manifest.records.kind == POSTGRESQL and not address:
        raise WrongUsage(
            "the backup's records come from PostgreSQL, and no database is named",
            "Set SULIS_DATABASE_URL to an empty database. Records are not moved from one kind of database to another.",
        )
    if manifest.records.kind == SQLITE and address:
        raise WrongUsage(
            "the backup's records come from SQLite, and SULIS_DATABASE_URL names another database",
            "Unset SULIS_DATABASE_URL. Records are not moved from one kind of database to another.",
        )


def put_in_place(opening: Opening, home: Path) -> None:
    """The one step after which the home is there, whole."""
    for folder, _folders, _files in os.walk(opening.home):
        sync_folder(Path(folder))
    opening.home.rename(home)
    sync_folder(home.parent)
