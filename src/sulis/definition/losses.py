"""What a source cannot express of a definition, told term by term."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sulis.catalogue.concepts import Concept
from sulis.catalogue.offences import load_offence_codes
from sulis.catalogue.sources import SourceCard
from sulis.catalogue.violence import Criteria, Definition, Part, Role, Term, find_definition
from sulis.definition.express import conditions


class Effect(StrEnum):
    """What it does to a count that a term is not expressed."""

    OVER_COUNTS = "over-counts"  # incidents are counted that the term would leave out
    UNDER_COUNTS = "under-counts"  # incidents are left out that the term would count
    UNKNOWN = "unknown"  # either, by an amount that cannot be told


@dataclass(frozen=True, slots=True)
class Unexpressed:
    """A term that the source cannot express, or not fully: its title, why, and what that does to a count."""

    term: str
    why: str
    effect: Effect


LEFT_OUT = "this definition leaves out the category in which the source publishes it"

Touched = dict[tuple[str, Effect], list[str]]
"""The titles of the terms that each reason and effect touches."""


def losses(definition: Definition, part: str, card: SourceCard) -> tuple[Unexpressed, ...]:
    """One entry for each reason and effect, naming every term that it touches.

    A stand-in is measured against the definition that it stands in for: what the source cannot say of the original's
    terms, and which of its kinds the stand-in leaves out altogether.
    """
    touched: Touched = {}
    for term in definition.part(part).terms:
        _note(touched, term, card)
    original = _original(definition, part)
    if original is not None:
        counted = {category for term in definition.part(part).terms for category in _published_in(term.criteria)}
        for term in original.terms:
            if _by_category(card) and term.role is Role.KIND and not set(_published_in(term.criteria)) <= counted:
                touched.setdefault((LEFT_OUT, Effect.UNDER_COUNTS), []).append(term.title)
            else:
                _note(touched, term, card)
    return tuple(Unexpressed(", ".join(dict.fromkeys(terms)), why, effect) for (why, effect), terms in touched.items())


def _note(touched: Touched, term: Term, card: SourceCard) -> None:
    """Note each condition of one term that is lost; a kind with nothing left is not counted at all."""
    asked = conditions(term.criteria, card)
    left_out = term.role is Role.KIND and all(condition.build is None for condition in asked)
    effect = Effect.UNDER_COUNTS if left_out else Effect.OVER_COUNTS
    ending = "; incidents known only by that are left out" if left_out else ""
    for condition in asked:
        if condition.loss:
            touched.setdefault((condition.loss + ending, effect), []).append(term.title)


def _original(definition: Definition, part: str) -> Part | None:
    if not definition.stands_in_for:
        return None
    original = find_definition(definition.stands_in_for)
    return next((one for one in original.parts if one.id == part), None)


def _by_category(card: SourceCard) -> bool:
    return Concept.CATEGORY in card.columns and Concept.OFFENCE not in card.columns


def _published_in(criteria: Criteria) -> tuple[str, ...]:
    """The categories that criteria can be told by, none when neither a category nor an offence is asked."""
    return criteria.categories + load_offence_codes().categories(criteria.codes)
