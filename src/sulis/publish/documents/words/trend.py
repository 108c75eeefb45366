"""Words for change over time. A difference that chance could make is never called a rise or a fall."""

from __future__ import annotations

import re

from sulis.publish.documents.seen import SeenFinding
from sulis.publish.documents.words.numbers import (
    LEAST_FOR_PERCENTAGE,
    interval_words,
    number_word,
    period_words,
    spoken,
    upper_first,
    value_words,
    with_interval,
)
from sulis.publish.documents.words.wording import (
    RECORDING,
    About,
    Wording,
    apart,
    chance_words,
    overlap,
    percent_apart,
    recorded,
    untold_words,
)
from sulis.vocabulary import Figure


def monthly_trend(finding: SeenFinding, about: About) -> Wording:
    """Slots latest, highest, lowest: single months."""
    latest, highest, lowest = (finding.slot(name).figure for name in ("latest", "highest", "lowest"))
    what = recorded(finding.subject)
    if _received(finding) == 1:
        heading = f"{upper_first(what)} came to {_at(latest)}, the only month received"
        one = f"{upper_first(period_words(latest.shown.period))} came to {with_interval(latest)}."
        return Wording(heading, (one, "One month alone shows no change.", *_provisional(latest)))
    if overlap(highest, lowest):
        heading = (
            f"No month of {what} clearly stands apart: between {value_words(lowest)} and {value_words(highest)} a month"
        )
        told = "The intervals of the highest and the lowest month overlap, so chance alone could separate them."
    else:
        heading = f"{upper_first(what)} ranged from {_at(lowest)} to {_at(highest)}"
        told = (
            "The intervals of the highest and the lowest month do not overlap. "
            "They were picked as the extremes, so this alone does not show a lasting change."
        )
    return Wording(
        heading,
        (
            f"The latest month received, {period_words(latest.shown.period)}, came to {with_interval(latest)}.",
            f"The highest came to {with_interval(highest)}, the lowest to {with_interval(lowest)}.",
            told,
            *_provisional(latest),
        ),
    )


def rolling_year(finding: SeenFinding, about: About) -> Wording:
    """Slots latest, earliest: sums over twelve received months each."""
    latest, earliest = finding.slot("latest").figure, finding.slot("earliest").figure
    what, ends = recorded(finding.subject), [_end(figure) for figure in (latest, earliest)]
    if overlap(latest, earliest):
        heading = f"Cannot tell whether {what} rose or fell between the year to {ends[1]} and the year to {ends[0]}"
        told = "The two intervals overlap: the difference is no larger than chance could make it."
    else:
        verb = "rose" if _value(latest) > _value(earliest) else "fell"
        heading = (
            f"{upper_first(what)} {verb}: {value_words(earliest)} in the year to {ends[1]}, "
            f"{value_words(latest)} in the year to {ends[0]}"
        )
        told = (
            f"The two intervals do not overlap: the difference is larger than chance alone would make it. {RECORDING}"
        )
    shared = earliest.shown.period.end > latest.shown.period.start
    return Wording(
        heading,
        (
            f"The year to {ends[0]} came to {value_words(latest)} ({interval_words(latest)}); "
            f"the year to {ends[1]} came to {value_words(earliest)} ({interval_words(earliest)}).",
            told,
            *(("The two years share months, so they differ less than two separate years would.",) if shared else ()),
            *_provisional(latest),
        ),
    )


def like_for_like(finding: SeenFinding, about: About) -> Wording:
    """Slots before, after, ratio: the same calendar months of two years, ratio is after over before."""
    before, after, ratio = (finding.slot(name).figure for name in ("before", "after", "ratio"))
    what, p_value = recorded(finding.subject), finding.slot("ratio").p_value
    names = [
        _months_said(finding.slot(name).label) or period_words(finding.slot(name).figure.shown.period)
        for name in ("before", "after")
    ]
    between = f"between {names[0]} and {_same(names)}"
    if apart(ratio, p_value):
        heading = f"{upper_first(what)} {_change(before, after, ratio)} {between}"
        told = f"{chance_words(p_value, ratio.shown.level)} {RECORDING}".strip()
    else:
        heading = f"Cannot tell whether {what} changed {between}"
        told = untold_words(ratio, p_value)
    counts = f"{upper_first(names[0])} came to {_plain(before)}, {names[1]} to {_plain(after)}."
    times = f"The later count is {value_words(ratio)} times the earlier one ({interval_words(ratio)} times)."
    return Wording(heading, (counts, f"{times} {told}", *_provisional(after)))


def _change(before: Figure, after: Figure, ratio: Figure) -> str:
    """``fell by between 2% and 9%``; as a multiple when either count is under 20."""
    low, high = ratio.low or 0.0, ratio.high or 0.0
    verb = "rose" if low > 1 else "fell"
    if min(_value(before), _value(after)) < LEAST_FOR_PERCENTAGE or high > 10:
        return f"{verb} to {interval_words(ratio)} times what it had come to"
    return f"{verb} by {percent_apart(low, high)}"


def _months_said(label: str) -> str:
    """``ten months of 2023``: few months by their number's word."""
    return re.sub(r"^(\d+) months", lambda found: f"{number_word(int(found[1]))} months", spoken(label))


def _same(names: list[str]) -> str:
    """The later span; ``the same months of 2024`` where both are as many months of their year."""
    before, after = (re.fullmatch(r"(\w+) months of (.+)", name) for name in names)
    return f"the same months of {after[2]}" if before and after and before[1] == after[1] else names[1]


def _received(finding: SeenFinding) -> int:
    """How many months of the finding's first chart have a number; 0 without a chart."""
    points = finding.charts[0].points if finding.charts else ()
    return sum(point.figure.value is not None for point in points)


def _at(figure: Figure) -> str:
    return f"{value_words(figure)} in {period_words(figure.shown.period)}"


def _plain(figure: Figure) -> str:
    return f"{value_words(figure)} ({interval_words(figure)})"


def _end(figure: Figure) -> str:
    return period_words(list(figure.shown.period.months())[-1])


def _value(figure: Figure) -> float:
    return figure.value if figure.value is not None else 0.0


def _provisional(figure: Figure) -> tuple[str, ...]:
    if not figure.shown.provisional:
        return ()
    return (f"{upper_first(period_words(figure.shown.period))} is provisional: its publisher may still change it.",)
