from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sulis.store import Store, open_store, withdraw
from sulis_cli.ingest import ingest_police_uk
from tests.support.command import Answer, sulis
from tests.support.needs_store import ASB, BURGLARY, NOW, ROBBERY, VIOLENCE, mereshire
from tests.support.street import row, text

ALDERMERE, BORROWDEAN = "E22990001", "E22990002"


def ask(home: Path, *more: object) -> Answer:
    return sulis("count", "--from", "2023-01", "--to", "2023-04", "--home", home, "--json", *more)


def areas(document: dict[str, Any]) -> dict[str, Any]:
    return {area["code"]: area for area in document["areas"]}


def test_partnerships_are_counted_by_month_and_category(store: Store) -> None:
    document = ask(store.home).document
    found = areas(document)
    assert list(found) == [ALDERMERE, BORROWDEAN]
    assert document["months"] == ["2023-01", "2023-02", "2023-03", "2023-04"]
    # worked out by hand from the rows in needs_store: a3 stands on two rows and counts once
    assert found[ALDERMERE]["incidents"][VIOLENCE] == [3, 3, None, 1]
    assert found[ALDERMERE]["incidents"][ASB] == [2, 0, None, 0]
    assert found[ALDERMERE]["incidents"][ROBBERY] == [0, 1, None, 0]
    assert found[BORROWDEAN]["incidents"][VIOLENCE] == [1, 1, None, 0]
    assert found[BORROWDEAN]["incidents"][BURGLARY] == [1, 0, None, 1]


def test_definition_takes_in_its_own_categories_alone(store: Store) -> None:
    found = areas(ask(store.home).document)[ALDERMERE]["defined"]
    assert (found[VIOLENCE], found[ROBBERY], found[ASB]) == ([3, 3, None, 1], [0, 1, None, 0], [0, 0, None, 0])


def test_month_never_received_is_null_and_named(store: Store) -> None:
    document = ask(store.home).document
    assert document["gaps"] == [{"force": "mereshire", "why": "missing", "months": ["2023-03"]}]
    for area in document["areas"]:
        assert area["status"] == ["present", "present", "missing", "present"]
        assert all(months[2] is None for kind in ("incidents", "defined") for months in area[kind].values())


def test_rows_without_a_place_are_counted_apart(store: Store) -> None:
    assert ask(store.home).document["unplaced"] == {"incidents": 1, "defined": 1}


def test_rows_of_a_month_without_the_areas_own_file_are_left_out_and_counted(tmp_path: Path) -> None:
    home = mereshire(tmp_path).home
    by, kinds = "British Transport Police", ((VIOLENCE, "E01990001"), (BURGLARY, "E01990004"))
    rows = [
        row(
            number,
            month="2023-03",
            reported=by,
            within=by,
            category=category,
            lsoa=lsoa,
            lsoa_name="",
            id=f"{number:064x}",
        )
        for number, (category, lsoa) in enumerate(kinds, start=1)
    ]
    railways = tmp_path / "2023-03-btp-street.csv"
    railways.write_text(text(rows), encoding="utf-8")
    outcome, _ = ingest_police_uk([railways], home, now=NOW)
    assert outcome.verdict.value == "accepted", outcome.faults
    document = ask(home).document
    assert document["left_out"] == {"incidents": 2, "defined": 1}
    assert areas(document)[ALDERMERE]["incidents"][VIOLENCE] == [3, 3, None, 1]
    assert {gap["force"]: gap["months"] for gap in document["gaps"]} == {
        "btp": ["2023-01", "2023-02", "2023-04"],
        "mereshire": ["2023-03"],
    }


def test_force_has_its_rows_without_a_place_too(store: Store) -> None:
    document = ask(store.home, "--level", "force").document
    assert list(areas(document)) == ["mereshire"]
    assert areas(document)["mereshire"]["incidents"][VIOLENCE] == [5, 4, None, 1]
    assert document["unplaced"] == {"incidents": 0, "defined": 0}


def test_withdrawn_month_is_null_and_says_so(tmp_path: Path) -> None:
    store = mereshire(tmp_path)
    release = next(one for one in store.releases("incidents") if one.period == "2023-02")
    withdraw(store.home, release.id, because="a test")
    document = ask(store.home).document
    assert {"force": "mereshire", "why": "withdrawn", "months": ["2023-02"]} in document["gaps"]
    assert areas(document)[ALDERMERE]["incidents"][VIOLENCE] == [3, None, None, 1]
    assert release.id not in document["releases"]


def test_query_that_is_given_counts_the_same_again(store: Store) -> None:
    document = ask(store.home).document
    with open_store(store.home).connect() as connection:
        rows = connection.execute(document["query"]).fetchall()
    counted = {(code, f"{month:%Y-%m}", category): incidents for code, month, category, _, incidents, _ in rows}
    assert counted[ALDERMERE, "2023-01", VIOLENCE] == 3
    assert sum(counted.values()) == 15


def test_caveats_say_what_the_source_cannot_express(store: Store) -> None:
    codes = [caveat["code"] for caveat in ask(store.home).document["caveats"]]
    assert {"gaps-not-zeros", "repeated-ids", "snap-points", "unexpressed"} <= set(codes)


def test_text_names_the_gaps(store: Store) -> None:
    answer = sulis("count", "--from", "2023-01", "--to", "2023-04", "--home", store.home)
    assert answer.code == 0
    assert "Not there (missing): mereshire 2023-03." in answer.out
    (line,) = (line for line in answer.out.splitlines() if line.startswith(ALDERMERE))
    assert line.split() == [ALDERMERE, "Aldermere", "3", "10", "8"]


@pytest.mark.parametrize(
    "more", [("--definition", "absent"), ("--from", "2023-05"), ("--level", "ward"), ("--engine", "other")]
)
def test_what_cannot_be_counted_is_wrong_usage(store: Store, more: tuple[str, ...]) -> None:
    answer = ask(store.home, *more)
    assert answer.code == 2
    assert answer.document["error"] and answer.document["remedy"]
