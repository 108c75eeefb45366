"""The made-up open statistics go in by their sources, and every planted fact is found again in the tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sulis.sources.made_up.open_statistics import FOLDERS, PlantedFact, write_open_statistics
from sulis.store import open_store
from tests.support.command import sulis

VALUE = "FROM indicator_values WHERE release LIKE"
# How each planted fact is found again: a query with one number, written without the generator.
FOUND = {
    "outcomes_closed": "SELECT avg((outcome = 'Investigation complete; no suspect identified')::INTEGER) FROM outcomes",
    "stops_young": "SELECT avg((coalesce(age_range, '') = '18-24')::INTEGER) FROM stops",
    "stops_months": "SELECT count(DISTINCT month) FROM stops",
    "blades": """SELECT sum(offences) FILTER (financial_year = '2024/25') / sum(offences) FILTER (financial_year = '2023/24')
        FROM recorded_crime WHERE offence_code = '10D' AND partnership_name IS NULL""",
    "correction": "SELECT min(offences) FROM recorded_crime WHERE partnership_name IS NULL",
    "students": """SELECT sum(persons) FILTER (age_from >= 15 AND age_to <= 24) / sum(persons) FROM population_groups
        WHERE area_code = 'E06999001'""",
    "workday": "SELECT persons FROM workday_population WHERE area_code = 'E06999001'",
    "workday_hidden": "SELECT count(*) FROM workday_population WHERE persons_missing = 'suppressed'",
    "deprived": "SELECT count(*) FROM deprivation WHERE domain = 'crime' AND decile = 1",
    "severity_gap": f"SELECT count(*) {VALUE} '%crime-severity%' AND value_missing = 'missing'",
    "severity_unclear": f"SELECT count(*) {VALUE} '%crime-severity%' AND value_missing = 'not collected'",
    "suspensions": """SELECT max(value) FILTER (area_code = 'E06999001') / median(value) FILTER (area_code <> 'E06999001')
        FROM indicator_values WHERE indicator_id = 'TotFixedEx' AND period = '2023/24'""",
    "entrants_equal": """SELECT max(value) FILTER (area_code = 'E06999001') / median(value) FILTER (area_code <> 'E06999001')
        FROM indicator_values WHERE indicator_id = 'FirstYJS' AND period = '2024'""",
    "entrants_gap": "SELECT count(*) FROM indicator_values WHERE indicator_id = 'FirstYJS' AND value_missing = 'missing'",
    "alcohol_late": """SELECT count(*) FROM indicator_values
        WHERE indicator_id = 'Hosp_Adm_Alc_<18yrs' AND value_missing = 'not yet published'""",
    "no_year": "SELECT count(*) FROM indicator_values WHERE period = '0' AND value_missing = 'not applicable'",
    "exclusions_hidden": f"SELECT count(*) {VALUE} '%exclusions%' AND value_missing = 'suppressed'",
    "violence_admissions": """SELECT max(value) FILTER (area_code = 'E06999002') / max(value) FILTER (area_code = 'E06999001')
        FROM indicator_values WHERE indicator_id = '11201'""",
    "fingertips_hidden": "SELECT count(*) FROM indicator_values WHERE indicator_id = '11201' AND value_missing = 'suppressed'",
    "stars": "SELECT count(*) FROM admissions WHERE admissions_missing = 'suppressed'",
    "provisional": "SELECT count(*) FROM admissions WHERE provisional",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("open")
    write_open_statistics(folder)
    return folder


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> tuple[PlantedFact, ...]:
    return write_open_statistics(tmp_path_factory.mktemp("facts")).facts


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Path:
    home = tmp_path_factory.mktemp("home") / "home"
    for command, part in FOLDERS.items():
        answer = sulis("ingest", command, folder / part, "--home", home, "--json")
        assert (command, answer.code, answer.document["rows_quarantined"]) == (command, 0, 0), answer.out
        assert answer.document["faults"] == []
    return home


def asked(home: Path, query: str) -> list[tuple[Any, ...]]:
    with open_store(home).connect() as connection:
        return connection.execute(query).fetchall()


def test_same_seed_gives_the_same_bytes_and_another_seed_others(folder: Path, tmp_path: Path) -> None:
    write_open_statistics(tmp_path / "other", 7)
    files = write_open_statistics(tmp_path / "again").files
    names = sorted(path.relative_to(folder) for path in folder.rglob("*.*") if path.is_file())
    assert len(names) == 5 + 2 + 1 + 8 + 3 + 2 + 1
    assert sorted(file.path for file in files) == [str(name) for name in names]
    assert all((folder / name).read_bytes() == (tmp_path / "again" / name).read_bytes() for name in names)
    assert sum((folder / name).read_bytes() != (tmp_path / "other" / name).read_bytes() for name in names) >= 6


def test_every_release_is_marked_as_made_up(home: Path) -> None:
    releases = open_store(home).releases()
    assert len(releases) == 5 + 2 + 1 + 4 + 1 + 3 + 2 + 1 + 1 + 1
    assert {release.made_up for release in releases} == {True}
    assert {release.publisher for release in releases} == {"Sulis (nobody's records)"}


def test_every_planted_fact_has_a_query_that_finds_it(facts: tuple[PlantedFact, ...]) -> None:
    assert [fact.id for fact in facts] == list(FOUND)


@pytest.mark.parametrize("id", FOUND)
def test_planted_fact_is_found_again(id: str, home: Path, facts: tuple[PlantedFact, ...]) -> None:
    planted = next(fact for fact in facts if fact.id == id)
    [(found,)] = asked(home, FOUND[id])
    assert float(found) == pytest.approx(planted.value, rel=1e-6)


def test_limits_of_the_rate_that_differs_lie_apart(home: Path) -> None:
    rows = {
        code: (low, high)
        for code, low, high in asked(
            home, "SELECT area_code, low, high FROM indicator_values WHERE indicator_id = '11201'"
        )
    }
    assert rows["E06999002"][0] > rows["E06999001"][1]
    assert rows["E06999004"] == (None, None)


def test_fingertips_file_of_another_area_type_is_refused(folder: Path, tmp_path: Path) -> None:
    path = folder / "fingertips" / "11201_502.csv"
    asked_for = sulis("ingest", "fingertips", path, "--area-type", "Wards", "--home", tmp_path / "home", "--json")
    assert (asked_for.code, "area type" in asked_for.document["faults"][0]["given"]) == (3, True)
    absent = sulis(
        "ingest", "fingertips", path, "--area-type", "counties & uas (from apr 2023)", "--area", "E06999009",
        "--home", tmp_path / "home", "--json",
    )  # fmt: skip
    assert (absent.code, absent.document["faults"][0]["column"]) == (3, "Area Code")
    mixed = tmp_path / "mixed.csv"
    mixed.write_text(path.read_text().replace("E06999002", "E07999002"))
    answer = sulis("ingest", "fingertips", mixed, "--home", tmp_path / "home", "--json")
    assert (answer.code, answer.document["faults"][0]["row"]) == (3, 3)


def test_profile_of_the_fictional_district_is_drawn_with_its_gaps_in_words(home: Path, tmp_path: Path) -> None:
    answer = sulis("profile", "--area", "E06999001", "--home", home, "--out", tmp_path, "--json")
    assert (answer.code, answer.document["made_up"]) == (0, True)
    assert ">not received</text>" in (tmp_path / "first_time_entrants.svg").read_text()
    assert ">not yet published</text>" in (tmp_path / "alcohol_admissions.svg").read_text()
    assert "Made up." in (tmp_path / "suspensions.svg").read_text()
    suspensions = answer.document["measures"][0]
    assert "9.0, above the middle of its neighbours (6.0) in 2023/24" in suspensions["title"]
