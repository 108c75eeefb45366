"""The end of a room: its key and files are destroyed, and a certificate says so."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sulis.linkage.state import State
from sulis.linkage.values import Act, Recorder, RoomEvent, Why
from sulis.linkage.vault import SUFFIX, Vault
from sulis.store import sha256_of
from sulis.store.home import sync_folder

CERTIFICATE = "certificate.json"
UNDER_WAY = "destroying.json"


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a room was and how it ended. Holds no identifier and no key; it is kept when all else is gone.

    ``files`` maps each sealed file to the SHA-256 of its bytes as they were.
    """

    room: str
    purpose: str
    impact_assessment: str
    opened: str
    ends: str
    destroyed: str
    by: str
    reason: str
    sources: dict[str, int]
    judgements: int
    files: dict[str, str]


def destroy(vault: Vault, state: State, why: Why, record: Recorder) -> Certificate:
    """Destroy the room for good. From the moment the certificate is begun, whoever touches the room finishes it."""
    record(RoomEvent(Act.DESTROY, vault.room, why, sum(source.rows for source in state.sources)))
    certificate = _certificate(vault, state, why)
    aside = vault.folder / f"{UNDER_WAY}.new"
    with aside.open("w", encoding="utf-8") as out:
        json.dump(asdict(certificate), out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    os.replace(aside, vault.folder / UNDER_WAY)
    sync_folder(vault.folder)
    finish(vault)
    return certificate


def finish(vault: Vault) -> bool:
    """Finish a destruction that was begun; whether there was one."""
    begun = vault.folder / UNDER_WAY
    if not begun.exists():
        return False
    vault.destroy()
    os.replace(begun, vault.folder / CERTIFICATE)
    sync_folder(vault.folder)
    return True


def certificate_of(vault: Vault) -> Certificate | None:
    """The certificate of a room that was destroyed, None for one that was not."""
    path = vault.folder / CERTIFICATE
    return Certificate(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def _certificate(vault: Vault, state: State, why: Why) -> Certificate:
    terms = state.terms
    return Certificate(
        room=vault.room, purpose=terms.purpose, impact_assessment=terms.impact_assessment, opened=state.opened,
        ends=terms.ends.isoformat(), destroyed=why.time, by=why.by, reason=why.reason,
        sources={source.name: source.rows for source in state.sources},
        judgements=len(state.decisions), files=dict(_sealed(vault.folder)),
    )  # fmt: skip


def _sealed(folder: Path) -> Iterator[tuple[str, Any]]:
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        yield path.name, sha256_of(path)
