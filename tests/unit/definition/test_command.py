"""`sulis definition` as others script it: one JSON document, and the exit codes of the contract."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer

from sulis_cli import definition
from tests.support.shared import ROOT
from tests.unit.catalogue.definition_text import RIGHT


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run one call; gives its exit code and what it printed on standard output and standard error."""
    from sulis_cli import main

    app = typer.Typer()
    definition.register(app)
    monkeypatch.setattr(main, "app", app)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main.run(["definition", *arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_check_of_the_catalogue_accepts_every_file(run: Any) -> None:
    code, out, _ = run("check", str(ROOT / "catalogue/violence"), "--json")
    document = json.loads(out)
    assert (code, document["verdict"]) == (0, "accepted")
    assert {one["ref"] for one in document["files"]} >= {"avon_and_somerset_2024@1", "police_uk_proxy@1"}


def test_check_of_a_faulty_file_is_refused_with_every_fault(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_text(RIGHT.replace("titl", "titel").replace("version = 1", "version = 1.5"), encoding="utf-8")
    code, out, _ = run("check", str(path), "--json")
    document = json.loads(out)
    assert code == 3
    assert set(document) == {"error", "remedy", "faults"}
    assert {fault["column"] for fault in document["faults"]} >= {"titele", "version"}
    code, out, err = run("check", str(path))
    assert (code, out) == (3, "")
    assert "row 2, column version" in err


def test_check_of_two_files_of_one_name_is_refused(run: Any, tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(RIGHT, encoding="utf-8")
    code, out, _ = run("check", str(tmp_path), "--json")
    assert code == 3
    assert "small@1" in json.loads(out)["faults"][0]["given"]


@pytest.mark.parametrize(
    "arguments", [("check", "absent.toml"), ("show", "nothing"), ("compare", "police_uk_proxy", "x")]
)
def test_absent_file_or_name_is_wrong_usage(run: Any, arguments: tuple[str, ...]) -> None:
    code, out, _ = run(*arguments, "--json")
    assert code == 2
    assert set(json.loads(out)) == {"error", "remedy"}


def test_empty_folder_is_wrong_usage(run: Any, tmp_path: Path) -> None:
    assert run("check", str(tmp_path))[0] == 2


def test_show_ends_with_what_the_source_cannot_express(run: Any) -> None:
    code, out, _ = run("show", "police_uk_proxy")
    assert code == 0
    assert "people of every age are counted (over-counts)" in out
    document = json.loads(run("show", "police_uk_proxy", "--json")[1])
    assert document["ref"] == "police_uk_proxy@1"
    assert {one["effect"] for one in document["unexpressed"]} == {"over-counts", "under-counts"}


def test_list_and_compare_answer_in_json(run: Any) -> None:
    refs = [row["ref"] for row in json.loads(run("list", "--json")[1])]
    assert refs == sorted(refs)
    compared = json.loads(run("compare", *refs[:2], "--json")[1])
    assert compared["differences"]
