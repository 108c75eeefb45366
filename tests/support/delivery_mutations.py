"""Damage as files meet it: cut short, bits flipped, spliced, written in another encoding, a column shifted."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Sequence
from random import Random

from tests.support.delivery_seeds import Seed

_ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp037", "utf-7", "utf-8-sig")
_CODED = "\u201cAldermere\u201d caf\u00e9"  # put in where all else is ASCII, so that an encoding shows


def mutate(seed: Seed, kind: str, chance: Random, others: Sequence[Seed]) -> bytes:
    """The seed's file with one kind of damage, inside its package or to the package itself."""
    inside = seed.text is not None and (kind == "shift column" or chance.random() < 0.5)
    if kind == "shift column" and seed.text is None:
        return _shift_markup(seed.content, chance)
    if kind == "swap encoding" and not inside:
        return _recode_package(seed, chance)
    content = seed.text if inside and seed.text is not None else seed.content
    other = chance.choice(others)
    damaged = KINDS[kind](content, chance, seed, other)
    return seed.pack(damaged) if inside and seed.pack else damaged


def _truncate(content: bytes, chance: Random, _seed: Seed, _other: Seed) -> bytes:
    return content[: chance.randrange(len(content))]


def _flip(content: bytes, chance: Random, _seed: Seed, _other: Seed) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _splice(content: bytes, chance: Random, _seed: Seed, other: Seed) -> bytes:
    """A piece of another file, or of this one, put in or written over what is there."""
    source = other.content if chance.random() < 0.6 else content
    start = chance.randrange(len(source))
    piece = source[start : start + chance.choice((1, 16, 200, 5_000))]
    at = chance.randrange(len(content))
    return content[:at] + piece + content[at + (len(piece) if chance.random() < 0.5 else 0) :]


def _recode(content: bytes, chance: Random, seed: Seed, _other: Seed) -> bytes:
    text = content.decode(seed.encoding)
    at = text.find("\n", chance.randrange(len(text))) + 1
    if chance.random() < 0.5:  # only from some row on, as when two files are joined
        return content[: len(text[:at].encode(seed.encoding))] + _coded(text[at:], chance)
    return _coded(text, chance)


def _coded(text: str, chance: Random) -> bytes:
    encoding = chance.choice(_ENCODINGS)
    middle = text.find(" ") + 1
    return (text[:middle] + _CODED + text[middle:] if chance.random() < 0.5 else text).encode(encoding, "replace")


def _recode_package(seed: Seed, chance: Random) -> bytes:
    """One part of a package in another encoding; a file that is no package is recoded byte by byte."""
    if not zipfile.is_zipfile(io.BytesIO(seed.content)):
        return seed.content.decode("latin-1").encode(chance.choice(_ENCODINGS), "replace")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seed.content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        chosen = chance.choice(old.namelist())
        for info in old.infolist():
            part = old.read(info)
            if info.filename == chosen:
                part = part.decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "replace")
            new.writestr(info.filename, part)
    return out.getvalue()


def _shift(content: bytes, chance: Random, seed: Seed, _other: Seed) -> bytes:
    """Cells moved to the right or left: of one row, from some row on, or of all rows, header or not."""
    text = content.decode(seed.encoding)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=seed.delimiter))
    first = chance.choice((0, 1, chance.randrange(len(rows))))
    last = len(rows) if chance.random() < 0.6 else first + 1
    column, right = chance.randrange(len(rows[0])), chance.random() < 0.5
    for row in rows[first:last]:
        if right:
            row.insert(column, "")
            del row[-1 if chance.random() < 0.8 else len(row) :]
        else:
            del row[column : column + 1]
            row.append("")
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=seed.delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue().encode(seed.encoding)


def _shift_markup(content: bytes, chance: Random) -> bytes:
    """Bytes moved by one place from somewhere on, for a file without columns of text."""
    at = chance.randrange(len(content))
    return content[:at] + b" " + content[at:] if chance.random() < 0.5 else content[:at] + content[at + 1 :]


KINDS: dict[str, Callable[[bytes, Random, Seed, Seed], bytes]] = {
    "truncate": _truncate,
    "flip": _flip,
    "splice": _splice,
    "swap encoding": _recode,
    "shift column": _shift,
}


def checksum(content: bytes) -> int:
    """A short name for a damaged file."""
    return zlib.crc32(content)
