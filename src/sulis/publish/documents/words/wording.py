"""What every kind of finding is worded from and into."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sulis.publish.documents.seen import SeenFinding
from sulis.publish.documents.words.numbers import listed, lower_first, missing_words, period_words
from sulis.vocabulary import Figure, Period
from sulis.year.needs.model import CoverageRow, FindingKind


@dataclass(frozen=True, slots=True)
class About:
    """What the words need to know of the whole assessment."""

    area: str
    force: str | None
    period: Period
    coverage: tuple[CoverageRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """A finding in words: ``heading`` is a sentence that says it, without a full stop; ``sentences`` bear it out."""

    heading: str
    sentences: tuple[str, ...] = ()


def recorded(subject: str) -> str:
    """The subject as recorded, since nothing here counts what was never recorded."""
    inside = lower_first(subject)
    return inside if "recorded" in inside.lower() else f"recorded {inside}"


def overlap(first: Figure, second: Figure) -> bool:
    """Whether two intervals share a value; True also when either is missing, since then nothing can be told."""
    if first.low is None or first.high is None or second.low is None or second.high is None:
        return True
    return first.low <= second.high and second.low <= first.high


def spans_one(ratio: Figure) -> bool:
    """Whether a ratio's interval holds 1, so that neither side is clearly the larger; True when it is missing."""
    return ratio.low is None or ratio.high is None or ratio.low <= 1 <= ratio.high


def chance_words(p_value: float | None, level: float) -> str:
    """How far chance alone explains a difference that is claimed, from the p value of the test on the two counts."""
    if p_value is None or p_value >= 1 - level:
        return ""
    often = "hardly ever" if p_value < 0.001 else "rarely"
    return f"Chance alone would {often} make such a difference."


def apart(ratio: Figure, p_value: float | None) -> bool:
    """Whether a difference may be claimed: the interval leaves out 1, and the test on the counts does not disagree."""
    return not spans_one(ratio) and (p_value is None or p_value < 1 - ratio.shown.level)


def untold_words(ratio: Figure, p_value: float | None) -> str:
    """Why no difference is claimed."""
    if not spans_one(ratio) or (p_value is not None and p_value < 1 - ratio.shown.level):
        return "Two ways of testing the difference do not agree, so none is claimed."
    return "Chance alone could well make such a difference."


def percent_apart(low: float, high: float) -> str:
    """``between 2% and 9%``: how far two ends of a ratio, both on one side of 1, are from no difference."""
    least, most = sorted((abs(low - 1) * 100, abs(high - 1) * 100))
    return f"between {'less than 1' if least < 1 else f'{math.floor(least + 1e-9)}'}% and {math.ceil(most - 1e-9)}%"


RECORDING = "How the police record, and how many people report to them, can change too."


def cannot_word(finding: SeenFinding) -> Wording:
    """The words for a finding that lacks a number it needs: cannot tell is a finding, and the reason is given."""
    reasons = [
        f"{period_words(slot.figure.shown.period)}: {missing_words(slot.figure.missing)}"
        for slot in finding.slots
        if slot.figure.missing is not None
    ]
    on = finding.subject if finding.kind is FindingKind.BRIDGE else recorded(finding.subject)  # its subject is a place
    heading = f"Cannot tell: a number that this finding on {on} needs is missing"
    return Wording(heading, (f"Missing: {listed(dict.fromkeys(reasons))}.",) if reasons else ())
