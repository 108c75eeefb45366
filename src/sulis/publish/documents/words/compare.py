"""Words that set one number beside another: area against force, against partnerships, one definition against another."""

from __future__ import annotations

from sulis.publish.documents.seen import SeenChart, SeenFinding, SeenPoint
from sulis.publish.documents.words.numbers import (
    LEAST_FOR_PERCENTAGE,
    interval_words,
    listed,
    lower_first,
    per_words,
    upper_first,
    value_words,
    with_interval,
)
from sulis.publish.documents.words.wording import (
    About,
    Wording,
    apart,
    chance_words,
    overlap,
    percent_apart,
    recorded,
    untold_words,
)
from sulis.vocabulary import AreaLevel, Figure


def against_force(finding: SeenFinding, about: About) -> Wording:
    """Slots area, force (the rest of the force), ratio (area over the rest)."""
    area, rest, ratio = finding.slot("area"), finding.slot("force"), finding.slot("ratio").figure
    here, there = area.label or about.area, rest.label or f"the rest of {about.force or 'the force'}"
    what, p_value = recorded(finding.subject), finding.slot("ratio").p_value
    if apart(ratio, p_value):
        heading = f"The rate of {what} was {_side(area.figure, rest.figure, ratio)} in {here} than in {there}"
        told = chance_words(p_value, ratio.shown.level)
    else:
        heading = f"Cannot tell the rate of {what} in {here} apart from that in {there}"
        told = untold_words(ratio, p_value)
    times = f"The first rate is {value_words(ratio)} times the second ({interval_words(ratio)} times)."
    return Wording(
        heading,
        (
            f"{upper_first(here)}: {with_interval(area.figure)}. {upper_first(there)}: {with_interval(rest.figure)}.",
            f"{times} {told}".strip(),
        ),
    )


def _side(area: Figure, rest: Figure, ratio: Figure) -> str:
    """``between 22% and 27% lower``; the side alone where either count is too few for a percentage."""
    low, high = ratio.low or 0.0, ratio.high or 0.0
    side = "higher" if low > 1 else "lower"
    few = any((each.shown.numerator or 0) < LEAST_FOR_PERCENTAGE for each in (area, rest))
    return side if few or high > 10 else f"{percent_apart(low, high)} {side}"


def against_partnerships(finding: SeenFinding, about: About) -> Wording:
    """Slots area, highest, lowest; the chart holds every partnership."""
    area, highest, lowest = (finding.slot(name) for name in ("area", "highest", "lowest"))
    here = area.label or about.area
    what = recorded(finding.subject)
    ends = [_named(slot.label, with_interval(slot.figure)) for slot in (highest, lowest)]
    extremes = f"The highest was {ends[0]}; the lowest was {ends[1]}."
    own = f"{upper_first(here)}: {with_interval(area.figure)}."
    other = "other " if area.figure.shown.area.level is AreaLevel.PARTNERSHIP else ""
    places = next((chart for chart in finding.charts if len(chart.points) > 1), None)
    if places is None:
        return Wording(
            f"{upper_first(here)}: {value_words(area.figure)} {per_words(area.figure)} of {what}", (own, extremes)
        )
    above, below, level = standing(places, here)
    was = "was " if above or below else ""
    return Wording(
        f"The rate of {what} in {here} {was}{_standing_words(above, below, level, other)}",
        (own, extremes, "Partnerships whose intervals overlap cannot be told apart, and are not ranked."),
    )


def definitions(finding: SeenFinding, about: About) -> Wording:
    """Slots first, second, ratio: the same records counted by two definitions."""
    first, second = finding.slot("first"), finding.slot("second")
    names = [first.label or "the first definition", second.label or "the second definition"]
    whats = [recorded(lower_first(name)) for name in names]
    first_more = (first.figure.value or 0) > (second.figure.value or 0)
    least, most = (second, first) if first_more else (first, second)
    low, high = (whats[1], whats[0]) if first_more else (whats[0], whats[1])
    sentences = [
        f"{upper_first(names[0])}: {with_interval(first.figure)}. {upper_first(names[1])}: {with_interval(second.figure)}."
    ]
    if first.figure.value == second.figure.value:
        sentences.append("Both count the same records, and in this source neither takes in more than the other.")
    else:
        if finding.has("ratio"):
            over = finding.slot("ratio")
            sentences.append(
                f"{upper_first(over.label or 'one over the other')}: {value_words(over.figure)} times "
                f"({interval_words(over.figure)})."
            )
        sentences.append(
            "Both count the same records, so the difference comes from the words of the definitions, not from chance."
        )
        sentences.append("Each definition is named under “How we know”.")
    if first.figure.value == second.figure.value:
        heading = f"{upper_first(whats[0])} and {whats[1]} come to the same number: {value_words(first.figure)}"
    else:
        heading = f"{upper_first(low)} came to {value_words(least.figure)}, {high} to {value_words(most.figure)}"
    return Wording(heading, tuple(sentences))


def standing(chart: SeenChart, own: str) -> tuple[int, int, int]:
    """How many other places lie clearly above the area, clearly below it, and within reach of its interval."""
    mine = own_point(chart, own)
    others = [point for point in chart.points if point is not mine and point.figure.value is not None]
    if mine is None or mine.figure.value is None:
        return 0, 0, len(others)
    apart = [point for point in others if not overlap(point.figure, mine.figure)]
    above = sum((point.figure.low or 0) > mine.figure.value for point in apart)
    return above, len(apart) - above, len(others) - len(apart)


def own_point(chart: SeenChart, own: str) -> SeenPoint | None:
    """The point that stands for the assessed area: the emphasised one, else the one of its name."""
    return next((p for p in chart.points if p.emphasised), next((p for p in chart.points if p.label == own), None))


def _standing_words(above: int, below: int, level: int, other: str = "other ") -> str:
    """``lower than in 3 other partnerships and cannot be told apart from 1 other``."""
    parts = []
    if above:
        parts.append(f"lower than in {above} {other}partnership{'s' * (above > 1)}")
    if below:
        parts.append(f"higher than in {below}" + ("" if above else f" {other}partnership{'s' * (below > 1)}"))
    if level:
        noun = "other" if other and (above or below) else f"{other}partnership"
        parts.append(f"cannot be told apart from {level} {noun}{'s' * (level > 1)}")
    return listed(parts)


def _named(label: str, words: str) -> str:
    return f"{label}, {words}" if label else words
