"""A room's folder on disk: every file sealed under a key that lies elsewhere, changed in one step, destroyed for good."""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sulis.store.home import sync_folder
from sulis.vocabulary import PartWayFailure, WrongUsage

MAGIC = b"SULIS-ROOM-1\n"
SUFFIX = ".sealed"
_KEY_BYTES = 32
_NONCE_BYTES = 12
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class RoomInUse(PartWayFailure):
    """Somebody else is in the room."""


class Vault:
    """The sealed files of one room. ``folder`` is the room's own; ``key_file`` lies outside it."""

    def __init__(self, room: str, folder: Path, key_file: Path) -> None:
        self.room = room
        self.folder = folder
        self.key_file = key_file
        self._key = b""

    @property
    def key(self) -> bytes:
        """The room's key, 32 bytes.

        Raises
        ------
        PartWayFailure
            When it is not there: then nobody can read the room.
        """
        if not self._key:
            try:
                self._key = bytes.fromhex(self.key_file.read_text(encoding="ascii").strip())
            except (OSError, ValueError):
                self._key = b""
            if len(self._key) != _KEY_BYTES:
                raise PartWayFailure(
                    f"the key of the linkage room {self.room} cannot be read",
                    "Without its key a room cannot be opened. If SULIS_LINKAGE_KEYS names their folder, check it.",
                )
        return self._key

    def derived(self, label: str) -> bytes:
        """A key for one use, drawn from the room's own: it goes when that goes."""
        return hmac.new(self.key, label.encode(), hashlib.sha256).digest()

    def draw_key(self) -> None:
        """Draw the room's key and put it on disk, readable by its owner alone."""
        self.key_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(self.key_file, secrets.token_hex(_KEY_BYTES).encode(), os.O_EXCL)
        sync_folder(self.key_file.parent)

    def seal(self, name: str, content: bytes) -> None:
        """Write a file under seal and into place in one step. The seal holds for this room and this name alone."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = AESGCM(self.derived("seal")).encrypt(nonce, content, self._bound_to(name))
        aside = self.folder / f"{name}{SUFFIX}.new"
        _write(aside, MAGIC + nonce + sealed, os.O_TRUNC)
        os.replace(aside, self.folder / f"{name}{SUFFIX}")
        sync_folder(self.folder)

    def unseal(self, name: str) -> bytes:
        """The content of a sealed file, in memory.

        Raises
        ------
        PartWayFailure
            When it is gone, was changed, or was sealed for another room, name or key.
        """
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        cipher = AESGCM(self.derived("seal"))
        try:
            raw = (self.folder / f"{name}{SUFFIX}").read_bytes()
            start = len(MAGIC) + _NONCE_BYTES
            if not raw.startswith(MAGIC):
                raise InvalidTag
            nonce = raw[len(MAGIC) : start]
            return cipher.decrypt(nonce, raw[start:], self._bound_to(name))
        except (OSError, InvalidTag) as trouble:
            raise PartWayFailure(
                f"the file {name} of the linkage room {self.room} cannot be opened",
                "It is gone, damaged, or sealed under another key. Close the room, and bring its sources in again.",
            ) from trouble

    def keep_only(self, names: Iterable[str]) -> None:
        """Remove sealed files that nothing names any more, and what an interrupted write left."""
        kept = {f"{name}{SUFFIX}" for name in names}
        for path in self.folder.iterdir():
            if (path.name.endswith(SUFFIX) and path.name not in kept) or path.name.endswith(".new"):
                path.unlink(missing_ok=True)

    def destroy(self) -> None:
        """Overwrite and remove the key, then every sealed file. May be run again after a crash."""
        self._key = b""
        if self.key_file.exists():
            with self.key_file.open("r+b") as file:
                file.write(b"0" * (2 * _KEY_BYTES))
                file.flush()
                os.fsync(file.fileno())
            self.key_file.unlink()
            sync_folder(self.key_file.parent)
        self.keep_only(())
        sync_folder(self.folder)

    def _bound_to(self, name: str) -> bytes:
        return f"{self.room}/{name}".encode()


def vault_of(home: Path, room: str, keys: Path | None = None) -> Vault:
    """Where a room lies in a home, and its key: in ``keys``, or in the home's own ``linkage-keys``.

    Raises
    ------
    WrongUsage
        When the name cannot be a room's.
    """
    if not _ID.fullmatch(room):
        raise WrongUsage(f"{room!r} is no name of a linkage room", "See `sulis linkage list` for the rooms there are.")
    return Vault(room, home / "linkage" / room, (keys or home / "linkage-keys") / room)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold a room for oneself. The kernel lets go when the process ends, however it ends.

    Raises
    ------
    RoomInUse
        When another process is in the room.
    """
    handle = os.open(folder / ".in-use", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RoomInUse(
                "somebody else is in this linkage room", "Wait until they have left, then try again."
            ) from None
        yield
    finally:
        os.close(handle)


def _write(path: Path, content: bytes, flag: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | flag, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
