"""Every expression that a definition compiles to gives the same answer on DuckDB, on Spark and by hand.

Expressions are discovered: each part of each definition of the catalogue, for each source that holds incidents.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import duckdb
import ibis
import pytest

from sulis.catalogue.concepts import AGES, YES_OR_NO, Concept
from sulis.catalogue.sources import SourceCard, load_source_card, source_ids
from sulis.catalogue.violence import Answer, list_definitions
from sulis.catalogue.violence.by_hand import judge
from sulis.catalogue.violence.model import Record
from sulis.definition import Compiled, compile_definition
from sulis.definition.examples import unbound_table
from sulis.vocabulary import InputRefused
from tests.engines.rows import draw

ROWS = 3_000
SEED = 1702

# A part that a source can say nothing of. Each is refused when compiled, and is listed here by hand.
CANNOT = {("police_uk_proxy@1", "priority_focus", "force_extract")}


class Case(NamedTuple):
    compiled: Compiled
    card: SourceCard


def _discover() -> tuple[list[Case], set[tuple[str, str, str]]]:
    found, refused = [], set()
    cards = [card for card in map(load_source_card, source_ids()) if card.columns]
    for definition in list_definitions():
        for part in definition.parts:
            for card in cards:
                try:
                    found.append(Case(compile_definition(definition, part.id, card.id), card))
                except InputRefused:
                    refused.add((definition.ref, part.id, card.id))
    return found, refused


CASES, REFUSED = _discover()
each_case = pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case.compiled.definition.ref}-{case.compiled.part.id}-{case.card.id}"
)


def by_hand(case: Case) -> list[Answer]:
    return [judge(case.compiled.part, record, case.card) for record in draw(case.card, ROWS, SEED)]


def query(case: Case, dialect: str) -> str:
    table = unbound_table(case.card)
    predicate = case.compiled.predicate(table)
    return str(ibis.to_sql(table.select(row=table["row"], holds=predicate).order_by("row"), dialect=dialect))


def values(card: SourceCard, records: list[Record]) -> list[tuple[Any, ...]]:
    return [(place, *(record.get(concept) for concept in card.columns)) for place, record in enumerate(records)]


def _sql_type(concept: Concept, text: str) -> str:
    return "BIGINT" if concept in AGES else "BOOLEAN" if concept in YES_OR_NO else text


def test_expressions_of_every_definition_are_discovered() -> None:
    assert {case.compiled.definition.ref for case in CASES} == {one.ref for one in list_definitions()}
    assert REFUSED == CANNOT


@each_case
def test_generated_rows_reach_every_answer(case: Case) -> None:
    """A comparison of engines says something only when the rows reach both sides, and the unknown where there is one."""
    assert set(by_hand(case)) == set(Answer)


@each_case
def test_duckdb_answers_as_by_hand(case: Case, on_duckdb: duckdb.DuckDBPyConnection) -> None:
    columns = ", ".join(f'"{name}" {_sql_type(concept, "VARCHAR")}' for concept, name in case.card.columns.items())
    on_duckdb.execute(f'CREATE OR REPLACE TABLE "{case.card.table}" ("row" BIGINT, {columns})')
    marks = ", ".join("?" * (len(case.card.columns) + 1))
    rows = values(case.card, draw(case.card, ROWS, SEED))
    on_duckdb.execute("BEGIN")
    on_duckdb.executemany(f'INSERT INTO "{case.card.table}" VALUES ({marks})', rows)
    on_duckdb.execute("COMMIT")
    assert [Answer.of(holds) for _row, holds in on_duckdb.execute(query(case, "duckdb")).fetchall()] == by_hand(case)


@pytest.mark.spark
@each_case
def test_spark_answers_as_by_hand(case: Case, on_spark: Any) -> None:
    columns = ", ".join(f"`{name}` {_sql_type(concept, 'STRING')}" for concept, name in case.card.columns.items())
    rows = values(case.card, draw(case.card, ROWS, SEED))
    on_spark.createDataFrame(rows, f"`row` BIGINT, {columns}").createOrReplaceTempView(case.card.table)
    assert [Answer.of(row["holds"]) for row in on_spark.sql(query(case, "pyspark")).collect()] == by_hand(case)


@pytest.mark.spark
def test_spark_through_ibis_counts_as_by_hand(on_spark: Any) -> None:
    """The road that a force or a country takes: the same expression on a table of Ibis's own Spark backend."""
    case = next(case for case in CASES if case.card.id == "force_extract")
    columns = ", ".join(f"`{name}` {_sql_type(concept, 'STRING')}" for concept, name in case.card.columns.items())
    rows = values(case.card, draw(case.card, ROWS, SEED))
    on_spark.createDataFrame(rows, f"`row` BIGINT, {columns}").createOrReplaceTempView(case.card.table)
    table = ibis.pyspark.connect(on_spark).table(case.card.table)
    rows_in, undetermined = case.compiled.filter(table).count(), case.compiled.undetermined(table).count()
    assert _number(on_spark, rows_in) == by_hand(case).count(Answer.IN)
    assert _number(on_spark, undetermined) == by_hand(case).count(Answer.UNKNOWN)


def _number(session: Any, expression: Any) -> int:
    # Collected as rows: Spark's conversion to pandas 3 warns, and a warning fails the run.
    return int(session.sql(str(ibis.to_sql(expression))).collect()[0][0])
