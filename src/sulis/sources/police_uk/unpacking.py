"""Unpacking what arrived, within limits, so that no file can fill the memory or the disk."""

from __future__ import annotations

import zlib

from sulis.vocabulary import Fault

MOST_BYTES = 1_000_000_000
"""No month of one force comes near this; a file that unpacks to more is refused unread."""
MOST_TIMES = 100
"""A street-level file packs to about a fifth; one that unpacks to over a hundred times its size is not one."""


class Refused(Exception):
    """A file that cannot be taken at all, with the reason as a fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def unpack(name: str, raw: bytes) -> bytes:
    """The text inside a gzip file, within the limits above; `Refused` when it is cut short, damaged or too large."""
    most = min(MOST_BYTES, max(len(raw), 10_000) * MOST_TIMES)
    parts: list[bytes] = []
    left = raw
    try:
        while left:  # a gzip file may be several, one after the other
            opened = zlib.decompressobj(wbits=31)
            parts.append(opened.decompress(left, most + 1 - sum(map(len, parts))))
            if sum(map(len, parts)) > most:
                raise Refused(_too_large(name))
            if not opened.eof:
                raise Refused(_damaged(name, "a compressed file that stops before its end"))
            left = opened.unused_data.lstrip(b"\0")  # which may be padded
    except zlib.error:
        raise Refused(_damaged(name, "a compressed file that cannot be unpacked")) from None
    return b"".join(parts)


def _damaged(name: str, given: str) -> Fault:
    return Fault(name, None, None, given, "A file must arrive whole.", "Download the file again.")


def _too_large(name: str) -> Fault:
    return Fault(
        name, None, None, "a compressed file that unpacks to far more than its size",
        f"A file may unpack to at most {MOST_TIMES} times its size and {MOST_BYTES // 1_000_000} MB.",
        "Download the file again from the publisher.",
    )  # fmt: skip
