"""What the rules of a definition mean: a table of incidents in, where each stands out.

Each table runs through the compiled query on DuckDB and through plain Python; both must give the answer written here.
"""

from __future__ import annotations

from typing import Any

import pytest

from sulis.catalogue.concepts import AGES, Concept
from sulis.catalogue.sources import load_source_card
from sulis.catalogue.toml import catalogue_root, parse_document
from sulis.catalogue.violence import (
    Answer,
    Definition,
    Example,
    Part,
    Term,
    catalogue_files,
    find_definition,
    list_definitions,
)
from sulis.catalogue.violence.by_hand import judge
from sulis.catalogue.violence.model import frozen
from sulis.catalogue.violence.read import read_definition
from sulis.definition import run_examples
from sulis.tables.incidents import CATEGORIES

HEAD = """\
id = "rule"
version = 1
title = "Rule"
counted_as = "rule incidents"
summary = "One rule."
plan_section = "None"
author = "A"
checker = "B"
written = 2026-01-01
next_review = 2027-01-01
[reasoning]
maximum_penalty = "x"
impact_on_victim = "x"
prevalence_in_area = "x"
impact_on_community = "x"
[[part]]
id = "priority_focus"
title = "t"
means = "m"
"""


def rule(terms: list[str], table: list[tuple[dict[str, Any], str]], lists: str = "") -> Definition:
    """A definition of these terms, with each row of the table as an example in the file itself."""
    text = HEAD.replace("[[part]]", lists + "[[part]]")
    for place, term in enumerate(terms):
        text += f'[[part.term]]\nid = "term_{place}"\ntitle = "t"\n{term}\n'
    for place, (record, answer) in enumerate(table):
        known = ", ".join(f"{key} = {_toml(value)}" for key, value in record.items())
        text += (
            f'[[example]]\nid = "row_{place}"\nstory = "s"\nsource = "force_extract"\nwhy = "w"\n'
            f'record = {{ {known} }}\nexpected = {{ priority_focus = "{answer}" }}\n'
        )
    return read_definition(parse_document(text, "rule.toml"))


def _toml(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value) if isinstance(value, int) else f'"{value}"'


def disagreeing(terms: list[str], table: list[tuple[dict[str, Any], str]], lists: str = "") -> list[Any]:
    """The examples of a table that the rule does not answer as expected; every one of them is run."""
    results = run_examples(rule(terms, table, lists))
    assert len(results) == len(table)
    return [result for result in results if not result.passed]


def test_under_an_age_leaves_out_that_age_and_unknown_is_neither() -> None:
    assert not disagreeing(
        ['role = "required"\nage_under = 25\nage_of = "victim"'],
        [
            ({"victim_age": 24}, "in"),
            ({"victim_age": 25}, "out"),
            ({"victim_age": 0}, "in"),
            ({"suspect_age": 3}, "unknown"),
            ({}, "unknown"),
        ],
    )


def test_over_an_age_leaves_out_that_age() -> None:
    assert not disagreeing(
        ['role = "required"\nage_over = 25\nage_of = "suspect"'],
        [({"suspect_age": 25}, "out"), ({"suspect_age": 26}, "in"), ({"victim_age": 30}, "unknown")],
    )


def test_either_needs_one_of_the_two_and_both_to_be_out() -> None:
    assert not disagreeing(
        ['role = "required"\nage_under = 25\nage_of = "either"'],
        [
            ({"victim_age": 24, "suspect_age": 60}, "in"),
            ({"victim_age": 60, "suspect_age": 24}, "in"),
            ({"victim_age": 24}, "in"),
            ({"victim_age": 60}, "unknown"),
            ({"victim_age": 60, "suspect_age": 25}, "out"),
        ],
    )


def test_ages_between_two_limits() -> None:
    assert not disagreeing(
        ['role = "required"\nage_over = 17\nage_under = 25\nage_of = "victim"'],
        [
            ({"victim_age": 17}, "out"),
            ({"victim_age": 18}, "in"),
            ({"victim_age": 24}, "in"),
            ({"victim_age": 25}, "out"),
        ],
    )


def test_every_required_term_and_one_kind() -> None:
    assert not disagreeing(
        [
            'role = "required"\nplace = ["public"]',
            'role = "kind"\nweapon = ["knife"]',
            'role = "kind"\nflags = ["drugs"]',
        ],
        [
            ({"place": "public", "knife": True, "drugs": False}, "in"),
            ({"place": "public", "knife": False, "drugs": False}, "out"),
            ({"place": "private", "knife": True, "drugs": True}, "out"),
            ({"place": "public", "knife": True}, "in"),
            ({"place": "public", "knife": False}, "unknown"),
            ({"knife": False, "drugs": False}, "out"),
            ({"knife": True}, "unknown"),
            ({}, "unknown"),
        ],
    )


def test_conditions_of_one_term_must_all_hold_and_values_of_one_condition_are_alternatives() -> None:
    lists = '[offence_lists.hurt]\ntitle = "hurt"\ncodes = ["5D", "8N"]\nsource = "s"\n'
    assert not disagreeing(
        ['role = "kind"\noffences = ["hurt"]\nweapon = ["knife", "gun"]'],
        [
            ({"offence": "5D", "knife": True}, "in"),
            ({"offence": "8N", "knife": False, "gun": True}, "in"),
            ({"offence": "8N", "knife": False, "gun": False}, "out"),
            ({"offence": "8N", "knife": False}, "unknown"),
            ({"offence": "34B", "knife": True}, "out"),
            ({"knife": True}, "unknown"),
            ({"offence": "34B"}, "out"),
        ],
        lists,
    )


def test_codes_are_text_so_that_4_1_is_not_4_10() -> None:
    lists = '[offence_lists.one]\ntitle = "one"\ncodes = ["4.1"]\nsource = "s"\n'
    assert not disagreeing(
        ['role = "kind"\noffences = ["one"]'], [({"offence": "4.1"}, "in"), ({"offence": "4.10"}, "out")], lists
    )


def test_sex_recorded_as_unknown_is_not_female() -> None:
    assert not disagreeing(
        ['role = "kind"\nvictim_sex = "female"'],
        [({"victim_sex": "female"}, "in"), ({"victim_sex": "male"}, "out"), ({"victim_sex": "unknown"}, "out")],
    )


# The files of the catalogue: discovered, so that a new one without examples fails.


def test_every_file_of_the_catalogue_is_listed() -> None:
    assert sorted(catalogue_files().values()) == sorted((catalogue_root() / "violence").glob("*.toml"))


@pytest.mark.parametrize("definition", list_definitions(), ids=lambda one: one.ref)
def test_examples_of_every_definition_agree_with_query_and_hand(definition: Definition) -> None:
    results = run_examples(definition)
    assert [result for result in results if not result.passed] == []
    for part in definition.parts:
        answers = {result.expected for result in results if result.part == part.id}
        assert {Answer.IN, Answer.OUT} <= answers, f"part {part.id} has no example inside or none outside"


@pytest.mark.parametrize("definition", list_definitions(), ids=lambda one: one.ref)
def test_every_age_limit_has_examples_on_both_sides(definition: Definition) -> None:
    terms = [term.criteria for part in definition.parts for term in part.terms]
    ages = {value for example in definition.examples for key, value in example.record.items() if key in AGES}
    for limit in {criteria.age_under for criteria in terms} - {None}:
        assert {limit - 1, limit, limit + 1} <= ages


def _without_each_term() -> list[tuple[Definition, Part, Term]]:
    return [(one, part, term) for one in list_definitions() for part in one.parts for term in part.terms]


@pytest.mark.parametrize(
    ("definition", "part", "term"),
    _without_each_term(),
    ids=lambda one: one.ref if isinstance(one, Definition) else one.id,
)
def test_taking_any_term_out_is_noticed_by_an_example(definition: Definition, part: Part, term: Term) -> None:
    """A term that no example turns on could be wrong unseen."""
    rest = Part(part.id, part.title, part.means, tuple(one for one in part.terms if one is not term))
    assert any(
        judge(rest, one.record, load_source_card(one.source)) is not one.expected[part.id]
        for one in definition.examples
    )


def test_wrong_expectation_is_seen_by_both_roads() -> None:
    """The examples would notice: an answer turned round fails by query and by hand."""
    right = rule(['role = "kind"\nflags = ["drugs"]'], [({"drugs": True}, "in"), ({"drugs": False}, "out")])
    turned = tuple(
        Example(one.id, one.story, one.source, one.record, {"priority_focus": Answer.UNKNOWN}, one.why)
        for one in right.examples
    )
    results = run_examples(Definition(**{**_fields(right), "examples": turned}))
    assert [result.passed for result in results] == [False, False]
    assert [result.by_query for result in results] == [result.by_hand for result in results] == [Answer.IN, Answer.OUT]


def _fields(definition: Definition) -> dict[str, Any]:
    return {name: getattr(definition, name) for name in definition.__dataclass_fields__}


STAND_INS = [one for one in list_definitions() if one.stands_in_for == "avon_and_somerset_2024@1"]


@pytest.mark.parametrize("definition", STAND_INS, ids=lambda one: one.ref)
def test_stand_in_counts_the_same_categories_as_its_original_on_police_uk(definition: Definition) -> None:
    """The stand-in claims to be what police.uk can express of the definition: the same categories, no more, no fewer."""
    card, original = load_source_card("police_uk"), find_definition(definition.stands_in_for)
    for category in CATEGORIES:
        record = frozen({Concept.CATEGORY: category})
        answers = [judge(one.part("priority_focus"), record, card) for one in (definition, original)]
        assert answers[0] is answers[1], category
