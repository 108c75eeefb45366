"""An answer that a site packed although it was not asked to, unpacked within limits as it arrives."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from sulis.vocabulary import InputRefused

# Tables of text shrink to about a tenth; a hundred times is no table.
MOST_TIMES = 100
# Below this much, any ratio is harmless.
HARMLESS = 10_000_000
_STEP = 1 << 20
_GZIP = 16 + zlib.MAX_WBITS


class Broken(Exception):
    """The packing ends early or cannot be read: worth another try."""


def unpacked(pieces: Iterable[bytes], url: str, most_bytes: int) -> Iterator[bytes]:
    """The bytes that a gzip stream stands for, at most a megabyte at a time.

    Raises
    ------
    InputRefused
        When more than ``most_bytes`` come out, or more than a hundred times what went in.
    Broken
        When the stream is cut off or is no gzip.
    """
    opened, taken, given = zlib.decompressobj(_GZIP), 0, 0
    for piece in pieces:
        taken += len(piece)
        while piece:
            if opened.eof:  # several packings one after the other are one body
                opened = zlib.decompressobj(_GZIP)
            out, piece = _step(opened, piece)
            given += len(out)
            if given > most_bytes or given > max(HARMLESS, MOST_TIMES * taken):
                raise _bomb(url, taken, given)
            if out:
                yield out
    if not opened.eof:
        raise Broken(f"the packed body ended after {taken} bytes")


def _step(opened: zlib._Decompress, piece: bytes) -> tuple[bytes, bytes]:
    """What comes out next, and what is still to be put in."""
    try:
        out = opened.decompress(piece, _STEP)
    except zlib.error as wrong:
        raise Broken(f"the packed body cannot be read: {wrong}") from wrong
    return out, opened.unconsumed_tail or opened.unused_data


def _bomb(url: str, taken: int, given: int) -> InputRefused:
    return InputRefused(
        f"{url} unpacks to more than is taken: {given:,} bytes out of {taken:,}",
        "Open the address in a browser; if the file is what the publisher means, give its path to `sulis ingest`.",
    )
