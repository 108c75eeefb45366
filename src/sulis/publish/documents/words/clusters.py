"""Words for the neighbourhoods that lie in a cluster, and for how concentrated it is."""

from __future__ import annotations

from sulis.publish.documents.seen import SeenFinding
from sulis.publish.documents.words.numbers import interval_words, upper_first, value_words, with_interval
from sulis.publish.documents.words.wording import About, Wording, apart, overlap, recorded

MOST_NAMED = 3
_ALONE = "One busy neighbourhood among quiet ones is no cluster; it is named where the highest are."


def standing_out(finding: SeenFinding, about: About) -> Wording:
    """Slots places (a count of areas, out of those tested), share (of what was recorded); statements name the places."""
    places, what = finding.slot("places").figure, recorded(finding.subject)
    tested = f"{places.shown.denominator or 0:,.0f} small neighbourhoods"
    if places.value == 0:
        return Wording(
            f"No cluster of {what} among {tested}",
            ("Some have more than others, but so they would if chance alone had placed what was recorded.", _ALONE),
        )
    named = " and ".join(_named(finding.statements))
    lie = "lies" if places.value == 1 else "lie"
    sentences = []
    if finding.has("share"):
        share = finding.slot("share").figure
        sentences.append(f"Together they hold {value_words(share)} of what was recorded, {interval_words(share)}.")
    sentences += [_ALONE, "They are, those with most first:"]
    return Wording(f"{value_words(places)} of {tested} {lie} in a cluster of {what}: {named}", tuple(sentences))


def _named(statements: tuple[str, ...]) -> list[str]:
    """The wards that the places lie in, or the places themselves, as many as a heading bears."""
    wards = list(dict.fromkeys(each.partition(" in ")[2] or each for each in statements))
    rest = len(wards) - MOST_NAMED
    shown = [", ".join(wards[:MOST_NAMED])] if rest > 0 or len(wards) < 3 else [", ".join(wards[:-1]), wards[-1]]
    if len(wards) == 2:
        shown = wards
    return [*shown, f"{rest} more"] if rest > 0 else shown


def beyond_residents(finding: SeenFinding, about: About) -> Wording:
    """Slots ratio (its p is that of the scan), inside and outside (rates); statements name the places of the circle."""
    ratio, inside, outside = (finding.slot(name) for name in ("ratio", "inside", "outside"))
    what, many = recorded(finding.subject), len(finding.statements)
    where = f"{'one neighbourhood' if many == 1 else f'{many} neighbourhoods next to each other'}"
    rates = f"There {with_interval(inside.figure)}; in the rest of {about.area} {with_interval(outside.figure)}."
    if not apart(ratio.figure, ratio.p_value):
        return Wording(
            f"No part of {about.area} clearly has more {what} than its residents explain",
            (f"The circle most unlike the rest holds {where}. {rates}", _chance(ratio.p_value), "They are:"),
        )
    return Wording(
        f"In {where} there was {value_words(ratio.figure)} times as much {what} for each resident as in the rest",
        (rates, _chance(ratio.p_value), "They are, those with most first:"),
    )


def _chance(p_value: float | None) -> str:
    if p_value is None:
        return ""
    often = "fewer than 1" if p_value < 0.01 else f"{p_value * 100:.0f}"
    return f"In {often} of 100 deals by chance would the best circle be as unlike the rest."


def concentration(finding: SeenFinding, about: About) -> Wording:
    """Slots top and even (shares), gini (an index from 0 to 1)."""
    top, even, gini = (finding.slot(name) for name in ("top", "even", "gini"))
    what = recorded(finding.subject)
    held = f"{upper_first(top.label)}, held {value_words(top.figure)} of {what}"
    chance = f"Chance alone would give as many {value_words(even.figure)} ({interval_words(even.figure)})."
    index = f"Generalised Gini, from 0 (as even as can be) to 1 (all in one place): {with_interval(gini.figure)}."
    if overlap(top.figure, even.figure):
        return Wording(
            f"Cannot tell whether {what} is concentrated in few neighbourhoods",
            (f"{held}, {interval_words(top.figure)}.", chance, index),
        )
    return Wording(held, (f"The interval is {interval_words(top.figure)}.", chance, index))


def persistence(finding: SeenFinding, about: About) -> Wording:
    """Slots kept (a share, with the p that chance keeps as many) and by_chance; statements name the places at the top every year."""
    kept, chance = finding.slot("kept"), finding.slot("by_chance")
    what = recorded(finding.subject)
    sentences = (
        f"{upper_first(kept.label)}, {with_interval(kept.figure)} are among those of the next year.",
        f"Chance alone would keep {value_words(chance.figure)} ({interval_words(chance.figure)}).",
        "At the top every year:" if finding.statements else "None is at the top every year.",
    )
    if kept.p_value is None or kept.p_value >= 1 - kept.figure.shown.level:
        return Wording(f"Cannot tell whether the same neighbourhoods have most {what} year after year", sentences)
    return Wording(f"Much the same neighbourhoods have most {what} year after year", sentences)
