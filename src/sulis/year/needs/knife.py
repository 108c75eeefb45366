"""How much is done with a knife, as far as it is flagged, and whether that rises, falls or cannot be told."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np

from sulis.indicators import absent_estimate, exact_estimate, index_estimate
from sulis.vocabulary import Caveat, Missing, Unit
from sulis.year.needs.caveats import RECORDING, STEADY_CHANGE
from sulis.year.needs.control import FULL, LEAST_USUAL
from sulis.year.needs.directions import seeable
from sulis.year.needs.extracted import BY_RECORDING, counts_in_time
from sulis.year.needs.happened import EVERY_KIND, Happened
from sulis.year.needs.model import Finding, FindingKind, Slot
from sulis.year.needs.people import bounded_share

FEWEST = 20  # incidents with the flag set to yes or no
SUBJECT = "knife-enabled violence"
FLAGGED = Caveat(
    "knife-flag",
    "A flag depends on whoever fills it in. Where it is neither yes nor no, the share's interval holds both; a change in how"
    " carefully it is filled in looks like a change in knife crime.",
)
BY_GAPS = Caveat(
    "days-between",
    "With fewer than five a month, what is charted is the days from one to the next (g chart): half the gaps are expected on either"
    " side of the middle, and the upper limit is the mean and three standard deviations. No single short gap can be unusual.",
)
_ASK = "Ask the force whether its knife flag is filled in for every incident, and from when on."


def knife_findings(happened: Happened) -> tuple[Finding, ...]:
    """The share with a knife, then its direction."""
    flags = Counter(one.knife for one in happened.incidents)
    known = flags[True] + flags[False]
    if known < FEWEST:
        question = "how much is done with a knife, and whether that is rising or falling"
        why = f"fewer than {FEWEST} incidents say yes or no."
        return (happened.too_few("times-knife", SUBJECT, question, why, _ASK, known),)
    share = bounded_share(flags[True], flags[False], flags[None], happened.like, happened.study.level)
    slots = (Slot("share", share, "flagged for a knife"), happened.unknown(flags[None], "say neither yes nor no"))
    found = Finding("times-knife", FindingKind.KNIFE, SUBJECT, slots, caveats=(FLAGGED, EVERY_KIND))
    return found, _direction(happened), *_gaps(happened)


def _direction(happened: Happened) -> Finding:
    """Rising, falling or cannot tell, by the day of recording; with what could have been seen."""
    from sulis.statistics import direction

    like, level = happened.like, happened.study.level
    counts, a_year = counts_in_time([one.recorded_on for one in happened.incidents if one.knife], like.period)
    found = direction(counts, level=level, points_a_year=a_year)
    if found.reason:
        absent = absent_estimate(Missing.NOT_APPLICABLE, Unit.RATIO, like, level)
        slots: tuple[Slot, ...] = (Slot("change", absent),)
    else:
        change = index_estimate(found.change, (found.low, found.high), like, level, found.method, Unit.RATIO)
        slots = (
            Slot("change", change, "change a year, as a ratio", found.p_value),
            *seeable(sum(counts) / len(counts), len(counts) // 2, a_year, found.dispersion, like, level),
        )
    return Finding(
        "times-knife-direction", FindingKind.DIRECTION, SUBJECT, slots,
        caveats=(FLAGGED, BY_RECORDING, RECORDING, STEADY_CHANGE), unsaid=(found.reason,) if found.reason else (),
    )  # fmt: skip


def _gaps(happened: Happened) -> tuple[Finding, ...]:
    """Where they are too rare to be charted by the month: the days between one and the next (g chart), if there are enough."""
    from sulis.statistics import g_chart

    days = sorted(one.day for one in happened.incidents if one.knife)
    months = len(list(happened.like.period.months()))
    if len(days) <= FULL or len(days) >= LEAST_USUAL * months:
        return ()
    gaps = [(after - before).days for before, after in pairwise(days)]
    found, like, level = g_chart(gaps), happened.like, happened.study.level
    if not np.isfinite(found.centre).all():
        return ()
    limits = (float(found.low[0]), float(found.high[0]))
    middle = index_estimate(float(found.centre[0]), limits, like, level, found.method, Unit.DAYS)
    counted = (
        ("long", int(found.outside.sum()), "longer than the upper limit"),
        ("short", int((found.one_side & (found.value < found.centre)).sum()), "in runs of seven or more short ones"),
    )
    slots = tuple(
        Slot(name, exact_estimate(many, len(gaps), Unit.INCIDENTS, like, level), words) for name, many, words in counted
    )
    return (
        Finding(
            "times-knife-gaps", FindingKind.KNIFE_GAPS, SUBJECT, (Slot("middle", middle, "days between"), *slots),
            caveats=(FLAGGED, BY_GAPS),
        ),
    )  # fmt: skip
