"""Signed statements of where the chain ended at an hour, kept outside the database: what happened before one is settled.

One file of JSON lines for each installation. Every line is signed, names the line before by its hash, and carries
short checkpoints of the rows since then, so that a chain that was made anew with a stolen key shows from which row on.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from sulis_web.audit import keys, queries
from sulis_web.audit.values import AuditUnavailable

EVERY = timedelta(hours=1)
MOST_CHECKPOINTS = 256  # each row has one up to so many rows a line, then every second, third and so on
SHORT = 12  # hexadecimal digits of a checkpoint
_LONGEST_LINE = 16_384


@dataclass(frozen=True, slots=True)
class Head:
    """One line of the file."""

    installation: str
    at: str  # when it was exported, UTC
    seq: int  # of the last row; also how many rows there are, since the count has no gap
    hash: str  # of that row
    checkpoints: tuple[tuple[int, str], ...]  # (seq, start of the hash) of rows since the line before
    previous: str  # SHA-256 of the line before; of the first line, empty
    epoch: int  # which key signed
    signature: str = ""

    def line(self) -> bytes:
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":")).encode("ascii") + b"\n"

    def signed_bytes(self) -> bytes:
        return replace(self, signature="").line()


def file_in(folder: Path, installation: str) -> Path:
    return folder / f"heads-{installation}.jsonl"


def export(*, folder: str | os.PathLike[str], at: datetime) -> Head:
    """Append a line on where the chain now ends.

    Raises
    ------
    AuditUnavailable
        When the keys are not there, or the folder cannot be written.
    """
    installation = _installation()
    try:
        path = file_in(Path(folder), installation)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with path.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            return _append(file, installation, at)
    except OSError as trouble:
        raise AuditUnavailable(
            f"the audit's head cannot be exported: {trouble.strerror}",
            "Check that the folder of heads (SULIS_AUDIT_HEADS) is there, writable and not full.",
        ) from trouble


def export_if_due(*, folder: str | os.PathLike[str], at: datetime) -> None:
    """Export when an hour has passed since the last line, or there is none. Asked after every event."""
    path = file_in(Path(folder), _installation())
    before = last_line(path)
    if before is None or at - datetime.fromisoformat(_parsed(before).at) >= EVERY:
        export(folder=folder, at=at)


def public_keys(path: Path) -> dict[int, Ed25519PublicKey]:
    """By epoch, for whoever checks the lines; none where the signing key's file is absent."""
    if not path.exists():
        return {}
    held = keys.read_keys(path)
    return {epoch: _private(key).public_key() for epoch, key in held.by_epoch.items()}


def signature_holds(head: Head, by_epoch: dict[int, Ed25519PublicKey]) -> bool:
    try:
        by_epoch[head.epoch].verify(b64decode(head.signature, validate=True), head.signed_bytes())
    except (KeyError, ValueError, InvalidSignature):
        return False
    return True


def lines(path: Path) -> Iterator[bytes]:
    """Those that are there at this moment, so that rows read from now on hold all that they tell of.

    A line that was cut short by a crash states nothing.
    """
    return _lines_until(path, path.stat().st_size)


def _lines_until(path: Path, until: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        while file.tell() < until and (line := file.readline()).endswith(b"\n"):
            yield line


def parsed(line: bytes) -> Head | None:
    """The line's head, or None where it is none."""
    try:
        return _parsed(line)
    except (ValueError, TypeError, KeyError):
        return None


def digest_of(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()


def last_line(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return _last_line(file)
    except FileNotFoundError:
        return None


def _append(file: BinaryIO, installation: str, at: datetime) -> Head:
    before = _last_line(file)
    first = _parsed(before).seq + 1 if before else 1
    last, last_hash = queries.end()
    signing = _signing_keys(installation, first_line=before is None)
    head = Head(
        installation=installation, at=at.astimezone(UTC).isoformat(timespec="seconds"), seq=last, hash=last_hash,
        checkpoints=_checkpoints(first, last),
        previous=digest_of(before) if before else "", epoch=signing.epoch,
    )  # fmt: skip
    signature = _private(signing.newest).sign(head.signed_bytes())
    head = replace(head, signature=b64encode(signature).decode())
    _write_after_last_line(file, head.line())
    return head


def _write_after_last_line(file: BinaryIO, line: bytes) -> None:
    """What a crash cut short is taken away first: it has no signature that anyone could have relied on."""
    end = file.seek(0, os.SEEK_END)
    file.seek(max(0, end - _LONGEST_LINE))
    tail = file.read()
    if tail and not tail.endswith(b"\n"):
        file.truncate(end - len(tail) + tail.rfind(b"\n") + 1)
    file.write(line)
    file.flush()
    os.fsync(file.fileno())


def _checkpoints(first: int, last: int) -> tuple[tuple[int, str], ...]:
    step = max(1, -(-(last - first + 1) // MOST_CHECKPOINTS))
    places = list(range(first + step - 1, last + 1, step))
    return tuple((seq, full[:SHORT]) for seq, full in queries.hashes(places)) if places else ()


def _last_line(file: BinaryIO) -> bytes | None:
    end = file.seek(0, os.SEEK_END)
    file.seek(max(0, end - 2 * _LONGEST_LINE))
    whole = file.read()
    whole = whole[: whole.rfind(b"\n") + 1]
    return whole.splitlines(keepends=True)[-1] if whole else None


def _parsed(line: bytes) -> Head:
    plain: dict[str, Any] = json.loads(line)
    head = Head(**(plain | {"checkpoints": tuple((int(seq), str(short)) for seq, short in plain["checkpoints"])}))
    datetime.fromisoformat(head.at)
    if not isinstance(head.seq, int):
        raise TypeError("a head's place is a whole number")
    return head


def _installation() -> str:
    path = settings.AUDIT_KEY_FILE
    if not path.exists() and queries.end()[0] == 0:
        keys.draw_keys(path)
    return keys.read_keys(path).installation


def _signing_keys(installation: str, *, first_line: bool) -> keys.Keys:
    """Drawn with the first line, and never after: another key would make the older lines look forged."""
    path = settings.AUDIT_SIGNING_KEY_FILE
    return keys.draw_keys(path, installation) if first_line and not path.exists() else keys.read_keys(path)


def _private(key: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(key)
