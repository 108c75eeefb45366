"""Words for rising, falling or cannot tell, and for what could have been seen."""

from __future__ import annotations

from sulis.publish.documents.seen import SeenFinding, SeenSlot
from sulis.publish.documents.words.numbers import listed, period_words
from sulis.publish.documents.words.wording import About, Wording, cannot_word, percent_apart, recorded


def direction(finding: SeenFinding, about: About) -> Wording:
    """Slots change (a ratio a year), smallest_fall and smallest_rise (ratios), years."""
    what = recorded(finding.subject)
    seen = tuple(filter(None, (_seeable(finding), _years(finding))))
    if not finding.has("change"):
        why = (f"There are {finding.unsaid[0]}.",) if finding.unsaid else cannot_word(finding).sentences
        return Wording(f"Cannot tell whether {what} is rising or falling", (*why, *seen))
    change = finding.slot("change")
    when = period_words(change.figure.shown.period)
    low, high = change.figure.low or 0.0, change.figure.high or 0.0
    if low <= 1 <= high:
        between = f"From {when} the change a year lies between {_signed(low)} and {_signed(high)}: either way is within chance."
        return Wording(f"Cannot tell whether {what} is rising or falling", (between, *seen))
    way, more = ("Rising", "more") if low > 1 else ("Falling", "less")
    return Wording(
        f"{way}: {what}, {percent_apart(low, high)} {more} each year",
        (
            f"That is the interval of a steady change from {when}, the season taken out where two years are at hand.",
            *seen,
        ),
    )


def _signed(ratio: float) -> str:
    """``5% less``, ``12% more``; the ends of an interval that holds no change."""
    percent = (ratio - 1) * 100
    return f"{abs(percent):.0f}% {'more' if percent > 0 else 'less'}"


def _seeable(finding: SeenFinding) -> str:
    """How large a change would have had to be, whichever of a fall and a rise can be given."""
    found = [finding.slot(name) for name in ("smallest_fall", "smallest_rise") if finding.has(name)]
    if not found:
        return ""
    told = listed(_change(slot) for slot in found).replace(" and ", " or ")
    nothing = "" if finding.has("smallest_fall") else " Not even a fall to nothing would have been seen."
    return f"The smallest change that could have been seen is {told}, {found[0].label.partition(', ')[2]}.{nothing}"


def _change(slot: SeenSlot) -> str:
    percent = abs((slot.figure.value or 1.0) - 1) * 100
    size = f"{percent:.0f}%" if percent < 100 else f"to {slot.figure.value:.1f} times as many"
    return f"a {'fall' if slot.name == 'smallest_fall' else 'rise'} of {size}".replace("of to", "to")


def _years(finding: SeenFinding) -> str:
    if not finding.has("years"):
        return ""
    slot = finding.slot("years")
    return f"It takes about {slot.figure.value:.1f} {slot.label}."
