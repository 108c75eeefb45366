"""Twelve ways to tamper with the events, by somebody who holds the database: each is found, and its first bad row named."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from sulis_web.audit.values import Row
from tests.integration.audit.chains import Chain, connected_as, made, verified

COLUMNS = [field.name for field in fields(Row)][1:]  # all but seq


def unguarded(chain: Chain, *statements: str) -> None:
    """With the triggers out of the way while it lasts, and put back as they were."""
    if chain.address:
        alter = "ALTER TABLE audit_event {} TRIGGER audit_event_no_change".format
        chain.tell(alter("DISABLE"), *statements, alter("ENABLE ALWAYS"))
        return
    triggers = chain.ask("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    chain.tell(*(f"DROP TRIGGER {name}" for name, _ in triggers), *statements, *(sql for _, sql in triggers))


def copy_of_row(seq: int, into: int) -> str:
    columns = ", ".join(f'"{name}"' for name in COLUMNS)
    return f"INSERT INTO audit_event (seq, {columns}) SELECT {into}, {columns} FROM audit_event WHERE seq = {seq}"


def chained_anew(chain: Chain, first: int, **changes: str) -> None:
    """From a row on, with the installation's own key: what somebody can do who has stolen it."""
    from sulis_web.audit.chain import sealed
    from sulis_web.audit.keys import read_keys

    keys = read_keys(chain.home / "audit-key")
    before, statements = "", []
    for row in rows_of(chain):
        if row.seq < first:
            before = row.hash
            continue
        row = sealed(replace(row, previous=before, **(changes if row.seq == first else {})), keys.newest)
        said = "".join(f", {name} = '{value}'" for name, value in changes.items()) if row.seq == first else ""
        statements.append(
            f"UPDATE audit_event SET previous = '{row.previous}', hash = '{row.hash}'{said} WHERE seq = {row.seq}"
        )
        before = row.hash
    unguarded(chain, *statements)


def rows_of(chain: Chain) -> list[Any]:
    from sulis_web.audit import queries

    with connected_as(chain) as alias:
        return list(queries.rows(using=alias))


def edit(chain: Chain, tmp_path: Path) -> None:
    unguarded(chain, "UPDATE audit_event SET reason = 'another' WHERE seq = 17")


def delete(chain: Chain, tmp_path: Path) -> None:
    unguarded(chain, "DELETE FROM audit_event WHERE seq = 17")


def reorder(chain: Chain, tmp_path: Path) -> None:
    swap = [(17, -1), (18, 17), (-1, 18)]
    unguarded(chain, *(f"UPDATE audit_event SET seq = {to} WHERE seq = {of}" for of, to in swap))


def insert(chain: Chain, tmp_path: Path) -> None:
    shift = ["UPDATE audit_event SET seq = -seq WHERE seq >= 17", "UPDATE audit_event SET seq = 1 - seq WHERE seq < 0"]
    unguarded(chain, *shift, copy_of_row(9, into=17))


def truncate_tail(chain: Chain, tmp_path: Path) -> None:
    unguarded(chain, "DELETE FROM audit_event WHERE seq >= 44")


def swap_actor(chain: Chain, tmp_path: Path) -> None:
    unguarded(chain, "UPDATE audit_event SET person = 'somebody-else' WHERE seq = 23")


def change_time(chain: Chain, tmp_path: Path) -> None:
    second = "at + interval '1 second'" if chain.address else "strftime('%Y-%m-%d %H:%M:%f', at, '+1 second')"
    unguarded(chain, f"UPDATE audit_event SET at = {second} WHERE seq = 23")


def chain_anew_with_the_key(chain: Chain, tmp_path: Path) -> None:
    chained_anew(chain, 37, person="somebody-else")


def clone_another_installation(chain: Chain, tmp_path: Path) -> None:
    """Its rows in place of ours: whole in themselves, and not ours."""
    other = made(tmp_path / "other")
    other.run("write", 60, 1)
    rows = other.ask(f"SELECT seq, {', '.join(COLUMNS)} FROM audit_event")
    names = ", ".join(f'"{name}"' for name in ("seq", *COLUMNS))
    values = ", ".join("(" + ", ".join(literal(value) for value in row) + ")" for row in rows)
    unguarded(chain, "DELETE FROM audit_event", f"INSERT INTO audit_event ({names}) VALUES {values}")


def literal(value: object) -> str:
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


def restore_old_backup(chain: Chain, tmp_path: Path) -> None:
    """As it was at row 40, by a later hand: the application went on writing."""
    unguarded(chain, "DELETE FROM audit_event WHERE seq > 40")
    heads = (chain.home / "audit-heads", tmp_path / "aside")
    heads[0].rename(heads[1])  # what was exported is on another machine
    chain.run("write", 25, 1)
    shutil.rmtree(heads[0], ignore_errors=True)
    heads[1].rename(heads[0])


def disable_trigger(chain: Chain, tmp_path: Path) -> None:
    name = "audit_event_no_change" if chain.address else "audit_event_no_delete"
    chain.tell(f"ALTER TABLE audit_event DISABLE TRIGGER {name}" if chain.address else f"DROP TRIGGER {name}")


def drop_table(chain: Chain, tmp_path: Path) -> None:
    chain.tell("DROP TABLE audit_event")


TAMPERINGS = [
    (edit, "hash", 17),
    (delete, "continuity", 17),
    (reorder, "previous", 17),
    (insert, "previous", 17),
    (truncate_tail, "head", 44),
    (swap_actor, "hash", 23),
    (change_time, "hash", 23),
    (chain_anew_with_the_key, "head", 37),
    (clone_another_installation, "installation", 1),
    (restore_old_backup, "head", 41),
    (disable_trigger, "triggers", None),
    (drop_table, "table", 1),
]


def test_chain_as_it_was_written_is_sound(chain: Chain) -> None:
    verdict = verified(chain)
    assert verdict.sound and verdict.findings == ()
    assert (verdict.rows, verdict.covered, verdict.heads) == (60, 50, 3)
    assert verdict.notes == ("rows 51 to 60 are newer than the last exported head",)


@pytest.mark.parametrize(("tamper", "rule", "first"), TAMPERINGS, ids=[one[0].__name__ for one in TAMPERINGS])
def test_tampering_is_found_and_its_first_bad_row_named(
    chain: Chain, tmp_path: Path, tamper: Callable[[Chain, Path], None], rule: str, first: int | None
) -> None:
    tamper(chain, tmp_path)
    verdict = verified(chain)
    assert not verdict.sound
    assert verdict.first_bad_row == first
    assert rule in {found.rule for found in verdict.findings if found.seq == first}


def test_tampering_after_the_last_head_with_the_key_is_what_cannot_be_seen(chain: Chain) -> None:
    """The limit that the documents state: an hour at most."""
    chained_anew(chain, 51, person="somebody-else")
    assert verified(chain).sound
    chained_anew(chain, 50, person="somebody-else")
    assert verified(chain).first_bad_row == 50


def test_chain_made_anew_with_the_key_shows_from_which_row_on(chain: Chain) -> None:
    for first in (49, 31, 30, 2, 1):
        chained_anew(chain, first, reason=f"no. {first}")
        assert verified(chain).first_bad_row == first


@pytest.mark.parametrize(
    ("lines", "given"),
    [
        (lambda lines: [lines[0], lines[2]], "line 2 of the heads does not follow from the line before it"),
        (lambda lines: lines[1:], "line 1 of the heads does not follow from the line before it"),
        (lambda lines: [lines[0].replace('"seq":1', '"seq":2'), *lines[1:]], "line 1 of the heads is not signed"),
        (lambda lines: ["{}\n", *lines], "line 1 of the heads is no head"),
    ],
    ids=["left out", "first left out", "altered", "no head"],
)
def test_heads_that_were_tampered_with_are_found(chain: Chain, lines: Any, given: str) -> None:
    text = chain.heads_file.read_text().splitlines(keepends=True)
    chain.heads_file.write_text("".join(lines(text)))
    found = [one for one in verified(chain).findings if one.rule == "heads file"]
    assert found and found[0].given.startswith(given)


def test_heads_that_are_gone_are_found_when_the_last_event_is_hours_old(chain: Chain) -> None:
    from datetime import UTC, datetime, timedelta

    chain.heads_file.unlink()
    assert verified(chain).sound, "an installation of this minute has no head yet"
    late = verified(chain, at=datetime.now(UTC) + timedelta(hours=3))
    assert [found.rule for found in late.findings] == ["heads file"]


def test_heads_that_end_hours_before_the_last_event_are_found(chain: Chain) -> None:
    """Lines taken off the end, or an export that fails: either leaves more open than the hour that the documents state."""
    from datetime import timedelta

    from sulis_web.audit.chain import sealed
    from sulis_web.audit.keys import read_keys
    from sulis_web.audit.models import Event

    last = rows_of(chain)[-1]
    late = replace(last, seq=last.seq + 1, previous=last.hash, at=last.at + timedelta(hours=3))
    row = sealed(late, read_keys(chain.home / "audit-key").newest)
    with connected_as(chain) as alias:
        Event(**{field.name: getattr(row, field.name) for field in fields(Row)}).save(using=alias, force_insert=True)
    assert [(found.rule, found.seq) for found in verified(chain).findings] == [("heads file", None)]


def test_line_that_a_crash_cut_short_is_passed_over_and_then_replaced(chain: Chain) -> None:
    whole = chain.heads_file.read_bytes()
    chain.heads_file.write_bytes(whole + whole[:200])
    assert verified(chain).sound
    chain.run("head")
    assert chain.heads_file.read_bytes().startswith(whole)
    assert json.loads(chain.heads_file.read_text().splitlines()[3])["seq"] == 60
    assert verified(chain).covered == 60


def test_head_that_is_exported_while_the_chain_is_read_is_left_to_the_next_reading(chain: Chain) -> None:
    from sulis_web.audit.heads import lines

    begun = lines(chain.heads_file)
    chain.run("head")
    assert [len(list(begun)), len(list(lines(chain.heads_file)))] == [3, 4]


def test_row_that_cannot_be_read_is_named(chain: Chain) -> None:
    unguarded(chain, "UPDATE audit_event SET ids = 'no list' WHERE seq = 33")
    assert verified(chain).first_bad_row == 33


def test_verifying_changes_nothing(chain: Chain) -> None:
    before = chain.ask("SELECT * FROM audit_event ORDER BY seq"), chain.heads_file.read_bytes()
    verified(chain)
    assert (chain.ask("SELECT * FROM audit_event ORDER BY seq"), chain.heads_file.read_bytes()) == before
