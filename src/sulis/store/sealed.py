"""Restricted releases: kept encrypted, opened in memory alone, and never without a note of who read what and why."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sulis.vocabulary import PartWayFailure

KEY_FILE = "restricted-key"
SALT_FILE = "restricted-salt"
FOLDER = "restricted"
SUFFIX = ".sealed"
_HEAD = b"SULIS1"
_CHUNK = 1 << 20
_NONCE = 7  # random bytes of a file's nonce; four count the chunks and one marks the last


def key_path(home: Path) -> Path:
    """Where the key is: beside the data, or, better, where ``SULIS_RESTRICTED_KEY_FILE`` says."""
    return Path(os.environ.get("SULIS_RESTRICTED_KEY_FILE") or home / KEY_FILE)


def draw_key(home: Path) -> bytes:
    """The home's key; a new one where no restricted release was ever kept.

    Raises
    ------
    PartWayFailure
        When restricted releases are here and their key is not.
    """
    path = key_path(home)
    if not path.exists() and (home / FOLDER).exists():
        raise _gone(path)
    _draw(path)
    return read_key(home)


def draw_salt(home: Path) -> bytes:
    """What makes the keys of people in this home its own, though two homes share one key; drawn before the first is made.

    Raises
    ------
    PartWayFailure
        When restricted releases are here and their salt is not, or it is no salt: new keys would not meet the old ones.
    """
    path = home / SALT_FILE
    if not path.exists() and (home / FOLDER).exists():
        raise _gone(path)
    _draw(path)
    return _read(path)


def _draw(path: Path) -> None:
    """Thirty-two random bytes, whole and on disk before they stand under their name; nothing where something stands there."""
    if path.exists():
        return
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(32).hex().encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # another process was first
            os.link(aside, path)
        _sync(path.parent)
    finally:
        aside.unlink()


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_key(home: Path) -> bytes:
    """The home's key.

    Raises
    ------
    PartWayFailure
        When it is not there, or is no key.
    """
    return _read(key_path(home))


def _read(path: Path) -> bytes:
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except OSError:
        raise _gone(path) from None
    except ValueError:
        key = b""
    if len(key) != 32:
        raise PartWayFailure(f"{path.name} holds no key", "Put it back from the copy that is kept apart.")
    return key


def seal(source: Path, target: Path, key: bytes, name: str) -> None:
    """Encrypt a file. ``name`` is bound into it, so that one file cannot be put in another's place."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cipher, nonce = AESGCM(key), secrets.token_bytes(_NONCE)
    with source.open("rb") as plain, target.open("wb") as out:
        out.write(_HEAD + nonce)
        chunk, number = plain.read(_CHUNK), 0
        while True:
            following = plain.read(_CHUNK)
            out.write(cipher.encrypt(_nonce(nonce, number, last=not following), chunk, name.encode()))
            if not following:
                break
            chunk, number = following, number + 1


@contextmanager
def opened(sealed: Path, key: bytes, name: str) -> Iterator[Path]:
    """A path in memory at which the file can be read while the context lasts.

    Raises
    ------
    PartWayFailure
        When the file was changed, cut short, put in another's place, or sealed with another key.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cipher, handle = AESGCM(key), os.memfd_create("opened")
    try:
        with sealed.open("rb") as file, os.fdopen(os.dup(handle), "wb") as out:
            head = file.read(len(_HEAD) + _NONCE)
            if not head.startswith(_HEAD):
                raise ValueError("no sealed file")
            chunk, number = file.read(_CHUNK + 16), 0
            while True:
                following = file.read(_CHUNK + 16)
                nonce = _nonce(head[len(_HEAD) :], number, last=not following)
                out.write(cipher.decrypt(nonce, chunk, name.encode()))
                if not following:
                    break
                chunk, number = following, number + 1
        yield Path(f"/proc/self/fd/{handle}")
    except (InvalidTag, ValueError, OSError) as wrong:
        if isinstance(wrong, OSError) and sealed.exists():
            raise
        raise PartWayFailure(
            f"{sealed.name} cannot be opened: it was changed, or sealed with another key",
            "Restore it from a backup together with its key.",
        ) from None
    finally:
        os.close(handle)


@contextmanager
def in_memory() -> Iterator[Path]:
    """An empty file in memory, for a writer that needs a path."""
    handle = os.memfd_create("plain")
    try:
        yield Path(f"/proc/self/fd/{handle}")
    finally:
        os.close(handle)


def _nonce(random: bytes, number: int, *, last: bool) -> bytes:
    return random + number.to_bytes(4, "big") + (b"\1" if last else b"\0")


def _gone(path: Path) -> PartWayFailure:
    what = "salt" if path.name == SALT_FILE else "key"
    return PartWayFailure(
        f"the {what} of the restricted releases is not at {path.name}",
        "Put it back from the copy that is kept apart; without it they cannot be "
        + ("added to." if what == "salt" else "read."),
    )
