"""Running a definition's hand-written examples: through the compiled query and by hand, which must agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulis.catalogue.concepts import AGES, YES_OR_NO, Concept
from sulis.catalogue.sources import SourceCard, load_source_card
from sulis.catalogue.violence import Answer, Definition, Example
from sulis.catalogue.violence.by_hand import judge
from sulis.definition.compiled import compile_definition

if TYPE_CHECKING:
    import ibis.expr.types as ir
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What one example gave for one part."""

    example: str
    part: str
    expected: Answer
    by_query: Answer
    by_hand: Answer

    @property
    def passed(self) -> bool:
        return self.expected is self.by_query is self.by_hand


def run_examples(definition: Definition) -> tuple[ExampleResult, ...]:
    """Run every example for every part.

    The compiled expression runs on DuckDB in memory over all examples of a source at once; each record is also judged
    by plain Python. An example passes when both give what was expected.

    Raises
    ------
    WrongUsage, InputRefused
        When a part cannot be compiled for an example's source.

    Examples
    --------
    >>> from sulis.catalogue.violence import find_definition
    >>> all(result.passed for result in run_examples(find_definition("police_uk_proxy")))
    True
    """
    results = []
    for source in dict.fromkeys(example.source for example in definition.examples):
        examples = [example for example in definition.examples if example.source == source]
        card = load_source_card(source)
        for part in definition.parts:
            answers = _by_query(definition, part.id, card, examples)
            results += [
                ExampleResult(one.id, part.id, one.expected[part.id], answer, judge(part, one.record, card))
                for one, answer in zip(examples, answers, strict=True)
            ]
    return tuple(results)


def unbound_table(card: SourceCard) -> ir.Table:
    """An unbound table with the columns that a definition may ask of this source, and ``row``, an integer."""
    import ibis

    schema = {"row": "int64"} | {column: _ibis_type(concept) for concept, column in card.columns.items()}
    return ibis.table(schema, name=card.table)


def _by_query(definition: Definition, part: str, card: SourceCard, examples: list[Example]) -> list[Answer]:
    import duckdb
    import ibis

    table = unbound_table(card)
    predicate = compile_definition(definition, part, card.id).predicate(table)
    query = ibis.to_sql(table.select(row=table["row"], holds=predicate).order_by("row"), dialect="duckdb")
    with duckdb.connect() as connection:
        _load(connection, card, examples)
        return [Answer.of(holds) for _row, holds in connection.execute(str(query)).fetchall()]


def _load(connection: DuckDBPyConnection, card: SourceCard, examples: list[Example]) -> None:
    columns = ", ".join(f'"{column}" {_duckdb_type(concept)}' for concept, column in card.columns.items())
    connection.execute(f'CREATE TABLE "{card.table}" ("row" BIGINT, {columns})')
    marks = ", ".join("?" for _ in range(len(card.columns) + 1))
    rows = [[place, *(one.record.get(concept) for concept in card.columns)] for place, one in enumerate(examples)]
    connection.executemany(f'INSERT INTO "{card.table}" VALUES ({marks})', rows)


def _ibis_type(concept: Concept) -> str:
    if concept in AGES:
        return "int64"
    return "boolean" if concept in YES_OR_NO else "string"


def _duckdb_type(concept: Concept) -> str:
    return {"int64": "BIGINT", "boolean": "BOOLEAN", "string": "VARCHAR"}[_ibis_type(concept)]
