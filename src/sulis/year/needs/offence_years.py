"""Violent offences by code and financial year, as recorded crime has them for an area, with what each code weighs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sulis.indicators import Tally
from sulis.indicators.offences import recorded_by_code, recorded_places, weights_of_codes
from sulis.vocabulary import Area, Caveat, Period
from sulis.year.needs.study import Study

GROUPS = frozenset(
    {
        "violence against the person",
        "sexual offences",
        "robbery",
        "possession of weapons offences",
        "possession of weapons",
    }
)
LEFT_OUT = "unlawful driving"  # a subgroup of violence against the person in which nobody meant to harm
WHOLE_YEAR = 4  # quarters
BY_CODE = Caveat(
    "violence-by-offence-code",
    "Violent offences here are violence against the person without unlawful driving, sexual offences, robbery and possession of weapons, as"
    " the force recorded them by offence code. They are other sums than those of police.uk's categories, with which weights"
    " cannot be used.",
)


@dataclass(frozen=True, slots=True)
class Code:
    """One offence code in one year: how many, and what one weighs (None where the weights do not say)."""

    code: str
    name: str
    subgroup: str
    count: int
    weight: float | None


@dataclass(frozen=True, slots=True)
class Year:
    """A financial year of an area's violent offences. ``below`` are codes whose year ends below zero, by corrections."""

    label: str
    like: Tally
    codes: tuple[Code, ...]
    below: tuple[str, ...]

    @property
    def count(self) -> int:
        return sum(each.count for each in self.codes)

    @property
    def weighed(self) -> tuple[Code, ...]:
        return tuple(each for each in self.codes if each.weight is not None)


def place_of(study: Study) -> tuple[str, str, Area] | None:
    """The force's and the partnership's names as recorded crime spells them; the whole force where it has no partnership of the area."""
    named = study.engine.run(recorded_places())
    force, own = _plain(study.scope.force.name), _plain(study.scope.area.name)
    of_force = [(one, part) for one, part in named if _plain(one) == force]
    for one, part in of_force:
        if part is not None and _plain(part) == own:
            return one, part, study.scope.area
    whole = next((one for one, part in of_force if part is None), None)
    return (whole, "", study.scope.force) if whole is not None else None


def _plain(name: str) -> str:
    """A name as two publishers may both spell it."""
    return " ".join(name.lower().replace("&", "and").replace(" constabulary", "").replace(" police", "").split())


def weights_of(study: Study) -> dict[str, float]:
    """What one offence of a code weighs. A code that stands for offences of several weights has none of its own."""
    return {
        code: most
        for code, least, most in study.engine.run(weights_of_codes())
        if least == most and math.isfinite(most)
    }


def years_of(study: Study, force: str, part: str, area: Area, weights: Mapping[str, float]) -> list[Year]:
    """Whole financial years without a missing number, the earliest first, of which the last two are used."""
    question = recorded_by_code(force, part)
    rows = study.engine.run(question)
    by_year: dict[str, list[tuple[str, ...]]] = {}
    for row in rows:
        by_year.setdefault(row[0], []).append(row)
    whole = [year for year, held in sorted(by_year.items()) if _is_whole(held)]
    return [_year(study, year, by_year[year], area, question.sql(), weights) for year in whole[-2:]]


def _is_whole(rows: Sequence[tuple[str, ...]]) -> bool:
    return max(int(row[7]) for row in rows) == WHOLE_YEAR and not any(int(row[6]) for row in rows)


def _year(
    study: Study, label: str, rows: Sequence[tuple[str, ...]], area: Area, sql: str, weights: Mapping[str, float]
) -> Year:
    violent = [row for row in rows if str(row[3]).lower() in GROUPS and LEFT_OUT not in str(row[2]).lower()]
    codes = [Code(row[1], row[4] or row[1], row[2] or "", int(row[5]), weights.get(row[1])) for row in violent]
    below = tuple(each.name for each in codes if each.count < 0)
    first = int(label[:4])
    period = Period(date(first, 4, 1), date(first + 1, 4, 1))
    trail = study.trail.to((*study.trail.ids("recorded_crime"), *study.trail.ids("severity_weights")), sql)
    kept = tuple(each for each in codes if each.count >= 0)
    notes = (BY_CODE, *_of_force(study, area), *_below(below, label), *_unweighed(kept, label, weights))
    like = Tally(sum(each.count for each in kept), area, period, trail, caveats=notes)
    return Year(label, like, kept, below)


def _of_force(study: Study, area: Area) -> tuple[Caveat, ...]:
    if area == study.scope.area:
        return ()
    return (
        Caveat(
            "whole-force",
            f"Recorded crime by offence code is loaded for {area.name} as a whole and not for {study.scope.area.name}, so these numbers are"
            " of the whole force. Load the table by community safety partnership with `sulis ingest home-office`.",
        ),
    )


def _below(names: Sequence[str], label: str) -> tuple[Caveat, ...]:
    if not names:
        return ()
    told = ", ".join(names)
    return (
        Caveat(
            "corrected-below-zero",
            f"In {label} more was taken back than recorded of: {told}. They are in no sum of that year.",
        ),
    )


def _unweighed(codes: Sequence[Code], label: str, weights: Mapping[str, float]) -> tuple[Caveat, ...]:
    lacking = [each for each in codes if each.weight is None and each.count]
    if not lacking or not weights:
        return ()
    told = f"{sum(each.count for each in lacking):,} of {sum(each.count for each in codes):,} offences of {label}"
    return (
        Caveat(
            "offences-without-weight",
            f"{told} have a code without a weight of its own. They are counted and not weighed.",
        ),
    )
