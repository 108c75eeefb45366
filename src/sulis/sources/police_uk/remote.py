"""A zip archive on a site, opened as if it were here: only the pieces that are read are asked for."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

_LEAST = 1 << 16


class RemoteFile(io.RawIOBase):
    """A read-only file whose pieces come from ``ask(start, length)``; the last piece is kept."""

    def __init__(self, size: int, ask: Callable[[int, int], bytes]) -> None:
        super().__init__()
        self._size = size
        self._ask = ask
        self._at = 0
        self._start = 0
        self._piece = b""

    def fetch_ahead(self, start: int, length: int) -> None:
        """Ask for a longer piece in one go, before it is read in small steps."""
        length = min(length, self._size - start)
        self._start, self._piece = start, self._ask(start, length)

    def readinto(self, into: Any) -> int:
        target = memoryview(into).cast("B")
        wanted = min(len(target), self._size - self._at)
        if wanted <= 0:
            return 0
        offset = self._at - self._start
        if not 0 <= offset < len(self._piece):
            self.fetch_ahead(self._at, max(wanted, _LEAST))
            offset = 0
        found = self._piece[offset : offset + wanted]
        target[: len(found)] = found
        self._at += len(found)
        return len(found)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True
