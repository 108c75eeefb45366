"""`sulis coverage`: which months of a force were received, and how good they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
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
    from sulis.catalogue.sources import load_source_card
    from sulis.store import late_months, open_store

    store = open_store(home)
    ledger = store.coverage(force)
    card = load_source_card("made_up" if store.made_up else "police_uk")
    late = () if store.made_up else late_months(ledger, card.lag_days, datetime.now(UTC).date())
    document = [
        {"month": m.month, "status": m.status, "rows": m.rows, "no_geography_share": m.no_geography_share}
        for m in ledger
    ]
    output.answer(document, as_json=as_json, text=lambda: _lines(ledger, late))


def _lines(ledger: tuple[CoverageMonth, ...], late: tuple[str, ...]) -> Iterable[str]:
    yield f"{'month':<9}{'status':<13}{'rows':>9}  {'no place':>9}  {'outside':>8}  {'repeated':>8}  {'2011 codes':>10}"
    for m in ledger:
        yield (
            f"{m.month:<9}{m.status:<13}{_count(m.rows):>9}  {_share(m.no_geography_share):>9}  "
            f"{_share(m.outside_force_share):>8}  {_count(m.repeated_ids):>8}  {_count(m.lsoa_2011_rows):>10}"
        )
    gone = [m.month for m in ledger if m.status in ("missing", "withdrawn")]
    if gone:
        yield f"Not there: {', '.join(gone)}. These months are gaps in every figure, never zeros."
    if late:
        span = late[0] if len(late) == 1 else f"{late[0]} to {late[-1]}"
        yield f"Late: {span} ({len(late)} months) should be published by now, and nothing of them is loaded."


def _count(rows: int | None) -> str:
    return "–" if rows is None else f"{rows:,}"


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"
