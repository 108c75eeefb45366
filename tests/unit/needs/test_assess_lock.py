"""`sulis assess --lock`: the same bytes from the same releases and files, and a refusal that names what is gone or differs."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree

import pytest

from sulis.store import Store, open_store
from tests.support.command import Answer, sulis
from tests.support.needs_store import ALDERMERE

LOCK = "assessment.lock.json"


@pytest.fixture
def made(small_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own in ``home``, partnership files of their own in ``files``, and an assessment of it in ``first``."""
    copytree(small_store.home, tmp_path / "home")
    copytree("partnerships", tmp_path / "files")
    monkeypatch.setenv("SULIS_PARTNERSHIPS", str(tmp_path / "files"))
    words = ("--area", ALDERMERE, "--from", "2023-01", "--to", "2023-04", "--partnership", "made_up")
    answer = sulis("assess", *words, "--home", tmp_path / "home", "--out", tmp_path / "first", "--json")
    assert answer.code == 0 and LOCK in answer.document["files"], answer
    return tmp_path


def again(made: Path, *more: object) -> Answer:
    lock = made / "first" / LOCK
    return sulis("assess", "--lock", lock, "--home", made / "home", "--out", made / "second", "--json", *more)


def held(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_same_bytes_of_every_file_come_again_though_a_release_was_withdrawn_since(made: Path) -> None:
    home = made / "home"
    gone = next(release.id for release in open_store(home).releases("incidents"))
    assert sulis("releases", "withdraw", gone, "--reason", "a test", "--home", home, "--json").code == 0
    answer = again(made)
    assert answer.code == 0, answer
    before, after = held(made / "first"), held(made / "second")
    assert {"assessment.docx", "assessment.html", "assessment.json", "assessment.pdf", LOCK} <= set(before)
    assert before == after


def test_file_that_was_changed_since_is_named_and_nothing_is_written(made: Path) -> None:
    changed = made / "files" / "made_up" / "overlaps.toml"
    changed.write_text(changed.read_text("utf-8") + "\n# more\n", encoding="utf-8")
    (made / "files" / "made_up" / "overlaps.toml.old").write_text("not read", encoding="utf-8")
    answer = again(made)
    assert answer.code == 3
    assert "made_up/overlaps.toml, which is changed since" in answer.document["error"]
    assert not (made / "second").exists()


def test_release_that_is_not_here_and_another_version_of_the_software_are_refused(made: Path) -> None:
    path = made / "first" / LOCK
    lock = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(lock | {"releases": ["incidents-nowhere-2023-01-v1"]}), encoding="utf-8")
    answer = again(made)
    assert answer.code == 2 and "incidents-nowhere-2023-01-v1" in answer.document["error"]
    path.write_text(json.dumps(lock | {"software": "sulis 99"}), encoding="utf-8")
    answer = again(made)
    assert answer.code == 3 and "sulis 99" in answer.document["error"]


@pytest.mark.parametrize("text", ["", "[]", '{"version": 1}', "not json", '{"definitions": 3, "releases": 4}'])
def test_what_is_no_lock_is_refused(made: Path, text: str) -> None:
    (made / "first" / LOCK).write_text(text, encoding="utf-8")
    answer = again(made)
    assert answer.code == 3 and "is no lock" in answer.document["error"]


def test_lock_takes_no_option_that_it_holds_and_needs_a_reason_where_it_read_an_extract(made: Path) -> None:
    assert again(made, "--area", ALDERMERE).code == 2
    path = made / "first" / LOCK
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"restricted": True}), encoding="utf-8")
    answer = again(made)
    assert answer.code == 2 and "--reason" in answer.document["remedy"]
