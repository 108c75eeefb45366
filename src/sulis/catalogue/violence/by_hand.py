"""The meaning of a definition, worked out one incident at a time in plain Python: slow, and meant to be obvious.

What is unknown stays unknown: an incident whose unrecorded age would decide is neither in nor out. False beats unknown
where all must hold, true beats unknown where one is enough.
"""

from __future__ import annotations

from collections.abc import Iterable

from sulis.catalogue.concepts import Concept
from sulis.catalogue.offences import load_offence_codes
from sulis.catalogue.sources import SourceCard
from sulis.catalogue.violence.model import AgeOf, Answer, Criteria, Definition, Part, Record, Role, Value


def judge(part: Part, record: Record, card: SourceCard) -> Answer:
    """Where one incident stands, going by what this source records.

    A condition that the source cannot express is passed over; a kind with no condition left is not counted.
    """
    answers: list[bool | None] = []
    for term in part.of_role(Role.REQUIRED):
        asked = _conditions(term.criteria, record, card)
        if asked:
            answers.append(_all(asked))
    kinds = [_conditions(term.criteria, record, card) for term in part.of_role(Role.KIND)]
    if kinds:
        answers.append(_any(_all(asked) for asked in kinds if asked))
    return Answer.of(_all(answers))


def held_by(definition: Definition, record: Record, card: SourceCard) -> tuple[str, ...]:
    """The ids of the arrangements that hold this incident for certain."""
    return tuple(
        arrangement.id
        for arrangement in definition.arrangements
        if (asked := _conditions(arrangement.criteria, record, card)) and _all(asked)
    )


def _conditions(criteria: Criteria, record: Record, card: SourceCard) -> list[bool | None]:
    """The answer to each condition that the source can express."""
    known = card.columns
    found: list[bool | None] = []
    if criteria.offences and Concept.OFFENCE in known:
        found.append(_among(record.get(Concept.OFFENCE), criteria.codes))
    elif criteria.offences and Concept.CATEGORY in known:
        published_under = load_offence_codes().categories(criteria.codes)
        found.append(_among(record.get(Concept.CATEGORY), published_under))
    if criteria.categories and Concept.CATEGORY in known:
        found.append(_among(record.get(Concept.CATEGORY), criteria.categories))
    if criteria.places and Concept.PLACE in known:
        found.append(_among(record.get(Concept.PLACE), criteria.places))
    if criteria.victim_sex and Concept.VICTIM_SEX in known:
        found.append(_among(record.get(Concept.VICTIM_SEX), (criteria.victim_sex,)))
    for marks in (criteria.weapons, criteria.flags):
        if marks and all(mark in known for mark in marks):
            found.append(_any(_yes(record.get(mark)) for mark in marks))
    whose = _whose(criteria.age_of)
    if whose and all(person in known for person in whose):
        found.append(_any(_aged(record.get(person), criteria) for person in whose))
    return found


def _whose(age_of: AgeOf | None) -> tuple[Concept, ...]:
    if age_of is None:
        return ()
    if age_of is AgeOf.VICTIM:
        return (Concept.VICTIM_AGE,)
    if age_of is AgeOf.SUSPECT:
        return (Concept.SUSPECT_AGE,)
    return (Concept.VICTIM_AGE, Concept.SUSPECT_AGE)


def _aged(age: Value | None, criteria: Criteria) -> bool | None:
    if age is None:
        return None
    young_enough = criteria.age_under is None or int(age) < criteria.age_under
    old_enough = criteria.age_over is None or int(age) > criteria.age_over
    return young_enough and old_enough


def _among(value: Value | None, wanted: Iterable[str]) -> bool | None:
    return None if value is None else value in set(wanted)


def _yes(value: Value | None) -> bool | None:
    return None if value is None else value is True


def _all(answers: Iterable[bool | None]) -> bool | None:
    given = list(answers)
    if False in given:
        return False
    return None if None in given else True


def _any(answers: Iterable[bool | None]) -> bool | None:
    given = list(answers)
    if True in given:
        return True
    return None if None in given else False
