from __future__ import annotations

import pytest

from sulis.catalogue.toml import parse_document
from sulis.catalogue.violence import Definition, find_definition
from sulis.catalogue.violence.read import read_definition
from sulis.definition import Effect, compile_definition, unexpressed
from sulis.vocabulary import InputRefused, WrongUsage
from tests.unit.catalogue.definition_text import RIGHT


@pytest.fixture(scope="module")
def plan() -> Definition:
    return find_definition("avon_and_somerset_2024@1")


@pytest.fixture(scope="module")
def small() -> Definition:
    return read_definition(parse_document(RIGHT, "small.toml"))


def test_fuller_source_expresses_everything(plan: Definition) -> None:
    for part in plan.parts:
        assert unexpressed(plan, part.id, "force_extract") == ()


def test_police_uk_lists_age_place_weapon_flags_and_offence(plan: Definition) -> None:
    lost = unexpressed(plan)
    text = " ".join(one.why for one in lost)
    for word in (
        "no ages",
        "public or private",
        "a knife",
        "a gun",
        "alcohol flag",
        "drugs",
        "county lines",
        "offence code",
    ):
        assert word in text
    by_term = {one.term: one.effect for one in lost}
    assert by_term["involves someone under 25"] is Effect.OVER_COUNTS
    assert by_term["county lines"] is Effect.UNDER_COUNTS


def test_whole_category_is_not_listed_as_lost(plan: Definition) -> None:
    """Robbery and weapon possession are whole categories, so police.uk expresses those two kinds."""
    offence = next(one for one in unexpressed(plan) if "offence code" in one.why)
    assert "robbery" not in offence.term
    assert "carrying" not in offence.term


def test_stand_in_lists_what_its_original_loses(plan: Definition) -> None:
    assert unexpressed(find_definition("police_uk_proxy")) == unexpressed(plan)


def test_narrower_stand_in_lists_the_kinds_that_it_leaves_out() -> None:
    """Its count is not too wide where it leaves the whole category out: it is too low, and says so."""
    text = RIGHT.replace('id = "small"', 'id = "small"\nstands_in_for = "avon_and_somerset_2024@1"')
    lost = unexpressed(read_definition(parse_document(text, "x.toml")))
    left_out = next(one for one in lost if "leaves out the category" in one.why)
    assert left_out.effect is Effect.UNDER_COUNTS
    assert left_out.term.startswith("homicide, attempted homicide, wounding")
    assert "robbery" not in left_out.term
    assert not [one for one in lost if "offence code, so everything" in one.why]


def test_age_of_one_person_is_passed_over_when_a_source_lacks_it(small: Definition) -> None:
    (lost,) = unexpressed(small)
    assert (lost.term, lost.effect) == ("someone under 25", Effect.OVER_COUNTS)


def test_source_that_can_express_nothing_is_refused() -> None:
    with pytest.raises(InputRefused) as refused:
        compile_definition(find_definition("police_uk_proxy"), source="force_extract")
    assert "can express nothing of police_uk_proxy@1" in refused.value.message


def test_only_a_required_term_that_is_not_expressed_is_refused_not_true_of_everything() -> None:
    text = RIGHT.replace('role = "kind"', 'role = "required"').replace('offences = ["robbery"]', 'flags = ["alcohol"]')
    text = text[: text.index("[offence_lists")] + text[text.index("[[part]]") :]
    text = text.replace("victim_age = 12 }", "victim_age = 12, alcohol = true }")
    with pytest.raises(InputRefused):
        compile_definition(read_definition(parse_document(text, "x.toml")), source="police_uk")


@pytest.mark.parametrize(
    ("part", "source", "said"),
    [
        ("main", "police_uk", "has no part main"),
        ("priority_focus", "police", "no source card"),
        ("priority_focus", "ons_population", "holds no incidents"),
    ],
)
def test_unknown_part_or_source_is_wrong_usage(plan: Definition, part: str, source: str, said: str) -> None:
    with pytest.raises(WrongUsage, match=said):
        compile_definition(plan, part, source)
