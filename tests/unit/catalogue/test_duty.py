"""The duty's requirements: all that were given are there, and a broken file tells every fault with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sulis.catalogue.cadence import Cadence
from sulis.catalogue.duty import Binds, CheckedBy, Duty, Strength, Theme, load_duty, read_duty
from sulis.catalogue.toml import catalogue_root
from sulis.vocabulary import Fault, InputRefused, WrongUsage

# Transcribed from the reference's column of sections, in its order, before the file was written.
DUTIES = ["s.8(1)-(2)", "s.8(3)(a)", "s.8(3)(b)", "s.8(3)(c)", "s.8(4)", "s.8(5), s.15(4)", "s.8(7)(a)", "s.8(7)(b)",
          "s.8(7)(c)", "s.9(4)", "s.13(6)", "s.14(6)", "s.15(3)", "s.17(1)-(4)", "s.19"]  # fmt: skip
POWERS = ["s.8(6)", "s.8(9), s.9", "s.14(1)-(2)", "s.14(3)", "s.16(1)-(2)", "s.18"]
LIMITS = ["s.8(8)", "s.10(6)", "s.16(4)", "s.17(6)", "s.17(7)"]
MEANINGS = ["s.10(10)", "s.10(10)", "s.10(10), Schedule 1", "s.11(4)", "s.13(1)-(2)", "s.13(3)"]
SIX = {
    "chief officer of police",
    "fire and rescue authority",
    "integrated care board",
    "local authority",
    "probation service",
    "youth offending team",
}


@pytest.mark.parametrize(
    ("strength", "sections"), [(Strength.DUTY, DUTIES), (Strength.POWER, POWERS), (Strength.LIMIT, LIMITS)]
)
def test_every_section_that_asks_allows_or_forbids_has_its_requirement(strength: Strength, sections: list[str]) -> None:
    found = [one.section for one in load_duty().requirements if one.strength is strength]
    assert [section for section in sections if section not in found] == []


def test_every_meaning_is_there() -> None:
    assert [meaning.section for meaning in load_duty().meanings][: len(MEANINGS)] == MEANINGS


def test_kinds_of_authority_stand_under_their_part() -> None:
    duty = load_duty()
    assert set(duty.kinds_of(Duty.SPECIFIED)) == SIX | {"local health board"}
    assert duty.kinds_of(Duty.RELEVANT) == ("educational authority", "prison authority", "youth custody authority")
    assert duty.kinds_of(Duty.POLICING_BODY) == ("local policing body",)
    assert duty.kinds_of(Duty.OTHER) == ()


def test_an_english_area_needs_six_kinds_and_no_local_health_board() -> None:
    requirement = load_duty().requirement("collaborate")
    assert requirement.checked_by is CheckedBy.ORGANISATION_KINDS_PRESENT
    assert set(requirement.authorities) == SIX
    assert requirement.binds == (Binds.SPECIFIED,)


def test_consulted_are_the_relevant_authorities() -> None:
    duty = load_duty()
    requirement = duty.requirement("consult")
    assert (requirement.section, requirement.checked_by) == ("s.8(4)", CheckedBy.CONSULTED)
    assert requirement.authorities == duty.kinds_of(Duty.RELEVANT)


def test_the_act_names_no_interval_of_review_and_the_yearly_one_is_unverified() -> None:
    duty = load_duty()
    assert duty.requirement("review").cadence is None
    assert not duty.requirement("review").unverified
    yearly = duty.requirement("yearly_review")
    assert (yearly.cadence, yearly.strength) == (Cadence.YEARLY, Strength.GUIDANCE)
    assert yearly.unverified


def test_guidance_that_was_not_read_is_marked_wherever_it_stands() -> None:
    duty = load_duty()
    assert [one.id for one in duty.requirements if one.strength is Strength.GUIDANCE and not one.unverified] == []
    assert {one.id for one in duty.requirements if one.strength is not Strength.GUIDANCE and one.unverified} == {
        "homicide_review",
        "regulations_on_strategies",
    }
    assert duty.unverified


def test_days_that_are_known_and_the_one_that_nobody_checked() -> None:
    in_force, first = load_duty().days
    assert (in_force.on, in_force.unverified) == (date(2023, 1, 31), "")
    assert (first.on, first.requirement) == (date(2024, 1, 31), "first_strategy")
    assert first.unverified


def test_every_theme_and_every_way_of_checking_is_used() -> None:
    requirements = load_duty().requirements
    assert {one.theme for one in requirements} == set(Theme)
    assert {one.checked_by for one in requirements} == set(CheckedBy)


def test_requirement_unknown_suggests_the_nearest() -> None:
    with pytest.raises(WrongUsage) as wrong:
        load_duty().requirement("consulted")
    assert wrong.value.remedy == 'Did you mean "consult"?'


@pytest.mark.parametrize(
    ("old", "new", "column", "remedy"),
    [
        ('test = "consulted"', 'test = "consulting"', "requirement.test", 'Did you mean "consulted"?'),
        ('"prison authority", "youth', '"prison", "youth', "requirement.authorities", 'Did you mean "prison authority"?'),
        ('theme = "publication"', 'theme = "publishing"', "requirement.theme", 'Did you mean "publication"?'),
        ('id = "revise"', 'id = "review"', "requirement.id", "Choose another."),
        ('requirement = "first_strategy"', 'requirement = "strategi"', "day.requirement", 'Did you mean "strategy"?'),
        ('source = "commencement"', 'source = "comencement"', "day.source", 'Did you mean "commencement"?'),
        ('test = "strategy_published"', 'test = "consulted"', "requirement.test", 'Add authorities = ["..."].'),
        ('test = "strategy_published"', 'test = "strategy_published"\ncadence = "yearly"', "requirement.cadence",
         "Take cadence out, or choose another test."),
        ('duty = "policing body"', 'duty = "other"', "authority.duty", "Take this one out."),
        ("next_review = 2027-03-31", 'next_review = "soon"', "next_review", "2026-03-31"),
    ],
)  # fmt: skip
def test_one_fault_names_its_line_and_its_remedy(tmp_path: Path, old: str, new: str, column: str, remedy: str) -> None:
    text = (catalogue_root() / "duty" / "requirements.toml").read_text(encoding="utf-8")
    assert old in text
    line = text[: text.index(old)].count("\n") + 1 + new.count("\n")
    fault = only_fault(tmp_path, text.replace(old, new, 1))
    assert (fault.row, fault.column) == (line, column)
    assert remedy in fault.remedy


def only_fault(folder: Path, text: str) -> Fault:
    path = folder / "requirements.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        read_duty(path)
    assert len(refused.value.faults) == 1, [str(fault) for fault in refused.value.faults]
    return refused.value.faults[0]


@pytest.mark.parametrize("text", ["", "requirement = 3\n", '[[requirement]]\nid = "a"\n', '[source]\nact = "x"\n'])
def test_file_that_holds_little_is_refused_with_all_that_it_lacks(tmp_path: Path, text: str) -> None:
    path = tmp_path / "requirements.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        read_duty(path)
    assert {"title", "author", "checker", "next_review"} <= {fault.column for fault in refused.value.faults}
