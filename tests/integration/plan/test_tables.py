"""The plan's actions to a spreadsheet and back, a tracker that a partnership keeps already, and an import undone."""

from __future__ import annotations

import csv
import io
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from tests.integration.plan.test_actions import links_of
from tests.integration.register.sending import filled, send
from tests.support.people import made, organisation

TRACKER = ["Ref", "Action", "Lead", "Deadline", "Status", "RAG", "Objective", "Progress update"]


def looked_at(client: Any, content: bytes, name: str = "tracker.csv", kind: str = "actions") -> Any:
    return client.post(f"/plan/tables/{kind}/import/", {"file": SimpleUploadedFile(name, content)})


def stored(client: Any, page: Any, kind: str = "actions", **more: Any) -> Any:
    given = filled(page.text[page.text.index("Store it</h2>") - 5 :].join(("<main", "")))
    return client.post(f"/plan/tables/{kind}/store/", {key: given[key] for key in ("once", "kept")} | more)


def as_csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def sheet_of(content: bytes) -> Any:
    book = load_workbook(io.BytesIO(content))
    return book, book["Actions"]


def saved(book: Any) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def in_all() -> int:
    from sulis_web.plan.models import Action

    return Action.objects.unscoped("a test").filter(retired_at__isnull=True).count()


def test_two_hundred_actions_are_edited_by_hand_and_come_back(coordinator: Any, action: Any) -> None:
    from sulis_web.plan.models import Action

    council, objective = organisation(), action("panel").objective
    Action.objects.bulk_create(
        Action(
            key=f"action_bulk_{n}",
            number=f"9.{n}",
            title=f"Visit place {n}",
            accountable=council,
            objective=objective,
            **made(),
        )
        for n in range(186)
    )
    book, sheet = sheet_of(coordinator.get("/plan/tables/actions/export/").content)
    heads = {cell.value: place for place, cell in enumerate(sheet[1], 1)}
    rows = {sheet.cell(row, heads["Number"]).value: row for row in range(2, sheet.max_row + 1)}
    assert len(rows) == 200

    def write(number: str, heading: str, value: Any) -> None:
        sheet.cell(rows[number], heads[heading]).value = value

    write("9.0", "Due", date(2027, 6, 30))  # a day as a spreadsheet keeps one
    write("9.1", "Due", "30/6/2027")
    write("9.2", "Due", "30 June 2027")
    write("9.3", "Who answers for it", "police")  # the word that its key ends with
    write("9.4", "Cost in pounds", 12500)
    write("9.5", "Causes that it works on", "Missing school; Life online")
    write("9.6", "Waits for", "9.7")
    write("9.8", "State", "in progress")
    write("9.9", "Objective", "1.ii")
    sheet.append([None, None, "9.186", "Visit one place more", None, None, "Aldermere Council"])
    page = looked_at(coordinator, saved(book), "actions.xlsx")
    assert page.status_code == 200, unescape(page.text)[:3000]
    assert (
        "One record would be added, nine records would be changed and 191 rows say what is there already" in page.text
    )
    assert stored(coordinator, page, reason="From the meeting").status_code == 302
    held = {row.number: row for row in Action.objects.unscoped("a test").select_related("accountable", "objective")}
    assert {held[number].due for number in ("9.0", "9.1", "9.2")} == {date(2027, 6, 30)}
    assert held["9.3"].accountable.key == "organisation_police" and held["9.4"].cost == 12500
    assert held["9.6"].waits_for == ["action_bulk_7"] and held["9.8"].state == "under way"
    assert held["9.9"].objective.number == "1.ii" and ("belongs to", held["9.9"].objective.key) in links_of(held["9.9"])
    assert ("addresses", "risk_online") in links_of(held["9.5"])
    assert held["9.186"].state == "agreed" and held["9.186"].version == 1 and held["9.10"].version == 1
    assert in_all() == 201


def test_tracker_that_a_partnership_keeps_comes_in_as_it_is(coordinator: Any, action: Any) -> None:
    rows = [
        ["Serious violence action tracker 2026-27"], [],
        TRACKER,
        ["A1", "Walk the quayside", "Mereshire Police", "31.03.2027", "Ongoing", "Green", "2.iv", "Two walks done"],
        ["A2", "Write to parents", "schools", "2027-01-15", "Not started", "", "1.iv", ""],
    ]  # fmt: skip
    page = looked_at(coordinator, as_csv(rows))
    assert page.status_code == 200, unescape(page.text)[-4000:]
    told = unescape(page.text)
    assert "Its headings were found in row 3" in told
    assert "These columns are none of the table's and were not taken in: “RAG”." in told
    assert "Two records would be added" in told
    assert stored(coordinator, page).status_code == 302
    from sulis_web.plan.models import Action

    walk = Action.objects.unscoped("a test").select_related("objective", "accountable").get(number="A1")
    assert (walk.state, walk.due, walk.notes) == ("under way", date(2027, 3, 31), "Two walks done")
    assert walk.accountable.key == "organisation_police" and walk.objective.number == "2.iv" and walk.colour == ""


def test_half_written_tracker_is_told_row_by_row_and_nothing_of_it_is_stored(coordinator: Any, action: Any) -> None:
    before = in_all()
    rows = [
        TRACKER,
        ["B1", "Good row", "Mereshire Police", "31/03/2027", "Ongoing", "", "2.iv", ""],
        ["B2", "Unknown owner", "Mereshire Polise", "", "", "", "", ""],
        ["B3", "", "Mereshire Police", "", "", "", "", ""],
        ["B4", "Month alone", "Mereshire Police", "Mar-27", "", "", "", ""],
        ["B5", "No such day", "Mereshire Police", "31/02/2027", "", "", "", ""],
        ["B6", "Odd state", "Mereshire Police", "", "nearly", "", "", ""],
        ["B7", "No such objective", "Mereshire Police", "", "", "", "9.ix", ""],
    ]  # fmt: skip
    page = looked_at(coordinator, as_csv(rows))
    told = unescape(page.text)
    assert page.status_code == 422 and "Store these rows" not in told
    assert "Did you mean “Mereshire Police”?" in told
    for row in range(3, 9):
        assert f"Row {row}, " in told, row
    assert "Row 2, B1 Good row: would be added" in told and in_all() == before


def test_file_without_what_every_action_needs_says_how_to_head_the_column(coordinator: Any) -> None:
    page = looked_at(coordinator, as_csv([["Ref", "Deadline"], ["1", "2027-01-01"]]))
    told = unescape(page.text)
    assert page.status_code == 422
    assert "Head it “Action”, or “What will be done”" in told and "Head it “Who answers for it”, or “Owner”" in told


def test_circle_that_two_rows_close_is_refused_with_both_rows(coordinator: Any, action: Any) -> None:
    book, sheet = sheet_of(coordinator.get("/plan/tables/actions/export/").content)
    heads = {cell.value: place for place, cell in enumerate(sheet[1], 1)}
    numbers = {sheet.cell(row, heads["Number"]).value: row for row in range(2, sheet.max_row + 1)}
    sheet.cell(numbers["1.1"], heads["Waits for"]).value = "1.4"
    sheet.cell(numbers["1.4"], heads["Waits for"]).value = "1.1"
    page = looked_at(coordinator, saved(book), "actions.xlsx")
    told = unescape(page.text)
    assert page.status_code == 422
    assert told.count("No action waits for itself.") == 2
    assert all(f"Row {numbers[number]}, Waits for" in told for number in ("1.1", "1.4"))
    assert action("cause_map").waits_for == []


def test_states_move_along_the_table_in_a_file_too(coordinator: Any, action: Any) -> None:
    book, sheet = sheet_of(coordinator.get("/plan/tables/actions/export/").content)
    heads = {cell.value: place for place, cell in enumerate(sheet[1], 1)}
    numbers = {sheet.cell(row, heads["Number"]).value: row for row in range(2, sheet.max_row + 1)}
    sheet.cell(numbers["4.2"], heads["State"]).value = "Done"
    sheet.cell(numbers["1.1"], heads["State"]).value = "Stopped"
    told = unescape(looked_at(coordinator, saved(book), "actions.xlsx").text)
    assert "What is proposed cannot become done in one step." in told
    assert "A reason is kept when it is given up." in told


def test_import_is_undone_whole(coordinator: Any, action: Any) -> None:
    held = action("panel")
    book, sheet = sheet_of(coordinator.get("/plan/tables/actions/export/").content)
    heads = {cell.value: place for place, cell in enumerate(sheet[1], 1)}
    numbers = {sheet.cell(row, heads["Number"]).value: row for row in range(2, sheet.max_row + 1)}
    sheet.cell(numbers["3.1"], heads["Causes that it works on"]).value = "Life online"
    sheet.append([None, None, "9.9", "Added by a file", None, "1.ii", "Aldermere Council"])
    page = looked_at(coordinator, saved(book), "actions.xlsx")
    assert stored(coordinator, page).status_code == 302
    assert ("addresses", "risk_online") in links_of(action("panel")) and in_all() == 15
    from sulis_web.plan.models import Action
    from sulis_web.records.models import Import

    kept = Import.objects.get()
    address = f"/plan/actions/imports/{kept.public_id}/undo/"
    assert "Undo it" in coordinator.get("/plan/actions/imports/").text
    assert send(coordinator, address).status_code == 302
    assert action("panel").determinants == held.determinants and ("addresses", "risk_online") not in links_of(
        action("panel")
    )
    added = Action.objects.unscoped("a test").get(number="9.9")
    assert added.is_retired and links_of(added) == set()
    again = send(coordinator, address)
    assert again.status_code == 422 and "An import is undone once." in unescape(again.text)


def test_import_is_not_undone_over_what_somebody_changed_since(coordinator: Any, action: Any) -> None:
    from sulis_web.records.models import Import

    page = looked_at(
        coordinator,
        as_csv(
            [
                TRACKER,
                ["C1", "From a file", "schools", "", "", "", "", ""],
                ["C2", "Also", "schools", "", "", "", "", ""],
            ]
        ),
    )
    assert stored(coordinator, page).status_code == 302
    from sulis_web.plan.models import Action

    first, second = (Action.objects.unscoped("a test").get(number=number) for number in ("C1", "C2"))
    assert send(coordinator, f"/plan/actions/{first.public_id}/change/", title="Somebody’s own").status_code == 302
    refused = send(coordinator, f"/plan/actions/imports/{Import.objects.get().public_id}/undo/")
    told = unescape(refused.text)
    assert refused.status_code == 422 and "“C1 Somebody’s own” was changed on" in told
    second.refresh_from_db()
    assert not second.is_retired


@pytest.mark.parametrize("role", ["board-member", "priority-owner", "analyst"])
def test_import_by_somebody_without_the_right_is_not_there(acting: Any, action: Any, role: str) -> None:
    someone = acting(role)
    assert looked_at(someone, as_csv([TRACKER])).status_code == 404
    assert someone.get("/plan/actions/imports/").status_code == 404
    assert someone.get("/plan/tables/actions/export/").status_code == (200 if role == "priority-owner" else 404)


@pytest.mark.parametrize("kind", ["actions", "milestones", "risks"])
def test_table_sent_back_as_it_is_changes_nothing(coordinator: Any, kind: str) -> None:
    content = coordinator.get(f"/plan/tables/{kind}/export/", {"as": "csv"}).content
    page = looked_at(coordinator, content, f"{kind}.csv", kind)
    assert page.status_code == 200 and "every row says what the plan says already" in page.text
