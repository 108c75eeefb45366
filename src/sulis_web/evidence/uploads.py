"""Files that people send: in memory alone while they arrive, encrypted until they are judged, and gone after that."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from sulis.vocabulary import PartWayFailure

FOLDER = "uploads"
MOST = 50_000_000  # what a browser sends in a minute on a slow line
MOST_ELSEWHERE = 6_000_000  # tables of records have 5 MB at most
PREFIX = "sulis-upload-"
EVIDENCE = "/evidence/"
_UNSAFE = re.compile(r"[^\w .()+-]")


class InMemory(FileUploadHandler):
    """Holds what arrives in memory, so that nothing that may name people is written to disk on its way in.

    Of a file above the limit the beginning is kept, and its true size: a form refuses it in words.
    """

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        session = getattr(self.request, "session", None)
        signed_in = bool(session and session.get("_auth_user_id"))
        here = bool(self.request and self.request.path.startswith(EVIDENCE))
        self.most = MOST if signed_in and here else MOST_ELSEWHERE
        if content_length > 4 * self.most:  # not even read to its end
            raise RequestDataTooBig(f"a post of {content_length} bytes")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.held = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        room = self.most + 1 - self.held.tell()
        if room > 0:
            self.held.write(raw_data[:room])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.held.seek(0)
        return InMemoryUploadedFile(
            self.held, self.field_name, self.file_name, self.content_type, file_size, self.charset, self.content_type_extra
        )  # fmt: skip


def plain_name(given: str) -> str:
    r"""A file's name without a path, fit to be written to disk and shown.

    >>> [plain_name(name) for name in ("../../etc/passwd", "C:\\data\\May 2026.csv", "", "..")]
    ['passwd', 'May 2026.csv', 'file', 'file']
    """
    last = re.split(r"[/\\]", given)[-1]
    kept = _UNSAFE.sub("_", "".join(each for each in last if each.isprintable())).strip(" .-")
    return kept[-100:].lstrip(" .-") or "file"


def keep(id: str, content: bytes) -> None:
    """Keep a file encrypted under its record's id."""
    from sulis.store import draw_key, in_memory, seal

    folder = _folder()
    with in_memory() as plain:
        plain.write_bytes(content)
        aside = folder / f".{id}.part"
        seal(plain, aside, draw_key(settings.HOME), _bound(id))
    aside.chmod(0o600)
    os.replace(aside, folder / f"{id}.sealed")


@contextmanager
def lying(id: str, name: str) -> Iterator[Path]:
    """A path in memory at which the file can be read, under its own name, while the context lasts.

    Raises
    ------
    PartWayFailure
        When the file is not there any more, or there is no memory to lay it out in.
    """
    from sulis.store import opened, read_key

    sealed = _folder() / f"{id}.sealed"
    if not sealed.exists():
        raise PartWayFailure("the file that was sent is not kept any more", "Send it again.")
    folder = _memory() / f"{PREFIX}{id}"
    shutil.rmtree(folder, ignore_errors=True)  # what a worker that died under this file left
    folder.mkdir(mode=0o700)
    try:
        with opened(sealed, read_key(settings.HOME), _bound(id)) as plain:
            shutil.copyfile(plain, folder / name)
        yield folder / name
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def is_kept(id: str) -> bool:
    return (_folder() / f"{id}.sealed").exists()


def remove(id: str) -> None:
    with suppress(FileNotFoundError):
        (_folder() / f"{id}.sealed").unlink()


def forget(*, before: datetime) -> int:
    """Remove what was sent before then and never judged, and what a worker that died left in memory; gives how many."""
    left = [*_folder().iterdir(), *_memory().glob(f"{PREFIX}*")]
    old = [path for path in left if path.stat().st_mtime < before.timestamp() and path.stat().st_uid == os.geteuid()]
    for path in old:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(old)


def _folder() -> Path:
    folder = Path(settings.HOME) / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _memory() -> Path:
    folder = Path(os.environ.get("SULIS_MEMORY_FOLDER") or "/dev/shm")  # nosec B108
    if not folder.is_dir():
        raise PartWayFailure(
            "there is no folder in memory to lay a file out in", "Name one, a tmpfs, with SULIS_MEMORY_FOLDER."
        )
    return folder


def _bound(id: str) -> str:
    return f"{FOLDER}/{id}"
