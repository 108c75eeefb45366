"""The list of measures: what each says now in one line, or what is awaited."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from sulis_web.design.dates import day
from sulis_web.design.notices import Empty
from sulis_web.design.values import Cell, Column, Table
from sulis_web.governance.presenters.measure import state_of
from sulis_web.measures.measured import Measured
from sulis_web.measures.telling import line_of
from sulis_web.partnership.presenters.pages import ListPage, Part
from sulis_web.plan.models import Record

_GROUPS = (("duty", "Named by the national duty"), ("local", "Chosen by the partnership"))


def measures_page(records: Iterable[Record], found: Iterable[Measured]) -> ListPage:
    by_measure: dict[str, list[Measured]] = {}
    for each in found:
        by_measure.setdefault(each.row.measure, []).append(each)
    held = list(records)
    parts = tuple(
        Part(heading, table=_table([row for row in held if row.group == group], by_measure))
        for group, heading in _GROUPS if any(row.group == group for row in held)
    )  # fmt: skip
    lede = "What the plan is judged by: what each measure says now, with its interval, and whether this area should read it at all."
    return ListPage(title="How success is measured", lede=lede, parts=parts, empty=None if held else _empty())


def _table(rows: list[Record], found: dict[str, list[Measured]]) -> Table:
    columns = (
        Column("Measure"),
        Column("What it says now"),
        Column("Can it be read here?"),
        Column("Looked at again by"),
    )
    cells = []
    for row in rows:
        link = Cell(row.title, reverse("measure", args=[row.key]))
        made = found.get(row.key)
        if not made:
            cells.append((link, Cell("Nobody has said yet how it is made."), Cell(""), Cell("")))
            continue
        cells += [
            (
                link if len(made) == 1 else Cell(f"{row.title}: {each.row.title}", reverse("measure", args=[row.key])),
                Cell(line_of(each)), Cell("", mark=state_of(each)), Cell(day(each.row.next_review)),
            )
            for each in made
        ]  # fmt: skip
    return Table("", columns, tuple(cells))


def _empty() -> Empty:
    return Empty(
        "Nothing is here yet",
        "This page fills when the partnership’s reviewed files hold measures.toml.",
        ("Add measure_recipes.toml to say how each is made, and measure_figures.toml for the years.",),
    )
