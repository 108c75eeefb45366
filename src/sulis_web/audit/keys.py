"""The installation's own keys, in files outside the database that only their owner reads.

A file is one JSON document: the installation's id, and each key by its epoch. The newest epoch writes; the older ones
are kept, because what they wrote must still be checked.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from sulis_web.audit.values import AuditUnavailable

_BYTES = 32


@dataclass(frozen=True, slots=True)
class Keys:
    """An installation and its keys by epoch, as one file holds them."""

    installation: str
    by_epoch: dict[int, bytes]

    @property
    def epoch(self) -> int:
        """The newest."""
        return max(self.by_epoch)

    @property
    def newest(self) -> bytes:
        return self.by_epoch[self.epoch]


def read_keys(path: Path) -> Keys:
    """The keys of a file.

    Raises
    ------
    AuditUnavailable
        When it is absent, may not be read, or is no such file.
    """
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        return Keys(plain["installation"], {int(epoch): bytes.fromhex(key) for epoch, key in plain["keys"].items()})
    except OSError as trouble:
        raise AuditUnavailable(
            f"the audit's key cannot be read: {trouble.strerror}",
            f"Put {path.name} back from the copy that is kept apart, readable by the application's user alone.",
        ) from trouble
    except (ValueError, KeyError, AttributeError, TypeError) as trouble:
        raise AuditUnavailable(
            f"{path.name} does not hold the audit's keys", "Put it back from the copy that is kept apart."
        ) from trouble


def draw_keys(path: Path, installation: str = "") -> Keys:
    """New keys in a new file, or those that another process put there in the same moment."""
    first = Keys(installation or secrets.token_hex(8), {1: secrets.token_bytes(_BYTES)})
    aside = _written_aside(path, first)
    try:
        os.link(aside, path)  # refuses where a file is: whoever came first has drawn the keys
    except FileExistsError:
        pass
    finally:
        aside.unlink()
    _keep_folder(path)
    return read_keys(path)


def add_key(path: Path) -> Keys:
    """The same file with one more key, of a new epoch."""
    now = read_keys(path)
    then = Keys(now.installation, now.by_epoch | {now.epoch + 1: secrets.token_bytes(_BYTES)})
    os.replace(_written_aside(path, then), path)
    _keep_folder(path)
    return then


def _written_aside(path: Path, keys: Keys) -> Path:
    plain = {"installation": keys.installation, "keys": {str(e): key.hex() for e, key in keys.by_epoch.items()}}
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(json.dumps(plain) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return aside


def _keep_folder(path: Path) -> None:
    """A new name lasts once its folder is on the disk too."""
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
