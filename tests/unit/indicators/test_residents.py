from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from sulis.indicators import EVERYWHERE, Residents, Within, find_scope, population_year, residents_by
from sulis.store import open_store
from sulis.store.engine import DuckDbEngine, Engine
from sulis.vocabulary import AreaLevel, Period
from tests.support.needs_store import (
    ALDERMERE,
    BORROWDEAN,
    DOCKSIDE,
    HILLFOOT,
    MARSH,
    PERSONS,
    load_geography,
    load_population,
)

YEAR = Period.between("2023-01", "2023-12")


def test_residents_of_districts_are_sums_of_whole_bridges(engine: Engine) -> None:
    found = residents_by(engine, AreaLevel.DISTRICT, EVERYWHERE, 2020, YEAR)
    assert {code: one.persons for code, one in found.items()} == {ALDERMERE: 4500, BORROWDEAN: 2400}


def test_ward_with_a_divided_neighbourhood_has_residents_between_bounds(tmp_path: Path) -> None:
    # Dockside holds 1,000 for certain, Hillfoot 1,500; the 600 of E01990002 may live in either
    load_geography(tmp_path / "home", tmp_path / "lookups")
    load_population(tmp_path / "home", tmp_path / "population", persons={**PERSONS, "E01990002": 600})
    with open_store(tmp_path / "home").connect() as opened:
        found = residents_by(DuckDbEngine(opened), AreaLevel.WARD, EVERYWHERE, 2020, YEAR)
    bounds = {code: (one.least, one.persons, one.most, one.divided) for code, one in found.items()}
    assert bounds == {
        DOCKSIDE: (1000, 1300, 1600, 1),
        HILLFOOT: (1500, 1800, 2100, 1),
        MARSH: (2400, 2400, 2400, 0),
    }
    (told,) = (caveat for caveat in found[DOCKSIDE].caveats if caveat.code == "residents-bounded")
    assert told.text.startswith("One neighbourhood was divided between areas in 2021, and its 600 residents")


@pytest.mark.parametrize(("divided", "least"), [(1000, 1000), (1001, None)])
def test_rate_is_refused_when_more_than_half_may_live_elsewhere(
    tmp_path: Path, divided: int, least: int | None
) -> None:
    load_geography(tmp_path / "home", tmp_path / "lookups")
    load_population(tmp_path / "home", tmp_path / "population", persons={**PERSONS, "E01990002": divided})
    with open_store(tmp_path / "home").connect() as opened:
        found = residents_by(DuckDbEngine(opened), AreaLevel.WARD, EVERYWHERE, 2020, YEAR)[DOCKSIDE]
    assert found.least == least
    assert found.caveats[0].code == ("residents-bounded" if least else "residents-unplaced")


def test_ward_of_divided_neighbourhoods_alone_has_no_population(engine: Engine) -> None:
    found = residents_by(engine, AreaLevel.WARD, Within("lsoa_code", ("E01990011",)), 2020, YEAR)
    assert (found[DOCKSIDE].persons, found[DOCKSIDE].caveats[0].code) == (None, "residents-unplaced")


def test_places_partly_inside_have_the_residents_of_that_part(engine: Engine) -> None:
    inside = find_scope(engine, ALDERMERE).within
    found = residents_by(engine, AreaLevel.FORCE, inside, 2020, YEAR)
    assert [one.persons for one in found.values()] == [4500]


def test_area_that_the_estimates_leave_out_is_unknown(tmp_path: Path) -> None:
    load_geography(tmp_path / "home", tmp_path / "lookups")
    some = {code: count for code, count in PERSONS.items() if code != "E01990004"}
    load_population(tmp_path / "home", tmp_path / "population", persons=some)
    with open_store(tmp_path / "home").connect() as opened:
        found = residents_by(DuckDbEngine(opened), AreaLevel.DISTRICT, EVERYWHERE, 2020, YEAR)
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
        assert population_year(DuckDbEngine(connection), Period.between(*period)) == expected


def test_rest_of_an_area_is_unknown_when_either_is(engine: Engine) -> None:
    districts = residents_by(engine, AreaLevel.DISTRICT, EVERYWHERE, 2020, YEAR)
    wards = residents_by(engine, AreaLevel.WARD, EVERYWHERE, 2020, YEAR)
    force = residents_by(engine, AreaLevel.FORCE, EVERYWHERE, 2020, YEAR)["E23990001"]
    assert force.less(districts[ALDERMERE]).persons == 2400
    assert force.less(wards[DOCKSIDE]).persons is None


def test_rest_of_an_area_may_have_whom_the_part_may_not() -> None:
    # 10,000 less a part of 1,000 to 1,600
    rest = Residents(10_000, 2020).less(Residents(1000, 2020, unplaced=600, divided=1))
    assert (rest.least, rest.persons, rest.most) == (8400, 8700, 9000)
    assert [caveat.code for caveat in rest.caveats] == ["residents-bounded"]


def test_rest_that_nobody_surely_lives_in_is_unknown() -> None:
    rest = Residents(1600, 2020).less(Residents(1000, 2020, unplaced=600, divided=1))
    assert (rest.persons, rest.caveats[0].code) == (None, "residents-unplaced")
