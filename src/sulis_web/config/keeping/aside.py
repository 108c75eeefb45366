"""A file that has no name until it is whole, so that nothing half made is ever found, whenever its writer is killed."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sulis.store.home import sync_folder
from sulis.vocabulary import WrongUsage

_NO_NAMELESS_FILES = {errno.EOPNOTSUPP, errno.EISDIR, errno.ENOENT, errno.EINVAL}


@contextmanager
def named_when_whole(final: Path) -> Iterator[BinaryIO]:
    """A file for writing, which gets its name when the block ends well, on disk by then. What bears the name is never replaced."""
    handle, aside = _unnamed(final.parent)
    with os.fdopen(handle, "w+b") as out:
        try:
            yield out
            out.flush()
            os.fsync(out.fileno())
            _name(out.fileno(), aside, final)
        finally:
            if aside is not None:
                aside.unlink(missing_ok=True)
    sync_folder(final.parent)


def _unnamed(folder: Path) -> tuple[int, Path | None]:
    """A file without a name; on a file system that has none such, one whose name says what it is."""
    if hasattr(os, "O_TMPFILE"):
        try:
            return os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o600), None
        except OSError as trouble:
            if trouble.errno not in _NO_NAMELESS_FILES:
                raise
    aside = folder / f".unfinished-{secrets.token_hex(8)}"
    return os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), aside


def _name(handle: int, aside: Path | None, final: Path) -> None:
    """A hard link: unlike a rename it refuses a name that is taken, even one taken since we looked."""
    folder = os.open(
        final.parent, os.O_RDONLY
    )  # with a folder given, the link is followed to the file that has no name
    try:
        if aside is None:
            os.link(f"/proc/self/fd/{handle}", final.name, dst_dir_fd=folder, follow_symlinks=True)
        else:
            os.link(aside, final.name, dst_dir_fd=folder, follow_symlinks=False)
    except FileExistsError:
        raise WrongUsage(f"there is a file at {final} already", "Name another: a backup never replaces one.") from None
    finally:
        os.close(folder)
