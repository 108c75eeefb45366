"""The room itself: nothing readable on disk, nothing unaudited, one person at a time, and an end that is one."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from sulis.linkage import Act, Judgement, RoomEvent, RoomStatus, Terms, destroy_ended, enter_room, open_room, rooms
from sulis.linkage.ending import CERTIFICATE, UNDER_WAY
from sulis.linkage.workbench import workbench
from sulis.vocabulary import PartWayFailure, WrongUsage
from sulis_web.config.keeping.members import entries_of
from tests.integration.linkage.conftest import AT, TERMS, Office, why
from tests.support.shared import ROOT

AFTER = datetime(2027, 4, 1, tzinfo=UTC)
CANARIES = ("Persephone", "persephone", "Grimshaw", "grimshaw", "BA1 9QQ", "BA19QQ", "2008-05-12", "CANARY-KEY-7")

WORK = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from sulis.linkage import Judgement, RecordRef, Terms, Why, open_room, read_sheet
home, sheets = Path(sys.argv[1]), Path(sys.argv[2])
why = Why("somebody", datetime(2026, 11, 22, tzinfo=UTC), "a test")
with open_room(home, Terms("p", "DPIA", date(2027, 3, 31)), why, record=lambda e: None) as room:
    for source in ("police", "school"):
        room.add_source(source, read_sheet(sheets / f"{source}.csv").rows, why)
    mine = {"record_key": "CANARY-KEY-7", "given_name": "Persephone", "family_name": "Grimshaw",
            "date_of_birth": "12/05/2008", "postcode": "BA1 9QQ"}
    for source in ("a", "b"):
        room.add_source(source, [mine], why)
    room.link(why)
    pairs = room.review_list(50, why, identifiers=True)
    ends = RecordRef("a", "CANARY-KEY-7"), RecordRef("b", "CANARY-KEY-7")
    room.decide(*ends, Judgement.SAME, why)
    room.clusters(why), room.model_report(why), room.keys_out(why)
    print(len(pairs))
"""


def test_no_identifier_reaches_the_disk_anywhere(tmp_path: Path, sheets: Path) -> None:
    """Home, temporary folder and working folder are searched for what was in the sheets, after work of every kind."""
    places = {name: tmp_path / name for name in ("home", "temporary", "here")}
    for place in places.values():
        place.mkdir()
    environment = os.environ | {
        "TMPDIR": str(places["temporary"]),
        "PYTHONPATH": str(ROOT / "src"),
        "HOME": str(places["here"]),
    }
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", WORK, str(places["home"]), str(sheets)], cwd=places["here"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0 and int(done.stdout) > 0, done.stderr
    files = [path for place in places.values() for path in place.rglob("*") if path.is_file()]
    assert len(files) > 6
    found = [(path.name, word) for path in files for word in CANARIES if word.encode() in path.read_bytes()]
    assert found == [] and list(places["temporary"].rglob("*")) == []
    assert done.stderr == "" and not any(word in done.stdout for word in CANARIES)


def test_the_search_for_identifiers_would_find_one(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("Persephone Grimshaw")
    assert any(word.encode() in (tmp_path / "plain").read_bytes() for word in CANARIES)


def test_work_beyond_memory_fails_and_spills_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    table = pa.table({"n": pa.array(range(1000), pa.int32())})
    with pytest.raises(PartWayFailure, match="more memory"), workbench(table) as connection:  # noqa: PT012
        connection.execute("SET memory_limit = '50MB'")
        connection.execute("SELECT a.n, b.n, random() r FROM people a, people b, range(30) ORDER BY r").fetchall()
    assert list(tmp_path.rglob("*")) == []


def test_the_database_in_memory_can_write_no_file(tmp_path: Path) -> None:
    with workbench(pa.table({"n": pa.array([1], pa.int32())})) as connection:
        for statement in (
            f"COPY people TO '{tmp_path}/x.csv'",
            f"ATTACH '{tmp_path}/x.duckdb'",
            "SET enable_external_access = true",
        ):
            with pytest.raises(duckdb.Error):
                connection.execute(statement)
    assert list(tmp_path.iterdir()) == []


def test_folders_and_files_are_their_owners_alone(office: Office) -> None:
    for path in [
        office.home / "linkage",
        *(office.home / "linkage").rglob("*"),
        *(office.home / "linkage-keys").rglob("*"),
    ]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path.name


def test_every_act_is_told_before_it_is_done_and_kept_in_the_room(office: Office) -> None:
    with office.entered() as room:
        (pair,) = room.review_list(1, why("to judge"))
        room.decide(*room.records_of(pair.id), Judgement.DIFFERENT, why("two people"))
        room.undo("d1", why("a slip"))
        room.clusters(why("to see"))
        room.keys_out(why("for the analysis"))
        told = [Act.REVIEW, Act.DECIDE, Act.UNDO, Act.REPORT, Act.KEYS]
        assert [event.act for event in office.told] == told
        assert {(event.room, event.why.by) for event in office.told} == {(office.room, "somebody")}
        assert office.told[-1].count == len(office.truth) and office.told[1].why.reason == "two people"
        assert [act["act"] for act in room.state.acts][-5:] == [act.value for act in told]


def test_what_the_audit_cannot_keep_is_not_done(office: Office) -> None:
    def refuse(event: RoomEvent) -> None:
        raise PartWayFailure("the audit cannot be written", "Try again.")

    before = {path.name: path.read_bytes() for path in office.folder.iterdir()}
    with enter_room(office.home, office.room, why(), record=refuse) as room:
        left, right = list(office.truth)[:2]
        for act in (
            lambda: room.link(why()), lambda: room.review_list(1, why()), lambda: room.keys_out(why()),
            lambda: room.decide(left, right, Judgement.SAME, why()), lambda: room.clusters(why()),
            lambda: room.add_source("x", [{"record_key": "1"}], why()), lambda: room.destroy(why()),
            lambda: room.model_report(why()), lambda: room.quality(office.truth, why()),
        ):  # fmt: skip
            with pytest.raises(PartWayFailure, match="audit"):
                act()
    assert {path.name: path.read_bytes() for path in office.folder.iterdir()} == before
    with pytest.raises(PartWayFailure, match="audit"), open_room(office.home / "new", TERMS, why(), record=refuse):
        pass
    assert not (office.home / "new").exists()


@pytest.mark.parametrize(
    "terms",
    [
        Terms("", "DPIA", date(2027, 1, 1)), Terms("p", " ", date(2027, 1, 1)),
        Terms("p", "DPIA", AT.date() - timedelta(days=1)), Terms("p", "DPIA", AT.date() + timedelta(days=1200)),
    ],
)  # fmt: skip
def test_a_room_without_purpose_assessment_or_a_near_end_is_not_made(tmp_path: Path, terms: Terms) -> None:
    with pytest.raises(WrongUsage), open_room(tmp_path, terms, why(), record=lambda _event: None):
        pass
    assert list(tmp_path.iterdir()) == []


def test_only_one_may_be_in_the_room_and_a_stranger_finds_none(office: Office) -> None:
    with office.entered(), pytest.raises(PartWayFailure, match="somebody else"), office.entered():
        pass
    with (
        pytest.raises(WrongUsage, match="no linkage room"),
        enter_room(office.home, "room-x", why(), record=office.told.append),
    ):
        pass


def test_on_its_last_day_a_room_opens_and_on_the_next_it_is_destroyed(office: Office) -> None:
    with office.entered(datetime(2027, 3, 31, 23, 59, tzinfo=UTC)) as room:
        assert room.name == office.room
    sealed = {path.name for path in office.folder.glob("*.sealed")}
    with pytest.raises(WrongUsage, match="has been destroyed"), office.entered(AFTER):
        pass
    assert {path.name for path in office.folder.iterdir()} == {CERTIFICATE, ".in-use"}
    assert not (office.home / "linkage-keys" / office.room).exists()
    certificate = json.loads((office.folder / CERTIFICATE).read_text())
    assert certificate["impact_assessment"] == TERMS.impact_assessment and set(certificate["files"]) == sealed
    assert (
        sum(certificate["sources"].values()) == len(office.truth) and certificate["destroyed"] == "2027-04-01T00:00:00Z"
    )
    assert [event.act for event in office.told] == [Act.DESTROY] and office.told[0].count == len(office.truth)
    with pytest.raises(WrongUsage, match="was destroyed"), office.entered(AT):  # a clock put back helps nobody
        pass


def test_a_room_that_somebody_is_still_in_ends_under_their_hands(office: Office) -> None:
    with office.entered() as room, pytest.raises(WrongUsage, match="has been destroyed"):
        room.keys_out(why("late", AFTER))
    assert (office.folder / CERTIFICATE).exists()


def test_the_nightly_sweep_ends_what_is_due_and_passes_over_the_rest(office: Office) -> None:
    record = office.told.append
    with open_room(office.home, Terms("longer", "DPIA", date(2027, 6, 30)), why(), record=record) as room:
        longer = room.name
    assert {found.room: found.status for found in rooms(office.home, why("list", AFTER))} == {
        office.room: RoomStatus.ENDED, longer: RoomStatus.OPEN,
    }  # fmt: skip
    assert destroy_ended(office.home, why("nightly", AFTER), record=record) == (office.room,)
    assert destroy_ended(office.home, why("nightly", AFTER), record=record) == ()
    found = {summary.room: summary for summary in rooms(office.home, why("list", AFTER))}
    assert found[office.room].status is RoomStatus.DESTROYED and found[longer].status is RoomStatus.OPEN
    assert found[office.room].certificate is not None


def test_a_destruction_cut_short_is_finished_by_whoever_comes_next(office: Office) -> None:
    with office.entered() as room:
        room.destroy(why("the project is over"))
    (office.folder / CERTIFICATE).rename(office.folder / UNDER_WAY)  # as if killed after the key was gone
    (office.folder / "records-1.sealed").write_bytes(b"left over")
    assert destroy_ended(office.home, why("nightly"), record=office.told.append) == (office.room,)
    assert {path.name for path in office.folder.iterdir()} == {CERTIFICATE, ".in-use"}


def test_a_room_whose_key_is_gone_is_told_and_left_alone(office: Office) -> None:
    (office.home / "linkage-keys" / office.room).unlink()
    (found,) = rooms(office.home, why("list", AFTER))
    assert found.status is RoomStatus.UNREADABLE
    assert destroy_ended(office.home, why("nightly", AFTER), record=office.told.append) == ()
    with pytest.raises(PartWayFailure, match="key of the linkage room"), office.entered():
        pass


def test_backups_hold_the_sealed_room_and_never_its_key(office: Office) -> None:
    kept = {path.relative_to(office.home).as_posix() for path in entries_of(office.home, office.home / "backup-key")}
    assert f"linkage/{office.room}/state.sealed" in kept
    assert not any("linkage-keys" in name for name in kept)


def test_keys_may_lie_in_a_folder_elsewhere(tmp_path: Path) -> None:
    elsewhere = tmp_path / "other disk"
    with open_room(tmp_path / "home", TERMS, why(), record=lambda _event: None, keys=elsewhere) as room:
        name = room.name
    assert (elsewhere / name).exists() and not (tmp_path / "home" / "linkage-keys").exists()
    with enter_room(tmp_path / "home", name, why(), record=lambda _event: None, keys=elsewhere):
        pass
