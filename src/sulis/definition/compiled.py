"""A part of a definition, compiled for one source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulis.catalogue.sources import SourceCard, incident_sources, load_source_card
from sulis.catalogue.violence import Definition, Part, Role
from sulis.definition.express import Build, Condition, conditions, every, some
from sulis.definition.losses import Unexpressed, losses
from sulis.vocabulary import InputRefused, WrongUsage

if TYPE_CHECKING:
    import ibis.expr.types as ir


@dataclass(frozen=True, slots=True)
class Compiled:
    """One part of a definition as a predicate over one source's table.

    The predicate has three values. True: in. False: out. NULL: something that would decide is not recorded, so the
    incident is neither in nor out; `filter` leaves it out and `undetermined` finds it, so that it can be shown apart.
    """

    definition: Definition
    part: Part
    source: str
    build: Build
    unexpressed: tuple[Unexpressed, ...]

    def predicate(self, table: ir.Table) -> ir.BooleanValue:
        """True, false or NULL for each row of the source's table."""
        return self.build(table)

    def filter(self, table: ir.Table) -> ir.Table:
        """The rows that are in the part for certain."""
        return table.filter(self.predicate(table))

    def undetermined(self, table: ir.Table) -> ir.Table:
        """The rows that are neither in nor out, because what would decide is not recorded."""
        return table.filter(self.predicate(table).isnull())


def compile_definition(definition: Definition, part: str = "priority_focus", source: str = "police_uk") -> Compiled:
    """Compile one part for one source.

    A condition that the source cannot express is passed over, so that the count can only be too wide; a kind of
    violence none of whose conditions it can express is left out, because it would otherwise count everything. Both
    are listed in ``unexpressed``, never hidden. A stand-in also lists what the definition that it stands in for loses.
    What is unknown for an incident (NULL) is neither true nor false: an unknown age is neither under nor over a limit.

    Parameters
    ----------
    definition
        A definition of the catalogue or of a file.
    part
        The part's id.
    source
        The id of a source card that has columns: ``police_uk``, ``made_up`` or ``force_extract``.

    Raises
    ------
    WrongUsage
        When there is no such part or source, or the source holds no incidents.
    InputRefused
        When the source can express nothing of the part.

    Examples
    --------
    >>> from sulis.catalogue.violence import find_definition
    >>> compiled = compile_definition(find_definition("avon_and_somerset_2024"), source="police_uk")
    >>> compiled.unexpressed[1].why
    'police.uk has no ages, so people of every age are counted'
    """
    card, chosen = _card(source), _part(definition, part)
    required = [conditions(term.criteria, card) for term in chosen.of_role(Role.REQUIRED)]
    kinds = [conditions(term.criteria, card) for term in chosen.of_role(Role.KIND)]
    needed, one_of = _builds(required), _builds(kinds)
    if (kinds and not one_of) or not needed + one_of:
        raise InputRefused(
            f"{card.title} can express nothing of {definition.ref}, part {part}",
            "Choose another source, or write a stand-in definition in the terms that this source has.",
        )
    build = every(needed + ([some(one_of)] if one_of else []))
    return Compiled(definition, chosen, source, build, losses(definition, part, card))


def unexpressed(
    definition: Definition, part: str = "priority_focus", source: str = "police_uk"
) -> tuple[Unexpressed, ...]:
    """The terms of a part that the source cannot express, or not fully.

    Raises
    ------
    WrongUsage, InputRefused
        As `compile_definition`.

    Examples
    --------
    >>> from sulis.catalogue.violence import find_definition
    >>> unexpressed(find_definition("avon_and_somerset_2024"), source="force_extract")
    ()
    """
    return compile_definition(definition, part, source).unexpressed


def _card(source: str) -> SourceCard:
    card = load_source_card(source)
    if not card.columns:
        raise WrongUsage(f"the source {source} holds no incidents", f"Choose one of {', '.join(incident_sources())}.")
    return card


def _part(definition: Definition, name: str) -> Part:
    try:
        return definition.part(name)
    except KeyError as missing:
        raise WrongUsage(str(missing.args[0]), "Choose one of its parts.") from missing


def _builds(terms: list[tuple[Condition, ...]]) -> list[Build]:
    """One expression for each term of which the source can express anything."""
    found = []
    for asked in terms:
        able = [condition.build for condition in asked if condition.build is not None]
        if able:
            found.append(every(able))
    return found
