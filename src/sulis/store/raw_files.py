"""Files as they arrive, for every source: found among what was handed over, read once, unpacked within limits."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from sulis.store.release import RawFile
from sulis.vocabulary import Fault, WrongUsage

MOST_BYTES = 1_000_000_000
"""No file that we take comes near this; one that unpacks to more is refused unread."""
MOST_TIMES = 100
"""Publishers' files pack to about a fifth; one that unpacks to over a hundred times its size is not one of them."""


class Refused(Exception):
    """A file that cannot be taken at all, with the reason as a fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def handed_over(paths: Iterable[Path], ignored: list[str]) -> Iterator[tuple[Path, bool]]:
    """Every file among the paths, folders searched with their sub-folders, and whether it was named by hand.

    What a search meets that is no file of the folder (a pipe, a link that leads out of it or nowhere) is added to
    ``ignored``.

    Raises
    ------
    WrongUsage
        When a path does not exist.
    """
    for path in paths:
        if not path.exists():
            raise WrongUsage(f"{path} does not exist", "Check the path; it may be a file or a folder.")
        if not path.is_dir():
            yield path, True
            continue
        for found in sorted(path.rglob("*")):
            if found.is_dir():
                continue
            if found.is_file() and (not found.is_symlink() or found.resolve().is_relative_to(path.resolve())):
                yield found, False
            else:
                ignored.append(str(found))


def read_raw(path: Path) -> tuple[RawFile, bytes]:
    """A file's checksums and its bytes, unpacked if it is compressed, whatever it is called.

    Raises
    ------
    Refused
        When it is no file, or cannot be unpacked within the limits above.
    """
    if not path.is_file():
        raise Refused(
            Fault(path.name, None, None, "something other than a file", "Only files are read.", "Name a file.")
        )
    return raw_of(path.name, path.read_bytes())


def raw_of(name: str, raw: bytes) -> tuple[RawFile, bytes]:
    """The same for bytes that were read already; ``name`` is the file's."""
    text = unpack(name, raw) if raw[:2] == b"\x1f\x8b" else raw
    checksum = _sha256(raw)
    return RawFile(name, checksum, len(raw), checksum if text is raw else _sha256(text)), text


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


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
