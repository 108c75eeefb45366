"""The hash that ties each event to the one before and to this installation."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import fields, replace
from datetime import UTC
from typing import Any

from sulis_web.audit.values import Row

_NAMES = tuple(field.name for field in fields(Row) if field.name != "hash")


def canonical(row: Row) -> bytes:
    """Everything that a row says, as bytes that depend on nothing else: sorted keys, ASCII, times in UTC."""
    plain: dict[str, Any] = {name: getattr(row, name) for name in _NAMES}
    plain["at"] = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def hash_of(row: Row, key: bytes) -> str:
    return hmac.new(key, canonical(row), hashlib.sha256).hexdigest()


def sealed(row: Row, key: bytes) -> Row:
    """The row with its hash."""
    return replace(row, hash=hash_of(row, key))
