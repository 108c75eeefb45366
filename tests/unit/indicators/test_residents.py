from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from sulis.indicators import find_scope, population_year, residents_by
from sulis.store import open_store
from sulis.vocabulary import AreaLevel, Period
from tests.support.needs_store import ALDERMERE, BORROWDEAN, DOCKSIDE, MARSH, PERSONS, load_geography, load_population

YEAR = Period.between("2023-01", "2023-12")


def test_residents_of_districts_are_sums_of_whole_bridges(connection: duckdb.DuckDBPyConnection) -> None:
    found = residents_by(connection, AreaLevel.DISTRICT, "true", 2020, YEAR)
    assert {code: one.persons for code, one in found.items()} == {ALDERMERE: 4500, BORROWDEAN: 2400}


def test_ward_with_a_bridge_over_its_edge_has_no_population(connection: duckdb.DuckDBPyConnection) -> None:
    found = residents_by(connection, AreaLevel.WARD, "true", 2020, YEAR)
    assert (found[DOCKSIDE].persons, found[DOCKSIDE].lsoas, found[DOCKSIDE].crossing) == (None, 2, 1)
    assert found[DOCKSIDE].caveats[0].code == "bridge-crosses-edge"
    assert found[MARSH].persons == 2400


def test_places_partly_inside_have_the_residents_of_that_part(connection: duckdb.DuckDBPyConnection) -> None:
    inside = find_scope(connection, ALDERMERE).condition
    found = residents_by(connection, AreaLevel.FORCE, inside, 2020, YEAR)
    assert [one.persons for one in found.values()] == [4500]


def test_area_that_the_estimates_leave_out_is_unknown(tmp_path: Path) -> None:
    load_geography(tmp_path / "home", tmp_path / "lookups")
    some = {code: count for code, count in PERSONS.items() if code != "E01990004"}
    load_population(tmp_path / "home", tmp_path / "population", persons=some)
    with open_store(tmp_path / "home").connect() as connection:
        found = residents_by(connection, AreaLevel.DISTRICT, "true", 2020, YEAR)
    assert (found[ALDERMERE].persons, found[BORROWDEAN].persons) == (4500, None)
    assert found[BORROWDEAN].caveats[0].code == "no-population"


@pytest.mark.parametrize(
    ("loaded", "period", "expected"),
    [
        ((2019, 2020), ("2023-01", "2023-12"), 2020),
        ((2020, 2024), ("2023-01", "2024-01"), 2024),
        ((2020, 2024), ("2023-01", "2023-12"), 2020),
        ((2022,), ("2020-01", "2020-02"), 2022),
        ((), ("2020-01", "2020-02"), None),
    ],
)
def test_population_year_is_the_latest_not_after_the_period(
    loaded: tuple[int, ...], period: tuple[str, str], expected: int | None
) -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE population (year SMALLINT)")
        for year in loaded:
            connection.execute(f"INSERT INTO population VALUES ({year})")
        assert population_year(connection, Period.between(*period)) == expected


def test_rest_of_an_area_is_unknown_when_either_is(connection: duckdb.DuckDBPyConnection) -> None:
    districts = residents_by(connection, AreaLevel.DISTRICT, "true", 2020, YEAR)
    wards = residents_by(connection, AreaLevel.WARD, "true", 2020, YEAR)
    force = residents_by(connection, AreaLevel.FORCE, "true", 2020, YEAR)["E23990001"]
    assert force.less(districts[ALDERMERE]).persons == 2400
    assert force.less(wards[DOCKSIDE]).persons is None
