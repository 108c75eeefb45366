"""How queries are registered, compiled and asked."""

from __future__ import annotations

import types

import duckdb
import pytest

from sulis.indicators import Within
from sulis.indicators.groups import residents_in_groups
from sulis.indicators.scope import areas_of_code, forces_of_area, latest_vintages, lsoas_outside
from sulis.store import Store
from sulis.store.engine import DuckDbEngine
from sulis.store.query import QUERIES, Dialect, Question, _compiled, query, unbound
from sulis.tables import TABLES


@pytest.mark.parametrize("name", TABLES)
def test_every_table_can_be_asked_about(name: str) -> None:
    assert unbound(name).columns == TABLES[name].names


def test_second_query_of_a_name_is_refused() -> None:
    def latest_vintages() -> None:
        """Another query of the same name."""

    with pytest.raises(ValueError, match="two queries of the name latest_vintages"):
        query("area")(latest_vintages)
    assert QUERIES["latest_vintages"].reads == ("area",)


def test_arguments_by_name_are_refused() -> None:
    with pytest.raises(TypeError, match="by position"):
        areas_of_code(code="E06990001")


def test_same_arguments_are_compiled_once() -> None:
    first, second = (forces_of_area(Within("ward_code", ("one",))) for _ in range(2))
    assert first.sql() is second.sql()
    assert forces_of_area(Within("ward_code", ("two",))).sql() != first.sql()
    assert first.sql(Dialect.SPARK) != first.sql()


@pytest.mark.parametrize("dialect", Dialect)
@pytest.mark.parametrize(
    "asked",
    [
        areas_of_code("E06990001"),
        forces_of_area(Within("ward_code", ("E05990001",))),
        lsoas_outside(Within("ward_code", ("E05990001",)), "E22990001"),
        lsoas_outside(Within("ward_code", ("E05990001",)), "E05990001"),
        lsoas_outside(Within("ward_code", ("E05990001", "E05990002")), "E05990002"),
        residents_in_groups("E06990001", Within("district_code", ("E06990001",))),
    ],
)
def test_question_that_shares_what_was_compiled_reads_as_if_compiled_for_itself(
    asked: Question, dialect: Dialect
) -> None:
    assert asked.sql(dialect) == _compiled.__wrapped__(asked, dialect)


def test_questions_that_differ_by_an_area_alone_are_compiled_once() -> None:
    forces_of_area(Within("msoa_code", ("E02990001",))).sql()
    compiled = _compiled.cache_info().misses
    assert "'E02990002'" in forces_of_area(Within("msoa_code", ("E02990002",))).sql()
    assert _compiled.cache_info().misses == compiled


def test_quotes_stand_only_where_they_are_needed() -> None:
    assert '"' not in forces_of_area(Within("ward_code", ("one",))).sql()


def test_text_with_quotes_is_only_text(store: Store) -> None:
    with store.connect() as connection:
        assert DuckDbEngine(connection).run(areas_of_code("x'; DROP VIEW area; --")) == []
        assert DuckDbEngine(connection).run(latest_vintages()) != []


def test_answer_stays_what_it_was_for_its_reader(store: Store) -> None:
    with store.connect() as connection:
        engine = DuckDbEngine(connection)
        first = engine.run(latest_vintages())
        first.clear()
        assert engine.run(latest_vintages()) != []


def test_kept_answer_is_kept_once(store: Store) -> None:
    with store.connect() as connection:
        engine = DuckDbEngine(connection)
        engine.keep("kept", latest_vintages())
        engine.keep("kept", areas_of_code("nowhere"))
        assert connection.execute("SELECT * FROM kept").fetchall() == engine.run(latest_vintages())


def test_long_query_draws_no_bar_into_the_answer() -> None:
    with duckdb.connect() as connection:
        DuckDbEngine(connection)
        assert connection.execute("SELECT current_setting('enable_progress_bar')").fetchone() == (False,)


def test_first_sentence_of_every_query_is_fit_to_show() -> None:
    for one in QUERIES.values():
        assert isinstance(one.build, types.FunctionType)
        assert one.says.endswith(".") and "\n" not in one.says and not one.says.startswith("-")
