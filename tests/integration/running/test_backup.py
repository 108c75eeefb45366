"""A backup is the whole of a home but its own key, and comes back as it was."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from sulis.store.home import writing
from tests.integration.running.conftest import Kept
from tests.integration.running.homes import contents, make_home, rows
from tests.integration.running.processes import environment
from tests.support.command import sulis


def test_restored_home_is_the_home_that_was_kept(kept: Kept) -> None:
    answer = kept.restore("new")
    assert answer.code == 0, answer.out
    assert contents(kept.folder / "new") == contents(kept.home)
    assert rows(kept.folder / "new") == rows(kept.home)
    assert answer.document["tables"] == {"audit_event": 40, "django_migrations": 1, "thing": 500}
    assert answer.document["audit_head"] == {"seq": 40, "hash": f"{40:064x}"}
    assert (kept.folder / "new").stat().st_mode & 0o777 == 0o700
    assert sorted(path.name for path in kept.folder.iterdir()) == ["copy.backup", "home", "key", "new"]


def test_key_is_never_inside_the_backup(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home")
    first = sulis("backup", "--to", tmp_path / "one.backup", "--home", home, "--json")
    assert first.document["key_drawn"] and (home / "backup-key").stat().st_mode & 0o777 == 0o600
    (home / "elsewhere").mkdir()
    (home / "backup-key").rename(home / "elsewhere" / "renamed")  # still the key, under another name
    key = home / "elsewhere" / "renamed"
    assert sulis("backup", "--to", tmp_path / "two.backup", "--home", home, "--key", key).code == 0
    for name in ("one", "two"):
        answer = sulis("restore", tmp_path / f"{name}.backup", "--home", tmp_path / name, "--key", key, "--json")
        assert answer.code == 0, answer.out
        secret = key.read_bytes()
        assert [
            path for path in (tmp_path / name).rglob("*") if path.is_file() and secret.strip() in path.read_bytes()
        ] == []


def test_nothing_of_the_home_is_readable_in_the_file(kept: Kept) -> None:
    raw = kept.file.read_bytes()
    for words in (b"secret-key", b"SQLite format", b"words", b"Public", b"manifest", kept.key.read_bytes().strip()):
        assert words not in raw
    assert kept.file.stat().st_mode & 0o777 == 0o600


def test_two_backups_of_one_home_share_no_bytes(kept: Kept) -> None:
    again = kept.folder / "again.backup"
    assert sulis("backup", "--to", again, "--home", kept.home, "--key", kept.key).code == 0
    first, second = kept.file.read_bytes()[-4096:], again.read_bytes()[-4096:]
    assert first != second and first[:16] not in again.read_bytes()


def test_backup_holds_rows_still_in_the_write_ahead_log(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home", size=3000)
    with closing(sqlite3.connect(home / "records.sqlite3")) as open_writer:
        open_writer.execute("INSERT INTO audit_event VALUES (41, 'the newest')")
        open_writer.commit()
        assert (home / "records.sqlite3-wal").stat().st_size > 0
        open_writer.execute("INSERT INTO audit_event VALUES (42, 'not committed')")
        assert sulis("backup", "--to", tmp_path / "b", "--home", home, "--key", tmp_path / "key").code == 0
    answer = sulis("restore", tmp_path / "b", "--home", tmp_path / "new", "--key", tmp_path / "key", "--json")
    assert answer.document["audit_head"] == {"seq": 41, "hash": "the newest"}


def test_backup_into_a_folder_is_named_by_the_time(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home", size=3000)
    (tmp_path / "copies").mkdir()
    answer = sulis("backup", "--to", tmp_path / "copies", "--home", home, "--json")
    made = answer.document["made"]
    assert Path(answer.document["file"]).name == f"sulis-{made[:13]}{made[14:16]}{made[17:19]}Z.backup"


def test_backup_refuses_what_it_must_not_write_over_or_into(kept: Kept) -> None:
    before = kept.file.read_bytes()
    over = sulis("backup", "--to", kept.file, "--home", kept.home, "--key", kept.key, "--json")
    inside = sulis("backup", "--to", kept.home / "b", "--home", kept.home, "--key", kept.key, "--json")
    nowhere = sulis("backup", "--to", kept.folder / "no" / "b", "--home", kept.home, "--key", kept.key, "--json")
    no_home = sulis("backup", "--to", kept.folder / "b", "--home", kept.folder / "typo", "--json")
    assert [answer.code for answer in (over, inside, nowhere, no_home)] == [2, 2, 2, 2]
    assert "never replaces one" in over.document["remedy"] and "outside the home" in inside.document["remedy"]
    assert kept.file.read_bytes() == before and not (kept.folder / "typo").exists()


def test_backup_while_a_delivery_is_under_way_is_refused(kept: Kept) -> None:
    with writing(kept.home):
        answer = sulis("backup", "--to", kept.folder / "b", "--home", kept.home, "--key", kept.key, "--json")
    assert answer.code == 4 and "another process is writing" in answer.document["error"]
    assert not (kept.folder / "b").exists()


def test_restore_never_goes_over_a_home(kept: Kept) -> None:
    before = contents(kept.home)
    answer = kept.restore("home")
    assert answer.code == 2 and "none is written over" in answer.document["remedy"]
    assert contents(kept.home) == before
    (kept.folder / "empty").mkdir()
    assert kept.restore("empty").code == 0, "an empty folder is no home"


def test_restore_with_another_key_says_which_is_which(kept: Kept) -> None:
    other = kept.folder / "other"
    other.write_text("ab" * 32 + "\n", "utf-8")
    other.chmod(0o600)
    answer = sulis("restore", kept.file, "--home", kept.folder / "new", "--key", other, "--json")
    assert answer.code == 2 and "was made with key" in answer.document["error"]
    other.chmod(0o644)
    assert (
        "chmod 600"
        in sulis("restore", kept.file, "--home", kept.folder / "new", "--key", other, "--json").document["remedy"]
    )
    other.write_text("not a key", "utf-8")
    other.chmod(0o600)
    assert (
        "holds no backup key"
        in sulis("restore", kept.file, "--home", kept.folder / "new", "--key", other, "--json").document["error"]
    )
    assert not (kept.folder / "new").exists()


def test_records_from_sqlite_do_not_go_into_postgresql(kept: Kept, monkeypatch: object) -> None:
    monkeypatch.setenv("SULIS_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")  # type: ignore[attr-defined]
    answer = kept.restore("new")
    assert answer.code == 2 and "not moved from one kind of database to another" in answer.document["remedy"]
    assert not (kept.folder / "new").exists()


def test_memory_stays_small_however_large_the_home(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home", size=240_000_000)
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from sulis_cli.main import run\n"
        "code = run(sys.argv[1:])\n"
        "peak = next(line for line in Path('/proc/self/status').read_text().splitlines() if line.startswith('VmHWM'))\n"
        "print(code, int(peak.split()[1]) // 1024)"
    )
    for words in (
        ("backup", "--to", tmp_path / "b", "--home", home, "--key", tmp_path / "key"),
        ("restore", tmp_path / "b", "--home", tmp_path / "new", "--key", tmp_path / "key"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", program, *map(str, words)],
            env=environment(), capture_output=True, text=True, check=True,
        )  # fmt: skip
        code, megabytes = done.stdout.split()[-2:]
        assert code == "0" and int(megabytes) < 120, f"{megabytes} MB for a home of 240 MB"
