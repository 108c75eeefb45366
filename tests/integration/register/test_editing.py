"""Forms of the register: what they store, what they refuse, and what two people at once come to."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sulis_web.audit.models import Event
from sulis_web.records.models import Revision
from tests.integration.register.sending import boxes, filled, send


def address(record: Any, kind: str, what: str = "") -> str:
    return f"/register/{kind}/{record.public_id}/{what}"


def test_entry_is_changed_with_its_history_and_its_row_in_the_audit(coordinator: Any, row: Any) -> None:
    police = row("Organisation", key="organisation_police")
    here = address(police, "organisations", "change/")
    response = send(coordinator, here, contact_role="Chief inspector", reason="A new post")
    assert response.status_code == 302 and response.url.endswith(f"{police.public_id}/?done=changed")
    text = coordinator.get(response.url).text
    assert "The change is saved." in text and "Chief inspector" in text
    assert "Superintendent for partnerships" in text and "Reason given: A new post" in text
    event = Event.objects.order_by("-seq").first()
    assert (event.action, event.object_id, tuple(event.fields)) == ("alter", police.public_id, ("contact_role",))


def test_form_opened_and_sent_as_it_is_changes_nothing(coordinator: Any, officer: Any, row: Any) -> None:
    for client, record, kind in (
        (coordinator, row("Organisation", key="organisation_police"), "organisations"),
        (coordinator, row("Board", key="board_local_vrp"), "boards"),
        (officer, row("Agreement", key="agreement_needs_assessment"), "agreements"),
        (officer, row("ImpactAssessment", key="impact_assessment_busy_nights"), "assessments"),
    ):
        assert send(client, address(record, kind, "change/")).status_code == 302
        record.refresh_from_db()
        assert record.version == 1, kind


def test_organisation_is_added_once_though_the_form_is_sent_twice(coordinator: Any) -> None:
    from sulis_web.partnership.models import Organisation

    given = filled(coordinator.get("/register/organisations/add/").text)
    given |= boxes({"name": "Aldermere Prison", "duty": "relevant", "authority": "prison authority"})
    first, second = (coordinator.post("/register/organisations/add/", given) for _ in range(2))
    assert first.status_code == second.status_code == 302 and first.url == second.url
    assert Organisation.objects.unscoped("a test").filter(name="Aldermere Prison").count() == 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": ""}, "fill this in"),
        ({"duty": "other"}, "What takes part by agreement is no authority"),
        ({"duty": "specified", "authority": ""}, "Choose which kind of authority it is"),
        ({"duty": "relevant"}, "The Act does not name this kind as a relevant authority"),
        ({"member_until": date(2000, 1, 1)}, "The last day must be on or after the first"),
        ({"member_from-year": "9999", "member_from-day": "1", "member_from-month": "1"}, "The year must be from 1900"),
        ({"member_from-year": "2\u0660\u06602"}, "The year must have four figures"),
        ({"name": "x" * 201}, "at most 200 characters"),
        ({"name": "a\x00b"}, "Null characters are not allowed"),
    ],
)
def test_entry_that_breaks_a_rule_is_refused_with_what_was_typed(
    coordinator: Any, row: Any, changes: Any, told: str
) -> None:
    police = row("Organisation", key="organisation_police")
    response = send(coordinator, address(police, "organisations", "change/"), about="Typed, and kept", **changes)
    assert response.status_code == 422
    assert told in response.text and "Typed, and kept" in response.text and "There is a problem" in response.text
    assert Revision.objects.filter(record=police.public_id, version__gt=1).count() == 0


@pytest.mark.parametrize("key", ["id", "public_id", "retired_at", "created_by", "is_superuser", "role", "organisation"])
def test_field_that_is_not_the_forms_is_refused(coordinator: Any, row: Any, key: str) -> None:
    police = row("Organisation", key="organisation_police")
    response = send(coordinator, address(police, "organisations", "change/"), name="Changed", **{key: "1"})
    assert response.status_code == 400
    police.refresh_from_db()
    assert (police.name, police.version) == ("Mereshire Police", 1)


def test_second_of_two_edits_is_shown_both_and_settles_them(coordinator: Any, acting: Any, row: Any) -> None:
    police = row("Organisation", key="organisation_police")
    here = address(police, "organisations", "change/")
    opened = filled(coordinator.get(here).text)
    contact = acting("single-point-of-contact", "organisation_police")
    assert send(contact, here, contact_role="Theirs").status_code == 302
    late = coordinator.post(here, opened | {"contact_role": "Mine"})
    assert late.status_code == 409
    assert "Theirs" in late.text and "Mine" in late.text and "Superintendent for partnerships" in late.text
    settled = coordinator.post(here, filled(late.text) | {"choice.contact_role": "mine"})
    assert settled.status_code == 302
    police.refresh_from_db()
    assert (police.contact_role, police.version) == ("Mine", 3)


def test_contact_keeps_the_own_entry_and_not_its_place_under_the_act(acting: Any, row: Any) -> None:
    police = row("Organisation", key="organisation_police")
    contact = acting("single-point-of-contact", "organisation_police")
    here = address(police, "organisations", "change/")
    assert 'name="duty"' not in contact.get(here).text
    sent = send(
        contact, here, about="Kept right by ourselves.", duty="other", authority="", member_until=date(2030, 1, 1)
    )
    assert sent.status_code == 302
    police.refresh_from_db()
    assert (police.about, police.duty, police.member_until) == ("Kept right by ourselves.", "specified", None)


def test_retired_organisation_can_still_be_read_and_brought_back(coordinator: Any, row: Any) -> None:
    lamps = row("Organisation", key="organisation_night_lamps")
    here = address(lamps, "organisations")
    assert send(coordinator, f"{here}retire/", reason=" ").status_code == 422
    assert send(coordinator, f"{here}retire/", reason="Recorded by mistake").status_code == 302
    assert lamps.name not in coordinator.get("/register/organisations/").text
    assert lamps.name in coordinator.get("/register/organisations/?retired=yes").text
    text = coordinator.get(here).text
    assert "is no longer on the register" in text and "Recorded by mistake" in text
    assert send(coordinator, f"{here}restore/", reason="It is needed").status_code == 302
    assert lamps.name in coordinator.get("/register/organisations/").text


def test_seat_is_given_changed_and_ended_on_the_boards_page(coordinator: Any, row: Any) -> None:
    board, probation = row("Board", key="board_community_safety"), row("Organisation", key="organisation_probation")
    sent = send(coordinator, address(board, "boards", "seats/add/"), organisation=probation.public_id, part="supporter",
                held_from=date(2026, 1, 1))  # fmt: skip
    assert sent.status_code == 302
    again = send(
        coordinator, address(board, "boards", "seats/add/"), organisation=probation.public_id, part="supporter"
    )
    assert again.status_code == 422 and "already has that seat" in again.text
    seat = row("Seat", board=board, organisation=probation)
    assert send(coordinator, address(seat, "seats", "change/"), part="member").status_code == 302
    assert send(coordinator, address(seat, "seats", "end/"), held_until=date(2025, 1, 1)).status_code == 422
    assert send(coordinator, address(seat, "seats", "end/"), held_until=date(2026, 10, 31)).status_code == 302
    text = coordinator.get(address(board, "boards")).text
    assert "Member, from 1 January 2026 to 31 October 2026" in text and "The seat of Mereshire Probation" in text


def test_chair_is_one_of_the_members(coordinator: Any, row: Any) -> None:
    board, fire = row("Board", key="board_community_safety"), row("Organisation", key="organisation_fire")
    assert send(coordinator, address(board, "boards", "change/"), chair=fire.public_id).status_code == 422


def test_lines_of_account_never_lead_round(coordinator: Any, row: Any) -> None:
    top, low = row("Board", key="board_safeguarding"), row("Board", key="board_local_vrp")
    sent = send(coordinator, address(top, "boards", "lines/add/"), to=low.public_id, account="accountable to")
    assert sent.status_code == 422 and "already answers to" in sent.text
    region = row("Board", key="board_regional_vrp")
    sent = send(coordinator, address(top, "boards", "lines/add/"), to=region.public_id, account="feeds into")
    assert sent.status_code == 302
    line = row("Line", board=top, to=region)
    assert send(coordinator, address(line, "lines", "end/"), reason="It no longer does").status_code == 302
    assert row("Line", board=top, to=region).is_retired


def test_agreement_is_recorded_with_who_signed_and_a_signature_ends(officer: Any, row: Any) -> None:
    fire, council = row("Organisation", key="organisation_fire"), row("Organisation", key="organisation_council")
    sent = send(
        officer, "/register/agreements/add/", title="Sharing about fires", purposes=["strategy"],
        signed=date(2026, 1, 1), expires=date(2029, 1, 1), parties=[fire.public_id, council.public_id],
    )  # fmt: skip
    assert sent.status_code == 302
    text = officer.get(sent.url).text
    assert "Sharing about fires is in force until 1 January 2029" in text and "Mereshire Fire and Rescue" in text
    party = row("Party", organisation=fire, retired_at=None)
    assert send(officer, address(party, "parties", "end/"), reason="It withdrew").status_code == 302
    assert address(party, "parties", "end/") not in officer.get(sent.url).text
    police = row("Organisation", key="organisation_police")
    made = row("Agreement", title="Sharing about fires")
    assert send(officer, address(made, "agreements", "parties/add/"), organisation=police.public_id).status_code == 302


def test_requirement_is_recorded_by_hand_and_again(coordinator: Any, row: Any) -> None:
    here = "/register/duty/leave_out/"
    early = send(coordinator, f"{here}record/", done_on=date(2999, 1, 1), how="Read by two officers.")
    assert early.status_code == 422
    sent = send(coordinator, f"{here}record/", done_on=date(2026, 3, 1), how="Read by two officers.")
    assert sent.status_code == 302
    text = coordinator.get(sent.url).text
    assert "Recorded by hand" in text and "Done on 1 March 2026" in text and "Read by two officers." in text
    assert send(coordinator, f"{here}record/", how="Read by three officers.").status_code == 302
    record = row("DutyRecord", requirement="leave_out")
    assert (record.how, record.version) == ("Read by three officers.", 2)


def test_requirement_that_the_records_settle_takes_no_word_by_hand(coordinator: Any) -> None:
    assert coordinator.get("/register/duty/collaborate/").status_code == 200
    assert coordinator.get("/register/duty/collaborate/record/").status_code == 404
    assert coordinator.get("/register/duty/none/record/").status_code == 404
