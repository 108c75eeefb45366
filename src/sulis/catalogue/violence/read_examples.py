"""The hand-written examples of a definition file."""

from __future__ import annotations

from sulis.catalogue.concepts import AGES, OLDEST, YES_OR_NO, Concept, Place
from sulis.catalogue.offences import CODE_HINT, load_offence_codes
from sulis.catalogue.reader import Table, closest
from sulis.catalogue.sources import incident_sources
from sulis.catalogue.violence.model import Answer, Arrangement, Example, Part, Value, frozen
from sulis.tables.incidents import CATEGORIES
from sulis.vocabulary import Sex


def read_examples(top: Table, parts: tuple[Part, ...], arrangements: tuple[Arrangement, ...]) -> tuple[Example, ...]:
    """Every [[example]], noting what is wrong with each."""
    rows = top.tables("example", why="Hand-written examples are the definition's test.")
    return tuple(_example(row, parts, arrangements) for row in rows)


def _example(row: Table, parts: tuple[Part, ...], arrangements: tuple[Arrangement, ...]) -> Example:
    held = row.words("held_by", {item.id for item in arrangements}) if row.values.get("held_by") else ()
    row.asked.add("held_by")
    example = Example(
        id=row.id(),
        story=row.text("story"),
        source=row.word("source", incident_sources()),
        record=frozen(_record(row.table("record", why="It says what is known of the incident."))),
        expected=_expected(row.table("expected", why="It gives the answer for each part."), parts),
        why=row.text("why", why="It gives the reason that a careful person has."),
        held_by=held if row.has("held_by") else None,
    )
    row.finish()
    return example


def _expected(table: Table, parts: tuple[Part, ...]) -> dict[str, Answer]:
    answers = {part.id: table.word(part.id, Answer) for part in parts if part.id}
    table.finish()
    return {part: Answer(answer) for part, answer in answers.items() if answer}


def _record(table: Table) -> dict[Concept, Value]:
    """What is known of an example's incident; keys that are left out are unknown."""
    found: dict[Concept, Value] = {}
    for key in table.values:
        if key not in set(Concept):
            continue
        value = _known(table, Concept(key))
        if value is not None and value != "":
            found[Concept(key)] = value
    table.asked.update(Concept)
    table.finish()
    return found


def _known(table: Table, concept: Concept) -> Value | None:
    if concept in AGES:
        return table.whole(concept, 0, OLDEST)
    if concept in YES_OR_NO:
        return table.yes_or_no(concept)
    fixed = {Concept.CATEGORY: CATEGORIES, Concept.PLACE: tuple(Place), Concept.VICTIM_SEX: tuple(Sex)}
    if concept in fixed:
        return table.word(concept, fixed[concept])
    code = table.text(concept)
    if code and code not in load_offence_codes().offences:
        table.fault(concept, f'"{code}"', CODE_HINT, closest(code, load_offence_codes().offences))
    return code
