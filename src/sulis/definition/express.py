"""The conditions of a term, each as an Ibis expression over a source's columns, or as the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial, reduce
from operator import and_, or_
from typing import TYPE_CHECKING

from sulis.catalogue.concepts import Concept
from sulis.catalogue.offences import load_offence_codes
from sulis.catalogue.sources import SourceCard
from sulis.catalogue.violence import AgeOf, Criteria

if TYPE_CHECKING:
    import ibis.expr.types as ir

Build = Callable[["ir.Table"], "ir.BooleanValue"]


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: ``build`` makes it over a table, None when the source cannot express it at all.

    ``loss`` is the reason why it is wider than what was asked or left out; empty when it is expressed exactly.
    """

    build: Build | None
    loss: str = ""


def conditions(criteria: Criteria, card: SourceCard) -> tuple[Condition, ...]:
    """Every condition of these criteria, in a fixed order."""
    found: list[Condition] = []
    if criteria.offences:
        found.append(_offences(criteria, card))
    for concept, values in (
        (Concept.CATEGORY, criteria.categories),
        (Concept.PLACE, criteria.places),
        (Concept.VICTIM_SEX, (criteria.victim_sex,) if criteria.victim_sex else ()),
    ):
        if values:
            found.append(_condition(card, (concept,), partial(_among, values=tuple(str(value) for value in values))))
    found += [_condition(card, marks, _is_true) for marks in (criteria.weapons, criteria.flags) if marks]
    if criteria.age_of is not None:
        limits = partial(_between, under=criteria.age_under, over=criteria.age_over)
        found.append(_condition(card, whose(criteria.age_of), limits))
    return tuple(found)


def whose(age_of: AgeOf) -> tuple[Concept, ...]:
    """The ages that are asked about."""
    victim, suspect = (Concept.VICTIM_AGE,), (Concept.SUSPECT_AGE,)
    return {AgeOf.VICTIM: victim, AgeOf.SUSPECT: suspect, AgeOf.EITHER: victim + suspect}[age_of]


def every(builds: Iterable[Build]) -> Build:
    """All must hold: false beats unknown."""
    return partial(_join, builds=tuple(builds), join=and_)


def some(builds: Iterable[Build]) -> Build:
    """One is enough: true beats unknown."""
    return partial(_join, builds=tuple(builds), join=or_)


def _offences(criteria: Criteria, card: SourceCard) -> Condition:
    """By code; else by the categories that the codes are published under, which is exact only for whole categories."""
    if Concept.OFFENCE in card.columns:
        return _condition(card, (Concept.OFFENCE,), partial(_among, values=criteria.codes))
    why = card.why_not(Concept.OFFENCE)
    if Concept.CATEGORY not in card.columns:
        return Condition(None, why)
    codes = load_offence_codes()
    build = partial(_among, column=card.columns[Concept.CATEGORY], values=codes.categories(criteria.codes))
    return Condition(build, "" if codes.fill(criteria.codes) else why)


def _condition(card: SourceCard, concepts: tuple[Concept, ...], test: Callable[..., ir.BooleanValue]) -> Condition:
    """The test on any of the concepts' columns; none of it when the source lacks one of them."""
    lacking = [concept for concept in concepts if concept not in card.columns]
    if lacking:
        return Condition(None, "; ".join(dict.fromkeys(card.why_not(concept) for concept in lacking)))
    return Condition(some(partial(test, column=card.columns[concept]) for concept in concepts))


def _among(table: ir.Table, column: str, values: tuple[str, ...]) -> ir.BooleanValue:
    return table[column].isin(list(values))


def _is_true(table: ir.Table, column: str) -> ir.BooleanValue:
    return table[column]


def _between(table: ir.Table, column: str, under: int | None, over: int | None) -> ir.BooleanValue:
    age = table[column]
    limits = ([age < under] if under is not None else []) + ([age > over] if over is not None else [])
    return reduce(and_, limits)


def _join(
    table: ir.Table, builds: tuple[Build, ...], join: Callable[[ir.BooleanValue, ir.BooleanValue], ir.BooleanValue]
) -> ir.BooleanValue:
    return reduce(join, (build(table) for build in builds))
