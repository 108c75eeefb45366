"""The register to a spreadsheet and back."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from sulis_web.audit.models import Event
from tests.integration.register.sending import filled

KINDS = ("organisations", "boards", "seats")


def exported(client: Any, kind: str) -> list[dict[str, str]]:
    content = client.get(f"/register/export/{kind}/", {"as": "csv"}).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def looked_at(client: Any, kind: str, rows: list[dict[str, str]]) -> Any:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    file = SimpleUploadedFile(f"{kind}.csv", text.getvalue().encode())
    return client.post(f"/register/import/{kind}/", {"file": file})


def stored(client: Any, kind: str, page: Any, **more: Any) -> Any:
    given = filled(page.text[page.text.index("Store it</h2>") - 5 :].join(("<main", "")))
    return client.post(f"/register/import/{kind}/store/", {key: given[key] for key in ("once", "kept")} | more)


@pytest.mark.parametrize("kind", KINDS)
def test_table_sent_back_as_it_is_changes_nothing(coordinator: Any, kind: str) -> None:
    page = looked_at(coordinator, kind, exported(coordinator, kind))
    assert page.status_code == 200
    assert "The file holds nothing new" in page.text and "Store these rows" not in page.text


def test_file_is_looked_at_first_and_stored_after(coordinator: Any, row: Any) -> None:
    rows = exported(coordinator, "organisations")
    police = next(each for each in rows if each["Name"] == "Mereshire Police")
    police["Single point of contact"] = "Chief inspector"
    rows.append(
        dict.fromkeys(rows[0], "")
        | {"Name": "Aldermere Prison", "Under the Act": "Relevant authority", "Kind of authority": "Prison authority"}
    )
    page = looked_at(coordinator, "organisations", rows)
    assert page.status_code == 200
    assert "One record would be added, one record would be changed and 14 rows say what is there already" in page.text
    assert "Chief inspector" in page.text and "Superintendent for partnerships" in page.text
    assert row("Organisation", key="organisation_police").version == 1
    done = stored(coordinator, "organisations", page, reason="From the yearly check")
    assert done.status_code == 302
    assert row("Organisation", key="organisation_police").contact_role == "Chief inspector"
    assert row("Organisation", name="Aldermere Prison").duty == "relevant"
    assert Event.objects.order_by("-seq").first().action == "import"


def test_row_that_somebody_changed_meanwhile_is_told_and_nothing_is_stored(coordinator: Any, row: Any) -> None:
    from tests.integration.register.sending import send

    rows = exported(coordinator, "boards")
    for each in rows:
        each["What it is"] += " And more."
    page = looked_at(coordinator, "boards", rows)
    board = row("Board", key="board_local_vrp")
    send(coordinator, f"/register/boards/{board.public_id}/change/", about="Changed meanwhile.")
    refused = stored(coordinator, "boards", page)
    assert refused.status_code == 409 and "version 1 of a record that is at version 2" in refused.text
    assert row("Board", key="board_safeguarding").version == 1
    assert looked_at(coordinator, "boards", rows).status_code == 422


def test_every_fault_of_a_file_is_told_by_row_and_column(coordinator: Any) -> None:
    rows = exported(coordinator, "organisations")[:2]
    rows[0]["Under the Act"] = "chosen"
    rows[1]["First day"] = "31/02/2026"
    page = looked_at(coordinator, "organisations", rows)
    assert page.status_code == 422 and "Store these rows" not in page.text
    assert "Row 2, Under the Act" in page.text and "Row 3, First day" in page.text


def test_what_the_act_does_not_name_is_refused_in_a_file_as_on_the_form(coordinator: Any) -> None:
    rows = exported(coordinator, "organisations")
    rows[0]["Under the Act"] = "Local policing body"
    page = looked_at(coordinator, "organisations", rows)
    assert page.status_code == 422 and "The Act does not name this kind" in page.text


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", b"PK\x03\x04 not a workbook", b"Name;Sort\n\xff\xfe", b"a" * 1_100_000]
)
def test_file_that_is_no_table_is_refused_cleanly(coordinator: Any, content: bytes) -> None:
    response = coordinator.post("/register/import/boards/", {"file": SimpleUploadedFile("boards.xlsx", content)})
    assert response.status_code == 422 and "Error: " in response.text


@pytest.mark.parametrize("kept", ["", "a", "x" * 5000, "eyJhIjoxfQ:1abc:def"])
def test_file_that_was_not_looked_at_is_not_stored(coordinator: Any, kept: str) -> None:
    given = {"kept": kept, "once": "k" * 24}
    assert coordinator.post("/register/import/boards/store/", given).status_code == 400


def test_file_that_another_looked_at_is_not_stored(coordinator: Any, acting: Any) -> None:
    rows = exported(coordinator, "boards")
    rows[0]["What it is"] = "Changed"
    page = looked_at(coordinator, "boards", rows)
    other = acting("co-ordinator", "organisation_police")
    assert stored(other, "boards", page).status_code == 400


def test_workbook_leaves_with_its_audit_row_and_no_formula(coordinator: Any, row: Any) -> None:
    from sulis_web.partnership.models import Organisation

    Organisation.objects.unscoped("a test").filter(key="organisation_fire").update(about="=1+1")
    response = coordinator.get("/register/export/organisations/")
    assert "attachment" in response.headers["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(response.content)).worksheets[0]
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)
    event = Event.objects.order_by("-seq").first()
    assert event.action == "export" and row("Organisation", key="organisation_fire").public_id in event.ids


def test_agreements_leave_with_who_signed_them(coordinator: Any) -> None:
    rows = {each["Title"]: each for each in exported(coordinator, "agreements")}
    assert "Mereshire Police" in rows["Sharing about busy nights"]["Signed by"]
    assert coordinator.get("/register/import/agreements/").status_code == 404
    assert coordinator.get("/register/export/none/").status_code == 404
