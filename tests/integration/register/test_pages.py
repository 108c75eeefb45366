"""What the register's pages say, with the made-up partnership and with nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.people import organisation, signed_in, someone
from tests.support.web import AT, assessment, content

LISTS = ("organisations", "boards", "agreements", "duty", "calendar")


@pytest.mark.parametrize("page", LISTS)
def test_page_with_nothing_on_the_register_says_what_to_do_first(client: Any, home: Any, db: None, page: str) -> None:
    signed_in(client, someone("co-ordinator", organisation()))
    from sulis_web.partnership.models import Organisation

    response = client.get(f"/register/{page}/")
    assert response.status_code == 200
    assert Organisation.objects.unscoped("a test").count() == 1
    assert {"agreements": "No agreement is on the register yet", "boards": "No board is on the register yet"}.get(
        page, "register"
    ) in response.text


def test_every_organisation_is_listed_by_what_it_is_under_the_act(coordinator: Any) -> None:
    text = coordinator.get("/register/organisations/").text
    for each in content().organisations:
        assert each.title in text
    assert (
        text.index("Specified authorities") < text.index("Relevant authorities") < text.index("Others that take part")
    )
    only = coordinator.get("/register/organisations/", {"duty": "relevant"}).text
    assert "Aldermere Council</a>" not in only and "filtered by" in only


@pytest.mark.parametrize("given", ["none", "x" * 5000, "specified\u2028", "-1"])
def test_filter_that_is_none_shows_everything(coordinator: Any, given: str) -> None:
    response = coordinator.get("/register/organisations/", {"duty": given})
    assert response.status_code == 200 and "Mereshire Police" in response.text


def test_organisation_says_in_sentences_what_it_is_and_where_it_sits(coordinator: Any, row: Any) -> None:
    text = coordinator.get(f"/register/organisations/{row('Organisation', key='organisation_police').public_id}/").text
    assert "Mereshire Police is a specified authority" in text
    assert "“chief officer of police” (Schedule 1)" in text
    assert "Since 31 January 2023" in text and "Superintendent for partnerships" in text
    assert "Aldermere Community Safety Board" in text and "Sharing for the needs assessment" in text


def test_board_says_when_it_meets_next_who_sits_there_and_whom_it_answers_to(coordinator: Any, row: Any) -> None:
    text = coordinator.get(f"/register/boards/{row('Board', key='board_local_vrp').public_id}/").text
    assert "meets every two months" in text and "Next meetings" in text
    assert "Member, in the chair" in text and "Accountable to" in text
    assert "Decisions need four of the six members" in text


def test_boards_are_drawn_with_a_twin_in_words(coordinator: Any) -> None:
    text = coordinator.get("/register/boards/").text
    assert "<svg" in text and "The same in words" in text
    assert "accountable to Aldermere Community Safety Board" in text


def test_agreements_say_where_they_stand_and_who_signed_none(officer: Any) -> None:
    text = officer.get("/register/agreements/").text
    for words in ("In force", "Ended", "Who is party to no agreement in force", "Mereshire Fire and Rescue"):
        assert words in text


def test_calendar_shows_its_year_by_month(coordinator: Any) -> None:
    text = coordinator.get("/register/calendar/", {"year": "2027"}).text
    assert "What falls due in 2027" in text
    assert "Last day of the agreement “Sharing at the Exploitation Panel”" in text
    assert "Aldermere Violence Reduction Partnership meets" in text
    assert text.index("January</h2>") < text.index("February</h2>")


@pytest.mark.parametrize("year", ["0", "-2027", "99999", "two", "\u0662\u0660\u0662\u0667", "1e3", ""])
def test_calendar_of_no_such_year_shows_this_one(coordinator: Any, year: str) -> None:
    assert coordinator.get("/register/calendar/", {"year": year}).status_code == 200


def test_pages_ask_the_database_a_fixed_number_of_times(
    coordinator: Any, row: Any, django_assert_max_num_queries: Any
) -> None:
    board = row("Board", key="board_local_vrp").public_id
    council = row("Organisation", key="organisation_council").public_id
    for path in (*(f"{page}/" for page in LISTS), f"boards/{board}/", f"organisations/{council}/"):
        with django_assert_max_num_queries(30):
            assert coordinator.get(f"/register/{path}").status_code == 200


def test_duty_page_says_what_is_met_what_is_not_and_what_to_do_next(coordinator: Any) -> None:
    text = coordinator.get("/register/duty/").text
    assert "Nobody: each kind of authority that the Act names for this area takes part." in text
    assert "No record says that Aldermere College was consulted on the strategy." in text
    assert "The next was due by 17 June 2026." in text and "Overdue" in text
    assert "s.8(7)(a)" in text and "Not checked" in text
    assert "No needs assessment is stored here." in text


def test_duty_page_knows_of_a_needs_assessment_that_is_stored(coordinator: Any, partnership: Any) -> None:
    from sulis_web.runs.operations import record_run

    record_run(assessment=assessment(), partnership=partnership, at=AT)
    assert "A needs assessment was last run on 22 November 2026." in coordinator.get("/register/duty/").text


@pytest.mark.parametrize(("show", "shown", "hidden"), [("gaps", "Consult education", "Publish the strategy"),
                                                       ("untold", "Revise the strategy", "Publish the strategy")])  # fmt: skip
def test_duty_page_narrows_to_a_state(coordinator: Any, show: str, shown: str, hidden: str) -> None:
    text = coordinator.get("/register/duty/", {"show": show}).text
    assert shown in text and hidden not in text


def test_requirement_says_whom_it_binds_where_and_what_nobody_has_checked(coordinator: Any) -> None:
    text = coordinator.get("/register/duty/yearly_review/").text
    assert "Specified authorities" in text and "A local reading of the guidance" in text
    assert coordinator.get("/register/duty/none/").status_code == 404
