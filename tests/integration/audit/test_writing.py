"""One event at a time: with its change or not at all, before its disclosure or the disclosure fails, and then for good."""

from __future__ import annotations

import os
import pwd
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from sulis.vocabulary import WrongUsage
from tests.integration.audit.chains import Chain, verified

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def entry(**said: Any) -> Any:
    from sulis_web.audit.values import Action, Actor, Entry

    ours = {"action": Action.ALTER, "actor": Actor(person="p1", organisation="o1"), "object_type": "partnership.board"}
    return Entry(**ours | said)


def disclosed(**said: Any) -> Any:
    from sulis_web.audit.operations import disclose

    return disclose(entry=entry(**said), at=AT)


def written(chain: Chain) -> list[int]:
    return [seq for (seq,) in chain.ask("SELECT seq FROM audit_event ORDER BY seq")]


def test_change_without_a_transaction_is_not_recorded(installed: Chain) -> None:
    from sulis_web.audit.operations import record
    from sulis_web.audit.values import OutsideTransaction

    with pytest.raises(OutsideTransaction):
        record(entry=entry(), at=AT)
    assert written(installed) == []


def test_event_of_a_change_that_is_taken_back_goes_with_it_and_leaves_no_gap(installed: Chain) -> None:
    from sulis_web.audit.operations import record

    disclosed()
    with transaction.atomic():
        record(entry=entry(), at=AT)
        transaction.set_rollback(True)  # the change failed after all
    assert disclosed().seq == 2
    assert written(installed) == [1, 2] and verified(installed).sound


def test_change_whose_event_cannot_be_written_cannot_be_committed_even_when_the_error_is_let_pass(
    installed: Chain,
) -> None:
    from sulis_web.audit.operations import record
    from sulis_web.audit.values import AuditUnavailable

    installed.tell("CREATE TABLE thing (name text)")
    disclosed()
    (installed.home / "audit-key").rename(installed.home / "elsewhere")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO thing VALUES ('changed')")
        with pytest.raises(AuditUnavailable):
            record(entry=entry(), at=AT)
    assert installed.ask("SELECT * FROM thing") == []


def test_disclosure_is_committed_when_it_returns(installed: Chain) -> None:
    event = disclosed(ids=("a", "b"), reason="a look")
    assert installed.ask("SELECT seq, ids, reason FROM audit_event") == [(event.seq, '["a", "b"]', "a look")]


def test_disclosure_inside_a_transaction_is_refused(installed: Chain) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        disclosed()
    assert written(installed) == []


def key_gone(chain: Chain) -> None:
    (chain.home / "audit-key").unlink()


def key_is_none(chain: Chain) -> None:
    (chain.home / "audit-key").write_text("{}")


def table_gone(chain: Chain) -> None:
    chain.tell("DROP TABLE audit_event")


def database_only_to_be_read(chain: Chain) -> None:
    read_only = "SET default_transaction_read_only = on" if chain.address else "PRAGMA query_only = ON"
    with connection.cursor() as cursor:
        cursor.execute(read_only)


def connection_lost(chain: Chain) -> None:
    """As when the server is stopped under a request; SQLite has none, and its file is closed instead."""
    if chain.address:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        chain.tell(f"{others} AND pid <> pg_backend_pid()")
    else:
        connection.connection.close()


@pytest.mark.parametrize("trouble", [key_gone, key_is_none, table_gone, database_only_to_be_read, connection_lost])
def test_disclosure_fails_where_the_audit_cannot_be_written(installed: Chain, trouble: Any) -> None:
    from sulis_web.audit.values import AuditUnavailable

    disclosed()
    trouble(installed)
    with pytest.raises(AuditUnavailable) as refusal:
        disclosed()
    assert refusal.value.remedy
    assert trouble is table_gone or written(installed) == [1]


def test_key_is_never_drawn_anew_once_there_are_events(installed: Chain) -> None:
    from sulis_web.audit.values import AuditUnavailable

    disclosed()
    (installed.home / "audit-key").unlink()
    with pytest.raises(AuditUnavailable):
        disclosed()
    assert not (installed.home / "audit-key").exists()


def test_keys_are_for_their_owner_alone(installed: Chain) -> None:
    disclosed()
    modes = {name: (installed.home / name).stat().st_mode & 0o777 for name in ("audit-key", "audit-signing-key")}
    assert modes == {"audit-key": 0o600, "audit-signing-key": 0o600}


def test_new_key_writes_from_its_event_on_and_the_old_one_still_checks(installed: Chain) -> None:
    import json

    from sulis_web.audit.operations import command_line_actor, rotate_key

    epochs = [disclosed().epoch, rotate_key(actor=command_line_actor(), at=AT).epoch, disclosed().epoch]
    assert epochs == [1, 2, 2] and verified(installed).sound
    path = installed.home / "audit-key"
    kept = json.loads(path.read_text())
    del kept["keys"]["1"]
    path.write_text(json.dumps(kept))
    verdict = verified(installed)
    assert (verdict.first_bad_row, verdict.findings[0].rule) == (1, "key")


ON_BOTH = ["UPDATE audit_event SET reason = 'another'", "DELETE FROM audit_event WHERE seq = 1"]
ON_SQLITE = [
    "INSERT OR REPLACE INTO audit_event SELECT * FROM audit_event",
    "REPLACE INTO audit_event SELECT * FROM audit_event",
]
ON_POSTGRESQL = [
    "TRUNCATE audit_event",
    "INSERT INTO audit_event SELECT * FROM audit_event ON CONFLICT (seq) DO UPDATE SET reason = 'another'",
    "SET session_replication_role = replica; DELETE FROM audit_event",
]


def test_database_refuses_to_change_or_delete_events(installed: Chain) -> None:
    disclosed(reason="as written")
    for statement in ON_BOTH + (ON_POSTGRESQL if installed.address else ON_SQLITE):
        with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
            cursor.execute(statement)
    assert installed.ask("SELECT seq, reason FROM audit_event") == [(1, "as written")]


def test_head_is_exported_with_the_first_event_and_then_when_an_hour_has_passed(installed: Chain) -> None:
    from sulis_web.audit.operations import disclose

    for minutes in (0, 59, 60, 100, 119, 120):
        disclose(entry=entry(), at=AT + timedelta(minutes=minutes))
    exported = [line.split('"seq":')[1] for line in installed.heads_file.read_text().splitlines()]
    assert [int(rest.split(",")[0]) for rest in exported] == [1, 3, 6]
    assert verified(installed).covered == 6


def test_event_is_kept_when_its_head_cannot_be_exported(installed: Chain, settings: Any, caplog: Any) -> None:
    settings.AUDIT_HEADS = installed.home / "records.sqlite3" / "no folder"
    (installed.home / "records.sqlite3").touch()
    assert disclosed().seq == 1
    assert "head was not exported" in caplog.text
    assert written(installed) == [1]


def test_command_that_reads_names_the_systems_user_and_why(installed: Chain) -> None:
    from sulis_web.audit.operations import disclosed_as

    event = disclosed_as(command="people list", object_type="partnership.person", reason=" a check ", at=AT, ids=["x"])
    assert event.person == f"command line: {pwd.getpwuid(os.getuid()).pw_name}"
    assert (event.channel, event.reason, event.object_id) == ("command line", "a check", "sulis people list")
    with pytest.raises(WrongUsage):
        disclosed_as(command="people list", object_type="partnership.person", reason=" ", at=AT)
    assert written(installed) == [1]


def test_migration_goes_down_and_up_again(empty: Chain) -> None:
    empty.run("write", 2, 1)
    empty.run("migrate", "zero")
    empty.run("migrate")
    assert written(empty) == []
    empty.run("write", 2, 1)
    assert written(empty) == [1, 2]


def test_clock_that_went_back_is_a_note_and_no_tampering(installed: Chain) -> None:
    from sulis_web.audit.operations import disclose

    disclosed()
    disclose(entry=entry(), at=AT - timedelta(hours=2))
    verdict = verified(installed, at=AT)
    assert verdict.sound and "the clock went back: row 2 is earlier than row 1" in " ".join(verdict.notes)
