"""Words for days and hours, near repeats, and knives. What is unknown is in the interval, and said."""

from __future__ import annotations

import math

from sulis.publish.documents.seen import SeenFinding, SeenSlot
from sulis.publish.documents.words.numbers import interval_words, number_word, upper_first, value_words, with_interval
from sulis.publish.documents.words.wording import About, Wording, overlap, recorded
from sulis.vocabulary import Figure

HALF = 0.5  # of the day, which the hours from 18:00 to 05:59 are
EVEN_EVENING = 0.25


def by_day(finding: SeenFinding, about: About) -> Wording:
    """Slots highest and lowest (a day's share; the p of highest is that of all seven alike), unknown."""
    high, low, what = finding.slot("highest"), finding.slot("lowest"), recorded(finding.subject)
    ends = f"{high.label} has {with_interval(high.figure)} of them, {low.label} {with_interval(low.figure)}."
    even = "One of seven days would have 14.3% if all were alike."
    alike = high.p_value is None or high.p_value >= 1 - high.figure.shown.level or overlap(high.figure, low.figure)
    if alike:
        heading = f"No day of the week clearly stands apart in {what}"
        return Wording(heading, (ends, even, "Chance alone could make the days differ so much.", _unknown(finding)))
    heading = f"{upper_first(what)} are most on {high.label} and fewest on {low.label}"
    return Wording(heading, (ends, even, _unknown(finding)))


def by_hour(finding: SeenFinding, about: About) -> Wording:
    """Slots night and evening (shares, with whatever the unknown may be in their intervals), unknown."""
    night, evening = finding.slot("night").figure, finding.slot("evening").figure
    what = recorded(finding.subject)
    told = f"{upper_first(interval_words(night))} of {what} fall between 18:00 and 05:59"
    return Wording(
        f"{told}: {_beside(night, HALF, 'half')}",
        (
            f"Of those whose time is known, it is {value_words(night)}. Evening and night here are the twelve hours from 18:00 to 05:59.",
            f"The six hours from 18:00 to 23:59 hold {with_interval(evening)}: {_beside(evening, EVEN_EVENING, 'quarter')}.",
            _unknown(finding),
        ),
    )  # fmt: skip


def _beside(share: Figure, even: float, words: str) -> str:
    """Whether a share is clearly above or below what an even day would give."""
    if share.low is not None and share.low > even:
        return f"more than the {words} that an even spread would put there"
    if share.high is not None and share.high < even:
        return f"less than the {words} that an even spread would put there"
    return f"it cannot be told from the {words} that an even spread would put there"


def _unknown(finding: SeenFinding) -> str:
    slot = finding.slot("unknown")
    return f"{upper_first(value_words(slot.figure))} {slot.label}." if slot.figure.value else ""


def near_repeats(finding: SeenFinding, about: About) -> Wording:
    """Slots strongest (pairs over what chance makes), originators, followers, unknown; emphasised cells stand out."""
    strongest = finding.slot("strongest")
    standing = [point for chart in finding.charts for point in chart.points if point.emphasised]
    begun, after = finding.slot("originators").figure, finding.slot("followers").figure
    runs = (
        f"Of {begun.shown.denominator or 0:,.0f} incidents with a point and a day, {value_words(after)} came within seven days and 200 m"
        f" of one before, and {value_words(begun)} began such a run. Some do so by chance alone."
    )
    if not standing:
        heading = "Cannot tell whether one incident is followed by another nearby more often than chance would have it"
        cells = sum(len(series.points) for series in finding.charts[0].series)
        why = f"None of the {cells} cells of distance and time stands out with all the others allowed for."
        return Wording(heading, (why, runs, _unknown(finding)))
    label = strongest.label
    return Wording(
        f"One incident is followed by another nearby more often than chance would have it: most of all {label}",
        (
            f"There, {_pairs(strongest)}.",
            *((f"{len(standing)} cells of distance and time stand out in all.",) if len(standing) > 1 else ()),
            runs,
            _unknown(finding),
        ),
    )


def _pairs(slot: SeenSlot) -> str:
    figure, shown = slot.figure, slot.figure.shown
    if figure.value is None or figure.low is None or figure.high is None:
        return "there is nothing to compare"
    high = "no upper limit" if math.isinf(figure.high) else f"{math.ceil(figure.high * 10) / 10:.1f}"
    return (
        f"{shown.numerator:,} pairs of incidents were recorded where chance would make about {shown.denominator or 0.0:,.1f}:"
        f" {figure.value:.1f} times as many (between {math.floor(figure.low * 10) / 10:.1f} and {high})"
    )


def knife(finding: SeenFinding, about: About) -> Wording:
    """Slots share (unknown as bounds) and unknown."""
    share = finding.slot("share").figure
    return Wording(
        f"{upper_first(interval_words(share))} of incidents in the force's extract were with a knife",
        (f"Of those that say yes or no, it is {value_words(share)}.", _unknown(finding)),
    )


def _many(gaps: Figure) -> str:
    many = round(gaps.value or 0.0)
    return f"{upper_first(number_word(many))} {'was' if many == 1 else 'were'}"


def knife_gaps(finding: SeenFinding, about: About) -> Wording:
    """Slots middle (days between, its ends the limits), long and short (gaps that a rule marks)."""
    middle, long, short = (finding.slot(name).figure for name in ("middle", "long", "short"))
    what, gaps = recorded(finding.subject), long.shown.denominator or 0.0
    half, most = middle.value or 0.0, middle.high or 0.0
    usual = f"Half of the {gaps:,.0f} gaps are expected to be under {half:.0f} days, and nearly all under {most:.0f}."
    told = (
        *((f"{_many(long)} longer than that: an unusually quiet time.",) if long.value else ()),
        *(
            (f"{value_words(short)} lie in runs of seven or more short ones: it came more often then.",)
            if short.value
            else ()
        ),
    )
    heading = "is too rare for a chart of months; the days between are"
    if not told:
        return Wording(f"{upper_first(what)} {heading} as chance would have them", (usual,))
    return Wording(f"{upper_first(what)} {heading} not all as chance would have them", (usual, *told))
