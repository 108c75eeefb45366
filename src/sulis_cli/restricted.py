"""`sulis restricted`: count what restricted tables hold, with a reason that is in the audit before anything is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sulis_cli import output

if TYPE_CHECKING:
    from sulis.tables import Table

MOST_GROUPS = 1_000
group = typer.Typer(name="restricted", help="Count what restricted tables hold, with a reason.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add `sulis restricted` and its commands."""
    app.add_typer(group)


@group.command("count")
def count(
    table: Annotated[
        str, typer.Argument(help="A restricted table, as attendances or incident_people.", metavar="TABLE")
    ],
    by: Annotated[str, typer.Option("--by", help="A column to count by; without it there is one number.")] = "",
    people: Annotated[bool, typer.Option("--people", help="Count different people, not rows.")] = False,
    reason: Annotated[str, typer.Option("--reason", help="Why it is read; kept with your user's name.")] = "",
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """Count rows or people of a restricted table. Who reads, what and why is in the audit before a byte is opened."""
    from sulis.store import open_store

    chosen = _table(table)
    _check(chosen, by, people=people)
    counted = "count(DISTINCT person_key)" if people else "count(*)"
    value = f"{by}::VARCHAR" if by else "NULL"
    query = f"SELECT {value} AS value, {counted} AS many FROM {chosen.name} GROUP BY 1 ORDER BY 1 NULLS LAST LIMIT {MOST_GROUPS}"
    store = open_store(home)
    releases = [release.id for release in store.releases(chosen.kept_with)]
    with store.connect(restricted=(chosen.name,), record=noted(home, "restricted count", reason)) as connection:
        rows = connection.execute(query).fetchall()
    document = {
        "table": chosen.name, "by": by or None, "counted": "people" if people else "rows", "releases": releases,
        "counts": [{"value": given, "count": many} for given, many in rows],
        "caveats": [caveat.text for caveat in chosen.caveats], "note": _NOTE,
    }  # fmt: skip
    output.answer(document, as_json=as_json, text=lambda: _lines(document))


_NOTE = (
    "For the partnership's own eyes: counts of people below 8 tell who somebody is, and none of these may be published."
)


def noted(home: Path, command: str, reason: str) -> Callable[[tuple[str, ...]], Any]:
    """What writes into the audit that these releases are about to be read, and commits it before they are.

    Raises
    ------
    WrongUsage
        When no reason is given, or the home is not an application's and so has no audit.
    """
    from sulis.vocabulary import WrongUsage

    if not reason.strip():
        raise WrongUsage(
            f"`sulis {command}` reads restricted records and no reason was given",
            'Say why with --reason "..."; it is kept with who read what and when.',
        )
    if not (home / "secret-key").exists():
        raise WrongUsage(
            f"{home} has no audit, and restricted releases are not read without one",
            "Run `sulis serve` there once, or name another home.",
        )

    def note(ids: tuple[str, ...]) -> Any:
        from sulis_cli.serve import set_up

        set_up(home)
        from sulis_web.audit.operations import disclosed_as

        return disclosed_as(command=command, object_type="store.release", reason=reason, at=datetime.now(UTC), ids=ids)

    return note


def _table(name: str) -> Table:
    from sulis.catalogue.reader import closest
    from sulis.tables import TABLES
    from sulis.vocabulary import WrongUsage

    restricted = {table.name: table for table in TABLES.values() if table.restricted}
    if name not in restricted:
        raise WrongUsage(f"there is no restricted table {name!r}", closest(name, restricted))
    return restricted[name]


def _check(table: Table, by: str, *, people: bool) -> None:
    from sulis.catalogue.reader import closest
    from sulis.vocabulary import WrongUsage

    allowed = [name for name in table.names if name not in (*table.keyed, "row_number")]
    if by and by not in allowed:
        raise WrongUsage(f"{table.name} is not counted by {by!r}", closest(by, allowed))
    if people and "person_key" not in table.names:
        raise WrongUsage(f"{table.name} tells nobody from anybody else", "Count rows: leave --people out.")


def _lines(document: dict[str, Any]) -> Iterator[str]:
    by = f" by {document['by']}" if document["by"] else ""
    yield f"{document['table']}: {document['counted']}{by}, of {len(document['releases'])} releases."
    for row in document["counts"]:
        yield (
            f"  {row['value'] if row['value'] is not None else 'unknown'}: {row['count']:,}"
            if by
            else f"  {row['count']:,}"
        )
    yield from (f"Note: {caveat}" for caveat in document["caveats"])
    yield document["note"]
