"""What becomes of a claim of the plan that is put to the test: the four verdicts, and the ground of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a claim of the plan stands beside the numbers."""

    SUPPORTED = "supported"
    QUALIFIED = "qualified"  # the numbers bear out a part of it, or say so under a condition
    NOT_SUPPORTED = "not supported"
    CANNOT_TEST = "cannot be tested on the data at hand"


class Ground(StrEnum):
    """Why a verdict was given. Each ground leads to one verdict."""

    BORNE_OUT = "borne out"  # the whole interval lies on the side that the claim names
    IN_PART = "in part"  # one number bears it out, and another that was asked as well does not
    OTHER_SIDE = "other side"  # the whole interval lies on the other side
    NO_DIFFERENCE = "no difference"  # the whole interval lies so near no difference that there is none to speak of
    WITHIN_CHANCE = "within chance"  # the interval holds both sides, and is too wide to say that there is no difference
    NO_NUMBER = "no number"  # the finding that would test it lacks its number
    NO_FINDING = "no finding"  # nothing that was worked out here tests it

    @property
    def verdict(self) -> Verdict:
        return _VERDICTS[self]


_VERDICTS = {
    Ground.BORNE_OUT: Verdict.SUPPORTED,
    Ground.IN_PART: Verdict.QUALIFIED,
    Ground.OTHER_SIDE: Verdict.NOT_SUPPORTED,
    Ground.NO_DIFFERENCE: Verdict.NOT_SUPPORTED,
    Ground.WITHIN_CHANCE: Verdict.CANNOT_TEST,
    Ground.NO_NUMBER: Verdict.CANNOT_TEST,
    Ground.NO_FINDING: Verdict.CANNOT_TEST,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of the plan and its ruling. ``text`` and ``basis`` are the plan's own account of it.

    ``test`` is the written rule that was used, ``rests_on`` the ids of the findings whose numbers it read.
    """

    test: str
    text: str
    basis: str
    ground: Ground
    rests_on: tuple[str, ...] = ()
