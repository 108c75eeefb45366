"""What a row must keep, as SQL, with the words of the fault when it does not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """``holds`` is the condition; the words are those of a fault (see `sulis.vocabulary.Fault`).

    A condition that is neither true nor false counts as broken. A ``covered`` rule cannot be broken where the others hold, so it is
    asked only when something is wrong.
    """

    column: str
    holds: str
    given: str
    rule: str
    remedy: str
    covered: bool = False
