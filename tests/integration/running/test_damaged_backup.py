"""A backup that is not, bit for bit, as it was written is refused by name, and nothing of it is put in place."""

from __future__ import annotations

import random

import pytest

from sulis_web.config.keeping.sealed import CHUNK
from tests.integration.running.conftest import Kept

SEALED = CHUNK + 16


def refused(kept: Kept, raw: bytes) -> str:
    """Restore these bytes: the words of the refusal, when nothing was left behind."""
    damaged = kept.folder / "damaged.backup"
    damaged.write_bytes(raw)
    answer = kept.restore("new", damaged)
    assert answer.code in (2, 3), answer.out
    assert not (kept.folder / "new").exists() and not (kept.folder / ".new.restoring").exists()
    return str(answer.document["error"])


def test_one_bit_flipped_anywhere_is_noticed(kept: Kept) -> None:
    raw, drawn = kept.file.read_bytes(), random.Random(20261122)
    places = {0, 7, 8, 11, 12, 40, 200, len(raw) - 1, len(raw) - 17} | {drawn.randrange(len(raw)) for _ in range(50)}
    for place in sorted(places):
        flipped = bytearray(raw)
        flipped[place] ^= 1 << drawn.randrange(8)
        said = refused(kept, bytes(flipped))
        assert "backup" in said or "key" in said


def test_every_bit_of_the_head_is_noticed(kept: Kept) -> None:
    from io import BytesIO

    from sulis.vocabulary import SulisError
    from sulis_web.config.keeping.key import read_key
    from sulis_web.config.keeping.sealed import Opened

    raw, key = kept.file.read_bytes()[: 2 * CHUNK], read_key(kept.key)
    length = 12 + int.from_bytes(raw[8:12], "big") + 32
    for bit in range(length * 8):
        flipped = bytearray(raw)
        flipped[bit // 8] ^= 1 << (bit % 8)
        with pytest.raises(SulisError):
            Opened(BytesIO(flipped), key)


def test_cut_short_anywhere_is_noticed(kept: Kept) -> None:
    raw, drawn = kept.file.read_bytes(), random.Random(1)
    head = 12 + int.from_bytes(raw[8:12], "big") + 32
    edges = [head, head + SEALED, head + 2 * SEALED, len(raw) - 1]
    for end in [0, 5, 12, 100, *edges, *(drawn.randrange(len(raw)) for _ in range(10))]:
        said = refused(kept, raw[:end])
        assert "backup" in said or "key" in said


def test_chunks_moved_doubled_left_out_or_added_are_noticed(kept: Kept) -> None:
    raw = kept.file.read_bytes()
    head = 12 + int.from_bytes(raw[8:12], "big") + 32
    body = [raw[at : at + SEALED] for at in range(head, len(raw), SEALED)]
    assert len(body) >= 3
    for other in (
        [body[1], body[0], *body[2:]],
        [body[0], body[0], *body[1:]],
        body[1:],
        body[:-1],
        [*body[:-2], body[-1]],
        [*body, body[-1]],
        [*body, b"more"],
    ):
        assert "is not as it was written" in refused(kept, raw[:head] + b"".join(other))


def test_chunk_of_another_backup_is_noticed(kept: Kept) -> None:
    from tests.support.command import sulis

    again = kept.folder / "again.backup"
    assert sulis("backup", "--to", again, "--home", kept.home, "--key", kept.key).code == 0
    raw, other = kept.file.read_bytes(), again.read_bytes()
    head = 12 + int.from_bytes(raw[8:12], "big") + 32
    assert "chunk 1 " in refused(
        kept, raw[: head + SEALED] + other[head + SEALED : head + 2 * SEALED] + raw[head + 2 * SEALED :]
    )
    refused(kept, other[:head] + raw[head:])


def test_file_that_is_no_backup_is_refused(kept: Kept) -> None:
    assert "no backup of Sulis" in refused(kept, b"PK\x03\x04" + bytes(5000))
    assert "no backup of Sulis" in refused(kept, b"")
