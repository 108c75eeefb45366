"""The encrypted home: who can open it, what is noticed, and what a backup carries."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sulis.store import open_store
from sulis.vocabulary import PartWayFailure, WrongUsage
from tests.integration.audit.chains import Chain, made
from tests.integration.door.conftest import MAPPINGS, load, read
from tests.support.command import sulis

QUARTER = "SELECT count(*) FROM youth_cases"


@pytest.fixture(scope="module")
def kept(sent: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("restricted") / "home"
    for quarter in ("q1", "q2"):
        load(home, MAPPINGS["*_yjs_cases_*.csv"], sent / f"mereshire_yjs_cases_2024-{quarter}.csv")
    return home


@pytest.fixture
def home(kept: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(kept, tmp_path / "home"))


def sealed(home: Path) -> list[Path]:
    return sorted((home / "restricted").rglob("*.sealed"))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_folder_and_key_are_the_owners_alone(kept: Path) -> None:
    assert (mode(kept / "restricted"), mode(kept / "restricted-key")) == (0o700, 0o600)
    assert len(sealed(kept)) == 2 and all(b"PAR1" not in path.read_bytes() for path in sealed(kept))


def test_every_changed_byte_is_refused(home: Path) -> None:
    file = sealed(home)[0]
    whole = file.read_bytes()
    for place in (0, 7, 20, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(PartWayFailure, match="changed"):
            read(home, QUARTER, "youth_cases")
    for cut in (whole[:-1], whole[: len(whole) // 2], b"", whole + b"\0"):
        file.write_bytes(cut)
        with pytest.raises(PartWayFailure, match="changed"):
            read(home, QUARTER, "youth_cases")


def test_file_in_anothers_place_is_refused(home: Path) -> None:
    first, second = sealed(home)
    held = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(held)
    with pytest.raises(PartWayFailure, match="changed"):
        read(home, QUARTER, "youth_cases")


def test_lost_key_is_told_in_words_and_no_new_one_is_drawn(home: Path, sent: Path) -> None:
    (home / "restricted-key").unlink()
    with pytest.raises(PartWayFailure, match="key of the restricted releases") as told:
        read(home, QUARTER, "youth_cases")
    assert "copy that is kept apart" in told.value.remedy
    answer = sulis(
        "ingest",
        "file",
        "--mapping",
        "example_youth_needs",
        sent / "mereshire_yjs_needs_2024-q1.csv",
        "--home",
        home,
        "--json",
    )
    assert answer.code == 4 and "restricted-key" in answer.document["error"]
    assert not (home / "restricted-key").exists()


PEOPLE = "SELECT DISTINCT person_key FROM youth_cases ORDER BY 1"


def test_two_homes_with_one_key_give_a_person_two_keys_and_one_home_gives_one(
    sent: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SULIS_RESTRICTED_KEY_FILE", str(tmp_path / "shared-key"))
    homes, mapping = [tmp_path / "one", tmp_path / "two"], MAPPINGS["*_yjs_cases_*.csv"]
    for here in homes:
        load(here, mapping, sent / "mereshire_yjs_cases_2024-q1.csv")
    one, two = ({row[0] for row in read(here, PEOPLE, "youth_cases")} for here in homes)
    assert one and len(one) == len(two) and not one & two
    assert mode(homes[0] / "restricted-salt") == 0o600
    moved = Path(shutil.copytree(homes[0], tmp_path / "moved"))
    for here in (homes[0], moved):
        load(here, mapping, sent / "mereshire_yjs_cases_2024-q2.csv")
    after = [{row[0] for row in read(here, PEOPLE, "youth_cases")} for here in (homes[0], moved)]
    assert after[0] == after[1] and one < after[0]


def test_lost_salt_is_told_and_no_new_one_is_drawn(home: Path, sent: Path) -> None:
    (home / "restricted-salt").unlink()
    given = sent / "mereshire_yjs_cases_2024-q2.csv"
    changed = home.parent / given.name
    changed.write_bytes(given.read_bytes().rsplit(b"\n", 2)[0] + b"\n")
    answer = sulis("ingest", "file", "--mapping", MAPPINGS["*_yjs_cases_*.csv"], changed, "--home", home, "--json")
    assert answer.code == 4 and "restricted-salt" in answer.document["error"]
    assert not (home / "restricted-salt").exists()


def test_other_homes_key_opens_nothing(home: Path) -> None:
    (home / "restricted-key").write_text("ab" * 32 + "\n", encoding="ascii")
    with pytest.raises(PartWayFailure, match="sealed with another key"):
        read(home, QUARTER, "youth_cases")


def test_nothing_is_read_without_a_note_and_nothing_is_there_unasked(home: Path) -> None:
    with pytest.raises(WrongUsage, match="only where the read is noted"):
        open_store(home).connect(restricted=("youth_cases",))
    with open_store(home).connect() as connection:
        tables = {row[0] for row in connection.execute("SELECT table_name FROM information_schema.tables").fetchall()}
    assert "youth_cases" not in tables and "places" in tables


def test_note_that_fails_lets_nothing_be_read(home: Path) -> None:
    (home / "restricted-key").unlink()  # would be missed first, if a file were opened first

    def broken(ids: tuple[str, ...]) -> None:
        raise RuntimeError(f"the audit is away for {len(ids)}")

    with pytest.raises(RuntimeError, match="away for 2"):
        open_store(home).connect(restricted=("youth_cases",), record=broken)


@pytest.fixture(scope="module")
def audited(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Chain:
    """An installation with an audit, and the restricted releases in its home."""
    chain = made(tmp_path_factory.mktemp("audited") / "home")
    shutil.copytree(kept, chain.home, dirs_exist_ok=True)
    (chain.home / "secret-key").touch()
    return chain


def call(chain: Chain, *words: str) -> tuple[int, Any]:
    done = subprocess.run(
        [sys.executable, "-c", "from sulis_cli.main import main; main()", *words, "--home", str(chain.home), "--json"],
        env=chain.environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, json.loads(done.stdout)


def events(chain: Chain) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in chain.ask("SELECT action, object_type, reason, ids FROM audit_event ORDER BY seq")]


def test_command_counts_with_a_reason_that_is_in_the_audit(audited: Chain, tmp_path: Path) -> None:
    chain = audited.copied(tmp_path / "home")
    code, told = call(chain, "restricted", "count", "youth_cases", "--by", "sex", "--reason", "the yearly assessment")
    assert code == 0 and sum(row["count"] for row in told["counts"]) == 150
    ((action, kind, reason, ids),) = events(chain)
    assert (action, kind, reason) == ("consult", "store.release", "the yearly assessment")
    assert json.loads(ids) == told["releases"] and len(told["releases"]) == 2
    code, told = call(chain, "restricted", "count", "youth_cases", "--people", "--reason", "the yearly assessment")
    assert told["counts"] == [{"value": None, "count": 125}] and len(events(chain)) == 2


def test_command_without_reason_or_audit_reads_nothing(audited: Chain, tmp_path: Path) -> None:
    chain = audited.copied(tmp_path / "home")
    code, told = call(chain, "restricted", "count", "youth_cases")
    assert code == 2 and "no reason" in told["error"] and events(chain) == []
    (chain.home / "secret-key").unlink()
    code, told = call(chain, "restricted", "count", "youth_cases", "--reason", "a look")
    assert code == 2 and "no audit" in told["error"] and "counts" not in told


def test_command_does_not_count_by_a_key(audited: Chain) -> None:
    code, told = call(audited, "restricted", "count", "youth_cases", "--by", "person_key", "--reason", "a look")
    assert code == 2 and "person_key" in told["error"]


def test_audit_that_cannot_be_written_lets_nothing_be_read(audited: Chain, tmp_path: Path) -> None:
    chain = audited.copied(tmp_path / "home")
    chain.tell("DROP TABLE audit_event")
    code, told = call(chain, "restricted", "count", "youth_cases", "--reason", "a look")
    assert code != 0 and "counts" not in told


def test_backup_carries_restricted_releases_and_their_key(audited: Chain, tmp_path: Path) -> None:
    home, copy, key = audited.home, tmp_path / "copy.backup", tmp_path / "key"
    assert sulis("backup", "--to", copy, "--home", home, "--key", key).code == 0
    for file in sealed(home):
        assert file.read_bytes()[20:60] not in copy.read_bytes()
    assert (home / "restricted-key").read_bytes().strip() not in copy.read_bytes()
    answer = sulis("restore", copy, "--home", tmp_path / "back", "--key", key)
    assert answer.code == 0, answer.out + answer.err
    assert (mode(tmp_path / "back" / "restricted"), mode(tmp_path / "back" / "restricted-key")) == (0o700, 0o600)
    assert read(tmp_path / "back", QUARTER, "youth_cases") == [(150,)]


def test_key_kept_elsewhere_is_not_in_the_backup(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "safe" / "key"
    elsewhere.parent.mkdir()
    (home / "restricted-key").rename(elsewhere)
    monkeypatch.setenv("SULIS_RESTRICTED_KEY_FILE", str(elsewhere))
    assert read(home, QUARTER, "youth_cases") == [(150,)]
    (home / "secret-key").touch()
    assert [
        path for path in home.rglob("*") if path.is_file() and elsewhere.read_bytes().strip() in path.read_bytes()
    ] == []
