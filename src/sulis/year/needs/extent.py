"""The true extent: recorded, treated and perceived side by side, and what two lists say of those on neither."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sulis.catalogue.indicators import Indicator, load_indicator
from sulis.catalogue.partnership import Overlap
from sulis.indicators import count_estimates
from sulis.indicators.beside import beside, comparators
from sulis.vocabulary import Caveat, Estimate, Period, Provenance, Unit
from sulis.year.needs.model import Chapter, Finding, FindingKind, Slot
from sulis.year.needs.study import Study
from sulis.year.needs.treated import treated_finding

ADMISSIONS = "violence_admissions"
SUBJECT = "violence"
NO_ADMISSIONS = (
    "Admitted: no admissions to hospital for violence are at hand. Load indicator 11201 with `sulis ingest fingertips`."
)
PERCEIVED = (
    "Perceived: no survey is loaded. What people say of violence and of their safety has to be asked: many who are hurt tell neither the"
    " police nor a hospital."
)
LEFT_OUT = (
    "The police record leaves out what nobody reported, and what was reported and not recorded as a crime.",
    "Admissions leave out whoever was treated without staying, whoever told nobody how they were hurt, and whoever sought no help.",
)
ASSUMED = (
    "being on one list makes nobody likelier, or less likely, to be on the other",
    "everybody is as likely as anybody else to be on a list",
    "nobody came or went, or stands on a list twice, in the period",
    "whoever is on both was found to be, and nobody who is not",
)
CAPTURED = Caveat(
    "two-lists",
    "The number stands or falls with its assumptions, and the interval holds none of them. People whom the police send to hospital"
    " are on both lists for that reason: then the true number is higher.",
)
FEW_ON_BOTH = Caveat("small-overlap", "Fewer than 7 are on both lists, so the number is likely too low.")
SUPPLIED = Caveat(
    "partner-supplied",
    "A partner compared the two lists and supplied three numbers. Nothing about any person reached this home.",
)


def extent_chapter(study: Study, overlaps: Sequence[Overlap]) -> Chapter:
    """What each record sees, then each overlap; without one, that it cannot be tested and whom to ask."""
    made = [_true_number(study, overlap, number) for number, overlap in enumerate(overlaps, start=1)]
    return Chapter("extent", (_side_by_side(study), treated_finding(study), *(made or [_no_overlap()])))


def _side_by_side(study: Study) -> Finding:
    """Each with its own period and unit: they are not divided by one another."""
    recipe = study.wanted[0]
    recorded = study.whole(study.defined(recipe), recipe)
    [counted] = count_estimates([recorded], study.level)
    slots = [Slot("recorded", counted, f"recorded by the police: {study.subject(recipe)}")]
    indicator = load_indicator(ADMISSIONS)
    admitted = _latest(study, indicator)
    if admitted is not None:
        slots.append(Slot("admitted", admitted, f"{indicator.name.lower()}, {indicator.unit}"))
    statements = (*LEFT_OUT, *(() if admitted is not None else (NO_ADMISSIONS,)), PERCEIVED)
    return Finding("extent-side-by-side", FindingKind.EXTENT, SUBJECT, tuple(slots), statements=statements)


def _latest(study: Study, indicator: Indicator) -> Estimate | None:
    """The newest value that the publisher gave, as the chapter of determinants has it; None where there is none."""
    area = study.scope.area
    others = comparators(study.engine, study.store, area.code, study.scope.within)
    if others is None or not study.store.has("indicator_values"):
        return None
    found = beside(study.engine, study.store, area, others, [indicator]).get(indicator.id)
    return found.own if found else None


def _true_number(study: Study, overlap: Overlap, number: int) -> Finding:
    """Chapman's number from two lists, with everything that it assumes."""
    from sulis.statistics import chapman

    found = chapman(overlap.first_count, overlap.second_count, overlap.both, study.level)
    period = Period(overlap.begins, overlap.ends + timedelta(days=1))
    trail = Provenance(
        (), f"overlaps.toml, supplied by {overlap.supplied_by}; {overlap.matched}", None, open_data=False
    )
    notes = (CAPTURED, SUPPLIED, *((FEW_ON_BOTH,) if found.reason else ()))
    area = study.scope.area

    def estimate(value: float, low: float, high: float, method: str) -> Estimate:
        return Estimate(
            value,
            low,
            high,
            study.level,
            method,
            Unit.INCIDENTS,
            area,
            period,
            numerator=None,
            caveats=notes,
            provenance=trail,
        )

    seen = float(found.seen)
    slots = (
        Slot(
            "seen",
            estimate(seen, seen, seen, "exact: on either list"),
            f"on either list: {overlap.first}, or {overlap.second}",
        ),
        Slot("number", estimate(found.value, found.low, found.high, found.method), overlap.what),
        Slot("both", estimate(overlap.both, overlap.both, overlap.both, "exact: on both lists"), "on both lists"),
    )
    return Finding(f"extent-true-number-{number}", FindingKind.TRUE_NUMBER, overlap.what, slots, statements=ASSUMED)


def _no_overlap() -> Finding:
    statement = (
        "How much is on no list cannot be tested without knowing how many are on two at once. Ask a partner that lawfully holds both"
        " lists, such as the hospital's safeguarding team with the police, to compare them and send three numbers: how many on each, and"
        " how many on both. Write them into overlaps.toml of the partnership's files."
    )
    asked = ("how much violence is on no record",)
    return Finding("extent-true-number", FindingKind.CANNOT_TELL, SUBJECT, statements=(statement,), unsaid=asked)
