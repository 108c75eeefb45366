from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from sulis.vocabulary import Fault as Found
from sulis_web.design.histories import Change
from sulis_web.design.notices import Fault
from sulis_web.design.values import Action, Crumb
from sulis_web.partnership.in_words import counted, listed, upper_first
from sulis_web.partnership.tables import RegisterTable
from sulis_web.records.planning import Plan, Planned


@dataclass(frozen=True, slots=True)
class Row:
    heading: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPage:
    """What a file would do, or what stands against it; before a file is sent, how to come by one."""

    title: str
    trail: tuple[Crumb, ...]
    downloads: tuple[Action, ...]
    cancel: str
    store: str
    kept_by: str
    is_open: bool  # takes in a tracker of somebody's own
    summary: str = ""
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    rows: tuple[Row, ...] = ()


def import_page(table: RegisterTable, plan: Plan | None = None, refused: Iterable[Found] = ()) -> ImportPage:
    back = reverse(table.address)
    found = (*plan.faults, *plan.conflicts) if plan else tuple(refused)
    return ImportPage(
        title=f"Import {table.title.lower()} from a spreadsheet",
        trail=(Crumb(upper_first(table.address), back),),
        kept_by=table.kept_by,
        is_open=table.is_open,
        downloads=tuple(_downloads(table)),
        cancel=back,
        store=reverse(table.store, args=[table.slug]),
        summary=_summary(table, plan) if plan else "",
        notes=plan.notes if plan else (),
        faults=tuple(Fault(_told(each)) for each in found),
        rows=(*_rows(plan.added, "Would be added"), *_rows(plan.changed, "Would be changed")) if plan else (),
    )


def export_actions(table: str, words: str) -> tuple[Action, ...]:
    address = reverse("export-register", args=[table])
    return (Action(f"Export {words} to a workbook", address), Action(f"Export {words} as CSV", f"{address}?as=csv"))


def _downloads(table: RegisterTable) -> Iterator[Action]:
    address = reverse(table.export, args=[table.slug])
    yield Action("Take the table as a workbook", address)
    yield Action("Take it as CSV", f"{address}?as=csv")


def _summary(table: RegisterTable, plan: Plan) -> str:
    if not plan.stands:
        return "Nothing can be stored until every fault below is put right."
    if not plan.added and not plan.changed:
        return f"The file holds nothing new: every row says what {table.kept_by} says already."
    told = []
    if plan.added:
        told.append(f"{counted(len(plan.added), 'record')} would be added")
    if plan.changed:
        told.append(f"{counted(len(plan.changed), 'record')} would be changed")
    if plan.unchanged:
        told.append(f"{counted(plan.unchanged, 'row says', 'rows say')} what is there already")
    return f"Nothing is stored yet. {upper_first(listed(told))}."


def _rows(planned: Iterable[Planned], words: str) -> Iterator[Row]:
    for each in planned:
        yield Row(f"Row {each.row}, {each.title}: {words.lower()}", each.changes)


def _told(found: Found) -> str:
    where = ", ".join(each for each in (f"row {found.row}" if found.row else "", found.column or "") if each)
    return f"{upper_first(where) or found.file}: {found.given}. {found.rule} {found.remedy}"
