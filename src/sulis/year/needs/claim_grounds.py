"""What a rule of the claims is made of: which finding to read, where its number lies, and what two answers come to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulis.vocabulary import Estimate
from sulis.year.needs.model import Finding, FindingKind, Slot
from sulis.year.needs.ruling import Ground

if TYPE_CHECKING:
    from sulis.catalogue.partnership import Finding as Stated

STEADY = 0.05  # a change that lies wholly within this much either way is none to speak of


@dataclass(frozen=True, slots=True)
class Ruling:
    """A ground, the slots that led to it, the findings that they are of, and what the plan names and was looked up."""

    ground: Ground
    slots: tuple[Slot, ...] = ()
    rests_on: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


Rule = Callable[[Sequence[Finding], "Stated"], Ruling]
NONE = Ruling(Ground.NO_FINDING)


def of_kind(findings: Sequence[Finding], kind: FindingKind) -> Finding | None:
    """The first finding of a kind, which is that of the first definition; None where there is none."""
    return next((finding for finding in findings if finding.kind is kind), None)


def with_id(findings: Sequence[Finding], id_: str) -> Finding | None:
    """The finding of that id; None where there is none."""
    return next((finding for finding in findings if finding.id == id_), None)


def unanswered(found: Finding | None) -> Ruling:
    """No test, for want of a finding, or with the finding that says why it could not be made and its numbers."""
    return NONE if found is None else Ruling(Ground.NO_NUMBER, found.slots, (found.id,))


def beside_one(ratio: Slot) -> Ground:
    """Where a ratio's interval lies. Above 1 is told only where the test on the counts agrees; so is below."""
    one = ratio.estimate
    if one.low is None or one.high is None:
        return Ground.NO_NUMBER
    agreed = ratio.p_value is None or ratio.p_value < 1 - one.level
    if one.low > 1 and agreed:
        return Ground.BORNE_OUT
    if one.high < 1 and agreed:
        return Ground.OTHER_SIDE
    return Ground.NO_DIFFERENCE if within(one) else Ground.WITHIN_CHANCE


def within(ratio: Estimate) -> bool:
    """Whether the whole interval of a ratio is so near 1 that there is no difference to speak of."""
    return ratio.low is not None and ratio.high is not None and ratio.low > 1 - STEADY and ratio.high < 1 + STEADY


def both(first: Ground, second: Ground) -> Ground:
    """The ground of two answers to one question: where one bears a claim out and the other does not, it holds in part."""
    if first is second or second is Ground.NO_NUMBER:
        return first
    if Ground.BORNE_OUT in (first, second):
        return Ground.IN_PART
    return first


def every(grounds: Sequence[Ground]) -> Ground:
    """The ground of several questions that a claim answers all of: a part that has no number leaves it borne out in part."""
    if len(set(grounds)) == 1:
        return grounds[0]
    if Ground.BORNE_OUT in grounds:
        return Ground.IN_PART
    return Ground.WITHIN_CHANCE if Ground.WITHIN_CHANCE in grounds else grounds[0]
