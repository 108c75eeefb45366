"""What answers a question: DuckDB on one machine; `sulis.store.spark` has Spark on many."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING, Any, Protocol

from sulis.store.query import Question

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Row = tuple[Any, ...]


class Engine(Protocol):
    """Answers questions from the releases of one store. Every engine gives the same rows in the same order."""

    def run(self, question: Question) -> list[Row]:
        """The rows, each a tuple in the order of the expression's columns; None is NULL."""
        ...

    def keep(self, name: str, question: Question) -> str:
        """Keep the answer as a table of that name, for further questions to this engine; the SQL that does so.

        Nothing is done where the name is kept already.
        """
        ...


FEW = 1_000
"""An answer of at most so many rows is remembered: a run asks for vintages and partnerships again and again."""


class DuckDbEngine:
    """Answers from a connection of a store, whose releases stay what they were when it was opened."""

    def __init__(
        self,
        connection: DuckDBPyConnection,
        shared: dict[Question, list[Row]] | None = None,
        whole: Set[str] = frozenset(),
    ) -> None:
        """``shared`` keeps the answers of the queries named in ``whole``, of any length, beyond this engine."""
        # DuckDB draws the bar of a long query on standard output, which belongs to the answer.
        connection.execute("SET enable_progress_bar = false")
        self._connection = connection
        self._known: dict[Question, list[Row]] = {}
        self._shared, self._whole = shared if shared is not None else {}, whole

    def run(self, question: Question) -> list[Row]:
        """The rows, each a tuple; None is NULL."""
        known = self._shared if question.query.name in self._whole else self._known
        if question in known:
            return list(known[question])
        rows = self._connection.execute(question.sql()).fetchall()
        if len(rows) <= FEW or known is self._shared:
            known[question] = rows
        return list(rows)

    def keep(self, name: str, question: Question) -> str:
        """Keep the answer as a table of the connection; the SQL that does so."""
        statement = f"CREATE TEMP TABLE IF NOT EXISTS {name} AS\n{question.sql()}"
        self._connection.execute(statement)
        return statement
