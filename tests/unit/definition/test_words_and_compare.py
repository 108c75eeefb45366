from __future__ import annotations

import pytest

from sulis.catalogue.toml import parse_document
from sulis.catalogue.violence import Definition, list_definitions
from sulis.catalogue.violence.read import read_definition
from sulis.definition import compare, render
from sulis.definition.words import UNKNOWN_RULE
from tests.unit.catalogue.definition_text import RIGHT


def small(text: str = RIGHT) -> Definition:
    return read_definition(parse_document(text, "small.toml"))


@pytest.mark.parametrize("definition", list_definitions(), ids=lambda one: one.ref)
def test_rendering_says_all_that_the_file_says(definition: Definition) -> None:
    text = render(definition)
    said = [definition.title, definition.ref, definition.author, definition.checker, str(definition.next_review)]
    said += [definition.reasoning.impact_on_victim, UNKNOWN_RULE, *definition.unverified]
    said += [term.title for part in definition.parts for term in part.terms]
    said += [term.unverified for part in definition.parts for term in part.terms]
    said += [holder for item in definition.arrangements for holder in item.holders]
    said += [gap.note for gap in definition.gaps] + [example.why for example in definition.examples]
    assert [one for one in said if one not in text] == []


def test_rendering_says_whose_age() -> None:
    assert "someone under 25: the victim or a suspect is under 25." in render(small())
    assert "the victim is under 25." in render(small(RIGHT.replace('age_of = "either"', 'age_of = "victim"')))


def test_rendering_keeps_the_unverified_mark() -> None:
    marked = RIGHT.replace('offences = ["robbery"]', 'offences = ["robbery"]\nunverified = "Nobody has checked."')
    assert "(Not verified: Nobody has checked.)" in render(small(marked))


def test_comparison_lists_changed_added_and_absent_terms() -> None:
    text = RIGHT.replace("version = 1", "version = 2").replace("age_under = 25", "age_under = 26")
    text = text[: text.index("[[gap]]")] + text[text.index("[[example]]") :]
    text = text.replace('id = "robbery"\nrole', 'id = "robberies"\nrole')
    found = {one.term: (one.first, one.second) for one in compare(small(), small(text)).differences}
    assert set(found) == {"young", "robbery", "robberies"}
    assert found["young"] == (
        "required, someone under 25: the victim or a suspect is under 25.",
        "required, someone under 25: the victim or a suspect is under 26.",
    )
    assert found["robbery"][1] is None
    assert found["robberies"][0] is None


def test_comparison_sees_a_changed_code() -> None:
    other = small(RIGHT.replace('["34A", "34B"]', '["34B"]'))
    (difference,) = compare(small(), other).differences
    assert difference.term == "robbery"
