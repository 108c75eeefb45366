"""What emergency departments treated beside what the police recorded, month by month; neither is a part of the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sulis.indicators import Tally, count_estimates, share_estimate
from sulis.indicators.treated import ATTENDANCES, TreatedMonth, read_treated
from sulis.vocabulary import AreaLevel, Caveat, Estimate, Period, Provenance
from sulis.year.needs.model import ChartKind, ChartSpec, Finding, FindingKind, Point, Series, Slot

if TYPE_CHECKING:
    from sulis.year.needs.study import Study

ID, SUBJECT = "extent-treated", "attendances after an assault"
ASKED = "how many were treated after an assault"
WHOLE = (AreaLevel.MSOA, AreaLevel.DISTRICT, AreaLevel.PARTNERSHIP, AreaLevel.FORCE)  # in which an MSOA lies whole
METHOD = "Poisson, unknown places as bounds"
NOT_ONE_LIST = Caveat(
    "treated-not-recorded",
    "An attendance is no crime and a crime no attendance: many who are hurt never tell the police, and most recorded violence needs no"
    " hospital. One is not divided by the other.",
)
PLACED = Caveat(
    "treated-by-place",
    "An attendance counts where the assault was, by MSOA or ward as the patient told it, and in its month; where nobody knows the month, in"
    " that of arrival. Hospitals that sent no file treat people of the area too, and theirs are not here.",
)
_WHY = {
    "not loaded": "Treated: no emergency department's monthly file (Information Sharing to Tackle Violence) is loaded. Ask for one:"
    " `sulis letter request istv` writes the letter to the hospital.",
    "not read": "Treated: an emergency department's file is loaded and restricted, and this assessment was not asked to read it. Whoever"
    " may read it runs the assessment with a reason: `sulis assess --reason`.",
    "no month": "Treated: the files of attendances that are loaded cover no month of this period whole, at every site that sends one. Ask"
    " the hospital for the months that are missing.",
    "too small": "Treated: attendances are placed by MSOA or ward, which is too coarse for this area. Assess its district.",
}


def treated_finding(study: Study) -> Finding:
    """Attendances in the area over the months that every site covers, beside what was recorded in the same months."""
    if not study.store.has(ATTENDANCES):
        return _cannot("not loaded")
    if not study.reads_attendances:
        return _cannot("not read")
    if study.scope.area.level not in WHOLE:
        return _cannot("too small")
    found = read_treated(study.engine, study.scope.within, study.period)
    if not found.months:
        return _cannot("no month")
    trail = study.trail.to(study.trail.ids(ATTENDANCES), found.query)
    treated = [_treated(study, [each], trail) for each in found.months]
    recorded = [_recorded(study, [each.month]) for each in found.months]
    unknown = sum(each.unknown for each in found.months)
    known = sum(each.here for each in found.months)
    like = _like(study, found.months, trail)
    slots = (
        Slot(
            "treated",
            _treated(study, found.months, trail),
            "treated at an emergency department after an assault in the area",
        ),
        Slot(
            "unknown",
            share_estimate(unknown, unknown + known, like, study.level),
            "of those that may be in the area have no place",
        ),
        Slot(
            "recorded",
            _recorded(study, [each.month for each in found.months]),
            f"recorded by the police: {study.subject(study.wanted[0])}",
        ),
    )
    series = (
        Series("treated at an emergency department", _points(found.months, treated)),
        Series("recorded by the police", _points(found.months, recorded)),
    )
    return Finding(
        ID, FindingKind.TREATED, SUBJECT, slots, (ChartSpec(ID, ChartKind.TIME, series),) if len(treated) > 1 else (),
        statements=_apart(study, found.months, found.sites), caveats=(NOT_ONE_LIST, PLACED),
    )  # fmt: skip


def _points(months: Sequence[TreatedMonth], counts: Sequence[Estimate]) -> tuple[Point, ...]:
    return tuple(Point(each.month.label, each.month.label, one) for each, one in zip(months, counts, strict=True))


def _like(study: Study, months: Sequence[TreatedMonth], trail: Provenance) -> Tally:
    period = Period(months[0].month.start, months[-1].month.end)
    return Tally(sum(each.here for each in months), study.scope.area, period, trail, caveats=(NOT_ONE_LIST, PLACED))


def _treated(study: Study, months: Sequence[TreatedMonth], trail: Provenance) -> Estimate:
    """Those in the area; the upper end is that of all those at no known place being in it too."""
    like, unknown = _like(study, months, trail), sum(each.unknown for each in months)
    here, most = count_estimates([like, replace(like, count=(like.count or 0) + unknown)], study.level)
    return replace(here, high=most.high, method=METHOD)


def _recorded(study: Study, months: Sequence[Period]) -> Estimate:
    recipe, wanted = study.wanted[0], {month.start for month in months}
    states = [state for state in study.months if state.month.start in wanted]
    [found] = count_estimates([study.tally(states, study.defined(recipe), recipe=recipe)], study.level)
    return found


def _apart(study: Study, months: Sequence[TreatedMonth], sites: int) -> tuple[str, ...]:
    """What of the period is not covered, by either."""
    covered = {each.month.start for each in months}
    gone = [state.month for state in study.months if state.month.start not in covered]
    lines = [f"{sites} site{'s' * (sites > 1)} sent files."]
    if gone:
        lines.append(
            f"{len(gone)} of the {len(study.months)} months of the period are covered by no file of every site, and are left out."
        )
    lost = [state.month for state in study.months if state.month.start in covered and not state.received]
    if lost:
        named = " and ".join(f"{month.start:%B %Y}" for month in lost)
        lines.append(f"Of the months covered {named} were not received from the police.")
    return tuple(lines)


def _cannot(why: str) -> Finding:
    return Finding(ID, FindingKind.CANNOT_TELL, SUBJECT, statements=(_WHY[why],), unsaid=(ASKED,))
