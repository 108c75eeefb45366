"""Reading interventions, arrangements, priorities, measures and links: what is done, what is planned, and why."""

from __future__ import annotations

from sulis.catalogue.partnership.items import Arrangement, Intervention, Link, Measure, Objective, Priority
from sulis.catalogue.partnership.kinds import Form, Group, Kind, LinkBasis, LinkKind, Scope, Tier
from sulis.catalogue.partnership.read_evidence import ages, number
from sulis.catalogue.partnership.reading import Reading, finished
from sulis.catalogue.reader import Table

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_STARTS = (Kind.OBJECTIVE, Kind.INTERVENTION)
_ENDS = {
    LinkKind.ADDRESSES: (Kind.RISK_FACTOR, Kind.REASON, Kind.CONCERN, Kind.SUGGESTION),
    LinkKind.MEASURED_BY: (Kind.MEASURE,),
}


def read_interventions(reading: Reading) -> tuple[Intervention, ...]:
    """Everything that is offered or planned."""
    return reading.each("interventions.toml", "intervention", _intervention)


def read_arrangements(reading: Reading) -> tuple[Arrangement, ...]:
    """Every partnership, team and strategy that supports the plan."""
    return reading.each("arrangements.toml", "arrangement", _arrangement)


def read_priorities(reading: Reading) -> tuple[Priority, ...]:
    """Every priority with its objectives."""
    top = reading.open("priorities.toml")
    tables = top.tables("priority")
    found = tuple(_priority(reading, table, place) for place, table in enumerate(tables, 1))
    finished([top, *tables])
    return found


def read_measures(reading: Reading) -> tuple[Measure, ...]:
    """The measures of the duty, then the local ones."""
    top = reading.open("measures.toml")
    tables = top.tables("measure")
    seen: dict[Scope, int] = {}
    found = []
    for table in tables:
        scope = table.chosen("scope", Scope)
        seen[scope] = seen.get(scope, 0) + 1
        found.append(Measure(**reading.common(table, Kind.MEASURE), number=number(table, seen[scope]), scope=scope,
                             doubts=table.words("doubts")))  # fmt: skip
    finished([top, *tables])
    return tuple(found)


def read_links(reading: Reading) -> tuple[Link, ...]:
    """The thread from objectives and interventions to what they answer and how they are measured."""
    return reading.each("links.toml", "link", _link, required=False)


def _intervention(reading: Reading, table: Table) -> Intervention:
    first, last = ages(table)
    return Intervention(
        **reading.common(table, Kind.INTERVENTION),
        group=table.chosen("group", Group),
        organisations=reading.refers_to(table, "organisations", Kind.ORGANISATION),
        when=table.text("when", required=False) or None,
        from_age=first,
        to_age=last,
    )


def _arrangement(reading: Reading, table: Table) -> Arrangement:
    first = table.whole("from_year", 1990, 2100, required=False)
    last = table.whole("to_year", 1990, 2100, required=False)
    if first is not None and last is not None and last < first:
        table.fault("to_year", f"{first} to {last}", "The last year is not before the first.", "Change them round.")
    return Arrangement(
        **reading.common(table, Kind.ARRANGEMENT),
        form=table.chosen("form", Form),
        organisations=reading.refers_to(table, "organisations", Kind.ORGANISATION),
        from_year=first,
        to_year=last,
        when=table.text("when", required=False) or None,
    )


def _priority(reading: Reading, table: Table, place: int) -> Priority:
    common = reading.common(table, Kind.PRIORITY)
    tables = table.tables("objective")
    objectives = tuple(
        Objective(**reading.common(objective, Kind.OBJECTIVE), number=_roman(objective, number), priority=common["id"])
        for number, objective in enumerate(tables)
    )
    finished(tables)
    return Priority(**common, number=number(table, place), tiers=table.choices("tiers", Tier), objectives=objectives)


def _roman(table: Table, place: int) -> str:
    given, expected = table.word("number", _ROMAN), _ROMAN[place] if place < len(_ROMAN) else ""
    if given and given != expected:
        table.fault("number", f'"{given}"', "Objectives are numbered i, ii, iii in the plan's order.",
                    f'Write "{expected}", or move it.')  # fmt: skip
    return given


def _link(reading: Reading, table: Table) -> Link:
    kind = table.chosen("kind", LinkKind)
    return Link(
        source=reading.refers(table, "source", *_STARTS),
        target=reading.refers(table, "target", *_ENDS[kind]),
        kind=kind,
        basis=table.chosen("basis", LinkBasis),
        reason=table.text("reason"),
        section=reading.section(table),
    )
