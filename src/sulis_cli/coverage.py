"""`sulis coverage`: which months of a force were received, and how good they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from sulis_cli import output

if TYPE_CHECKING:
    from sulis.store import CoverageMonth


def register(app: typer.Typer) -> None:
    app.command("coverage")(coverage)


def coverage(
    force: Annotated[str, typer.Option("--force", help="The force as police.uk writes it: avon-and-somerset.")],
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """Show the coverage ledger of a force: each month present, missing, provisional, revised or withdrawn."""
    from sulis.store import open_store

    ledger = open_store(home).coverage(force)
    document = [
        {"month": m.month, "status": m.status, "rows": m.rows, "no_geography_share": m.no_geography_share}
        for m in ledger
    ]
    output.answer(document, as_json=as_json, text=lambda: _lines(ledger))


def _lines(ledger: tuple[CoverageMonth, ...]) -> Iterable[str]:
    yield f"{'month':<9}{'status':<13}{'rows':>9}  {'no place':>9}  {'outside':>8}  {'repeated':>8}  {'2011 codes':>10}"
    for m in ledger:
        yield (
            f"{m.month:<9}{m.status:<13}{_count(m.rows):>9}  {_share(m.no_geography_share):>9}  "
            f"{_share(m.outside_force_share):>8}  {_count(m.repeated_ids):>8}  {_count(m.lsoa_2011_rows):>10}"
        )
    gone = [m.month for m in ledger if m.status in ("missing", "withdrawn")]
    if gone:
        yield f"Not there: {', '.join(gone)}. These months are gaps in every figure, never zeros."


def _count(rows: int | None) -> str:
    return "–" if rows is None else f"{rows:,}"


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"
