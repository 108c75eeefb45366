"""`sulis restore`: a backup back into a home that is not there yet."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sulis_cli import output
from sulis_cli.backup import Key
from sulis_cli.serve import set_up

if TYPE_CHECKING:
    from sulis_web.config.keeping.manifest import Manifest
    from sulis_web.config.keeping.put_back import Opening


def register(app: typer.Typer) -> None:
    app.command("restore")(restore)


def restore(
    file: Annotated[Path, typer.Argument(help="The backup's file.")],
    home: output.Home = output.DEFAULT_HOME,
    key: Key = None,
    as_json: output.Json = False,
) -> None:
    """Put a backup back into a new home, everything checked first. Nothing is ever written over."""
    from sulis_web.config.keeping.key import key_path
    from sulis_web.config.keeping.put_back import check_same_kind, opened_aside, put_in_place

    address = os.environ.get("SULIS_DATABASE_URL", "")
    with opened_aside(file, home, key_path(home, key)) as opening:
        check_same_kind(opening.manifest, address)
        if address:
            _into_postgresql(opening)
        put_in_place(opening, home)
        manifest = opening.manifest
    output.answer(_document(home, manifest), as_json=as_json, text=lambda: _lines(home, manifest))


def _into_postgresql(opening: Opening) -> None:
    """As the role that owns the tables, where there is one; the application's role then gets its rights."""
    from sulis_cli.roles import as_owner, grant_rights
    from sulis_web.config.keeping.put_back_postgres import put_records_back

    with as_owner() as application:
        set_up(opening.home)
        put_records_back(opening)
        grant_rights(application)


def _document(home: Path, manifest: Manifest) -> dict[str, Any]:
    records = manifest.records
    return {
        "home": str(home), "made": manifest.made, "software": manifest.software, "files": len(manifest.files),
        "records": records.kind, "tables": records.tables, "rows": sum(records.tables.values()),
        "audit_head": {"seq": records.audit.seq, "hash": records.audit.hash} if records.audit else None,
    }  # fmt: skip


def _lines(home: Path, manifest: Manifest) -> Iterable[str]:
    tables = manifest.records.tables
    yield f"{home}: {len(manifest.files)} files and {sum(tables.values()):,} rows of {len(tables)} tables, as they were at {manifest.made}."
    yield f"To serve it: sulis serve --home {home}"
