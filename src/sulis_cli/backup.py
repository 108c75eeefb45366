"""`sulis backup`: the records and the evidence of a home together, in one encrypted file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sulis_cli import output

if TYPE_CHECKING:
    from sulis_web.config.keeping.take import Taken

Key = Annotated[
    Path | None,
    typer.Option(
        "--key", envvar="SULIS_BACKUP_KEY_FILE", help="The file of the backups' key.", show_default="HOME/backup-key"
    ),
]


def register(app: typer.Typer) -> None:
    app.command("backup")(backup)


def backup(
    to: Annotated[Path, typer.Option("--to", help="The file to write, or a folder for a file named by the time.")],
    home: output.Home = output.DEFAULT_HOME,
    key: Key = None,
    as_json: output.Json = False,
) -> None:
    """Write the records and the evidence of a home into one encrypted file. The server may go on meanwhile."""
    from sulis_web.config.keeping.take import take_backup

    taken = take_backup(
        home=home, to=to, key=key, address=os.environ.get("SULIS_DATABASE_URL", ""), at=datetime.now(UTC)
    )
    output.answer(_document(taken), as_json=as_json, text=lambda: _lines(taken))


def _document(taken: Taken) -> dict[str, Any]:
    records = taken.manifest.records
    return {
        "file": str(taken.file), "bytes": taken.bytes, "made": taken.manifest.made, "files": len(taken.manifest.files),
        "records": records.kind, "tables": records.tables, "rows": sum(records.tables.values()),
        "audit_head": {"seq": records.audit.seq, "hash": records.audit.hash} if records.audit else None,
        "key": str(taken.key), "key_drawn": taken.key_drawn,
    }  # fmt: skip


def _lines(taken: Taken) -> Iterable[str]:
    tables = taken.manifest.records.tables
    size = f"{taken.bytes / 1_000_000:,.1f} MB"
    yield f"{taken.file}: {size}, {len(taken.manifest.files)} files, {sum(tables.values()):,} rows of {len(tables)} tables."
    if taken.key_drawn:
        yield f"A backup key was drawn: {taken.key}. Keep a copy elsewhere: without it no backup can be opened."
