"""Agreements, impact assessments, seats and what falls due: the made-up partnership shows every state of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sulis.catalogue.partnership import (
    Duty,
    Outcome,
    Partnership,
    Purpose,
    SeatKind,
    Standing,
    holds,
    load_partnership,
    standing,
)
from sulis.vocabulary import Period

DAY = date(2026, 11, 22)
"""A day in the winter for which the demonstration's dates were chosen."""
WINTER = Period(date(2026, 11, 1), date(2027, 3, 1))


@pytest.fixture(scope="module")
def made_up() -> Partnership:
    return load_partnership("made_up")


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (None, None, Standing.IN_FORCE),
        (DAY, None, Standing.IN_FORCE),
        (DAY + timedelta(days=1), None, Standing.NOT_YET),
        (None, DAY, Standing.ENDS_SOON),  # the last day is inside
        (None, DAY - timedelta(days=1), Standing.ENDED),
        (DAY, DAY + timedelta(days=89), Standing.ENDS_SOON),
        (DAY, DAY + timedelta(days=90), Standing.IN_FORCE),
    ],
)
def test_standing_on_a_day(first: date | None, last: date | None, expected: Standing) -> None:
    assert standing(first, last, DAY) is expected
    assert holds(first, last, DAY) is (expected in {Standing.IN_FORCE, Standing.ENDS_SOON})


def test_agreements_show_every_state(made_up: Partnership) -> None:
    assert [agreement.standing(DAY) for agreement in made_up.agreements] == [
        Standing.IN_FORCE,
        Standing.ENDS_SOON,
        Standing.ENDED,
    ]
    assert [assessment.standing(DAY) for assessment in made_up.impact_assessments] == [
        Standing.IN_FORCE,
        Standing.ENDS_SOON,
        Standing.ENDED,
    ]
    overdue = [agreement.id for agreement in made_up.agreements if agreement.review and agreement.review < DAY]
    assert overdue == ["agreement_needs_assessment"]


def test_one_specified_organisation_has_signed_no_agreement(made_up: Partnership) -> None:
    signed = {party for agreement in made_up.agreements for party in agreement.parties}
    specified = {one.id for one in made_up.organisations if one.duty is Duty.SPECIFIED}
    assert specified - signed == {"organisation_fire"}


def test_each_impact_assessment_supports_an_agreement_of_its_controller(made_up: Partnership) -> None:
    agreements = {agreement.id: agreement for agreement in made_up.agreements}
    for assessment in made_up.impact_assessments:
        assert assessment.controller in agreements[assessment.agreement or ""].parties
    assert made_up.impact_assessments[0].outcome is Outcome.WITH_SAFEGUARDS
    assert made_up.agreements[1].purposes == (Purpose.CASE_DISCUSSION, Purpose.URGENT_RESPONSE)


def test_seats_are_those_of_members_and_supporters_with_their_days(made_up: Partnership) -> None:
    board = made_up.boards[0]
    assert [seat.organisation for seat in board.seats] == [*board.members, *board.supporters]
    assert [seat.kind for seat in board.seats].count(SeatKind.MEMBER) == len(board.members) == 6
    left = [seat.organisation for seat in board.seats if not seat.held(DAY)]
    assert left == ["organisation_tarnleigh"]
    assert board.seats[-1].held(date(2026, 3, 31))


def test_organisation_that_left_takes_part_up_to_its_last_day(made_up: Partnership) -> None:
    assert [one.id for one in made_up.organisations if not one.takes_part(DAY)] == ["organisation_tarnleigh"]
    left = next(one for one in made_up.organisations if one.id == "organisation_tarnleigh")
    days = (date(2023, 3, 31), date(2023, 4, 1), date(2026, 3, 31), date(2026, 4, 1))
    assert [left.takes_part(day) for day in days] == [False, True, True, False]


def test_every_organisation_of_the_demonstration_has_a_controller_and_a_contacts_job_title(
    made_up: Partnership,
) -> None:
    assert [one.id for one in made_up.organisations if not (one.controller and one.contact_role)] == []


def test_meetings_fall_by_cadence_and_a_board_without_one_has_none(made_up: Partnership) -> None:
    days = {board.id: board.meetings(WINTER) for board in made_up.boards}
    assert days == {
        "board_local_vrp": (date(2026, 12, 16), date(2027, 2, 16)),
        "board_community_safety": (date(2026, 11, 14), date(2027, 2, 14)),
        "board_safeguarding": (date(2026, 12, 11),),
        "board_regional_vrp": (),
        "board_scrutiny_group": (),
    }


def test_calendar_gives_the_days_of_a_winter(made_up: Partnership) -> None:
    assert [entry.days(WINTER) for entry in made_up.calendar] == [
        (date(2026, 11, 29),),
        (date(2027, 1, 31),),
        (date(2027, 1, 15),),
        (date(2026, 12, 9),),
    ]


def test_plan_of_the_demonstration_is_published_reviewed_and_half_consulted_on(made_up: Partnership) -> None:
    plan = made_up.plan
    assert (plan.published, plan.reviewed) == (date(2024, 4, 30), date(2025, 6, 17))
    assert plan.consulted == ("organisation_schools",)


def test_nothing_is_invented_about_the_real_partnership() -> None:
    real = load_partnership("bath_and_north_east_somerset")
    assert (real.agreements, real.impact_assessments, real.calendar) == ((), (), ())
    assert (real.plan.published, real.plan.reviewed, real.plan.consulted) == (None, None, ())
    for one in real.organisations:
        assert (one.controller, one.contact_role, one.member_from, one.member_until) == (None, None, None, None)
        assert one.takes_part(DAY)
    for board in real.boards:
        assert (board.cadence, board.chair, board.terms_of_reference, board.meetings(WINTER)) == (None, None, None, ())
