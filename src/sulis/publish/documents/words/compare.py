"""Words that set one number beside another: area against force, against partnerships, one definition against another."""

from __future__ import annotations

from sulis.publish.documents.seen import SeenChart, SeenFinding, SeenPoint
from sulis.publish.documents.words.numbers import per_words, upper_first, value_words, with_interval
from sulis.publish.documents.words.wording import About, Wording, overlap, recorded, spans_one


def against_force(finding: SeenFinding, about: About) -> Wording:
    """Slots area, force (the rest of the force), ratio (area over the rest)."""
    area, rest, ratio = finding.slot("area"), finding.slot("force"), finding.slot("ratio").figure
    here, there = area.label or about.area, rest.label or f"the rest of {about.force or 'the force'}"
    what = recorded(finding.subject)
    if spans_one(ratio):
        heading = f"Cannot tell the rate of {what} in {here} from that in {there}"
        told = "Its interval holds 1, so neither rate is clearly the higher."
    else:
        side = "higher" if (ratio.low or 0) > 1 else "lower"
        heading = f"The rate of {what} was {side} in {here} than in {there}"
        told = "Its interval does not hold 1: the difference is larger than chance alone would make it."
    return Wording(
        f"{heading}: {with_interval(ratio)} times",
        (
            f"{upper_first(here)}: {with_interval(area.figure)}. {upper_first(there)}: {with_interval(rest.figure)}.",
            f"The first rate is {with_interval(ratio)} times the second. {told}",
        ),
    )


def against_partnerships(finding: SeenFinding, about: About) -> Wording:
    """Slots area, highest, lowest; the chart holds every partnership."""
    area, highest, lowest = (finding.slot(name) for name in ("area", "highest", "lowest"))
    here = area.label or about.area
    what = recorded(finding.subject)
    ends = [_named(slot.label, with_interval(slot.figure)) for slot in (highest, lowest)]
    extremes = f"The highest was {ends[0]}; the lowest was {ends[1]}."
    own = f"{upper_first(here)}: {with_interval(area.figure)}."
    places = next((chart for chart in finding.charts if len(chart.points) > 1), None)
    if places is None:
        return Wording(
            f"{upper_first(here)}: {value_words(area.figure)} {per_words(area.figure)} of {what}", (own, extremes)
        )
    above, below, level = standing(places, here)
    return Wording(
        f"The rate of {what} in {here} was {_standing_words(above, below, level)}",
        (own, extremes, "Partnerships whose intervals overlap cannot be told apart, and are not ranked."),
    )


def definitions(finding: SeenFinding, about: About) -> Wording:
    """Slots first, second, ratio: the same records counted by two definitions."""
    first, second = finding.slot("first"), finding.slot("second")
    names = [first.label or "the first definition", second.label or "the second definition"]
    more = "the same number as" if first.figure.value == second.figure.value else (
        "more than" if (first.figure.value or 0) > (second.figure.value or 0) else "fewer than"
    )  # fmt: skip
    sentences = [
        f"{upper_first(names[0])}: {with_interval(first.figure)}. {upper_first(names[1])}: {with_interval(second.figure)}."
    ]
    if first.figure.value == second.figure.value:
        sentences.append("Both count the same records, and in this source neither takes in more than the other.")
    else:
        if finding.has("ratio"):
            over = finding.slot("ratio")
            sentences.append(f"{upper_first(over.label or 'one over the other')}: {with_interval(over.figure)} times.")
        sentences.append(
            "Both count the same records, so the difference comes from the words of the definitions, not from chance."
        )
    return Wording(f"{upper_first(names[0])} counts {more} {names[1]}", tuple(sentences))


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


def _standing_words(above: int, below: int, level: int) -> str:
    """``lower than in 3 other partnerships, higher than in 1 and not to be told from 1``."""
    parts = []
    if above:
        parts.append(f"lower than in {above} other partnership{'s' * (above > 1)}")
    if below:
        parts.append(f"higher than in {below}" + ("" if above else f" other partnership{'s' * (below > 1)}"))
    if level:
        parts.append(f"not to be told from {level}" + ("" if parts else f" other{'s' * (level > 1)}"))
    return " and ".join(parts) if len(parts) < 3 else f"{parts[0]}, {parts[1]} and {parts[2]}"


def _named(label: str, words: str) -> str:
    return f"{label}, {words}" if label else words
