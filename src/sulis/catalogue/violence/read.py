"""From a definition file to a typed definition. Every fault of the file is told in one report."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from sulis.catalogue.concepts import FLAGS, OLDEST, WEAPONS, Concept, Place
from sulis.catalogue.files import reading
from sulis.catalogue.offences import CODE_HINT, load_offence_codes
from sulis.catalogue.reader import Table
from sulis.catalogue.toml import Document, read_document
from sulis.catalogue.violence import check
from sulis.catalogue.violence.model import (
    AgeOf,
    Arrangement,
    Criteria,
    Definition,
    Gap,
    OffenceList,
    Part,
    Reasoning,
    Role,
    Term,
)
from sulis.catalogue.violence.read_examples import read_examples
from sulis.tables.incidents import CATEGORIES
from sulis.vocabulary import Sex

_ACT = "The Act asks a definition to be reasoned under four tests (s.13(6))."


def load_definition(path: Path, name: str | None = None) -> Definition:
    """Read and validate one definition file; ``name`` is what faults call it.

    Raises
    ------
    WrongUsage
        When there is no such file.
    InputRefused
        With every fault of the file: line, key, what was given, the rule and what to do.
    """
    return read_definition(read_document(path, name))


def read_definition(document: Document) -> Definition:
    """Validate one parsed file.

    Raises
    ------
    InputRefused
        With every fault of the file.
    """
    with reading(document) as top:
        lists = {name: _offence_list(name, table) for name, table in top.named_tables("offence_lists").items()}
        arrangements = tuple(_arrangement(row, lists) for row in top.tables("held_elsewhere", required=False))
        parts = tuple(_part(row, lists) for row in top.tables("part", why="It says what is counted."))
        definition = Definition(
            id=top.id(),
            version=top.whole("version", 1, 9_999) or 1,
            title=top.text("title"),
            counted_as=top.text(
                "counted_as", why="Findings speak with it: it says what is counted, in a few plain words."
            ),
            summary=top.text("summary"),
            plan_section=top.text("plan_section", why="It says where the wording comes from."),
            author=top.text("author"),
            checker=top.text("checker", why="Someone other than the author, or that a check is awaited."),
            written=top.day("written"),
            next_review=top.day("next_review"),
            reasoning=_reasoning(top),
            parts=parts,
            examples=read_examples(top, parts, arrangements),
            arrangements=arrangements,
            gaps=tuple(_gap(row) for row in top.tables("gap", required=False)),
            stands_in_for=top.text("stands_in_for", required=False),
            unverified=top.words("unverified"),
        )
        check.whole_file(top, definition, set(lists))
    return definition


def _reasoning(top: Table) -> Reasoning:
    table = top.table("reasoning", why=_ACT)
    tests = ("maximum_penalty", "impact_on_victim", "prevalence_in_area", "impact_on_community")
    if not top.has("reasoning"):
        table.asked.update(tests)
        return Reasoning("", "", "", "")
    reasoning = Reasoning(*(table.text(test, why=_ACT) for test in tests))
    table.finish()
    return reasoning


def _offence_list(name: str, table: Table) -> OffenceList:
    found = OffenceList(
        id=name,
        title=table.text("title"),
        codes=table.words("codes", load_offence_codes().offences, hint=CODE_HINT),
        source=table.text("source"),
        unverified=table.text("unverified", required=False),
    )
    if not table.has("codes"):
        table.fault("codes", "no codes", "An offence list has codes.", 'Add codes = ["..."].')
    table.finish()
    return found


def _part(row: Table, lists: dict[str, OffenceList]) -> Part:
    terms = tuple(_term(term, lists) for term in row.tables("term", why="A part is made of terms."))
    part = Part(row.id(), row.text("title"), row.text("means"), terms)
    row.finish()
    return part


def _term(row: Table, lists: dict[str, OffenceList]) -> Term:
    role = row.word("role", Role)
    term = Term(
        id=row.id(),
        role=Role(role) if role else Role.KIND,
        title=row.text("title"),
        criteria=_criteria(row, lists),
        note=row.text("note", required=False),
        unverified=row.text("unverified", required=False),
    )
    row.finish()
    return term


def _criteria(row: Table, lists: dict[str, OffenceList]) -> Criteria:
    named = row.words("offences", lists, hint="offences names lists written as [offence_lists.NAME] in this file.")
    sex, age_of = row.word("victim_sex", Sex, required=False), row.word("age_of", AgeOf, required=False)
    criteria = Criteria(
        offences=tuple(lists[name] for name in named if name in lists),
        categories=row.words("categories", CATEGORIES, hint="Categories are the ones that police.uk publishes."),
        places=tuple(Place(place) for place in row.words("place", Place) if place in set(Place)),
        weapons=tuple(Concept(weapon) for weapon in row.words("weapon", WEAPONS) if weapon in WEAPONS),
        flags=tuple(Concept(flag) for flag in row.words("flags", FLAGS) if flag in FLAGS),
        victim_sex=Sex(sex) if sex else None,
        age_under=row.whole("age_under", 1, OLDEST, required=False),
        age_over=row.whole("age_over", 0, OLDEST - 1, required=False),
        age_of=AgeOf(age_of) if age_of else None,
    )
    _check_ages(row, criteria)
    asks = ("offences", "categories", "place", "weapon", "flags", "victim_sex", "age_under", "age_over")
    if not any(row.has(key) for key in asks):
        row.fault("id", "a term that asks nothing", "A term has at least one condition.", f"Add one of {_or(asks)}.")
    return criteria


def _check_ages(row: Table, criteria: Criteria) -> None:
    has_age = row.has("age_under") or row.has("age_over")
    if has_age and not row.has("age_of"):
        key = "age_under" if row.has("age_under") else "age_over"
        row.fault(
            key,
            "an age without saying whose",
            "An age says whether it is the victim's, the suspect's or either.",
            'Add age_of = "either", "victim" or "suspect".',
        )
    if row.has("age_of") and not has_age:
        row.fault("age_of", "age_of without an age", "age_of says whose age a limit is about.", "Add age_under.")
    if criteria.age_under is not None and criteria.age_over is not None and criteria.age_over + 1 >= criteria.age_under:
        row.fault(
            "age_over",
            f"over {criteria.age_over} and under {criteria.age_under}",
            "No age is both.",
            "Put one of the two right.",
        )


def _arrangement(row: Table, lists: dict[str, OffenceList]) -> Arrangement:
    found = Arrangement(
        id=row.id(),
        title=row.text("title"),
        holders=row.words("holders"),
        criteria=_criteria(row, lists),
        note=row.text("note", required=False),
    )
    if not row.has("holders"):
        row.fault("holders", "no holders", "An arrangement names who holds it.", 'Add holders = ["..."].')
    row.finish()
    return found


def _gap(row: Table) -> Gap:
    ages = row.values.get("ages")
    row.asked.add("ages")
    if not isinstance(ages, list) or not ages or not all(type(age) is int and 0 <= age <= OLDEST for age in ages):
        row.fault("ages", "no list of ages", "A gap lists the ages that nobody holds.", "Write ages = [25].")
        ages = []
    gap = Gap(row.id(), row.text("title"), tuple(ages), row.text("note"))
    row.finish()
    return gap


def _or(words: tuple[str, ...]) -> str:
    return ", ".join(chain(words[:-1])) + f" or {words[-1]}"
