"""What a backup says of itself, written last: every file with its checksum, every table with its rows, the audit's head."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from sulis.vocabulary import InputRefused

NAME = "manifest.json"
SQLITE, POSTGRESQL = "sqlite", "postgresql"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file of the home: its place in it, its length, its checksum."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The last event of the audit: its number and its hash."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Records:
    """The records as they were at one instant. ``applied`` names each migration that had been made, in order."""

    kind: str  # SQLITE or POSTGRESQL
    tables: dict[str, int]
    applied: tuple[tuple[str, str], ...]
    audit: AuditHead | None
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)  # PostgreSQL: the order of each table's copy
    sequences: dict[str, tuple[int, bool]] = field(
        default_factory=dict
    )  # PostgreSQL: last value, and whether it was used


@dataclass(frozen=True, slots=True)
class Manifest:
    """``made`` is the instant in UTC, ``software`` the version that wrote it."""

    made: str
    software: str
    files: tuple[KeptFile, ...]
    records: Records

    def as_json(self) -> bytes:
        return json.dumps(asdict(self), sort_keys=True).encode()


def read_manifest(raw: bytes) -> Manifest:
    """The manifest of a backup that opened, so it is as some version of Sulis wrote it."""
    try:
        return _manifest(json.loads(raw))
    except (ValueError, KeyError, TypeError):
        raise InputRefused(
            "the backup's list of contents is of another form than this version writes",
            "Restore it with the version of Sulis that made it, then upgrade.",
        ) from None


def _manifest(plain: dict[str, Any]) -> Manifest:
    records = plain["records"]
    return Manifest(
        plain["made"],
        plain["software"],
        tuple(KeptFile(**one) for one in plain["files"]),
        Records(
            records["kind"],
            records["tables"],
            tuple((app, name) for app, name in records["applied"]),
            AuditHead(**records["audit"]) if records["audit"] else None,
            {table: tuple(names) for table, names in records["columns"].items()},
            {name: (last, used) for name, (last, used) in records["sequences"].items()},
        ),
    )
