"""What lies in the home and goes into a backup, and what is left out because it is made again or must not travel."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from sulis.vocabulary import PartWayFailure
from sulis_web.config.keeping.key import NAME as KEY_NAME
from sulis_web.config.keeping.manifest import KeptFile

HOME_PREFIX = "home/"
RECORDS_PREFIX = "records/"
# A writer's staging and lock, what serving collects again, mail that was never sent, files that were sent and not yet read, the keys
# of linkage rooms, whose end must reach the backups too, and the records, which go separately.
LEFT_OUT = frozenset(
    {
        "staging",
        ".writing",
        "static",
        "mail",
        "linkage-keys",
        "uploads",
        "records.sqlite3",
        "records.sqlite3-wal",
        "records.sqlite3-shm",
    }
)
_PIECE = 1 << 20


class Sink(Protocol):
    """Whatever a backup is written to."""

    def write(self, data: bytes) -> int: ...


def entries_of(home: Path, key: Path) -> Iterator[Path]:
    """Every file and link of the home that is kept, folders searched, in one order. The backups' own key never is."""
    for folder, folders, files in os.walk(home, followlinks=False):
        here = Path(folder)
        if here == home:
            folders[:] = [name for name in folders if name not in LEFT_OUT]
            files = [name for name in files if name not in LEFT_OUT and not name.startswith(KEY_NAME)]
        folders.sort()
        links = [name for name in folders if (here / name).is_symlink()]
        for name in sorted([*files, *links]):
            path = here / name
            if not _is_key(path, key) and stat.S_IFMT(path.lstat().st_mode) in {stat.S_IFREG, stat.S_IFLNK}:
                yield path


def _is_key(path: Path, key: Path) -> bool:
    """Whether it is the backups' key, under whatever name."""
    return key.exists() and path.exists() and path.samefile(key)


class Packing:
    """A tar archive written as a stream, with the checksum of each file kept as it goes by."""

    def __init__(self, out: Sink) -> None:
        self._tar = tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115
        self.kept: list[KeptFile] = []

    def put_file(self, path: Path, name: str) -> None:
        """One file as it is now; exactly as long as it was when it was opened.

        Raises
        ------
        PartWayFailure
            When it changes under the copy.
        """
        if path.is_symlink():
            link = tarfile.TarInfo(name)
            link.type, link.linkname = tarfile.SYMTYPE, os.readlink(path)  # noqa: PTH115
            self._tar.addfile(link)
            return
        with path.open("rb") as file:
            about = os.fstat(file.fileno())
            seen = _Summed(file, about.st_size, path)
            self._tar.addfile(_info(name, about.st_size, about.st_mode, about.st_mtime), seen)
        self.kept.append(KeptFile(name, about.st_size, seen.sum.hexdigest()))

    def put_bytes(self, name: str, data: bytes) -> None:
        self._tar.addfile(_info(name, len(data), 0o600, 0), io.BytesIO(data))
        self.kept.append(KeptFile(name, len(data), hashlib.sha256(data).hexdigest()))

    def close(self) -> None:
        self._tar.close()


class _Summed:
    """A file that is summed while it is read."""

    def __init__(self, file: io.BufferedReader, size: int, path: Path) -> None:
        self._file, self._left, self._path = file, size, path
        self.sum = hashlib.sha256()

    def read(self, size: int) -> bytes:
        data = self._file.read(min(size, self._left))
        if not data and size:
            raise PartWayFailure(f"{self._path.name} became shorter while it was copied", "Run the backup again.")
        self._left -= len(data)
        self.sum.update(data)
        return data


def _info(name: str, size: int, mode: int, at: float) -> tarfile.TarInfo:
    """What is told of a file. Whose it is on this machine is not: it belongs to whoever restores it."""
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = size, stat.S_IMODE(mode), at
    return info
