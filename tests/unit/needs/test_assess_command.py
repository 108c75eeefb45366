from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from sulis.store import Store
from tests.support.command import Answer, sulis
from tests.support.needs_store import ALDERMERE


def ask(store: Store, *more: object, area: str = ALDERMERE, first: str = "2023-01", last: str = "2023-04") -> Answer:
    return sulis("assess", "--area", area, "--from", first, "--to", last, "--home", store.home, "--json", *more)


def test_assess_writes_data_and_prints_where(small_store: Store, tmp_path: Path) -> None:
    out = tmp_path / "made" / "here"
    answer = ask(small_store, "--out", out, "--no-documents")
    assert answer.code == 0, answer
    assert set(answer.document) == {"out", "files", "caveats"}
    assert answer.document["out"] == str(out)
    found = sorted(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file())
    assert found == answer.document["files"]
    assert "assessment.json" in found
    assert "figures/trend-monthly-1.csv" in found
    assert {"missing-months", "snap-points"} <= {caveat["code"] for caveat in answer.document["caveats"]}


def test_assess_writes_every_document(small_store: Store, tmp_path: Path) -> None:
    answer = ask(small_store, "--out", tmp_path)
    assert {f"assessment.{ending}" for ending in ("json", "html", "docx", "pdf")} <= set(answer.document["files"])
    assert (tmp_path / "assessment.pdf").read_bytes().startswith(b"%PDF")


def test_series_of_the_json_is_the_contracts(small_store: Store, tmp_path: Path) -> None:
    ask(small_store, "--out", tmp_path, "--no-documents")
    series = json.loads((tmp_path / "assessment.json").read_text(encoding="utf-8"))["series"]
    assert len(series) == 14 * 4
    assert set(series[0]) == {
        "indicator", "category", "area", "period", "status", "rows", "count", "rate_per_100k", "rate_low", "rate_high",
        "count_low", "count_high", "level", "method", "population_year", "caveats",
    }  # fmt: skip
    missing = [one for one in series if one["period"] == "2023-03"]
    assert {one["status"] for one in missing} == {"missing"}
    assert {one[key] for one in missing for key in ("rows", "count", "rate_per_100k", "count_low", "rate_high")} == {
        None
    }


def test_second_run_replaces_the_first_and_leaves_other_files(small_store: Store, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    ask(small_store, "--out", tmp_path)
    ask(small_store, "--out", tmp_path, "--no-documents", last="2023-02")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "assessment.json",
        "assessment.lock.json",
        "figures",
        "notes.txt",
    ]
    with (tmp_path / "figures" / "trend-monthly-1.csv").open(encoding="utf-8") as opened:
        assert len(list(csv.DictReader(opened))) == 2


def test_default_folder_is_in_the_home(small_store: Store) -> None:
    answer = ask(small_store, "--no-documents")
    assert answer.document["out"] == str(small_store.home / "assessments" / f"{ALDERMERE}-2023-01-2023-04")


@pytest.mark.parametrize(
    ("more", "given"),
    [
        ((), {"first": "2023-13"}),
        ((), {"first": "January"}),
        ((), {"first": "2023-04", "last": "2023-01"}),
        ((), {"first": "1000-01"}),
        ((), {"area": "E06999999"}),
        (("--audience", "everyone"), {}),
        (("--definition", "no_such_definition"), {}),
        (("--definition", "no/such/file.toml"), {}),
    ],
)
def test_wrong_usage_leaves_with_2_and_says_what_to_do(
    small_store: Store, tmp_path: Path, more: tuple[str, ...], given: dict[str, str]
) -> None:
    answer = ask(small_store, "--out", tmp_path / "out", *more, **given)
    assert answer.code == 2, answer
    assert set(answer.document) == {"error", "remedy"}
    assert not (tmp_path / "out").exists()


def test_home_without_data_leaves_with_2(tmp_path: Path) -> None:
    answer = sulis("assess", "--area", "x", "--from", "2023-01", "--to", "2023-02", "--home", tmp_path, "--json")
    assert answer.code == 2
    assert "ingest" in answer.document["remedy"]


def test_folder_that_cannot_be_written_leaves_with_4_and_changes_nothing(small_store: Store, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    answer = ask(small_store, "--out", file, "--no-documents")
    assert answer.code == 4
    assert "--out" in answer.document["remedy"]
    assert file.read_text(encoding="utf-8") == "mine"


def test_public_audience_is_written_too(small_store: Store, tmp_path: Path) -> None:
    assert ask(small_store, "--out", tmp_path, "--no-documents", "--audience", "public").code == 0
