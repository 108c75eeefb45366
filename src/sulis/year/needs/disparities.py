"""Who is hurt or suspected more often than others, by sex, age and ethnic group, against the residents that a census counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain

import numpy as np

from sulis.indicators import Part, Residents, rate_estimates, share_estimate
from sulis.indicators.groups import GroupOfResidents, groups_of_residents
from sulis.vocabulary import Caveat, Estimate, Missing, Unit
from sulis.year.needs.again import ROLES
from sulis.year.needs.caveats import VISITORS
from sulis.year.needs.groupings import HEADINGS, band, heading, residents_of_ages
from sulis.year.needs.model import ChartKind, ChartSpec, Finding, FindingKind, Point, Series, Slot
from sulis.year.needs.parted import Parted, Persons, part_people, residents_of_sexes
from sulis.year.needs.people import FEWEST_PEOPLE, People

UNKNOWN_BOUNDS = Caveat(
    "unknown-as-bounds",
    "People whose group is not recorded are left out of each ratio. The bounds beside it put them all in the one group and then all in"
    " the other: whoever they are, the records lie between.",
)
NO_REASON = Caveat(
    "disparity-no-reason",
    "A ratio says who is recorded more often and not why: policing, reporting, poverty and place differ between groups too."
    " Where several groups are compared, the test allows for all of them.",
)
OTHER_SEX = Caveat(
    "other-sex", "The census has no count for a sex recorded as other, so it stands with those whose sex is not known."
)
APPROVER = Caveat(
    "named-approver",
    "Suspects by ethnic group go beyond the partnership's own analysts only where somebody named in the data sharing agreement has"
    " approved it.",
)
UNDER_TEN = Caveat(
    "under-ten",
    "Children under 10 are among the residents of the youngest group, and the law holds none of them to be a suspect.",
)
FOUND_OUT = Caveat(
    "suspects-found", "Suspects are those whom the police named. Who is found out, and who is looked for, differs too."
)


def disparity_findings(people: People) -> tuple[Finding, ...]:
    """Victims, then suspects, each by sex, by age, and by ethnic group in each scheme that their groups were recorded in."""
    asked, groups = groups_of_residents(people.study.engine, people.study.scope)
    return tuple(chain.from_iterable(_of_role(people, role, asked, groups) for role in ROLES))


def _of_role(people: People, role: str, asked: str, groups: Sequence[GroupOfResidents]) -> tuple[Finding, ...]:
    each = people.each_of(role)
    if len(each) < FEWEST_PEOPLE:
        question = f"whether some are {_DONE[role]} more often than others"
        return (people.too_few(f"people-{ROLES[role]}-compared", f"{ROLES[role]} by group", question, len(each)),)
    return (
        _compared(people, role, "sex", each, residents_of_sexes(groups), lambda part: part.sex, asked),
        _compared(people, role, "age", each, residents_of_ages(groups), lambda part: band(part.age), asked),
        *_by_ethnicity(people, role, each, groups, asked),
    )


_CALLED = {
    "female": "women and girls",
    "male": "men and boys",
    "White": "White people",
    "Mixed": "people of mixed ethnic groups",
    "Asian": "Asian people",
    "Black": "Black people",
    "Other": "people of other ethnic groups",
}
_DONE = {"victim": "hurt", "suspect": "suspected"}


def _by_ethnicity(
    people: People, role: str, each: Persons, groups: Sequence[GroupOfResidents], asked: str
) -> tuple[Finding, ...]:
    """One finding a scheme: groups of two schemes are never put together."""
    named = (part.ethnicity_scheme for part in chain.from_iterable(each) if part.ethnicity is not None)
    schemes = sorted({scheme for scheme in named if scheme is not None})
    if not schemes:
        return (_cannot(people, role, "ethnicity", "ethnic group", len(each), _NO_GROUP),)
    found = []
    for number, scheme in enumerate(schemes, start=1):
        part = f"ethnicity-{number}" if len(schemes) > 1 else "ethnicity"
        counted = next(
            (
                kept
                for wanted in HEADINGS.get(scheme, ())
                if (kept := [g for g in groups if g.ethnicity_scheme == wanted])
            ),
            None,
        )
        if scheme not in HEADINGS:
            found.append(
                _cannot(people, role, part, f"ethnic group ({scheme})", len(each), _OTHER_SCHEME.format(scheme))
            )
        elif counted is None:
            found.append(_cannot(people, role, part, "ethnic group", len(each), _NO_CENSUS.format("ethnic group")))
        else:
            found.append(_compared(people, role, part, each, counted, _heading_in(scheme), asked, scheme))
    return tuple(found)


def _heading_in(scheme: str) -> Callable[[Part], str | None]:
    return lambda part: heading(part.ethnicity) if part.ethnicity_scheme == scheme else None


_NO_GROUP = (
    "The extract gives no ethnic group of any of them with the scheme that it was recorded in. Ask the force for both."
)
_OTHER_SCHEME = (
    "Their groups were recorded as “{}”, which no count of residents uses, and groups of one scheme are never turned into those of"
    " another. Ask the force for what people say of themselves (self-defined 18+1)."
)
_NO_CENSUS = (
    "No count of residents by {} is loaded for this area, and no other would be a denominator. Load the census:"
    " `sulis ingest census`."
)


def _cannot(people: People, role: str, part: str, by: str, many: int, statement: str) -> Finding:
    question = f"whether some are {_DONE[role]} more often than others by {by}"
    return Finding(
        f"people-{ROLES[role]}-{part}", FindingKind.CANNOT_TELL, f"{ROLES[role]} by {by}",
        (Slot("people", people.count(many), "people known"),), statements=(statement,), unsaid=(question,),
    )  # fmt: skip


def _compared(
    people: People,
    role: str,
    part: str,
    each: Persons,
    counted: Sequence[GroupOfResidents],
    group_of: Callable[[Part], str | None],
    asked: str,
    scheme: str = "",
) -> Finding:
    by = {"sex": "sex", "age": "age"}.get(part, "ethnic group")
    parted = part_people(each, counted, group_of, asked, scheme, by)
    if len(parted.residents) < 2 or parted.against not in parted.residents:
        return _cannot(people, role, part, by, len(each), _NO_CENSUS.format(by))
    if sum(parted.counts.values()) < FEWEST_PEOPLE:
        question = f"whether some are {_DONE[role]} more often than others by {by}"
        known = sum(parted.counts.values())
        return people.too_few(f"people-{ROLES[role]}-{part}", f"{ROLES[role]} by {by}", question, known, UNKNOWN_BOUNDS)
    return _finding(people, role, part, by, parted)


def _finding(people: People, role: str, part: str, by: str, parted: Parted) -> Finding:
    rates = _rates(people, parted)
    id_, level = f"people-{ROLES[role]}-{part}", people.study.level
    whole = sum(parted.counts.values()) + parted.unknown
    unknown = share_estimate(parted.unknown, whole, people.like, level)
    slots = [
        Slot("unknown", unknown, f"of {ROLES[role]}, whose {by} is not recorded"),
        *_ratios(people, by, parted, rates),
    ]
    subject = f"{ROLES[role]} by {by}"
    points = tuple(
        Point(name, _label(name, by), rate, emphasised=name == parted.against)
        for name, rate in zip(parted.counts, rates, strict=True)
    )
    chart = ChartSpec(id_, ChartKind.CATEGORIES, (Series(f"{subject}", points),))
    return Finding(
        id_, FindingKind.DISPARITY, subject, tuple(slots), (chart,),
        caveats=(*_notes(role, by, parted), UNKNOWN_BOUNDS, NO_REASON, VISITORS),
    )  # fmt: skip


def _rates(people: People, parted: Parted) -> tuple[Estimate, ...]:
    """Different people recorded, for each 100,000 residents of the group a year."""
    study = people.study
    tallies = [replace(people.like, count=count) for count in parted.counts.values()]
    residents = [Residents(many, parted.year, query=parted.query) for many in parted.residents.values()]
    road = study.trail.to(
        (*(people.like.provenance.releases), *parted.releases), f"{people.like.provenance.query};\n\n{parted.query}"
    )
    rates = rate_estimates(tallies, residents, study.level, study.trail, [people.years] * len(tallies))
    return tuple(replace(rate, provenance=road) for rate in rates)


def _ratios(people: People, by: str, parted: Parted, rates: Sequence[Estimate]) -> list[Slot]:
    """Each group to the one compared with, and the bounds that the unknown leave."""
    from sulis.statistics import adjusted_p, compare_counts, disparity

    names, level = list(parted.counts), people.study.level
    at_risk = np.array([parted.residents[name] * people.years for name in names])
    counts, base = [parted.counts[name] for name in names], names.index(parted.against)
    found = disparity(counts, at_risk, base, unknown=parted.unknown, level=level)
    others = [at for at in range(len(names)) if at != base]
    tested = [float(compare_counts(counts[at], at_risk[at], counts[base], at_risk[base]).p_value) for at in others]
    slots = []
    for number, (at, p_value) in enumerate(zip(others, adjusted_p(tested).tolist(), strict=True), start=1):
        name = names[at]
        like, label = rates[at], f"{_label(name, by)} against {_label(parted.against, by)}"
        limits = (float(found.low[at]), float(found.high[at]))
        ratio = _ratio(like, float(found.value[at]), limits, str(found.method[at]))
        outer = (min(float(found.least_low[at]), limits[0]), max(float(found.most_high[at]), limits[1]))
        bounds = _ratio(like, float(found.value[at]), outer, f"{found.method[at]}, unknown as bounds")
        slots += [Slot(f"ratio_{number}", ratio, label, p_value), Slot(f"bounds_{number}", bounds, label)]
    return slots


def _ratio(like: Estimate, value: float, limits: tuple[float, float], method: str) -> Estimate:
    """A ratio, or that it does not apply where nobody of the group compared with is recorded."""
    if not (np.isfinite(value) and limits[0] <= value <= limits[1]):
        return Estimate.absent(
            Missing.NOT_APPLICABLE, unit=Unit.RATIO, area=like.area, period=like.period, level=like.level,
            caveats=like.caveats, provenance=like.provenance,
        )  # fmt: skip
    return Estimate(
        value, *limits, like.level, method, Unit.RATIO, like.area, like.period, numerator=like.numerator,
        population_year=like.population_year, caveats=like.caveats, provenance=like.provenance,
    )  # fmt: skip


def _label(name: str, by: str) -> str:
    return f"people aged {name}" if by == "age" else _CALLED[name]


def _notes(role: str, by: str, parted: Parted) -> tuple[Caveat, ...]:
    """What the ratio divides by, in words, and what holds for this role and grouping alone."""
    groups = (
        f", in the five broad headings that it shares with the scheme of the records ({parted.scheme})"
        if parted.scheme
        else ""
    )
    divided = Caveat(
        "census-groups",
        f"Different people recorded, divided by the residents of the area by {by} as the census of {parted.year} counted them{groups}.",
    )
    of_suspects = (FOUND_OUT, *((APPROVER,) if parted.scheme else ()), *((UNDER_TEN,) if by == "age" else ()))
    of_role = of_suspects if role == "suspect" else ()
    return (divided, *of_role, *((OTHER_SEX,) if by == "sex" else ()))
