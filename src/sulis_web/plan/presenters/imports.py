from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from sulis_web.design.dates import moment
from sulis_web.design.notices import Empty
from sulis_web.design.values import Cell, Column, Crumb, Table
from sulis_web.partnership.in_words import counted
from sulis_web.partnership.presenters.pages import ListPage, Part
from sulis_web.partnership.queries import people_named
from sulis_web.records.models import Import

SHOWN = 50


def import_trail() -> tuple[Crumb, ...]:
    return (Crumb("Plan", reverse("plan")), Crumb("Actions", reverse("actions")))


def imports_page(held: Iterable[Import]) -> ListPage:
    rows = list(held)[:SHOWN]
    names = people_named({each.by for each in rows})
    columns = (Column("File"), Column("Stored"), Column("By"), Column("Rows"), Column("Undo"))
    table = Table("", columns, tuple(_row(each, names.get(each.by, "")) for each in rows))
    return ListPage(
        title="Imports of the plan",
        lede="Each spreadsheet that was stored. The whole of one can be undone, unless somebody has changed one of its records since.",
        parts=(Part("Newest first", table=table),) if rows else (),
        empty=None
        if rows
        else Empty(
            "No spreadsheet has been stored",
            "What comes in from a spreadsheet is listed here, so that it can be undone.",
        ),
    )


def _row(held: Import, name: str) -> tuple[Cell, ...]:
    undone = f"Undone on {moment(held.undone_at)}" if held.undone_at else ""
    return (
        Cell(held.file),
        Cell(moment(held.at)),
        Cell(name or "Somebody who is no longer named here"),
        Cell(counted(len(held.records), "record").capitalize()),
        Cell(undone) if undone else Cell("Undo it", reverse("undo-import", args=[held.public_id])),
    )
