"""The encrypted file itself: a stream in numbered chunks, of which none can be changed, moved, left out or added.

``SULISBK1``, the length of the head, the head (JSON), its seal, then chunks of one size, the last of which may be shorter. Each
chunk is AES-256-GCM under a key of this file's own (HKDF of the backup key with a salt from the head). Its nonce is its number and
whether it is the last; the head's checksum is authenticated with it. So a chunk opens only in its own place of its own file, and a
file that was cut at the edge of a chunk has a last chunk that does not say so.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sulis.vocabulary import InputRefused, WrongUsage
from sulis_web.config.keeping.key import key_name

MAGIC = b"SULISBK1"
CHUNK = 1 << 20
_TAG = 16
_SEAL = 32
_LONGEST_HEAD = 4096
_REMEDY = "Nothing was put in place. Use another copy of this backup, or an earlier one."


class Seal:
    """Encrypts what is written to it. Nothing is readable, and the file is not whole, before `finish`."""

    def __init__(self, out: BinaryIO, key: bytes, about: dict[str, Any]) -> None:
        self._out = out
        self._waiting = bytearray()
        self._number = 0
        head = about | {"format": 1, "chunk": CHUNK, "key": key_name(key), "salt": secrets.token_hex(32)}
        written = json.dumps(head, sort_keys=True).encode()
        self._cipher, self._bound, seal = _keys(key, written, head["salt"])
        out.write(MAGIC + len(written).to_bytes(4, "big") + written + seal)

    def write(self, data: bytes) -> int:
        self._waiting += data
        while len(self._waiting) > CHUNK:  # one byte more than a chunk: the last chunk is never empty by chance
            self._put(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def finish(self) -> None:
        self._put(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _put(self, plain: bytes, *, last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._number, last=last), plain, self._bound))
        self._number += 1


class Opened:
    """Reads such a file from its start. Each chunk is handed out only after it was found genuine and in its place."""

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        self.head, written, seal = _read_head(file)
        if self.head["key"] != key_name(key):
            raise WrongUsage(
                f"the backup was made with key {self.head['key']}, and the key given is {key_name(key)}",
                "Name the right key with --key or SULIS_BACKUP_KEY_FILE. If it is the right one, the file's head is damaged.",
            )
        self._cipher, self._bound, expected = _keys(key, written, self.head["salt"])
        if not hmac.compare_digest(seal, expected):
            raise InputRefused("the head of the backup is damaged", _REMEDY)
        self._chunks = self._open(file)
        self._ready = b""
        self._seen_last = False

    def read(self, size: int) -> bytes:
        """So many bytes, fewer only at the end."""
        parts: list[bytes] = []
        while size > 0:
            if not self._ready:
                self._ready = next(self._chunks, b"")
                if not self._ready:
                    break
            parts.append(self._ready[:size])
            self._ready = self._ready[size:]
            size -= len(parts[-1])
        return b"".join(parts)

    def drain(self) -> None:
        """Read to the end, so that the last chunk is known to be the last."""
        while self.read(CHUNK):
            pass
        if not self._seen_last:
            raise InputRefused("the backup was not read to its end", _REMEDY)

    def _open(self, file: BinaryIO) -> Iterator[bytes]:
        number, sealed = 0, file.read(CHUNK + _TAG)
        while True:
            following = file.read(CHUNK + _TAG)
            try:
                yield self._cipher.decrypt(_nonce(number, last=not following), sealed, self._bound)
            except (InvalidTag, ValueError):
                raise InputRefused(
                    f"the backup is damaged, cut short or added to: chunk {number}{'' if following else ', its last,'} "
                    f"(from byte {file.tell() - len(following) - len(sealed)}) is not as it was written",
                    _REMEDY,
                ) from None
            if not following:
                self._seen_last = True
                return
            number, sealed = number + 1, following


def _read_head(file: BinaryIO) -> tuple[dict[str, Any], bytes, bytes]:
    start = file.read(len(MAGIC) + 4)
    length = int.from_bytes(start[len(MAGIC) :], "big")
    if start[: len(MAGIC)] != MAGIC or length > _LONGEST_HEAD:
        raise InputRefused("this is no backup of Sulis, or its first bytes are damaged", _REMEDY)
    written, seal = file.read(length), file.read(_SEAL)
    try:
        head = json.loads(written)
        if head["format"] != 1 or head["chunk"] != CHUNK or not isinstance(head["key"], str):
            raise ValueError
        bytes.fromhex(head["salt"])
    except (ValueError, KeyError, TypeError):
        raise InputRefused(
            "the head of the backup cannot be read: it is damaged, or of a format that this version does not know",
            _REMEDY,
        ) from None
    return head, written, seal


def _keys(key: bytes, head: bytes, salt: str) -> tuple[AESGCM, bytes, bytes]:
    """The file's own cipher, what binds each chunk to its head, and the seal of the head."""
    drawn = HKDF(algorithm=SHA256(), length=64, salt=bytes.fromhex(salt), info=b"sulis backup 1").derive(key)
    return AESGCM(drawn[:32]), hashlib.sha256(head).digest(), hmac.new(drawn[32:], head, hashlib.sha256).digest()


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\1" if last else b"\0")
