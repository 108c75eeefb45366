"""What falls outside a definition's priority focus, who holds it, and what nobody holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulis.catalogue.concepts import Concept, Place
from sulis.catalogue.violence import Answer, Definition, Role
from sulis.catalogue.violence.by_hand import held_by, judge
from sulis.catalogue.violence.model import Value
from sulis.vocabulary import Sex
from sulis.year.needs.model import Finding, FindingKind

if TYPE_CHECKING:
    from sulis.catalogue.partnership import LocalDefinition
    from sulis.catalogue.sources import SourceCard

_WOUNDING, _ROBBERY, _THREAT, _CARRYING, _RAPE = "5D", "34B", "3B", "10D", "19F"
_YOUNG, _OLDER = 17, 40


@dataclass(frozen=True, slots=True)
class Situation:
    """A kind of incident in words, and the record that it would leave. What the record leaves out is unknown."""

    words: str
    record: dict[Concept, Value]


def _of(
    words: str, offence: str, place: Place, victim: int | None, suspect: int | None, *, domestic: bool = False
) -> Situation:
    """No weapon, drink, drugs or county lines, unless the offence says so: the least that it can be."""
    record: dict[Concept, Value] = {Concept.OFFENCE: offence, Concept.PLACE: place, Concept.DOMESTIC: domestic}
    record |= {Concept.VICTIM_SEX: Sex.MALE, Concept.KNIFE: False, Concept.GUN: False, Concept.ALCOHOL: False}
    record |= {Concept.DRUGS: False, Concept.COUNTY_LINES: False}
    ages = {Concept.VICTIM_AGE: victim, Concept.SUSPECT_AGE: suspect}
    return Situation(words, record | {whose: age for whose, age in ages.items() if age is not None})


SITUATIONS = (
    _of("Two people of 17, one wounded by the other in the street", _WOUNDING, Place.PUBLIC, _YOUNG, _YOUNG),
    _of("Someone of 40 robbed in the street by someone of 17", _ROBBERY, Place.PUBLIC, _OLDER, _YOUNG),
    _of("Two people of 25, one wounded by the other in the street", _WOUNDING, Place.PUBLIC, 25, 25),
    _of("Two people of 40, one wounded by the other in the street", _WOUNDING, Place.PUBLIC, _OLDER, _OLDER),
    _of("Someone of 40 wounded in the street by nobody knows whom", _WOUNDING, Place.PUBLIC, _OLDER, None),
    _of("Two pupils, one wounded by the other at school", _WOUNDING, Place.INSTITUTION, _YOUNG, _YOUNG),
    _of("A pupil who carries a knife at school", _CARRYING, Place.INSTITUTION, None, _YOUNG),
    _of("Two people of 17, one wounded by the other at a home, no domestic abuse", _WOUNDING, Place.PRIVATE, _YOUNG, _YOUNG),
    _of("Someone of 17 whose life is threatened in the street, without a weapon", _THREAT, Place.PUBLIC, _YOUNG, _YOUNG),
    _of("Someone of 40 wounded at home by a partner of 40", _WOUNDING, Place.PRIVATE, _OLDER, _OLDER, domestic=True),
    _of("Someone of 17 raped at a home by somebody of 17", _RAPE, Place.PRIVATE, _YOUNG, _YOUNG),
)  # fmt: skip
"""Typical incidents, made up, that between them meet every limit of age, place and kind that a definition may draw."""


def outside_findings(definition: Definition, local: LocalDefinition, card: SourceCard) -> tuple[Finding, ...]:
    """Who holds what the focus leaves out, what nobody holds, and whose age counts, by the definition and the plan."""
    return tuple(filter(None, (_holders(definition, local), _gaps(definition, card), _whose_age(definition))))


def _holders(definition: Definition, local: LocalDefinition) -> Finding:
    from sulis.definition import arrangement_words

    told = [arrangement_words(item) for item in definition.arrangements]
    named = _words(" ".join(holder for item in definition.arrangements for holder in item.holders))
    by_concern: dict[str, list[str]] = {}
    for one in local.elsewhere:
        if not _words(one.title) <= named:
            by_concern.setdefault(one.concern, []).append(one.title)
    told += [f"{concern}: {', '.join(titles)}." for concern, titles in by_concern.items()]
    upper = tuple(f"{words[:1].upper()}{words[1:]}" for words in told)
    return Finding("definition-outside", FindingKind.HELD_ELSEWHERE, definition.title, statements=upper)


def _words(text: str) -> set[str]:
    """The words of a name, in no order: the plan and its definition do not always write one alike."""
    return set(re.findall(r"[a-z]+", text.lower())) - {"in", "of", "the"}


def _gaps(definition: Definition, card: SourceCard) -> Finding:
    """The gaps that the definition lists, then the typical incidents that neither the focus nor an arrangement holds."""
    listed = tuple(f"{gap.title[:1].upper()}{gap.title[1:]}: {gap.note.strip()}" for gap in definition.gaps)
    unheld = tuple(_unheld(definition, card)) if definition.arrangements else ()
    unsaid = () if definition.arrangements else ("when an arrangement holds an incident",)
    return Finding(
        "definition-gaps", FindingKind.GAPS, definition.title, statements=(*listed, *unheld), unsaid=unsaid
    )  # fmt: skip


def _unheld(definition: Definition, card: SourceCard) -> Iterable[str]:
    focus = definition.parts[0]
    for one in SITUATIONS:
        answer = judge(focus, one.record, card)
        if answer is Answer.IN or held_by(definition, one.record, card):
            continue
        why = "cannot be placed" if answer is Answer.UNKNOWN else f"outside the {focus.title.lower()}"
        yield f"{one.words}: {why}, and no arrangement is named for it."


def _whose_age(definition: Definition) -> Finding | None:
    from sulis.definition import criteria_words

    aged = [
        term for part in definition.parts for term in part.of_role(Role.REQUIRED) if term.criteria.age_of is not None
    ]
    if not aged:
        return None
    statements = tuple(
        f"{term.title[:1].upper()}{term.title[1:]}: {criteria_words(term.criteria)}. {term.note}".strip()
        for term in aged
    )
    return Finding("definition-whose-age", FindingKind.WHOSE_AGE, definition.title, statements=statements)
