"""`sulis releases`: what is loaded, where it came from, what a revision changed; withdraw and reinstate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sulis_cli import output
from sulis_cli.compared import compare

if TYPE_CHECKING:
    from sulis.store import Release

group = typer.Typer(
    name="releases", help="List releases; compare two; withdraw or reinstate one.", invoke_without_command=True
)


def register(app: typer.Typer) -> None:
    app.add_typer(group)


@group.callback()
def releases(
    context: typer.Context,
    table: Annotated[
        str | None, typer.Option("--table", help="Only this table: incidents, geography and so on.")
    ] = None,
    history: Annotated[bool, typer.Option("--history", help="Superseded and withdrawn releases too.")] = False,
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """List every release with its provenance, and what each revision changed."""
    if context.invoked_subcommand:
        _nothing_before(context)
        return
    from sulis.store import open_store
    from sulis.tables import TABLES
    from sulis.vocabulary import WrongUsage

    kept = sorted({known.kept_with for known in TABLES.values()})
    if table is not None and table not in kept:
        raise WrongUsage(f"there are no releases of a table {table!r}", f"Tables are {', '.join(kept)}.")
    found = open_store(home).releases(table, history=history)
    output.answer([_plain(release) for release in found], as_json=as_json, text=lambda: _lines(found))


def _nothing_before(context: typer.Context) -> None:
    """Refuse options before the name of a command: they would be lost, and another home changed than the one named."""
    from sulis.vocabulary import WrongUsage

    before = [name for name in ("home", "table", "history") if _given(context, name)]
    if before:
        options = " and ".join(f"--{name}" for name in before)
        raise WrongUsage(
            f"{options} before {context.invoked_subcommand}", f"Write options after {context.invoked_subcommand}."
        )


def _given(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


group.command("compare")(compare)


@group.command("withdraw")
def withdraw(
    release: Annotated[str, typer.Argument(help="The release's id.", metavar="ID")],
    reason: Annotated[str, typer.Option("--reason", help="Why it is taken back; kept with it.")],
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """Take a release back: readers no longer see it and its month counts as withdrawn. Its files stay."""
    from sulis import store

    store.open_store(home)
    gone = store.withdraw(home, release, because=reason)
    output.answer(_plain(gone), as_json=as_json, text=lambda: [f"{gone.id} is withdrawn: {gone.withdrawn_because}"])


@group.command("reinstate")
def reinstate(
    release: Annotated[str, typer.Argument(help="The release's id.", metavar="ID")],
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """Undo a withdrawal."""
    from sulis import store

    store.open_store(home)
    back = store.reinstate(home, release)
    output.answer(_plain(back), as_json=as_json, text=lambda: [f"{back.id} is current again."])


def _plain(release: Release) -> dict[str, Any]:
    return {**asdict(release), "status": release.status.value}


def _lines(found: tuple[Release, ...]) -> Iterable[str]:
    for release in found:
        mark = "" if release.status.value == "current" else f" [{release.status.value}]"
        provisional = " [provisional]" if release.provisional else ""
        yield f"{release.id}{mark}{provisional}  {release.rows_loaded:,} rows, received {release.received}"
        yield f"    {release.publisher}, {release.licence}"
        for file in release.files:
            yield f"    {file.name}  {file.bytes:,} bytes  sha256 {file.sha256}"
        if release.rows_quarantined:
            yield f"    {release.rows_quarantined:,} rows quarantined"
        if release.withdrawn_because:
            yield f"    withdrawn: {release.withdrawn_because}"
        if release.change:
            c = release.change
            by_column = ", ".join(f"{name} {rows:,}" for name, rows in c.columns.items())
            yield f"    revised {c.replaced}: {c.rows_added:,} rows added, {c.rows_gone:,} gone, {c.rows_changed:,} changed"
            if by_column:
                yield f"    rows changed by column: {by_column}"
