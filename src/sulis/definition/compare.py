"""How two definitions differ, term by term."""

from __future__ import annotations

from dataclasses import dataclass

from sulis.catalogue.violence import Definition
from sulis.definition.words import arrangement_words, term_words

ELSEWHERE = "held_elsewhere"
"""Where a difference lies when it is about an arrangement and not about a part."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One term that differs; None where a definition lacks it. ``role`` changes are told in the words."""

    part: str
    term: str
    first: str | None
    second: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All terms that differ between two definitions; none when they count the same."""

    first: str
    second: str
    differences: tuple[Difference, ...]


def compare(first: Definition, second: Definition) -> Comparison:
    """The terms and arrangements that differ, in the order of the first definition, then those only the second has.

    Terms are matched by part and id, and compared by what they say, codes included.

    Examples
    --------
    >>> from sulis.catalogue.violence import find_definition
    >>> proxy = find_definition("police_uk_proxy")
    >>> compare(proxy, proxy).differences
    ()
    """
    before, after = _sayings(first), _sayings(second)
    differences = tuple(
        Difference(part, term, before.get((part, term)), after.get((part, term)))
        for part, term in dict.fromkeys([*before, *after])
        if before.get((part, term)) != after.get((part, term))
    )
    return Comparison(first.ref, second.ref, differences)


def _sayings(definition: Definition) -> dict[tuple[str, str], str]:
    said = {(part.id, term.id): f"{term.role}, {term_words(term)}" for part in definition.parts for term in part.terms}
    return said | {(ELSEWHERE, item.id): arrangement_words(item) for item in definition.arrangements}
