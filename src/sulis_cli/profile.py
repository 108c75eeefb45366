"""`sulis profile`: an area's published indicators beside those of its statistical neighbours, as charts and tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sulis_cli import output

if TYPE_CHECKING:
    from sulis.catalogue.sources import SourceCard
    from sulis.indicators.profile import MeasureProfile, Profile

Area = Annotated[str, typer.Option("--area", help="The authority's code, such as E06000022.")]
Against = Annotated[str, typer.Option("--against", help="What it is set beside: neighbours.")]
Which = Annotated[str, typer.Option("--profile", help="The catalogue's profile.")]
Out = Annotated[Path | None, typer.Option("--out", help="A folder for the charts (SVG) and their tables (CSV).")]


def register(app: typer.Typer) -> None:
    """Add `sulis profile`."""
    app.command("profile")(profile)


def profile(
    area: Area,
    against: Against = "neighbours",
    which: Which = "children",
    out: Out = None,
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """Set an area's published indicators beside those of its statistical neighbours."""
    from sulis.catalogue.profiles import load_profile
    from sulis.catalogue.sources import load_source_card
    from sulis.indicators.profile import profile as make
    from sulis.store import open_store
    from sulis.vocabulary import WrongUsage

    if against != "neighbours":
        raise WrongUsage(f'an area cannot be set against "{against[:40]}"', "Write --against neighbours.")
    plan = load_profile(which)
    made = make(open_store(home), area, plan)
    card = load_source_card(plan.source)
    written = _write(made, card, out) if out else []
    document = _document(made) | {"written": [str(path) for path in written]}
    output.answer(document, as_json=as_json, text=lambda: _lines(made, written))


def _write(made: Profile, card: SourceCard, out: Path) -> list[Path]:
    from sulis.publish.documents.charts import standalone
    from sulis.publish.documents.charts.profile import (
        draw_profile,
        profile_alt,
        profile_data,
        profile_table,
        profile_title,
    )
    from sulis.publish.documents.figure_tables import csv_text
    from sulis.publish.documents.model import DataTable

    out.mkdir(parents=True, exist_ok=True)
    written = []
    for each in made.measures:
        title = profile_title(each)
        drawing = draw_profile(each, title=title, description=profile_alt(each), id=each.measure.id)
        whole = standalone(drawing, title=title, subtitle=_subtitle(each), source=_source(made, card))
        table = profile_table(each, id=each.measure.id)
        texts = {
            f"{each.measure.id}.svg": whole,
            f"{each.measure.id}.csv": csv_text(profile_data(made, each)),
            f"{each.measure.id}-table.csv": csv_text(DataTable(table.header, table.rows)),
        }
        for name, text in texts.items():
            (out / name).write_text(text, encoding="utf-8", newline="\n")
            written.append(out / name)
    return written


def _subtitle(each: MeasureProfile) -> str:
    gaps = " Hatched: no figure." if any(value.missing for value in each.own.values) else ""
    soft = " Open points are provisional." if any(value.provisional for value in each.own.values) else ""
    unit = each.measure.unit[0].upper() + each.measure.unit[1:]
    return (
        f"{unit}, {each.measure.years}. Blue with points: {each.own.name}. Grey: its {len(each.neighbours)} statistical "
        f"neighbours; dashed: the middle one of them.{gaps}{soft} The publisher gives no intervals."
    )


def _source(made: Profile, card: SourceCard) -> str:
    whose = "Made up" if made.made_up else f"{card.publisher}, {card.title}; {card.licence}"
    return f"{whose}. Values as published. Releases: {', '.join(made.releases)}"


def _document(made: Profile) -> dict[str, Any]:
    from sulis.publish.documents.charts.profile import profile_data, profile_title

    return {
        "area_code": made.area_code,
        "area": made.area_name,
        "profile": made.plan.id,
        "made_up": made.made_up,
        "releases": list(made.releases),
        "measures": [
            {
                "id": each.measure.id, "title": profile_title(each), "unit": each.measure.unit, "periods": list(each.periods),
                "middle": [{"value": m.number, "missing": m.missing and m.missing.value, "neighbours": held}
                           for m, held in zip(each.middle, each.held, strict=True)],
                "rows": [dict(zip(profile_data(made, each).header, row, strict=True)) for row in profile_data(made, each).rows],
            }
            for each in made.measures
        ],
    }  # fmt: skip


def _lines(made: Profile, written: list[Path]) -> Iterator[str]:
    from sulis.publish.documents.charts.profile import profile_table, profile_title

    yield f"{made.area_name} ({made.area_code}) against its statistical neighbours"
    for each in made.measures:
        yield f"{profile_title(each)}."
        for row in profile_table(each, id=each.measure.id).rows:
            yield f"  {row[0]}: {row[1]}; middle of its neighbours {row[2]} ({row[3]})"
    yield from (f"Written: {path}" for path in written)
