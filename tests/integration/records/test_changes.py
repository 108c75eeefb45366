"""A change of a record: what is stored, what is refused, and what is kept for good."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError

from sulis_web.audit.models import Event
from sulis_web.partnership.models import Board, Organisation
from sulis_web.records import operations, queries
from sulis_web.records.conflicts import Conflict
from sulis_web.records.models import NeverDeleted, Revision
from tests.integration.records.people import AT, ROBIN, SAM

LATER = AT + timedelta(minutes=5)


def stored(board: Board) -> Board:
    found: Board = Board.objects.unscoped("a test reads what is stored").get(pk=board.pk)
    return found


def test_create_keeps_first_revision_and_audit_row(board: Board) -> None:
    [revision] = queries.history(board)
    assert (revision.version, revision.what, revision.by) == (1, "created", SAM.person)
    assert revision.after["name"] == "Strategy board" and revision.before == {}
    event = Event.objects.order_by("-seq").first()
    assert (event.action, event.object_type, event.object_id) == ("collect", "partnership.board", board.public_id)
    assert event.fields == tuple(Board.kept)


def test_change_stores_fields_version_revision_and_audit_row(board: Board) -> None:
    fields = {"name": "Violence board", "first_meeting": date(2027, 1, 5)}
    after = operations.change(board, fields=fields, seen_version=1, by=ROBIN, at=LATER, reason="renamed in June")
    assert (after.name, after.version, after.changed_by, after.changed_at) == ("Violence board", 2, ROBIN.person, LATER)
    assert (stored(board).name, stored(board).created_by) == ("Violence board", SAM.person)
    newest = queries.history(board)[0]
    assert newest.before == {"name": "Strategy board", "first_meeting": None}
    assert newest.after == {"name": "Violence board", "first_meeting": "2027-01-05"}
    event = Event.objects.order_by("-seq").first()
    assert (event.action, event.fields, event.reason) == ("alter", ("name", "first_meeting"), "renamed in June")
    assert "Violence" not in repr(vars(event)), "the audit holds digests, not contents"


def test_change_that_changes_nothing_writes_nothing(board: Board) -> None:
    events = Event.objects.count()
    operations.change(board, fields={"name": "Strategy board"}, seen_version=1, by=ROBIN, at=LATER)
    assert stored(board).version == 1 and Revision.objects.count() == 1 and Event.objects.count() == events


def test_only_differing_fields_are_a_change(board: Board) -> None:
    operations.change(board, fields={"name": "Strategy board", "about": "New."}, seen_version=1, by=ROBIN, at=LATER)
    assert queries.history(board)[0].after == {"about": "New."}


def test_change_from_an_old_version_is_a_conflict_that_tells_all_three_states(board: Board) -> None:
    operations.change(board, fields={"about": "Sam's words."}, seen_version=1, by=SAM, at=LATER)
    operations.change(board, fields={"name": "Sam's board"}, seen_version=2, by=SAM, at=LATER)
    with pytest.raises(Conflict) as found:
        operations.change(board, fields={"name": "Robin's", "about": "Robin's"}, seen_version=1, by=ROBIN, at=LATER)
    conflict = found.value
    assert conflict.mine == {"name": "Robin's", "about": "Robin's"}
    assert conflict.theirs == {"name": "Sam's board", "about": "Sam's words."}
    assert conflict.base == {"name": "Strategy board", "about": "Owns the plan."}
    assert [each.version for each in conflict.since] == [3, 2]
    assert stored(board).name == "Sam's board" and stored(board).version == 3


def test_change_that_breaks_a_rule_of_the_model_is_refused_by_field(board: Board) -> None:
    with pytest.raises(ValidationError) as found:
        operations.change(board, fields={"name": "", "cadence": "often"}, seen_version=1, by=SAM, at=LATER)
    assert set(found.value.message_dict) == {"name", "cadence"}
    assert stored(board).version == 1


@pytest.mark.django_db
def test_rule_between_fields_is_checked_before_the_database(board: Board) -> None:
    organisation = Organisation(key="fire", name="Fire", duty="other", member_from=date(2026, 1, 1))
    operations.create(organisation, by=SAM, at=AT)
    with pytest.raises(ValidationError, match="on or after its first"):
        operations.change(organisation, fields={"member_until": date(2025, 1, 1)}, seen_version=1, by=SAM, at=LATER)


def test_value_that_is_taken_is_refused_without_an_unscoped_query(board: Board) -> None:
    with pytest.raises(ValidationError) as found:
        operations.create(Board(key="strategy-board", name="Another"), by=SAM, at=AT)
    assert set(found.value.message_dict) == {"key"}


@pytest.mark.parametrize("name", ["version", "public_id", "changed_by", "key", "no_such_field"])
def test_change_of_a_field_that_is_not_kept_is_a_fault_of_ours(board: Board, name: str) -> None:
    with pytest.raises(TypeError, match=name):
        operations.change(board, fields={name: "x"}, seen_version=1, by=SAM, at=LATER)
    assert stored(board).version == 1


def test_retire_and_restore_keep_the_record_its_history_and_the_audit(board: Board) -> None:
    gone = operations.retire(board, seen_version=1, by=SAM, at=LATER, reason="Merged into another")
    assert gone.is_retired and stored(board).retired_reason == "Merged into another"
    with pytest.raises(ValidationError, match="Bring it back first"):
        operations.change(board, fields={"name": "x"}, seen_version=2, by=SAM, at=LATER)
    back = operations.restore(board, seen_version=2, by=ROBIN, at=LATER, reason="Split again")
    assert not back.is_retired and stored(board).retired_reason == ""
    assert [each.what for each in queries.history(board)] == ["restored", "retired", "created"]
    assert [each.action for each in Event.objects.order_by("-seq")[:2]] == ["restore", "retire"]


def test_retiring_from_an_old_version_is_a_conflict(board: Board) -> None:
    operations.change(board, fields={"about": "New."}, seen_version=1, by=SAM, at=LATER)
    with pytest.raises(Conflict):
        operations.retire(board, seen_version=1, by=ROBIN, at=LATER, reason="Not needed")
    assert not stored(board).is_retired


def test_retiring_twice_is_one_revision(board: Board) -> None:
    operations.retire(board, seen_version=1, by=SAM, at=LATER, reason="Not needed")
    operations.retire(board, seen_version=2, by=SAM, at=LATER, reason="Not needed")
    assert stored(board).version == 2 and Revision.objects.count() == 2


@pytest.mark.parametrize("reason", ["", "   "])
def test_retiring_without_a_reason_is_refused(board: Board, reason: str) -> None:
    with pytest.raises(ValueError, match="takes a reason"):
        operations.retire(board, seen_version=1, by=SAM, at=LATER, reason=reason)


def test_reason_that_is_too_long_is_refused_and_nothing_is_stored(board: Board) -> None:
    with pytest.raises(ValidationError) as found:
        operations.change(board, fields={"about": "New."}, seen_version=1, by=SAM, at=LATER, reason="x" * 401)
    assert "reason" in found.value.message_dict and stored(board).about == "Owns the plan."


def test_record_is_never_deleted(board: Board) -> None:
    with pytest.raises(NeverDeleted, match="retired with a reason"):
        board.delete()
    with pytest.raises(NeverDeleted):
        Board.objects.unscoped("a test tries to delete").filter(pk=board.pk).delete()
    assert stored(board).name == "Strategy board"


def test_audit_that_cannot_be_written_leaves_nothing_of_the_change(board: Board, monkeypatch: Any) -> None:
    def fail(**_given: Any) -> None:
        raise DatabaseError("the audit's disk is full")

    monkeypatch.setattr("sulis_web.records.operations.audit.record", fail)
    with pytest.raises(DatabaseError):
        operations.change(board, fields={"name": "x"}, seen_version=1, by=SAM, at=LATER)
    assert stored(board).name == "Strategy board" and Revision.objects.count() == 1


def test_another_record_named_by_a_field_is_kept_by_its_public_id(board: Board) -> None:
    fire = operations.create(Organisation(key="fire", name="Fire", duty="other"), by=SAM, at=AT)
    operations.change(board, fields={"chair": fire}, seen_version=1, by=SAM, at=LATER)
    assert queries.history(board)[0].after == {"chair": fire.public_id}
    with pytest.raises(Conflict) as found:
        operations.change(board, fields={"chair": None}, seen_version=1, by=ROBIN, at=LATER)
    assert (found.value.mine, found.value.theirs, found.value.base) == (
        {"chair": None},
        {"chair": fire.public_id},
        {"chair": None},
    )
