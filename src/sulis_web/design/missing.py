"""Why a number is not there, as pages show it: a word and a shape, so that no kind of missing looks like zero or like another."""

from __future__ import annotations

from dataclasses import dataclass

from sulis.vocabulary import Missing
from sulis_web.design.values import Mark, Tone


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of missing: its word, what it means, and whether somebody should do something about it."""

    word: str
    means: str
    tone: Tone


KINDS: dict[Missing, Kind] = {
    Missing.NOT_RECEIVED: Kind(
        "Not received", "It was expected from the publisher, and no release of it is loaded.", Tone.TROUBLE
    ),
    Missing.WITHDRAWN: Kind("Withdrawn", "It was loaded and has been taken back.", Tone.TROUBLE),
    Missing.SUPPRESSED: Kind("Suppressed", "The publisher, or our own rule about small numbers, hides it.", Tone.WATCH),
    Missing.NOT_YET_PUBLISHED: Kind("Not yet published", "It is not due yet.", Tone.WATCH),
    Missing.NOT_COLLECTED: Kind("Not collected", "The source does not record it.", Tone.QUIET),
    Missing.NOT_APPLICABLE: Kind("Does not apply", "The question does not arise here.", Tone.QUIET),
    Missing.NO_DENOMINATOR: Kind("No population", "A count is there, and nothing to divide it by.", Tone.QUIET),
}


def missing_mark(kind: Missing | str) -> Mark:
    """The mark that stands where a number would. A zero is a number, and has no mark.

    >>> missing_mark("suppressed").word
    'Suppressed'
    """
    known = KINDS[Missing(kind)]
    return Mark(known.word, known.tone)
