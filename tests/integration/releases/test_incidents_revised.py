"""A month of a force delivered again: what changed, what that moves, and what it warns of."""

from __future__ import annotations

import csv
import gzip
import hashlib
import shutil
from pathlib import Path

import pytest

from tests.support.command import sulis
from tests.support.needs_store import load_geography
from tests.support.shared import SHARED, needs_shared
from tests.support.street import row, rows, text

NAME = "2024-03-mereshire-street.csv"
VIOLENCE, PROXY = "Violence and sexual offences", "police_uk_proxy@1"


def written(folder: Path, lines: list[list[str]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    path.write_text(text(lines), encoding="utf-8")
    return path


def first_month() -> list[list[str]]:
    return rows(60)


def second_month() -> list[list[str]]:
    """Two incidents of violence are gone, one was another category, and three are new: robbery each."""
    lines = [line for number, line in enumerate(rows(60)) if number not in (2, 7)]
    lines[lines.index(row(12))] = row(12, category="Burglary")
    return [*lines, *(row(number) for number in (63, 68, 73))]


def moved(document: dict[str, list[dict[str, object]]], area: str) -> dict[str, tuple[object, object]]:
    return {
        str(one["indicator"]): (one["before"], one["after"])
        for one in document["moved"]
        if one["of"]["area_code"] == area  # type: ignore[index]
    }


@pytest.fixture
def home(tmp_path: Path) -> Path:
    load_geography(tmp_path / "home", tmp_path / "lookups")
    sulis("ingest", "police-uk", written(tmp_path / "first", first_month()), "--home", tmp_path / "home")
    return tmp_path / "home"


def state(home: Path) -> dict[str, str]:
    return {
        str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in home.rglob("*")
        if path.is_file()
    }


EXPECTED = {
    "incidents of every category": (60.0, 61.0),
    VIOLENCE: (12.0, 9.0),
    "Robbery": (12.0, 15.0),
    "Burglary": (12.0, 13.0),
}


def test_trial_tells_what_would_move_and_changes_nothing(home: Path, tmp_path: Path) -> None:
    before = state(home)
    path = written(tmp_path / "second", second_month())
    answer = sulis("ingest", "police-uk", path, "--home", home, "--dry-run", "--json")
    assert (answer.code, answer.document["dry_run"], answer.document["verdict"]) == (0, True, "accepted")
    (release,) = answer.document["releases"]
    assert (release["outcome"], release["version"]) == ("would-load", 2)
    assert {name: pair for name, pair in moved(release["movement"], "mereshire").items() if "@" not in name} == EXPECTED
    assert state(home) == before


def test_trial_on_a_home_that_is_not_there_makes_none(tmp_path: Path) -> None:
    path = written(tmp_path / "first", first_month())
    answer = sulis("ingest", "police-uk", path, "--home", tmp_path / "nowhere", "--dry-run")
    assert answer.code == 0
    assert answer.out.startswith("On trial: accepted.")
    assert not (tmp_path / "nowhere").exists()


def test_revision_tells_the_same_as_its_trial(home: Path, tmp_path: Path) -> None:
    path = written(tmp_path / "second", second_month())
    trial = sulis("ingest", "police-uk", path, "--home", home, "--dry-run", "--json").document["releases"][0]
    loaded = sulis("ingest", "police-uk", path, "--home", home, "--json").document["releases"][0]
    assert {**trial, "outcome": "loaded"} == loaded


def test_comparison_counts_each_definition_and_category_for_force_and_partnerships(home: Path, tmp_path: Path) -> None:
    sulis("ingest", "police-uk", written(tmp_path / "second", second_month()), "--home", home)
    id_ = "incidents-mereshire-2024-03-v2"
    answer = sulis("releases", "compare", "--release", id_, "--home", home, "--json")
    found = answer.document["tables"]["incidents"]
    assert (found["rows_added"], found["rows_gone"], found["rows_changed"], found["columns"]) == (
        3,
        2,
        1,
        {"category": 1},
    )
    of_force = moved(found, "mereshire")
    assert {name: pair for name, pair in of_force.items() if "@" not in name} == EXPECTED
    assert PROXY not in of_force, "violence fell by as much as robbery rose, and it counts both"
    areas = {one["of"]["area_code"] for one in found["moved"]}
    assert areas == {"mereshire", "E22990001"}, "the partnership is counted too, and nothing moved in the other"
    sizes = [abs(one["difference"]) for one in found["moved"]]
    assert sizes == sorted(sizes, reverse=True)
    (all_of_it,) = [
        one
        for one in found["moved"]
        if (one["indicator"], one["of"]["area_code"]) == ("incidents of every category", "mereshire")
    ]
    assert all_of_it["share"] == pytest.approx(1 / 60)


def test_text_names_the_biggest_first_with_its_difference_and_share(home: Path, tmp_path: Path) -> None:
    sulis("ingest", "police-uk", written(tmp_path / "second", second_month()), "--home", home)
    out = sulis("releases", "compare", "--release", "incidents-mereshire-2024-03-v2", "--home", home).out
    assert "Robbery (Mereshire, 2024-03): 12 -> 15 (+3, +25.0%)" in out


def test_same_rows_in_another_order_move_nothing(home: Path, tmp_path: Path) -> None:
    path = written(tmp_path / "second", list(reversed(first_month())))
    (release,) = sulis("ingest", "police-uk", path, "--home", home, "--json").document["releases"]
    assert release["changes"]["columns"] == {}
    assert release["movement"]["moved"] == []
    assert release["movement"]["warnings"] == []


def test_standing_is_told_when_it_changes(home: Path, tmp_path: Path) -> None:
    sulis("ingest", "police-uk", written(tmp_path / "second", second_month()), "--home", home, "--provisional")
    ids = ["incidents-mereshire-2024-03-v1", "incidents-mereshire-2024-03-v2"]
    assert (
        sulis("releases", "compare", *ids, "--home", home, "--json").document["standing"]
        == "final before, provisional now"
    )
    sulis("releases", "withdraw", ids[1], "--reason", "sent by mistake", "--home", home)
    assert f"{ids[1]} is withdrawn: sent by mistake" in sulis("releases", "compare", *ids, "--home", home).out


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["incidents-mereshire-2024-03-v1"],
        ["incidents-mereshire-2024-03-v1", "nothing"],
        ["--release", "incidents-mereshire-2024-03-v1"],
        ["--release", "nothing"],
        ["incidents-mereshire-2024-03-v1", "geography-all-lookups-v1"],
    ],
    ids=["none", "one", "unknown", "first of its place", "unknown release", "another place"],
)
def test_comparison_that_cannot_be_made_says_what_to_do(home: Path, words: list[str]) -> None:
    answer = sulis("releases", "compare", *words, "--home", home)
    assert answer.code == 2
    assert len(answer.err.strip().splitlines()) == 2


@needs_shared
def test_two_extracts_of_a_real_month_warn_that_outcome_rates_cannot_be_compared(tmp_path: Path) -> None:
    """Counted here from the files themselves: which outcome each incident has in the earlier and in the later one."""
    early, late = (SHARED / "police_uk" / name for name in ("street_earlier_extracts", "street"))
    month = "2024-03-avon-and-somerset-street"
    older, newer = tmp_path / "early" / f"{month}.csv.gz", late / f"{month}.csv.gz"
    older.parent.mkdir()
    shutil.copy(next(early.glob(f"{month}.*")), older)
    home = tmp_path / "home"
    assert sulis("ingest", "police-uk", older, "--home", home).code == 0
    assert sulis("ingest", "police-uk", newer, "--home", home).code == 0
    id_ = "incidents-avon-and-somerset-2024-03-v2"
    found = sulis("releases", "compare", "--release", id_, "--home", home, "--json").document["tables"]["incidents"]
    before, after = outcomes(older), outcomes(newer)
    both = before.keys() & after.keys()
    differ = sum(before[one] != after[one] for one in both)
    (warning,) = found["warnings"]
    assert warning["code"] == "extract-age"
    assert f"{differ:,} of the {len(both):,} incidents" in warning["text"]
    share = sum(after[one] == "Status update unavailable" for one in both) / len(both)
    assert f'"Status update unavailable" went from 0.0% of them to {share:.1%}' in warning["text"]
    assert "outcome rates cannot be compared" in warning["text"]
    assert set(found["columns"]) == {"last_outcome"}
    assert found["moved"] == [], "no count moved: the incidents are the same"


def outcomes(path: Path) -> dict[str, str]:
    """The outcome of each incident whose ID stands once."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        lines = [line for line in csv.DictReader(file) if line["Crime ID"]]
    ids = [line["Crime ID"] for line in lines]
    seen: dict[str, int] = {}
    for one in ids:
        seen[one] = seen.get(one, 0) + 1
    return {line["Crime ID"]: line["Last outcome category"] for line in lines if seen[line["Crime ID"]] == 1}
