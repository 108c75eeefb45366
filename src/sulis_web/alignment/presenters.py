from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse

from sulis_web.alignment import queries, rules
from sulis_web.alignment.models import Acknowledges, Strategy
from sulis_web.alignment.operations import item_key
from sulis_web.design.dates import day
from sulis_web.design.navigation import Link
from sulis_web.design.notices import Empty, Notice
from sulis_web.design.values import Action as WayTo
from sulis_web.design.values import Cell, Column, Crumb, Fact, Mark, Table, Tone
from sulis_web.partnership.decide import Who
from sulis_web.partnership.in_words import listed
from sulis_web.partnership.models import Partnership
from sulis_web.partnership.presenters.pages import ListPage, Part, RecordPage
from sulis_web.partnership.queries import people_named
from sulis_web.records.presenters import timeline

TITLE = "Strategies of others"
UNKNOWN = "Not recorded"
LABELS = {
    "text": "What it is about", "from_year": "First year", "until_year": "Last year", "touches": "Causes that it touches",
    "acknowledges": "Speaks of serious violence", "review": "Look at it again by", "superseded_by": "Strategy that took its place",
}  # fmt: skip
_ACROSS = 6  # strategies beside each other in one table
_NO_END = ("Ask their owners: no end is recorded, which does not mean that there is none.",)
_SPEAKS = {
    Acknowledges.YES: Mark("Yes", Tone.GOOD), Acknowledges.NO: Mark("No", Tone.WATCH), Acknowledges.NOT_LOOKED_AT: Mark("Not looked at"),
}  # fmt: skip


def trail(held: Strategy | None = None) -> tuple[Crumb, ...]:
    found = (Crumb("Plan", reverse("plan")), Crumb(TITLE, reverse("strategies")))
    return (*found, Crumb(held.title, reverse("strategy", args=[held.public_id]))) if held else found


def horizon(partnership: Partnership) -> tuple[date, str]:
    """The day by which strategies are measured, and which day that is: the end of the plan's last year, or the next review if later."""
    years = [int(f"20{year[-2:]}") for year in re.findall(r"20\d\d|(?<=\d[-/–])\d\d\b", partnership.plan_covers)]
    ends = date(max(years), 12, 31) if years else date.min
    if partnership.next_review > ends:
        return (
            partnership.next_review,
            f"the plan of {partnership.plan_covers} is looked at again on {day(partnership.next_review)}",
        )
    return ends, f"the plan covers {partnership.plan_covers}"


def register_page(who: Who, partnership: Partnership | None, *, on: date) -> ListPage:
    held = list(queries.strategies(who))
    until, told = horizon(partnership) if partnership else (on, "no plan is loaded")
    soon = sorted((each for each in held if each.ends and each.ends < until), key=lambda each: each.until_year or 0)
    open_ones = [each for each in held if each.ends is None]
    later = [each for each in held if each.ends and each.ends >= until]
    parts = [
        Part(heading, words, _table(rows, on))
        for heading, words, rows in (
            (
                "End before the plan does",
                (f"Counted from when {told}. What follows them is the moment to have violence in it.",),
                soon,
            ),
            (
                "Nobody has said when they end",
                _NO_END,
                open_ones,
            ),
            ("Go on beyond it", (), later),
        )
        if rows
    ]
    ways = [WayTo("See which causes they touch", reverse("strategy-matrix"))] if held else []
    if rules.can_keep(who):
        ways.append(WayTo("Add a strategy", reverse("add-strategy")))
    lede = "What others have set out to do that touches the causes of violence: until when, whose it is, and whether it speaks of violence."
    return ListPage(
        title=TITLE, lede=lede, parts=tuple(parts), actions=tuple(ways), empty=None if held else _empty(who)
    )


def _table(rows: Iterable[Strategy], on: date) -> Table:
    columns = (
        Column("Strategy"),
        Column("Years"),
        Column("Whose"),
        Column("Speaks of violence?"),
        Column("Look at it again by"),
    )
    return Table("", columns, tuple(_row(each, on) for each in rows))


def _row(each: Strategy, on: date) -> tuple[Cell, ...]:
    over = each.ends is not None and each.ends < on
    mark = Mark("Superseded") if _is_past(each) else Mark("Has ended", Tone.WATCH) if over else None
    late = each.review is not None and each.review < on
    return (
        Cell(each.title, reverse("strategy", args=[each.public_id])), Cell(years(each), mark=mark),
        Cell(each.owner.name if each.owner else UNKNOWN), Cell("", mark=_SPEAKS[Acknowledges(each.acknowledges)]),
        Cell(day(each.review) if each.review else UNKNOWN, mark=Mark("Overdue", Tone.WATCH) if late else None),
    )  # fmt: skip


def _is_past(each: Strategy) -> bool:
    """Whether another took its place, which is on the register still."""
    return each.superseded_by is not None and not each.superseded_by.is_retired


def years(each: Strategy) -> str:
    if each.from_year and each.until_year:
        return f"{each.from_year} to {each.until_year}"
    if each.until_year:
        return f"Until {each.until_year}"
    return f"From {each.from_year}, no end recorded" if each.from_year else UNKNOWN


def matrix_page(who: Who) -> ListPage:
    """Which strategy touches which cause, as a table in words, and the causes that none touches."""
    held = [each for each in queries.strategies(who) if not _is_past(each)]
    causes = queries.causes(who)
    touched = {key for each in held for key in each.touches}
    columns = (Column("Cause of violence"), Column("Strategies that touch it"), Column("Of these, speak of violence"))
    rows = tuple(
        _cause(key, title, [each for each in held if key in each.touches])
        for key, title in causes.items()
        if key in touched
    )
    bare = [title for key, title in causes.items() if key not in touched]
    silent = [each.title for each in held if not each.touches]
    parts = [Part("Causes that a strategy touches", table=Table("", columns, rows))] if rows else []
    if bare:
        words = f"No strategy on the register is said to touch these: {listed(bare)}."
        parts.append(
            Part(
                "Causes that no strategy touches",
                (words, "Either nobody works on them elsewhere, or nobody has looked."),
            )
        )
    if silent:
        parts.append(Part("Strategies of which no cause is recorded", (listed(silent) + ".",)))
    crossed = {key: title for key, title in causes.items() if key in touched}
    grids = tuple(_grids([each for each in held if each.touches], crossed))
    parts += [
        Part(
            "Every strategy against every cause"
            if len(grids) == 1
            else f"Strategies against causes, {number} of {len(grids)}",
            table=grid,
        )
        for number, grid in enumerate(grids, 1)
    ]
    lede = "Where strategies of others and the plan work on the same thing, and where nobody else does."
    return ListPage(title="Strategies and causes", lede=lede, parts=tuple(parts), empty=None if held else _empty(who))


def _cause(key: str, title: str, held: list[Strategy]) -> tuple[Cell, ...]:
    speak = [each.title for each in held if each.acknowledges == Acknowledges.YES]
    unread = sum(each.acknowledges == Acknowledges.NOT_LOOKED_AT for each in held)
    note = f" Nobody has looked at {unread}." if unread else ""
    return (
        Cell(title, reverse("cause", args=[key])),
        Cell(listed([each.title for each in held])),
        Cell((listed(speak) or "None.") + note),
    )


def _grids(held: list[Strategy], causes: dict[str, str]) -> Iterator[Table]:
    """Causes down and strategies across, so many at a time as a page is wide."""
    for start in range(0, len(held), _ACROSS):
        some = held[start : start + _ACROSS]
        columns = (Column("Cause of violence"), *(Column(each.title) for each in some))
        rows = tuple(
            (
                Cell(title, reverse("cause", args=[key])),
                *(Cell("Touches it" if key in each.touches else "Not recorded") for each in some),
            )
            for key, title in causes.items()
        )
        yield Table("", columns, rows)


def strategy_page(who: Who, held: Strategy) -> RecordPage:
    return RecordPage(
        kicker="Strategy of another", title=held.title, trail=trail(), text=held.text, facts=tuple(_facts(who, held)),
        mark=Mark("Superseded") if held.superseded_by else None, actions=tuple(_ways(who, held)),
        history=timeline(held, names=people_named, labels=LABELS), retired=_retired(who, held),
    )  # fmt: skip


def _facts(who: Who, held: Strategy) -> Iterator[Fact]:
    causes = queries.causes(who)
    yield Fact("Years", years(held))
    url = reverse("organisation", args=[held.owner.public_id]) if held.owner else ""
    yield Fact("Who answers for it", held.owner.name if held.owner else UNKNOWN, url)
    yield Fact(
        "Causes that it touches", listed([causes[key] for key in held.touches if key in causes]) or "None is recorded"
    )
    yield Fact("Does it speak of serious violence?", Acknowledges(held.acknowledges).label)
    if held.where:
        yield Fact("Where it does", held.where)
    yield Fact("Look at it again by", day(held.review) if held.review else UNKNOWN)
    if held.superseded_by:
        yield Fact(
            "Strategy that took its place",
            held.superseded_by.title,
            reverse("strategy", args=[held.superseded_by.public_id]),
        )
    if held.notes:
        yield Fact("Notes", held.notes)
    if held.arrangement:
        yield Fact("What the plan says of it", "The plan’s own entry", reverse("record", args=[held.arrangement]))


def _ways(who: Who, held: Strategy) -> Iterator[WayTo]:
    yield WayTo("Follow its thread", reverse("chain", args=[item_key(held)]))
    if rules.can_keep(who) and not held.is_retired:
        yield WayTo("Change it", reverse("edit-strategy", args=[held.public_id]))
        yield WayTo("Take it off the register", reverse("retire-strategy", args=[held.public_id]))


def _retired(who: Who, held: Strategy) -> Notice | None:
    if held.retired_at is None:
        return None
    told = f"This was taken off the register on {day(held.retired_at)}. {held.retired_reason}".strip()
    return Notice(
        told,
        link=Link("Bring it back", reverse("restore-strategy", args=[held.public_id])) if rules.can_keep(who) else None,
    )


def _empty(who: Who) -> Empty:
    return Empty(
        "No strategy is on the register yet",
        "Other plans work on the causes of violence too. Here stands which they are, until when, and whether they speak of violence.",
        ("Begin with those that the plan names, then ask each board what it has agreed to.",),
        Link("Add the first strategy", reverse("add-strategy")) if rules.can_keep(who) else None,
    )
