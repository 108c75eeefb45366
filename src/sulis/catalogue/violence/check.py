"""Rules that a definition file keeps as a whole, after each of its keys has been read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sulis.catalogue.concepts import AGES, OLDEST, Concept
from sulis.catalogue.reader import Table, closest
from sulis.catalogue.sources import incident_sources, load_source_card
from sulis.catalogue.violence.by_hand import held_by, judge
from sulis.catalogue.violence.files import catalogue_files
from sulis.catalogue.violence.model import AgeOf, Answer, Criteria, Definition, Example, Part

COUNTED = "priority_focus"
"""The part that an assessment counts; every definition has it."""

LONGEST_PHRASE = 60  # characters

_TERMS = ("part", "offence_lists", "held_elsewhere")
"""Where a fault makes the terms unsound, so that the answers of examples would only confuse."""


def whole_file(top: Table, definition: Definition, lists: set[str]) -> None:
    """Note every fault that only shows when the parts are seen together."""
    _counted_as(top, definition)
    _people_and_dates(top, definition)
    _stands_in(top, definition)
    _ids(top, definition)
    _lists_are_used(top, definition, lists)
    _ages_are_held(top, definition)
    _parts_are_proved(top, definition)
    if not any((fault.column or "").startswith(_TERMS) for fault in top.report.faults):
        for place, example in enumerate(definition.examples):
            _example(top, definition, place, example)
    _examples_agree(top, definition)


def _counted_as(top: Table, definition: Definition) -> None:
    """The phrase stands after "recorded", inside a sentence and at its start."""
    given = definition.counted_as
    wrong = (
        (len(given) > LONGEST_PHRASE, f"{len(given)} characters", f"Write at most {LONGEST_PHRASE} characters."),
        (given.endswith((".", ",", ";", ":")), f'"{given[-1:]}" at the end', "Leave the last mark out."),
        ("recorded" in given.lower().split(), '"recorded"', 'Leave "recorded" out: findings say it already.'),
        ("incident" not in given.lower(), f'"{given}"', 'Say that incidents are counted: "robbery incidents".'),
    )
    for _, found, remedy in (one for one in wrong if given and one[0]):
        top.fault("counted_as", found, "What is counted is a short noun phrase, as in “robbery incidents”.", remedy)


def _people_and_dates(top: Table, definition: Definition) -> None:
    if definition.author and definition.author == definition.checker:
        top.fault(
            "checker",
            "the author again",
            "Author and checker are two people.",
            'Name another person, or write checker = "awaiting a check".',
        )
    if date.min < definition.next_review <= definition.written:
        top.fault(
            "next_review",
            f"{definition.next_review}, not after {definition.written}",
            "The next review comes after the day it was written.",
            "Put one of the two dates right.",
        )


def _stands_in(top: Table, definition: Definition) -> None:
    known = {f"{name}@{version}" for name, version in catalogue_files()}
    given = definition.stands_in_for
    if given and (given not in known or given == definition.ref):
        top.fault(
            "stands_in_for",
            f'"{given}"',
            "A stand-in names another definition of the catalogue by id@version.",
            closest(given, known - {definition.ref}),
        )


def _ids(top: Table, definition: Definition) -> None:
    _no_id_twice(top, ("part",), (part.id for part in definition.parts))
    for place, part in enumerate(definition.parts):
        _no_id_twice(top, ("part", place, "term"), (term.id for term in part.terms))
    _no_id_twice(top, ("held_elsewhere",), (item.id for item in definition.arrangements))
    _no_id_twice(top, ("gap",), (gap.id for gap in definition.gaps))
    _no_id_twice(top, ("example",), (example.id for example in definition.examples))
    if definition.parts and COUNTED not in {part.id for part in definition.parts}:
        top.report.add(
            ("part", 0, "id"),
            f'no part "{COUNTED}"',
            "The part that assessments count has this id.",
            f'Write id = "{COUNTED}" in that part.',
        )


def _no_id_twice(top: Table, where: tuple[str | int, ...], ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for place, name in enumerate(ids):
        if name and name in seen:
            top.report.add(
                (*where, place, "id"),
                f'"{name}" a second time',
                "Each id stands once in its list.",
                "Give this one another id.",
            )
        seen.add(name)


def _lists_are_used(top: Table, definition: Definition, lists: set[str]) -> None:
    criteria = [term.criteria for part in definition.parts for term in part.terms]
    criteria += [item.criteria for item in definition.arrangements]
    for name in sorted(lists - {offences.id for one in criteria for offences in one.offences}):
        top.report.add(
            ("offence_lists", name),
            f'the list "{name}" is never used',
            "A list is there for a term.",
            f'Add offences = ["{name}"] to a term, or take the list out.',
        )


def _ages_are_held(top: Table, definition: Definition) -> None:
    """Ages between the young people of a part and the older people of an arrangement must be held or listed."""
    unheld = uncovered_ages(definition)
    listed = {age for gap in definition.gaps for age in gap.ages}
    for age in sorted(unheld - listed):
        top.report.add(
            ("held_elsewhere",),
            f"nobody holds people aged {age}",
            "Ages that nobody holds are listed.",
            f"Add a [[gap]] with ages = [{age}], or change a limit.",
        )
    for place, gap in enumerate(definition.gaps):
        held = sorted(set(gap.ages) - unheld)
        if held:
            top.report.add(
                ("gap", place, "ages"), f"age {held[0]} is held", "A gap lists ages that nobody holds.", "Take it out."
            )


def uncovered_ages(definition: Definition) -> set[int]:
    """Ages that neither the definition's young people nor an arrangement's older people cover.

    Only where both kinds of limit are there does the question arise; otherwise the answer is empty.
    """
    under = [term.criteria for part in definition.parts for term in part.terms if term.criteria.age_under is not None]
    over = [item.criteria for item in definition.arrangements if item.criteria.age_over is not None]
    if not under or not over:
        return set()
    return {age for age in range(OLDEST + 1) if not any(_covers(limits, age) for limits in under + over)}


def _covers(criteria: Criteria, age: int) -> bool:
    young_enough = criteria.age_under is None or age < criteria.age_under
    return young_enough and (criteria.age_over is None or age > criteria.age_over)


def _parts_are_proved(top: Table, definition: Definition) -> None:
    for place, part in enumerate(definition.parts):
        given = {example.expected.get(part.id) for example in definition.examples}
        for answer in (Answer.IN, Answer.OUT):
            if answer not in given and definition.examples:
                top.report.add(
                    ("part", place, "id"),
                    f'no example that is "{answer}" for part "{part.id}"',
                    "Each part has an example inside it and one outside.",
                    "Write that example.",
                )


def _example(top: Table, definition: Definition, place: int, example: Example) -> None:
    """An example's answer must be the one that its own definition gives."""
    if example.source not in incident_sources():
        return
    card = load_source_card(example.source)
    for concept in example.record:
        if card.columns and concept not in card.columns:
            top.report.add(
                ("example", place, "record", concept),
                f"{concept} in a record of {example.source}",
                "A source's example holds what the source records.",
                card.why_not(concept),
            )
    for part in definition.parts:
        expected, found = example.expected.get(part.id), judge(part, example.record, card)
        if expected is not None and expected is not found:
            top.report.add(
                ("example", place, "expected", part.id),
                f'"{expected}" for example "{example.id}"',
                f'By the terms of part "{part.id}" it is "{found}"{_for_want_of(part, example)}.',
                "Change what is expected, the record, or the terms.",
            )
    found_holders = held_by(definition, example.record, card)
    if example.held_by is not None and set(example.held_by) != set(found_holders):
        top.report.add(
            ("example", place, "held_by"),
            f'{list(example.held_by)} for example "{example.id}"',
            f"By the arrangements it is held by {list(found_holders)}.",
            "Change what is expected, the record, or the arrangements.",
        )


def _for_want_of(part: Part, example: Example) -> str:
    """A hint when an age is unknown, which is the commonest surprise."""
    asks_age = any(term.criteria.age_of in set(AgeOf) for term in part.terms)
    missing = [concept for concept in AGES if concept not in example.record]
    return (
        f" (not recorded: {', '.join(missing)})"
        if asks_age and missing and Concept.CATEGORY not in example.record
        else ""
    )


def _examples_agree(top: Table, definition: Definition) -> None:
    seen: dict[tuple[object, ...], Example] = {}
    for place, example in enumerate(definition.examples):
        key = (example.source, *sorted(example.record.items()))
        first = seen.setdefault(key, example)
        if first is not example and dict(first.expected) != dict(example.expected):
            top.report.add(
                ("example", place, "expected"),
                f'"{example.id}" contradicts "{first.id}"',
                "The same record has one answer.",
                "Put one of the two examples right.",
            )
