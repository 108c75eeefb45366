"""Every query gives the same rows on DuckDB, on Spark and by hand.

Queries are discovered: whatever the packages below register must have its answer by hand and its arguments here.
"""

from __future__ import annotations

import importlib
import math
import os
import pkgutil
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

import sulis.definition
import sulis.indicators
import sulis.store
import sulis.tables
from sulis.catalogue.violence import find_definition, list_definitions
from sulis.definition import compile_definition
from sulis.indicators import EVERYWHERE, EXTRACT, Marked, Within, mark
from sulis.indicators.residents import kept_residents, residents_of_bridges
from sulis.store import Store
from sulis.store.engine import DuckDbEngine, Engine
from sulis.store.query import QUERIES, Question
from sulis.store.spark import SparkEngine
from sulis.vocabulary import InputRefused, Period
from tests.engines import by_hand
from tests.engines.tables import YEARS, connect, rows_of

PACKAGES = (sulis.definition, sulis.indicators, sulis.store, sulis.tables)
for package in PACKAGES:
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)


def _all_definitions() -> Marked:
    """Every definition that street-level files can say anything of, counted together."""
    compiled = []
    for definition in list_definitions():
        for part in definition.parts:
            try:
                compiled.append(compile_definition(definition, part.id, "police_uk"))
            except InputRefused:  # said to be so, by hand, in test_definitions
                continue
    return mark(compiled)


WANTED = _all_definitions()
OF_EXTRACT = mark(
    [
        compile_definition(find_definition("avon_and_somerset_2024"), part, "force_extract")
        for part in ("priority_focus", "wider_commitment")
    ]
)
ONE = Marked(WANTED.recipes[:1])
YEAR, QUARTER = Period.between("2023-01", "2023-12"), Period.between("2023-02", "2023-04")
DISTRICT, WARD, NOWHERE = (
    Within("district_code", ("district-1",)),
    Within("ward_code", ("ward-2", "ward-3")),
    Within("force", ()),
)
AREAS = (EVERYWHERE, DISTRICT, WARD, NOWHERE, Within("lsoa_code", ("E01990010", "O'Brien")))
LEVELS = tuple(sorted(by_hand.COLUMN_OF))
JANUARY_AND_APRIL = (date(2023, 1, 1), date(2023, 4, 1))
CODES = ("ward-1", "force-0", "x' OR 'a' = 'a", "")

ARGUMENTS: dict[str, list[tuple[Any, ...]]] = {
    "quality_of_releases": [("north",), ("south",), ("nobody's",)],
    "incidents_by_month": [(within, period, WANTED) for within in AREAS for period in (YEAR, QUARTER)],
    "extract_incidents": [(EVERYWHERE, QUARTER, OF_EXTRACT), (DISTRICT, YEAR, OF_EXTRACT)],
    "extract_parts": [(DISTRICT, YEAR), (EVERYWHERE, QUARTER)],
    "extract_placing": [("north", YEAR), ("nobody's", YEAR)],
    "attendances_by_month": [(EVERYWHERE, YEAR), (DISTRICT, QUARTER), (WARD, Period.between("2022-12", "2023-01"))],
    "attendances_covered": [()],
    "extract_strays": [("north",), ("nobody's",)],
    "residents_in_groups": [("district-1", DISTRICT), ("ward-2", WARD)],
    "incidents_by_lsoa": [(within, months, WANTED) for within in AREAS for months in ((), JANUARY_AND_APRIL)],
    "incidents_by_partnership": [(("north",), YEAR, WANTED), (("north", "south"), QUARTER, ONE), ((), YEAR, ONE)],
    "country_by_partnership": [(YEAR, WANTED), (QUARTER, ONE)],
    "country_by_force": [(YEAR, WANTED), (QUARTER, ONE)],
    "partnerships_everywhere": [()],
    "forces_everywhere": [()],
    "areas_of_code": [(code,) for code in CODES],
    "forces_of_area": [(within,) for within in AREAS],
    "lsoas_outside": [(within, "partnership-1") for within in AREAS],
    "neighbours_of": [("area-1",), ("nowhere",)],
    "published_values": [(("first", "<18's"), ("area-0", "area-3")), (("third",), CODES), ((), ("area-1",))],
    "regions_of_area": [(within,) for within in AREAS],
    "recorded_places": [()],
    "recorded_by_code": [("North", "First"), ("North", ""), ("South", "First")],
    "weights_of_codes": [()],
    "series_as_published": [
        ("first", "area-1", "", ""),
        ("<18's", "area-2", "Male", ""),
        ("third", "nowhere", "", "18+"),
    ],
    "lsoas_reaching_out": [(within, level) for within, level in zip(AREAS * 2, LEVELS, strict=False)],
    "latest_vintages": [()],
    "partnerships_in": [(("north",),), (("north", "south"),), ((),)],
    "bridge_of": [("E01990010",), ("nowhere",)],
    "areas_with": [(words,) for words in ("mere", "mary's", "50%", "_", "MÔN", "dock")],
    "areas_of_levels": [(("ward", "district"),), ((),)],
    "outlines_of_level": [("ward", ("ward-1", "ward-2", "nowhere")), ("district", ())],
    "outlines_of_bridges": [(tuple(f"E0199{number:03d}0" for number in range(20)),), ((),)],
    "rows_without_place": [("north", JANUARY_AND_APRIL), ("south", ())],
    "rows_of_divided": [("north", JANUARY_AND_APRIL), ("south", ())],
    "years_of_population": [()],
    "workday_of_bridges": [(tuple(f"E0199{number:03d}0" for number in range(30)),), ((),)],
    "residents_of_bridges": [(2020,), (1999,)],
    "residents_of_areas": [
        *((level, EVERYWHERE, 2020) for level in LEVELS),
        *((level, within, 2022) for level, within in zip(LEVELS, AREAS * 2, strict=False)),
    ],
}
ASKED = [QUERIES[name](*arguments) for name, each in ARGUMENTS.items() if name in QUERIES for arguments in each]
each_question = pytest.mark.parametrize(
    "question", ASKED, ids=[f"{question.query.name}-{number}" for number, question in enumerate(ASKED)]
)


def _on_spark() -> list[tuple[int, Question]]:
    """The drill asks Spark everything; a run asks it each query once, and of its other arguments a third."""
    first: dict[str, int] = {}
    for number, question in enumerate(ASKED):
        first.setdefault(question.query.name, number)
    whole = bool(os.environ.get("SULIS_WHOLE"))
    return [(n, one) for n, one in enumerate(ASKED) if whole or n % 3 == 0 or first[one.query.name] == n]


each_on_spark = pytest.mark.parametrize(
    "question", [one for _n, one in _on_spark()], ids=[f"{one.query.name}-{n}" for n, one in _on_spark()]
)


@pytest.fixture(scope="module")
def tables(store: Store) -> by_hand.Tables:
    names = (
        "incidents", "lsoa", "area", "population", "boundary", "neighbours", "indicator_values", *EXTRACT, "attendances",
        "population_groups", "workday_population", "recorded_crime", "severity_weights",
    )  # fmt: skip
    return dict(zip(names, rows_of(store, *names), strict=True))


def with_residents(engine: Engine) -> Engine:
    """What a question about residents builds on."""
    for year in YEARS:
        engine.keep(kept_residents(year), residents_of_bridges(year))
    return engine


@pytest.fixture(scope="module")
def duckdb_engine(store: Store) -> Engine:
    return with_residents(DuckDbEngine(connect(store)))


@pytest.fixture(scope="module")
def spark_engine(store: Store, on_spark: Any) -> Engine:
    return with_residents(SparkEngine(on_spark, store))


def alike(one: Any, other: Any) -> bool:
    """Equal; numbers that are not whole, to one part in 10 to the 12."""
    if isinstance(one, float) or isinstance(other, float):
        return one is not None and other is not None and math.isclose(one, other, rel_tol=1e-12, abs_tol=0)
    return type(one) is type(other) and bool(one == other)


def same(first: by_hand.Rows, second: by_hand.Rows) -> bool:
    return len(first) == len(second) and all(
        len(one) == len(other) and all(map(alike, one, other)) for one, other in zip(first, second, strict=True)
    )


def in_order(rows: by_hand.Rows) -> by_hand.Rows:
    """One order for rows that may hold nothing in a place."""
    return sorted(rows, key=lambda row: [(value is None, str(value)) for value in row])


def untested(names: Iterable[str]) -> set[str]:
    """The queries of these names that have no arguments or no answer by hand, and the tests that have no query."""
    known = set(names)
    return (known ^ set(ARGUMENTS)) | {name for name in known if not callable(getattr(by_hand, name, None))}


def test_every_query_is_tested_here() -> None:
    assert untested(QUERIES) == set()


def test_query_without_its_test_would_be_named() -> None:
    assert untested([*QUERIES, "newcomer"]) == {"newcomer"}


def test_queries_of_other_packages_are_none() -> None:
    homes = tuple(f"{package.__name__}." for package in PACKAGES)
    assert [name for name, one in QUERIES.items() if not one.build.__module__.startswith(homes)] == []


@pytest.mark.parametrize("name", sorted(ARGUMENTS))
def test_arguments_of_each_query_find_something(name: str, tables: by_hand.Tables) -> None:
    """A comparison of empty answers says nothing."""
    assert any(getattr(by_hand, name)(tables, *arguments) for arguments in ARGUMENTS[name])


@each_question
def test_duckdb_answers_as_by_hand(question: Question, duckdb_engine: Engine, tables: by_hand.Tables) -> None:
    expected = getattr(by_hand, question.query.name)(tables, *question.arguments)
    assert same(in_order(duckdb_engine.run(question)), in_order(expected))


@pytest.mark.spark
@each_on_spark
def test_spark_answers_as_duckdb_in_the_same_order(
    question: Question, duckdb_engine: Engine, spark_engine: Engine
) -> None:
    assert same(spark_engine.run(question), duckdb_engine.run(question))


@each_question
def test_query_that_is_shown_runs_as_it_stands(question: Question, store: Store, duckdb_engine: Engine) -> None:
    shown = question.sql()
    assert shown.startswith(f"-- {question.query.says}\n")
    with connect(store) as connection:
        for year in YEARS:
            connection.execute(duckdb_engine.keep(kept_residents(year), residents_of_bridges(year)))
        assert same(connection.execute(shown).fetchall(), duckdb_engine.run(question))
