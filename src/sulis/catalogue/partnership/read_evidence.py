"""Reading findings.toml, risk_factors.toml and voice.toml: what is known, claimed and heard."""

from __future__ import annotations

from typing import TypedDict, TypeVar

from sulis.catalogue.indicators import indicator_ids
from sulis.catalogue.partnership.items import (
    Concern,
    Engagement,
    Finding,
    Numbered,
    Reason,
    RiskFactor,
    Source,
    Suggestion,
    Voice,
)
from sulis.catalogue.partnership.kinds import Basis, ClaimTest, Kind, Level
from sulis.catalogue.partnership.reading import Reading, finished
from sulis.catalogue.reader import Table

_Numbered = TypeVar("_Numbered", bound=Numbered)
_EVIDENCE = (Kind.FINDING, Kind.REASON, Kind.CONCERN)


def read_findings(reading: Reading) -> tuple[tuple[Source, ...], tuple[Finding, ...]]:
    """The documents that the plan cites, then its claims."""
    top = reading.open("findings.toml")
    found = reading.made(top, "source", _source, required=False), reading.made(top, "finding", _finding)
    top.finish()
    return found


def read_risk_factors(reading: Reading) -> tuple[RiskFactor, ...]:
    """Every risk factor that the partnership names."""
    return reading.each("risk_factors.toml", "risk", _risk_factor)


def read_voice(reading: Reading) -> Voice:
    """How people were heard, and what they said."""
    top = reading.open("voice.toml")
    voice = Voice(
        sources=reading.made(top, "engagement", _engagement),
        reasons=_heard(reading, top, Reason),
        concerns=_heard(reading, top, Concern),
        suggestions=_heard(reading, top, Suggestion),
    )
    top.finish()
    return voice


def number(table: Table, expected: int) -> int:
    """The plan's number of an item, which follows the number before it."""
    given = table.whole("number", 1, 99)
    if given is not None and given != expected:
        table.fault("number", str(given), "Numbers run from 1 in the plan's order.", f"Write {expected}, or move it.")
    return given or expected


def ages(table: Table) -> tuple[int | None, int | None]:
    """The first and last age, each None when not given."""
    first, last = table.whole("from_age", 0, 120, required=False), table.whole("to_age", 0, 120, required=False)
    if first is not None and last is not None and last < first:
        table.fault("to_age", f"{first} to {last}", "The last age is not below the first.", "Change them round.")
    return first, last


def _heard(reading: Reading, top: Table, sort: type[_Numbered]) -> tuple[_Numbered, ...]:
    tables = top.tables(sort.kind)
    found = tuple(
        sort(**reading.common(table, sort.kind), number=number(table, place)) for place, table in enumerate(tables, 1)
    )
    finished(tables)
    return found


def _source(reading: Reading, table: Table) -> Source:
    return Source(
        **reading.common(table, Kind.SOURCE),
        footnote=table.whole("footnote", 1, 999) or 0,
        year=table.whole("year", 1900, 2100, required=False),
        url=table.text("url", required=False) or None,
    )


def _finding(reading: Reading, table: Table) -> Finding:
    return Finding(
        **reading.common(table, Kind.FINDING),
        basis=table.chosen("basis", Basis),
        sources=reading.refers_to(table, "sources", Kind.SOURCE),
        places=table.words("places"),
        **_tested(table),
    )


_GROUPS = ("White", "Mixed", "Asian", "Black", "Other")  # the census's five headings, each in one word


class _Tested(TypedDict):
    """How a claim is tested, or what a test would need."""

    test: ClaimTest | None
    measures: tuple[str, ...]
    ethnic_group: str
    needs: str


def _tested(table: Table) -> _Tested:
    """A claim has a test or the words for what one would need, so that none is passed over in silence."""
    test = table.choice("test", ClaimTest) if table.has("test") else None
    needs = table.text("needs", required=False)
    if table.has("test") == table.has("needs"):
        given = "both a test and what one would need" if needs else "neither a test nor what one would need"
        table.fault("needs", given, "A claim has a test, or the data that a test would need.",
                    f"Write test as one of {', '.join(ClaimTest)}, or needs in a sentence; not both.")  # fmt: skip
    measures = table.words("measures", indicator_ids(), hint="Each is an id of catalogue/indicators.")
    if bool(measures) != (test is ClaimTest.WORSE_THAN_NEIGHBOURS):
        table.fault("measures", "measures" if measures else "no measures",
                    f'The test "{ClaimTest.WORSE_THAN_NEIGHBOURS}" reads measures, and no other does.',
                    "Take them out." if measures else "Name the measures that it reads.")  # fmt: skip
    of_group = test is ClaimTest.ETHNIC_DISPARITY
    if table.has("ethnic_group") and not of_group:
        table.fault(
            "ethnic_group", "a group", f'Only the test "{ClaimTest.ETHNIC_DISPARITY}" asks about one.', "Take it out."
        )
    group = table.word("ethnic_group", _GROUPS, required=of_group)
    return _Tested(test=test, measures=measures, ethnic_group=group, needs=needs)


def _risk_factor(reading: Reading, table: Table) -> RiskFactor:
    return RiskFactor(
        **reading.common(table, Kind.RISK_FACTOR),
        level=table.chosen("level", Level),
        catalogue=table.words("catalogue", reading.factors, hint="Each is an id of catalogue/risk_factors/who.toml."),
        evidence=reading.refers_to(table, "evidence", *_EVIDENCE),
    )


def _engagement(reading: Reading, table: Table) -> Engagement:
    first, last = ages(table)
    return Engagement(
        **reading.common(table, Kind.ENGAGEMENT),
        method=table.text("method"),
        who=table.words("who"),
        from_age=first,
        to_age=last,
    )
