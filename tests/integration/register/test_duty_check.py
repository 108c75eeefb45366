"""The duty's check as truth tables: what the records hold, and what is said of each requirement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sulis.catalogue.cadence import Cadence
from sulis.catalogue.duty import CheckedBy, Nation, Strength, load_duty
from sulis_web.partnership.duty_check import check, check_duty, missing_kinds
from sulis_web.partnership.duty_states import Body, ByHand, Evidence, State

TODAY = date(2026, 11, 22)
DUTY = load_duty()
SIX = (
    "chief officer of police", "fire and rescue authority", "integrated care board", "local authority",
    "probation service", "youth offending team",
)  # fmt: skip
MET, NOT_MET, UNTOLD, BY_HAND = State.MET, State.NOT_MET, State.UNTOLD, State.BY_HAND


def bodies(*kinds: str, **more: Any) -> tuple[Body, ...]:
    return tuple(Body(kind.capitalize(), kind, **more) for kind in kinds)


def found(requirement: str, **held: Any) -> Any:
    return check(DUTY.requirement(requirement), Evidence(**held), DUTY, TODAY)


@pytest.mark.parametrize(
    ("held", "state", "missing"),
    [
        ((), UNTOLD, SIX),
        (bodies(*SIX), MET, ()),
        (bodies(*SIX[1:]), NOT_MET, SIX[:1]),
        (bodies(*SIX[:-1], "educational authority"), NOT_MET, SIX[-1:]),
        ((Body("A charity"),), NOT_MET, SIX),
    ],
)
def test_working_together_asks_for_each_kind_of_authority(held: Any, state: State, missing: Any) -> None:
    finding = found("collaborate", bodies=held)
    assert (finding.state, finding.missing) == (state, missing)


@pytest.mark.parametrize(
    ("held", "state"),
    [
        ((), UNTOLD),
        (bodies("educational authority"), UNTOLD),  # nobody is recorded as consulted: that is no "no"
        (bodies("educational authority", consulted=True), UNTOLD),  # whether the area has a prison is not told
        (bodies("educational authority", "prison authority", "youth custody authority", consulted=True), MET),
        ((*bodies("educational authority", consulted=True), Body("College", "educational authority")), NOT_MET),
        (bodies("local authority", consulted=True), UNTOLD),  # consulted, and none of those that the Act names
    ],
)
def test_consulting_names_who_was_left_out_and_never_takes_silence_for_a_no(held: Any, state: State) -> None:
    finding = found("consult", bodies=held)
    assert finding.state is state
    if state is NOT_MET:
        assert finding.missing == ("College",)


@pytest.mark.parametrize(
    ("requirement", "published", "state"),
    [
        ("publish", None, UNTOLD),
        ("publish", date(2024, 1, 31), MET),
        ("publish", TODAY, MET),
        ("publish", date(2026, 11, 23), NOT_MET),
        ("first_strategy", date(2024, 1, 31), MET),
        ("first_strategy", date(2024, 2, 1), UNTOLD),  # it may not have been the first
        ("first_strategy", None, UNTOLD),
    ],
)
def test_publishing_is_told_by_its_day(requirement: str, published: Any, state: State) -> None:
    assert found(requirement, published=published).state is state


@pytest.mark.parametrize(
    ("requirement", "fact", "last", "state", "due"),
    [
        ("review", "reviewed", None, UNTOLD, None),
        ("review", "reviewed", date(2020, 1, 1), MET, None),  # the Act names no interval
        ("review", "reviewed", date(2026, 11, 23), UNTOLD, None),
        ("yearly_review", "reviewed", date(2025, 11, 22), MET, date(2026, 11, 22)),
        ("yearly_review", "reviewed", date(2025, 11, 21), NOT_MET, date(2026, 11, 21)),
        ("yearly_review", "reviewed", date(2024, 2, 29), NOT_MET, date(2025, 2, 28)),
        ("identify_kinds", "assessed", None, UNTOLD, None),
        ("identify_kinds", "assessed", date(2020, 1, 1), MET, None),
        ("yearly_needs_assessment", "assessed", date(2026, 1, 31), MET, date(2027, 1, 31)),
        ("yearly_needs_assessment", "assessed", date(2025, 1, 31), NOT_MET, date(2026, 1, 31)),
    ],
)
def test_what_comes_round_holds_until_its_next_day(
    requirement: str, fact: str, last: Any, state: State, due: Any
) -> None:
    finding = found(requirement, **{fact: last})
    assert (finding.state, finding.due) == (state, due)
    assert finding.needs_doing(TODAY) is (state is NOT_MET)


@pytest.mark.parametrize(
    ("held", "has_agreements", "state", "missing"),
    [
        (bodies(*SIX), False, UNTOLD, ()),
        (bodies(*SIX), True, NOT_MET, tuple(kind.capitalize() for kind in SIX)),
        (bodies(*SIX, has_agreement=True), True, MET, ()),
        ((*bodies(*SIX[:5], has_agreement=True), *bodies(SIX[5])), True, NOT_MET, ("Youth offending team",)),
        (bodies(*SIX[:5], has_agreement=True), True, UNTOLD, SIX[5:]),
        (bodies("educational authority"), True, UNTOLD, ()),
    ],
)
def test_sharing_is_shown_by_agreements_in_force(held: Any, has_agreements: bool, state: State, missing: Any) -> None:
    finding = found("may_share", bodies=held, has_agreements=has_agreements)
    assert (finding.state, finding.missing) == (state, missing)
    assert not finding.needs_doing(TODAY)  # it is a power: nothing is broken by leaving it


def test_a_word_by_hand_settles_what_no_record_can_tell_and_falls_due_again() -> None:
    word = ByHand(date(2026, 3, 1), "Read for this by two officers.", due_again=date(2026, 9, 1))
    finding = found("leave_out", by_hand={"leave_out": word})
    assert (finding.state, finding.due, finding.record) == (BY_HAND, date(2026, 9, 1), word)
    assert finding.is_overdue(TODAY) and finding.needs_doing(TODAY)
    assert not found("leave_out", by_hand={"leave_out": replace(word, due_again=None)}).needs_doing(TODAY)


def test_a_word_by_hand_never_stands_against_what_the_records_show() -> None:
    word = ByHand(date(2026, 3, 1), "We are sure that we did.")
    shown = found("yearly_review", reviewed=date(2020, 1, 1), by_hand={"yearly_review": word})
    assert shown.state is NOT_MET and not shown.may_be_recorded
    silent = found("yearly_review", by_hand={"yearly_review": word})
    assert silent.state is BY_HAND and silent.due == date(2027, 3, 1)  # it comes round as the requirement does


def test_in_wales_the_health_board_stands_where_the_care_board_stands_in_england() -> None:
    health = (*bodies(*(kind for kind in SIX if kind != "integrated care board")), *bodies("local health board"))
    assert found("collaborate", bodies=health, nation=Nation.WALES).state is MET
    assert found("collaborate", bodies=health).missing == ("integrated care board",)
    assert found("collaborate", bodies=bodies(*SIX), nation=Nation.WALES).missing == ("local health board",)
    assert missing_kinds(DUTY, Evidence(bodies=health)) == ("integrated care board",)
    assert missing_kinds(DUTY, Evidence(bodies=bodies(*SIX))) == ()


def test_with_nothing_recorded_nothing_is_said_to_be_met_or_broken() -> None:
    every = check_duty(DUTY, Evidence(), on=TODAY)
    assert {each.state for each in every} == {UNTOLD}
    assert [each.requirement for each in every] == list(DUTY.requirements)
    assert all(each.because and each.remedy for each in every)


def test_every_way_of_checking_is_in_a_table_above() -> None:
    tried = {"collaborate", "consult", "publish", "review", "identify_kinds", "may_share", "leave_out"}
    assert {DUTY.requirement(id).checked_by for id in tried} == set(CheckedBy)


def test_by_hand_with_a_cadence_of_its_own_falls_due_by_it() -> None:
    yearly = replace(DUTY.requirement("scrutiny"), cadence=Cadence.YEARLY, strength=Strength.DUTY)
    word = Evidence(by_hand={"scrutiny": ByHand(date(2025, 11, 1), "It was taken up.")})
    assert check(yearly, word, DUTY, TODAY).due == date(2026, 11, 1)
