"""A table out, changed in a spreadsheet, and in again: shown first, then stored whole or not at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from sulis.vocabulary import InputRefused
from sulis_web.audit.models import Event
from sulis_web.partnership.models import Board, Organisation
from sulis_web.partnership.models.organisation import Cadence
from sulis_web.records import operations, queries
from sulis_web.records.imports import apply, compare, exported
from sulis_web.records.models import Revision
from sulis_web.records.planning import Book, Plan
from sulis_web.records.tables.files import Read, as_csv, as_xlsx, read_table
from sulis_web.records.tables.schema import Column, Kind, Schema
from tests.integration.records.people import AT, ROBIN, SAM

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)
WHY = "a test's table"
Rows = list[dict[str, str]]


def schema() -> Schema:
    chairs = Organisation.objects.unscoped(WHY)
    return Schema(
        "boards",
        "Boards",
        (
            Column("key", "Short name", required=True, limit=120),
            Column("name", "Name", required=True, limit=200),
            Column("about", "What it is for"),
            Column("cadence", "How often it meets", Kind.ONE_OF, choices=tuple(Cadence.choices)),
            Column("first_meeting", "First meeting", Kind.DATE),
            Column("chair", "Chair", Kind.ONE_OF, choices=tuple((each.public_id, each.name) for each in chairs)),
        ),
    )


def book(**more: Any) -> Book:
    given = {"records": Board.objects.unscoped(WHY), "new": lambda fields: Board(**fields)} | more
    return Book(schema=schema(), **given)


def exported_rows() -> Rows:
    content = as_csv(schema(), exported(book())).decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(content, newline=""))
    return sorted(rows, key=lambda row: row["Short name"], reverse=True)  # the strategy board first


def read(rows: Rows) -> Read:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return read_table(schema(), "boards.csv", text.getvalue().encode())


def shown(rows: Rows, **more: Any) -> Plan:
    return compare(book(**more), read(rows), by=ROBIN, at=LATER)


def stored(rows: Rows, **more: Any) -> Plan:
    return apply(book(**more), read(rows), by=ROBIN, at=LATER, reason="yearly tidying")


def names() -> set[str]:
    return set(Board.objects.unscoped(WHY).values_list("name", flat=True))


@pytest.fixture
def boards(board: Board) -> list[Board]:
    fire = operations.create(Organisation(key="fire", name="Fire service", duty="other"), by=SAM, at=AT)
    other = Board(key="operations", name="=Operations group", chair=fire, first_meeting="2027-01-05")
    return [board, operations.create(other, by=SAM, at=AT)]


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_export_sent_back_changes_nothing(boards: list[Board], make: Callable[..., bytes]) -> None:
    content = make(schema(), exported(book()))
    plan = apply(book(), read_table(schema(), "boards", content), by=ROBIN, at=LATER)
    assert (plan.unchanged, plan.added, plan.changed, plan.stands) == (2, [], [], True)
    assert Revision.objects.filter(at=LATER).count() == 0


def test_export_carries_version_words_and_safe_cells(boards: list[Board]) -> None:
    by_key = {row["Short name"]: row for row in exported_rows()}
    row = by_key["operations"]
    assert (row["Reference"], row["Version"], row["Name"]) == (boards[1].public_id, "1", "'=Operations group")
    assert (row["Chair"], row["First meeting"]) == ("Fire service", "2027-01-05")
    assert by_key["strategy-board"]["How often it meets"] == "Every month"


def test_retired_records_are_not_exported(boards: list[Board]) -> None:
    operations.retire(boards[0], seen_version=1, by=SAM, at=AT, reason="Merged")
    assert [row["Short name"] for row in exported_rows()] == ["operations"]


def test_dry_run_shows_what_would_happen_and_stores_nothing(boards: list[Board]) -> None:
    rows = exported_rows()
    rows[0] |= {"Name": "Renamed", "How often it meets": "yearly", "First meeting": "6/1/2027"}
    rows.append(dict.fromkeys(rows[0], "") | {"Short name": "new", "Name": "New board"})
    before = Event.objects.count(), Revision.objects.count(), names()
    plan = shown(rows)
    [changed], [added] = plan.changed, plan.added
    assert {(each.label, each.after) for each in changed.changes} >= {
        ("Name", "Renamed"), ("How often it meets", "Every year"), ("First meeting", "6 January 2027"),
    }  # fmt: skip
    assert (changed.row, added.row, added.title, plan.unchanged) == (2, 4, "New board", 1) and plan.stands
    assert (Event.objects.count(), Revision.objects.count(), names()) == before


def test_import_stores_revisions_with_reason_and_one_audit_row(boards: list[Board]) -> None:
    rows = [row | {"What it is for": f"New words for {row['Short name']}"} for row in exported_rows()]
    rows.append(dict.fromkeys(rows[0], "") | {"Short name": "new", "Name": "New board", "Chair": "fire service"})
    stored(rows)
    made = Board.objects.unscoped(WHY).get(key="new")
    assert (made.version, made.created_by, made.chair.key) == (1, ROBIN.person, "fire")
    newest = queries.history(boards[0])[0]
    assert (newest.version, newest.by, newest.reason) == (2, ROBIN.person, "yearly tidying")
    assert newest.before == {"about": "Owns the plan."}
    event = Event.objects.order_by("-seq").first()
    assert (event.action, event.reason) == ("import", "yearly tidying")
    assert set(event.ids) == {boards[0].public_id, boards[1].public_id, made.public_id}


def test_one_fault_anywhere_stores_nothing(boards: list[Board]) -> None:
    rows = [row | {"What it is for": "New words"} for row in exported_rows()]
    rows[1]["How often it meets"] = "now and then"
    with pytest.raises(InputRefused) as found:
        stored(rows)
    [fault] = found.value.faults
    assert (fault.row, fault.column, fault.given) == (3, "How often it meets", "“now and then”")
    assert not Revision.objects.filter(at=LATER).exists()


def test_row_changed_since_the_export_conflicts_and_is_told(boards: list[Board]) -> None:
    rows = [row | {"What it is for": "From the spreadsheet"} for row in exported_rows()]
    operations.change(boards[0], fields={"about": "Sam's words"}, seen_version=1, by=SAM, at=AT)
    plan = shown(rows)
    [conflict] = plan.conflicts
    assert conflict.given == "version 1 of a record that is at version 2" and "22 November 2026" in conflict.rule
    assert len(plan.changed) == 1 and not plan.stands
    with pytest.raises(InputRefused):
        stored(rows)
    assert Board.objects.unscoped(WHY).get(pk=boards[0].pk).about == "Sam's words"


def test_old_row_that_nobody_touched_or_that_says_the_same_is_no_conflict(boards: list[Board]) -> None:
    rows = exported_rows()
    operations.change(boards[0], fields={"about": "Sam's words"}, seen_version=1, by=SAM, at=AT)
    assert stored(rows).unchanged == 2
    same = [row | ({"What it is for": "Sam's words"} if row["Short name"] == "strategy-board" else {}) for row in rows]
    assert stored(same).unchanged == 2
    assert Board.objects.unscoped(WHY).get(pk=boards[0].pk).about == "Sam's words"


def test_row_of_a_retired_record_conflicts(boards: list[Board]) -> None:
    rows = exported_rows()
    operations.retire(boards[0], seen_version=1, by=SAM, at=AT, reason="Merged")
    [conflict] = shown(rows).conflicts
    assert "was retired on" in conflict.rule


def test_record_that_is_not_there_or_not_ones_own_is_one_answer(boards: list[Board]) -> None:
    rows = exported_rows()
    rows[0]["Name"] = "Renamed"
    strange = [rows[0] | {"Reference": "aaaaaaaaaaaaaaaa"}]
    hidden = shown([rows[0]], records=Board.objects.unscoped(WHY).filter(key="operations"))
    locked = shown([rows[0]], may_change=lambda _board: False)
    told = [str(plan.faults) for plan in (shown(strange), hidden, locked)]
    assert "no reference to such a record" in told[0] and len(set(told)) == 1


def test_row_that_one_may_only_read_passes_when_it_changes_nothing(boards: list[Board]) -> None:
    assert shown(exported_rows(), may_change=lambda _board: False).unchanged == 2


def test_value_that_is_set_for_good_cannot_be_changed(boards: list[Board]) -> None:
    [fault] = shown([exported_rows()[0] | {"Short name": "another"}]).faults
    assert (fault.column, fault.rule) == ("Short name", "This is set when a record is added, and stays.")


def test_rows_cannot_be_added_where_that_is_not_allowed(boards: list[Board]) -> None:
    rows = exported_rows()
    new = dict.fromkeys(rows[0], "") | {"Short name": "new", "Name": "New board"}
    [fault] = shown([new], new=None).faults
    assert fault.rule == "Rows cannot be added here."


def test_rules_of_the_model_are_faults_with_their_column(boards: list[Board]) -> None:
    rows = exported_rows()
    new = dict.fromkeys(rows[0], "") | {"Short name": "operations", "Name": "Taken"}
    [fault] = shown([new]).faults
    assert (fault.row, fault.column) == (2, "Short name")


def test_two_rows_for_one_record_or_one_value_are_faults(boards: list[Board]) -> None:
    rows = exported_rows()
    assert [fault.column for fault in shown([rows[0], rows[0]]).faults] == [
        "Reference",
        "Reference",
        "Short name",
        "Short name",
    ]
    new = dict.fromkeys(rows[0], "") | {"Short name": "new", "Name": "New"}
    assert [fault.row for fault in shown([new, new]).faults] == [2, 3]
    with pytest.raises(InputRefused):
        stored([new, new])
    assert "New" not in names()


def test_column_that_is_left_out_is_left_alone(boards: list[Board]) -> None:
    rows = [{key: row[key] for key in ("Reference", "Version", "Short name", "Name")} for row in exported_rows()]
    rows[0]["Name"] = "Renamed"
    stored(rows)
    assert Board.objects.unscoped(WHY).get(name="Renamed").about in {"Owns the plan.", ""}
    assert Board.objects.unscoped(WHY).get(key="strategy-board").about == "Owns the plan."


def test_cells_that_a_form_would_refuse_are_refused_here(boards: list[Board]) -> None:
    rows = exported_rows()
    assert shown([rows[0] | {"Name": "x" * 201}]).faults[0].rule == "“Name” has 200 characters at most."
    assert shown([rows[0] | {"Name": ""}]).faults[0].given == "nothing"


def test_thousand_rows_are_stored_in_few_audit_rows(boards: list[Board]) -> None:
    rows = [dict.fromkeys(exported_rows()[0], "") | {"Short name": f"b{n}", "Name": f"Board {n}"} for n in range(1200)]
    before = Event.objects.count()
    plan = stored(rows)
    assert len(plan.added) == 1200 and Event.objects.count() == before + 2
    assert Board.objects.unscoped(WHY).count() == 1202
