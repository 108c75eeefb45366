"""People hurt or suspected for each resident, as it would be if the area had the ages of a standard population."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sulis.indicators import Residents, rate_estimates, share_estimate
from sulis.indicators.groups import groups_of_residents
from sulis.vocabulary import Caveat, Estimate, Unit
from sulis.year.needs.again import ROLES
from sulis.year.needs.caveats import VISITORS
from sulis.year.needs.groupings import AGES, band, residents_of_ages
from sulis.year.needs.model import Finding, FindingKind, Slot
from sulis.year.needs.parted import Parted, part_people
from sulis.year.needs.people import FEWEST_PEOPLE, People

# The European Standard Population of 2013, in thousands, summed from its five-year groups into the bands of the chapter.
# Source: Eurostat (2013), Revision of the European Standard Population.
_STANDARD = dict(zip(AGES, (16.0, 11.5, 12.5, 21.0, 39.0), strict=True))
STANDARD = Caveat(
    "european-standard-population",
    "Each age's rate is weighed by the European Standard Population of 2013, in five broad ages. Such a rate is of no real place: it"
    " serves to be set beside the same rate of another area or year, where the mix of ages differs.",
)
ANY_AGE = Caveat(
    "age-as-bounds",
    "Those whose age is not recorded are shared out as the others are; the interval holds chance, and all of them being of any one age.",
)
_NO_AGES = (
    "No count of residents by age is loaded for this area, or a band of ages has nobody in it. Load the census:"
    " `sulis ingest census`."
)


def age_adjusted_findings(people: People) -> tuple[Finding, ...]:
    """Victims, then suspects."""
    asked, groups = groups_of_residents(people.study.engine, people.study.scope)
    counted = residents_of_ages(groups)
    return tuple(
        _of_role(
            people, role, part_people(people.each_of(role), counted, lambda part: band(part.age), asked, "", "age")
        )
        for role in ROLES
    )


def _of_role(people: People, role: str, parted: Parted) -> Finding:
    id_, subject = f"people-{ROLES[role]}-age-adjusted", f"{ROLES[role]} for each resident, adjusted for age"
    known = sum(parted.counts.values())
    question = f"how many {ROLES[role]} there are for each resident, adjusted for age"
    if set(parted.residents) != set(AGES):
        many = Slot("people", people.count(known + parted.unknown), "people known")
        return Finding(id_, FindingKind.CANNOT_TELL, subject, (many,), statements=(_NO_AGES,), unsaid=(question,))
    if known < FEWEST_PEOPLE:
        return people.too_few(id_, subject, question, known, STANDARD)
    crude, adjusted = _rates(people, parted)
    unknown = share_estimate(parted.unknown, known + parted.unknown, people.like, people.study.level)
    slots = (
        Slot("adjusted", adjusted, f"{ROLES[role]} with the ages of the standard population"),
        Slot("crude", crude, f"{ROLES[role]} as they are"),
        Slot("unknown", unknown, f"of {ROLES[role]}, whose age is not recorded"),
    )
    counted = Caveat("census-ages", f"Residents by age are those of the census of {parted.year}.")
    return Finding(id_, FindingKind.AGE_ADJUSTED, subject, slots, caveats=(STANDARD, ANY_AGE, counted, VISITORS))


def _rates(people: People, parted: Parted) -> tuple[Estimate, Estimate]:
    """Different people recorded, for each 100,000 residents a year: as they are, and with the standard's ages."""
    from sulis.statistics import standardised_rate

    study, like = people.study, people.like
    road = study.trail.to((*like.provenance.releases, *parted.releases), f"{like.provenance.query};\n\n{parted.query}")
    counts = np.array([parted.counts[age] for age in AGES], dtype=float)
    at_risk = np.array([parted.residents[age] for age in AGES], dtype=float) * people.years
    weights = [_STANDARD[age] for age in AGES]
    # One row for each age that all those of unknown age might have: the rate is a weighted sum, so its ends are among them.
    ways = counts + parted.unknown * np.eye(len(AGES)) if parted.unknown else counts[None, :]
    found = standardised_rate(ways, np.broadcast_to(at_risk, ways.shape), weights, level=study.level)
    shared = counts * (counts.sum() + parted.unknown) / counts.sum()
    value = float((shared / at_risk * weights).sum() / sum(weights) * 100_000)
    whole = int(counts.sum()) + parted.unknown
    tally = replace(like, count=whole)
    [crude] = rate_estimates(
        [tally],
        [Residents(sum(parted.residents.values()), parted.year, query=parted.query)],
        study.level,
        study.trail,
        [people.years],
    )
    adjusted = Estimate(
        value, float(found.low.min()), float(found.high.max()), study.level, f"{found.method.flat[0]}, unknown as bounds",
        Unit.RATE_PER_100K_YEAR, like.area, like.period, numerator=whole, denominator=float(at_risk.sum()),
        population_year=parted.year, caveats=like.caveats, provenance=road,
    )  # fmt: skip
    return replace(crude, provenance=road), adjusted
