"""Bytes as they arrive: read once, a piece at a time, within the limits, both checksums taken on the way."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from sulis.sources.files import wording
from sulis.sources.files.layout import Limits
from sulis.store import RawFile, in_memory

PIECE = 1 << 20
SMALL = 10_000
"""Bytes below which a file's size says nothing of how far it may grow: the ratio counts from here."""
_GZIP = b"\x1f\x8b"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Member:
    """A plain file inside one archive, not yet opened.

    ``name`` is ``archive.zip!path/in/it.csv``; ``size`` the bytes that it unpacks to, as the archive says, which
    reading checks.
    """

    name: str
    size: int
    opening: Callable[[], BinaryIO]

    def open(self) -> BinaryIO:
        """The member's bytes as a stream; the caller closes it."""
        return self.opening()


def received(path: Path, limits: Limits) -> Member:
    """A file on disk, as if it were a member.

    Raises
    ------
    Refused
        When it is no file, or larger than the limit.
    """
    if not path.is_file():
        wording.refuse(path.name, "something other than a file", "Only files are read.", "Name a file.")
    size = path.stat().st_size
    if limits.file_bytes is not None and size > limits.file_bytes:
        wording.too_large(path.name, f"a file of {size / 1_000_000:,.0f} MB", limits.file_bytes, "SULIS_MOST_FILE_MB")
    return Member(path.name, size, partial(io.FileIO, path))


class Stream:
    """The content of one file, unpacked where it is compressed. ``raw`` is known once all of it has been read."""

    def __init__(self, source: Member, limits: Limits) -> None:
        self.source, self.limits = source, limits
        self.received, self.unpacked = 0, 0
        self._as_received, self._content = hashlib.sha256(), hashlib.sha256()
        self._opened: BinaryIO | None = None

    def close(self) -> None:
        """Close the file, wherever its reading was broken off."""
        if self._opened is not None:
            self._opened.close()

    def pieces(self) -> Generator[bytes, None, None]:
        """The content, about a megabyte at a time.

        Raises
        ------
        Refused
            When it cannot be unpacked, or grows beyond the limits.
        """
        with self.source.open() as self._opened:
            pieces = self._read(self._opened)
            first = next(pieces, b"")
            rest = self._after(first, pieces)
            yield from self._counted(self._gunzipped(rest) if first[:2] == _GZIP else rest)

    @property
    def raw(self) -> RawFile:
        """The file's checksums. Sound only after `pieces` came to its end."""
        return RawFile(self.source.name, self._as_received.hexdigest(), self.received, self._content.hexdigest())

    @staticmethod
    def _after(first: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
        yield first
        yield from pieces

    def _read(self, opened: BinaryIO) -> Iterator[bytes]:
        try:
            while piece := opened.read(PIECE):
                self.received += len(piece)
                self._as_received.update(piece)
                yield piece
        except _BROKEN:
            wording.damaged(self.source.name, "a member that cannot be unpacked")

    def _counted(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self.unpacked += len(piece)
            if self.unpacked > self.limits.unpacked_bytes:
                most = self.limits.unpacked_bytes
                wording.too_large(
                    self.source.name, "a file of more text than may be read", most, "SULIS_MOST_UNPACKED_MB"
                )
            self._content.update(piece)
            yield piece

    def _gunzipped(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """A gzip file may be several, one after the other, and be padded with zeros."""
        opened, grown = zlib.decompressobj(wbits=31), 0
        most = max(self.source.size, SMALL) * self.limits.ratio
        try:
            for piece in pieces:
                left = piece
                while left:
                    if opened.eof:
                        left = left.lstrip(b"\0")
                        if not left:
                            break
                        opened = zlib.decompressobj(wbits=31)
                    text = opened.decompress(left, PIECE)
                    left = opened.unused_data if opened.eof else opened.unconsumed_tail
                    grown += len(text)
                    if grown > most:
                        _steep(self.source.name, self.limits)
                    yield text
            yield opened.flush()  # what a piece's limit held back
        except zlib.error:
            wording.damaged(self.source.name, "a compressed file that cannot be unpacked")
        if not opened.eof:
            wording.damaged(self.source.name, "a compressed file that stops before its end")


def _steep(name: str, limits: Limits) -> None:
    rule = f"A file may unpack to at most {limits.ratio} times its size (setting SULIS_MOST_RATIO)."
    wording.refuse(name, "a compressed file that unpacks to far more than its size", rule, wording.AGAIN)


@contextmanager
def on_disk(source: Member, path: Path | None, aside: Path, limits: Limits) -> Iterator[tuple[Path, RawFile]]:
    """The file where it can be read from any place: itself if it lies on disk as it is, else unpacked beside ``aside``."""
    stream = Stream(source, limits)
    with _beside(aside) as unpacked:
        with unpacked.open("wb") as out:
            copying = path is None or _is_gzip(source)
            for piece in stream.pieces():
                if copying:
                    out.write(piece)
        yield (unpacked if copying or path is None else path), stream.raw


@contextmanager
def _beside(aside: Path) -> Iterator[Path]:
    """A file beside the scratch file, for as long as the context lasts; in memory where that one is."""
    if aside.parent.name == "fd":
        with in_memory() as held:
            yield held
        return
    unpacked = aside.with_name(aside.name + ".unpacked")
    try:
        yield unpacked
    finally:
        unpacked.unlink(missing_ok=True)


def _is_gzip(source: Member) -> bool:
    with source.open() as opened:
        return opened.read(2) == _GZIP


def beginning(source: Member, limits: Limits) -> bytes:
    """The first bytes of the content, to tell what it is."""
    start = b""
    with closing(Stream(source, limits)) as stream:
        for piece in stream.pieces():
            start += piece
            if len(start) >= 4096:
                break
    return start[:4096]
