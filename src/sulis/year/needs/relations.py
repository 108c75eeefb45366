"""What suspects are to those they hurt, what is flagged as domestic, and whether violence by girls is rising."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sulis.indicators import Tally, exact_estimate, index_estimate
from sulis.tables.force import RELATIONSHIPS
from sulis.vocabulary import Caveat, Estimate, Missing, Sex, Unit
from sulis.year.needs.caveats import RECORDING, STEADY_CHANGE
from sulis.year.needs.directions import seeable
from sulis.year.needs.extracted import MONTHS_A_YEAR, counts_in_time
from sulis.year.needs.model import ChartKind, ChartSpec, Finding, FindingKind, Point, Series, Slot
from sulis.year.needs.people import FEWEST_PEOPLE, People, bounded_share

ADULT = 18
UNDER_A_YEAR = "fewer than twelve months of records, in which a season looks like a trend"

BOUNDS = Caveat(
    "share-bounds",
    "The share is of what is recorded. Its interval holds chance, and every answer that those without a record may have.",
)
FLAGS = Caveat(
    "flags-depend-on-recording",
    "A flag depends on an officer setting it, so it can be missed; where nobody set it, it is unknown.",
)
NAMED_ALONE = Caveat(
    "named-suspects-alone",
    "Suspects whom the police did not name are not here, and girls may be named more or less often than others, or more than before.",
)


def relationship_findings(people: People) -> tuple[Finding, ...]:
    """What suspects were to the victims, then how much is domestic."""
    suspects = people.extract.of_role("suspect")
    met = Counter(part.relationship for part in suspects)
    counts = {name: met[name] for name in RELATIONSHIPS}
    flags = Counter(one.domestic for one in people.extract.incidents)
    domestic = {"domestic": flags[True], "not domestic": flags[False]}
    return (
        _shares(people, "people-relationships", "what suspects are to the victims", counts, met[None]),
        _shares(people, "people-domestic", "incidents flagged as domestic", domestic, flags[None], FLAGS),
    )


def _shares(people: People, id_: str, subject: str, counts: Mapping[str, int], unknown: int, *notes: Caveat) -> Finding:
    """The share of each among what is recorded, the largest first, with the unknown as bounds."""
    known, level = sum(counts.values()), people.study.level
    if known < FEWEST_PEOPLE:
        statement = f"Fewer than {FEWEST_PEOPLE} have it recorded. Ask the force to fill it in, or for a longer period."
        slot = Slot("people", people.count(known), "with it recorded")
        return Finding(id_, FindingKind.CANNOT_TELL, subject, (slot,), statements=(statement,), unsaid=(subject,))
    given = {name: bounded_share(many, known - many, unknown, people.like, level) for name, many in counts.items()}
    largest = sorted(given, key=lambda name: -counts[name])
    missing = bounded_share(unknown, known, 0, people.like, level)
    slots = [Slot("unknown", missing, "without a record of it")]
    slots += [Slot(f"share_{at}", given[name], name) for at, name in enumerate(largest, start=1)]
    chart = ChartSpec(id_, ChartKind.CATEGORIES, (Series(subject, tuple(Point(n, n, given[n]) for n in largest)),))
    charts = (chart,) if len(counts) > 2 else ()  # two bars that make up the whole say no more than one of them
    return Finding(id_, FindingKind.SHARES, subject, tuple(slots), charts, caveats=(BOUNDS, *notes))


def girls_finding(people: People) -> Finding:
    """Whether incidents with a suspect who is a girl under 18 are rising, falling, or cannot be told, and what could have been seen."""
    from sulis.statistics import direction

    girls = {
        part.incident
        for part in people.extract.of_role("suspect")
        if part.sex == Sex.FEMALE.value and part.age is not None and part.age < ADULT
    }
    days = [people.extract.by_number[incident].recorded_on for incident in girls]
    counts, a_year = counts_in_time(days, people.like.period)
    found = direction(counts, level=people.study.level, points_a_year=a_year)
    slots: tuple[Slot, ...]
    unsaid: tuple[str, ...] = ()
    if found.reason or a_year != MONTHS_A_YEAR:
        slots, unsaid = (Slot("change", _absent(people.like, people.study.level)),), (found.reason or UNDER_A_YEAR,)
        slots += () if found.reason else _could_be_seen(people, counts, a_year, found.dispersion)
    else:
        limits = (found.low, found.high)
        change = index_estimate(found.change, limits, people.like, people.study.level, found.method, Unit.RATIO)
        way = Slot("change", change, "change a year, as a ratio", found.p_value)
        slots = (way, *_could_be_seen(people, counts, a_year, found.dispersion))
    many = exact_estimate(len(girls), len(people.extract.incidents), Unit.INCIDENTS, people.like, people.study.level)
    return Finding(
        "people-girls-direction", FindingKind.DIRECTION, "violence by girls under 18",
        (*slots, Slot("incidents", many, "incidents with a suspect who is a girl under 18")),
        caveats=(NAMED_ALONE, RECORDING, STEADY_CHANGE), unsaid=unsaid,
    )  # fmt: skip


def _could_be_seen(people: People, counts: list[int], a_year: float, dispersion: float) -> tuple[Slot, ...]:
    return seeable(sum(counts) / len(counts), len(counts) // 2, a_year, dispersion, people.like, people.study.level)


def _absent(like: Tally, level: float) -> Estimate:
    return Estimate.absent(
        Missing.NOT_APPLICABLE, unit=Unit.RATIO, area=like.area, period=like.period, level=level, caveats=like.caveats,
        provenance=like.provenance,
    )  # fmt: skip
