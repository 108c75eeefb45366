from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse

from sulis_web.design.dates import day
from sulis_web.design.navigation import Link
from sulis_web.design.notices import Empty, Notice
from sulis_web.design.values import Action as WayTo
from sulis_web.design.values import Cell, Column, Crumb, Fact, Mark, Table, Tone
from sulis_web.partnership.decide import Who
from sulis_web.partnership.presenters.pages import ListPage, Part, RecordPage
from sulis_web.partnership.queries import people_named
from sulis_web.plan import queries, rules
from sulis_web.plan.models import Risk
from sulis_web.plan.models.risk import Standing
from sulis_web.plan.presenters.words import LABELS, UNKNOWN
from sulis_web.records.presenters import timeline

TRAIL = "Risks"
# Of 25: likelihood times impact. Where the lines stand is the plan's to say, and said on the page.
HIGH, MIDDLING = 12, 6


def trail(risk: Risk | None = None) -> tuple[Crumb, ...]:
    found = (Crumb("Plan", reverse("plan")), Crumb(TRAIL, reverse("risks")))
    return (*found, Crumb(risk.title, reverse("risk", args=[risk.public_id]))) if risk else found


def level_mark(risk: Risk) -> Mark:
    words = f"{risk.level} of 25"
    if risk.standing != Standing.OPEN:
        return Mark(risk.get_standing_display())
    if risk.level >= HIGH:
        return Mark(f"High, {words}", Tone.TROUBLE)
    return Mark(f"Middling, {words}", Tone.WATCH) if risk.level >= MIDDLING else Mark(f"Low, {words}", Tone.GOOD)


def risks_page(who: Who, *, standing: str, retired: bool, on: date) -> ListPage:
    held = list(queries.retired_risks(who) if retired else queries.risks(who))
    rows = sorted(
        (each for each in held if not standing or each.standing == standing),
        key=lambda each: (each.standing != Standing.OPEN, -each.level),
    )
    told = f"How likely a risk is, from 1 to 5, times how bad it would be. From {HIGH} it is high, from {MIDDLING} middling."
    parts = (Part("Highest first", (told,), _table(rows, on)),) if rows else ()
    return ListPage(
        title="Risks to the plan", lede="What may keep the plan from coming about, who watches it, and what is done about it.",
        parts=parts, actions=tuple(_ways(who)), empty=None if held else _empty(who),
    )  # fmt: skip


def _table(rows: Iterable[Risk], on: date) -> Table:
    columns = (
        Column("Risk"),
        Column("Level"),
        Column("Threatens"),
        Column("Who watches it"),
        Column("Look at it again by"),
    )
    return Table("", columns, tuple(_row(each, on) for each in rows))


def _row(risk: Risk, on: date) -> tuple[Cell, ...]:
    late = risk.review is not None and risk.review < on and risk.standing == Standing.OPEN
    return (
        Cell(risk.title, reverse("risk", args=[risk.public_id])),
        Cell("", mark=level_mark(risk)),
        Cell(_threatens(risk)),
        Cell(risk.owner.name),
        Cell(day(risk.review) if risk.review else UNKNOWN, mark=Mark("Overdue", Tone.WATCH) if late else None),
    )


def _threatens(risk: Risk) -> str:
    return str(risk.action or risk.objective or "The whole plan")


def _ways(who: Who) -> Iterator[WayTo]:
    if rules.can_edit(who):
        yield WayTo("Add a risk", reverse("add-risk"))
    if rules.can_import(who):
        yield WayTo("Import from a spreadsheet", reverse("import-plan", args=["risks"]))
    if rules.may_come_to_export(who):
        yield WayTo("Export to a workbook", reverse("export-plan", args=["risks"]))


def _empty(who: Who) -> Empty:
    return Empty(
        "No risk is recorded yet",
        "A risk says what may keep an action, an objective or the plan from coming about, and who watches it.",
        ("Begin with what would stop an objective: money that ends, a post that is empty, data that does not come.",),
        Link("Add the first risk", reverse("add-risk")) if rules.can_edit(who) else None,
    )


def risk_page(who: Who, risk: Risk) -> RecordPage:
    return RecordPage(
        kicker="Risk", title=risk.title, trail=trail(), mark=level_mark(risk), text=risk.text, facts=tuple(_facts(risk)),
        actions=tuple(_own_ways(who, risk)), history=timeline(risk, names=people_named, labels=LABELS), retired=_retired(who, risk),
    )  # fmt: skip


def _facts(risk: Risk) -> Iterator[Fact]:
    yield Fact("Where it stands", risk.get_standing_display())
    yield Fact("How likely", f"{risk.likelihood} of 5")
    yield Fact("How bad", f"{risk.impact} of 5")
    if risk.action:
        yield Fact("Action that it threatens", str(risk.action), reverse("action", args=[risk.action.public_id]))
    if risk.objective:
        yield Fact("Objective that it threatens", str(risk.objective), reverse("record", args=[risk.objective.key]))
    yield Fact("Who watches it", risk.owner.name, reverse("organisation", args=[risk.owner.public_id]))
    yield Fact("What is done about it", risk.response or UNKNOWN)
    yield Fact("Look at it again by", day(risk.review) if risk.review else UNKNOWN)


def _own_ways(who: Who, risk: Risk) -> Iterator[WayTo]:
    if rules.can_edit(who) and not risk.is_retired:
        yield WayTo("Change it", reverse("edit-risk", args=[risk.public_id]))
        yield WayTo("Take it off the register", reverse("retire-risk", args=[risk.public_id]))


def _retired(who: Who, risk: Risk) -> Notice | None:
    if risk.retired_at is None:
        return None
    told = f"This was taken off the register on {day(risk.retired_at)}. {risk.retired_reason}".strip()
    return Notice(
        told,
        link=Link("Bring it back", reverse("restore-risk", args=[risk.public_id])) if rules.can_edit(who) else None,
    )
