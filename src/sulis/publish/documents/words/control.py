"""Words for unusual months, for seasons and for steps in the level. A step is proposed, and never told as a fact."""

from __future__ import annotations

from collections.abc import Iterable

from sulis.publish.documents.seen import SeenFinding, SeenPoint, SeenSlot
from sulis.publish.documents.words.numbers import (
    interval_ends,
    interval_words,
    listed,
    number_word,
    period_words,
    spoken,
    upper_first,
    value_words,
)
from sulis.publish.documents.words.timed import SIGNALS
from sulis.publish.documents.words.wording import About, Wording, percent_apart, recorded, spans_one
from sulis.vocabulary import Figure
from sulis.year.needs.model import Signal

MOST_NAMED = 3  # months in a heading
MOST_MISSING = 6  # months not received that a sentence names
_UNSTEADY = (
    "More than half of the months are marked, so the level was not steady and one mean stands for few of them: the direction and the"
    " steps say more."
)


def control(finding: SeenFinding, about: About) -> Wording:
    """Slot mean, whose ends are the limits of the latest month; the first series of the chart carries the signals."""
    what, mean = recorded(finding.subject), finding.slot("mean").figure
    points = finding.charts[0].series[0].points
    marked = [point for point in points if point.signals]
    received = sum(point.figure.value is not None for point in points)
    usual = " and ".join(interval_ends(mean) or ())
    if not marked:
        heading = f"No month of {what} is unusual beside the others: a usual month has between {usual} a day"
    elif len(marked) <= MOST_NAMED:
        heading = f"Unusual beside the other months of {what}: {listed(_month(point) for point in marked)}"
    else:
        heading = f"{upper_first(number_word(len(marked)))} of {received} months of {what} are marked as unusual"
    why = (
        f"{upper_first(words)}: {_runs(points, signal)}." for signal, words in SIGNALS.items() if _with(points, signal)
    )
    return Wording(
        heading,
        (
            f"The mean is {value_words(mean)} a day. With the length of {period_words(mean.shown.period)}, a month without any change"
            f" lies between {usual} a day almost always.",
            *why,
            *_across(points, anew=bool(finding.charts[0].breaks)),
            *(("A mark says that something may have changed there, and not what.",) if marked else ()),
            *((_UNSTEADY,) if 2 * len(marked) > received else ()),
        ),
    )


def _across(points: Iterable[SeenPoint], *, anew: bool) -> tuple[str, ...]:
    """That the limits are of both sides of a gap, but where they start anew, and runs are not."""
    gone = [_month(point) for point in points if point.figure.value is None]
    if not gone:
        return ()
    verb = "was" if len(gone) == 1 else "were"
    named = listed(gone) if len(gone) <= MOST_MISSING else f"{number_word(len(gone))} months"
    both = "no run" if anew else "the mean and the limits are of the months on both sides, and no run"
    return (f"{upper_first(named)} {verb} not received: {both} is counted across.",)


def _with(points: Iterable[SeenPoint], signal: Signal) -> list[SeenPoint]:
    return [point for point in points if signal in point.signals]


def _runs(points: tuple[SeenPoint, ...], signal: Signal) -> str:
    """The months with a signal, those that follow each other as a span."""
    spans: list[list[SeenPoint]] = []
    for before, point in zip((None, *points), points, strict=False):
        if signal not in point.signals:
            continue
        if before is not None and signal in before.signals:
            spans[-1].append(point)
        else:
            spans.append([point])
    return listed(_month(s[0]) if len(s) == 1 else f"{_month(s[0])} to {_month(s[-1])}" for s in spans)


def _month(point: SeenPoint) -> str:
    return period_words(point.figure.shown.period)


def season(finding: SeenFinding, about: About) -> Wording:
    """Slots highest and lowest: a month of the year over the year's mean; the p of highest is that of all twelve."""
    what, high, low = recorded(finding.subject), finding.slot("highest"), finding.slot("lowest")
    ends = (
        f"{high.label} has {value_words(high.figure)} times a mean month ({interval_words(high.figure)}),"
        f" {low.label} {value_words(low.figure)} times ({interval_words(low.figure)}), each for as many days."
    )
    if high.p_value is None or high.p_value >= 1 - high.figure.shown.level:
        return Wording(
            f"Cannot tell whether there is a season in {what}",
            ("Chance alone could well make months of the year differ as much as these do.", ends),
        )
    apart = [slot for slot in (high, low) if not spans_one(slot.figure)]
    most = f": most in {high.label}, fewest in {low.label}" if len(apart) == 2 else ""
    told = "Chance alone would rarely make the twelve months of the year differ so much, a steady trend allowed for."
    return Wording(f"There is a season in {what}{most}", (told, ends))


def steps(finding: SeenFinding, about: About) -> Wording:
    """Slots step_1 and so on: the rate a day from a month on over that before it; statements say where a gap comes before."""
    what = recorded(finding.subject)
    if not finding.slots:
        return Wording(
            f"No month stands out from which {what} kept to another level",
            ("Two levels explain the months no better than chance would let them.",),
        )
    months = listed(spoken(slot.label) for slot in finding.slots)
    return Wording(
        f"{upper_first(what)} may have moved to another level in {months}",
        (
            *(_step(slot) for slot in finding.slots),
            "This is a proposal. Whether something changed then, in what happened or in how it is recorded, somebody must know;"
            " limits start anew there only when the reason is written down, in rebased.toml of the partnership's files.",
            "A slow climb or fall can look like a step: the months alone cannot part the two.",
        ),
    )


def _step(slot: SeenSlot) -> str:
    month, figure = spoken(slot.label), slot.figure
    if figure.value is None:
        return f"Before {month} there was none; from then on there was."
    return f"From {month} on there was {_change(figure)} a day than before."


def _change(ratio: Figure) -> str:
    low, high = ratio.low or 0.0, ratio.high or 0.0
    if low <= 1 <= high:
        return "an amount that, by its interval, could be as much"
    if high > 2:
        return f"{interval_words(ratio)} times as much"
    return f"{percent_apart(low, high)} {'more' if low > 1 else 'less'}"
