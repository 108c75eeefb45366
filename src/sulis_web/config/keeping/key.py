"""The key of the backups: 32 random bytes in a file of their own, which no backup ever holds."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from pathlib import Path

from sulis.vocabulary import WrongUsage
from sulis_web.partnership.secret_file import write_secret

NAME = "backup-key"
_BYTES = 32


def key_path(home: Path, given: Path | None) -> Path:
    """The file that is named, or the one in the home folder."""
    return given if given is not None else home / NAME


def draw_key(path: Path) -> bool:
    """Draw a key where there is none yet, and say whether one was drawn. Only its owner can read it."""
    if path.exists():
        return False
    if not path.parent.is_dir():
        raise WrongUsage(
            f"there is no folder {path.parent} to keep the backup key in", "Make it, or name another file."
        )
    write_secret(path, secrets.token_hex(_BYTES) + "\n")
    return True


def read_key(path: Path) -> bytes:
    """The key as bytes.

    Raises
    ------
    WrongUsage
        When the file is not there, can be read by others, or holds no key.
    """
    remedy = "Name the key's file with --key or SULIS_BACKUP_KEY_FILE. Without the key no backup can be opened."
    if not path.is_file():
        raise WrongUsage(f"there is no backup key at {path}", remedy)
    if path.stat().st_mode & 0o077:
        raise WrongUsage(f"the backup key at {path} can be read by others", f"Run: chmod 600 {path}")
    text = path.read_text(encoding="utf-8", errors="replace").strip()
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != _BYTES:
        raise WrongUsage(f"{path} holds no backup key: a key is {2 * _BYTES} hexadecimal digits", remedy)
    return key


def key_name(key: bytes) -> str:
    """Which key it is, to tell a wrong key from a damaged file. It gives nothing of the key away."""
    return hmac.new(key, b"sulis backup key name", hashlib.sha256).hexdigest()[:16]
