"""Rates per person who is there on a working day beside rates per resident: whether a centre is high for its residents alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sulis.indicators import Residents, Tally, rate_estimates, ratio_estimate
from sulis.indicators.ambient import workday_of_bridges
from sulis.vocabulary import Caveat, Estimate, Unit
from sulis.year.needs.clusters import Neighbourhoods
from sulis.year.needs.model import ChartKind, ChartSpec, Finding, FindingKind, Point, Series, Slot

FEWEST = 3  # neighbourhoods with both numbers
SHOWN = 20
PER_RESIDENT, PER_WORKDAY = "Per resident", "Per person on a working day"
NOT_NIGHT = Caveat(
    "workday-not-night",
    "A workday population counts people who work or stay in an area on a working day. It says nothing of evenings and weekends,"
    " when most violence in town centres happens, and is as old as its census.",
)
PICKED = Caveat(
    "picked-as-highest",
    "The neighbourhood was picked because its rate per resident is the highest, so that ratio is higher than for a place named"
    " beforehand. The ratio per person on a working day had no part in the choice.",
)


def ambient_finding(here: Neighbourhoods, number: int) -> Finding:
    """The neighbourhood with the highest rate per resident, by both; or what to load, where people on a working day are not.

    Neighbourhoods that lack either number, or whose residents cannot be placed, take no part.
    """
    asked = workday_of_bridges(tuple(area.code for area in here.areas))
    rows = here.study.engine.run(asked) if here.study.store.has("workday_population") else []
    there = {
        code: Residents(int(persons), int(year)) for code, persons, year, lacking in rows if not lacking and persons
    }
    at = [position for position, area in enumerate(here.areas) if area.code in there and _lives(here, position)]
    if len(at) < FEWEST or not sum(here.counts[each] for each in at):
        return _to_load(here, number)
    people = [here.residents[here.areas[each].code] for each in at]
    by_resident = _rates(here, at, people)
    workday = [there[here.areas[each].code] for each in at]
    by_workday = tuple(_of_workday(here, one, asked.sql()) for one in _rates(here, at, workday))
    return _both_ways(here, number, at, (by_resident, people), (by_workday, workday))


def _lives(here: Neighbourhoods, position: int) -> bool:
    who = here.residents.get(here.areas[position].code)
    return who is not None and bool(who.persons) and not who.unplaced


def _rates(here: Neighbourhoods, at: Sequence[int], people: Sequence[Residents]) -> tuple[Estimate, ...]:
    study = here.study
    tallies = [study.tally_of(here.areas[each], here.counts[each], here.like, here.query) for each in at]
    return rate_estimates(tallies, people, study.level, study.trail, [study.years] * len(at))


def _of_workday(here: Neighbourhoods, rate: Estimate, query: str) -> Estimate:
    counted = here.like.provenance
    return replace(
        rate, unit=Unit.RATE_PER_100K_WORKDAY, caveats=(*rate.caveats, NOT_NIGHT),
        provenance=here.study.trail.with_table(counted, "workday_population", query),
    )  # fmt: skip


Ways = tuple[Sequence[Estimate], Sequence[Residents]]


def _both_ways(here: Neighbourhoods, number: int, at: Sequence[int], resident: Ways, workday: Ways) -> Finding:
    top = max(range(len(at)), key=lambda each: resident[0][each].value or 0.0)
    name = here.label(at[top])
    ratios = [_against_the_rest(here, at, top, way) for way in (resident, workday)]
    slots = (
        Slot("by_resident", ratios[0][0], f"{name} against the rest, per resident", ratios[0][1]),
        Slot("by_workday", ratios[1][0], f"{name} against the rest, per person on a working day", ratios[1][1]),
        Slot("resident_rate", resident[0][top], name),
        Slot("workday_rate", workday[0][top], name),
    )
    id_ = f"places-ambient-{number}"
    chart = ChartSpec(
        id_, ChartKind.PAIRED, (_series(here, at, resident, PER_RESIDENT), _series(here, at, workday, PER_WORKDAY))
    )
    return Finding(
        id_, FindingKind.AMBIENT, here.study.subject(here.recipe), slots, (chart,), (name,), (PICKED, NOT_NIGHT),
        level=here.areas[0].level,
    )  # fmt: skip


def _series(here: Neighbourhoods, at: Sequence[int], way: Ways, name: str) -> Series:
    """The neighbourhoods with most, by both rates."""
    most = sorted(range(len(at)), key=lambda each: (-here.counts[at[each]], here.areas[at[each]].code))[:SHOWN]
    return Series(name, tuple(Point(here.areas[at[each]].code, here.label(at[each]), way[0][each]) for each in most))


def _against_the_rest(here: Neighbourhoods, at: Sequence[int], top: int, way: Ways) -> tuple[Estimate, float | None]:
    """One neighbourhood's rate over that of all the others together."""
    rates, people = way
    others = [each for each in range(len(at)) if each != top]
    rest: Tally = here.of([at[each] for each in others])
    who = Residents(sum(people[each].least or 0 for each in others), people[top].year)
    study = here.study
    (together,) = rate_estimates([rest], [who], study.level, study.trail, [study.years])
    together = replace(together, unit=rates[top].unit, provenance=rates[top].provenance)
    return ratio_estimate(rates[top], together, study.level)


def _to_load(here: Neighbourhoods, number: int) -> Finding:
    statement = (
        "Whether a centre is high because many people come there, or high for each of them, cannot be told: rates divide by"
        " residents, and the number of people there on a working day is not loaded for these neighbourhoods. Load the census's"
        " workday population of small areas (`sulis ingest census`), or ask the council for footfall."
    )
    return Finding(
        f"places-ambient-{number}", FindingKind.CANNOT_TELL, here.study.subject(here.recipe), statements=(statement,),
        unsaid=("how many people are there beside those who live there",),
    )  # fmt: skip
