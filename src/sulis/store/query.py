"""Queries: each one Ibis expression with a name, written once and answered the same by every engine."""

from __future__ import annotations

import gc
import re
import warnings
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, ParamSpec, Protocol, Self, runtime_checkable

from sulis.store.sql import literal
from sulis.tables import TABLES

if TYPE_CHECKING:
    import ibis.expr.types as ir

P = ParamSpec("P")

_IBIS_TYPES = {
    "VARCHAR": "string",
    "BIGINT": "int64",
    "INTEGER": "int32",
    "SMALLINT": "int16",
    "DOUBLE": "float64",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
}
_PLAIN = re.compile(r"[a-z_][a-z0-9_]*")
_AREA_CODE = re.compile(r"[A-Z]\d{8}")
_NO_CHARACTER = 0xE000  # the first of those that Unicode keeps for private use: no code and no name holds one


class Dialect(StrEnum):
    """The SQL that an engine reads."""

    DUCKDB = "duckdb"  # one machine; also what is shown to readers
    SPARK = "pyspark"  # many machines


@dataclass(frozen=True, slots=True)
class Query(Generic[P]):
    """A query that can be asked: ``build`` makes its expression, ``reads`` names the tables that it is built on.

    Calling it with its arguments, which must be hashable and are compared to reuse what was compiled, gives a
    `Question`. Nothing runs until an engine is given that.
    """

    name: str
    reads: tuple[str, ...]
    says: str
    build: Callable[P, ir.Table]

    def __call__(self, *arguments: P.args, **named: P.kwargs) -> Question:
        """The query with its arguments, which are given by position.

        Raises
        ------
        TypeError
            When an argument is given by name.
        """
        if named:
            raise TypeError(f"the arguments of the query {self.name} are given by position")
        return Question(self, arguments)


@dataclass(frozen=True, slots=True)
class Question:
    """A query with its arguments. It holds no data and belongs to no engine."""

    query: Query[...]
    arguments: tuple[Hashable, ...]

    def expression(self) -> ir.Table:
        """The Ibis expression, on tables with no data behind them."""
        return self.query.build(*self.arguments)

    def sql(self, dialect: Dialect = Dialect.DUCKDB) -> str:
        """The SQL of it, compiled once for the same arguments.

        DuckDB's form is for readers too: it begins with a line that says what it gives, and runs as it stands on any
        connection of the store. Questions that differ by an area's code alone share what was compiled.
        """
        without, codes = _parted(self)
        text = _compiled(without, dialect)
        for mark, code in codes.items():
            text = text.replace(literal(mark), literal(code))
        return text


@runtime_checkable
class OfArea(Protocol):
    """An argument that may be about one area alone, and can be asked of another in its place."""

    @property
    def only_code(self) -> str | None:
        """The code of the one area; None where it is about none or several."""
        ...

    def of_area(self, code: str) -> Self:
        """The same about another area."""
        ...


def _parted(question: Question) -> tuple[Question, dict[str, str]]:
    """The question with a mark of the same length in the place of every area's code, and the code of each mark."""
    codes: dict[str, str] = {}

    def mark(code: str | None) -> str | None:
        if code is None or not _AREA_CODE.fullmatch(code):
            return None
        made = chr(_NO_CHARACTER + len(codes)) * len(code)
        codes[made] = code
        return made

    def without(argument: Hashable) -> Hashable:
        if isinstance(argument, str) and not isinstance(argument, StrEnum):
            return mark(argument) or argument
        if isinstance(argument, OfArea):
            made = mark(argument.only_code)
            return argument.of_area(made) if made else argument
        return argument

    return Question(question.query, tuple(without(each) for each in question.arguments)), codes


QUERIES: dict[str, Query[...]] = {}
"""Every query of the modules imported so far, by name."""


def query(*reads: str) -> Callable[[Callable[P, ir.Table]], Query[P]]:
    """Register a function that builds an expression on the tables of these names. Its first sentence is shown to readers.

    Raises
    ------
    ValueError
        When another query has the name.
    """

    def register(build: Callable[P, ir.Table]) -> Query[P]:
        name = build.__name__
        if name in QUERIES and QUERIES[name].build.__module__ != build.__module__:
            raise ValueError(f"there are two queries of the name {name}")
        says = (build.__doc__ or name).strip().splitlines()[0]
        made = Query(name, reads, says, build)
        QUERIES[name] = made
        return made

    return register


def unbound(name: str) -> ir.Table:
    """The table of that name with no data behind it.

    Examples
    --------
    >>> unbound("area").schema().names[:2]
    ('code', 'name')
    """
    return named_table(name, {column.name: _IBIS_TYPES[column.sql_type] for column in TABLES[name].columns})


def named_table(name: str, columns: Mapping[str, str]) -> ir.Table:
    """A table with no data behind it, from column names and Ibis types."""
    return _table(name, tuple(columns.items()))


@lru_cache(maxsize=64)
def _table(name: str, columns: tuple[tuple[str, str], ...]) -> ir.Table:
    import ibis

    return ibis.table(dict(columns), name=name)


@lru_cache(maxsize=512)
def _compiled(question: Question, dialect: Dialect) -> str:
    with _uncollected():
        expression = question.expression()
        if dialect is Dialect.DUCKDB:
            return f"-- {question.query.says}\n{duckdb_sql(expression)}"
        return spark_sql(expression)


def duckdb_sql(expression: ir.Expr) -> str:
    """An expression as DuckDB's SQL, with quotes only around the names that need them."""
    import ibis.backends.sql.compilers as compilers

    tree = compilers.duckdb.compiler.to_sqlglot(expression)
    for node in tree.walk():
        for name, value in list(node.args.items()):
            if isinstance(value, tuple):  # which a walk passes by
                node.set(name, list(value))
        if node.key == "identifier" and _PLAIN.fullmatch(node.name):
            node.set("quoted", False)
    return str(tree.sql(dialect="duckdb", pretty=True))


def spark_sql(expression: ir.Expr) -> str:
    """An expression as Spark's SQL."""
    import ibis

    with warnings.catch_warnings():
        # PySpark warns of pandas 3 when its pandas layer loads; only its SQL is used here.
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        ibis.pyspark  # noqa: B018 - naming it sets the options that its compiler reads
    return str(ibis.to_sql(expression, dialect=Dialect.SPARK.value))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of unused objects: what Ibis makes while it loads and compiles stays in use, and is much.

    Going over it again and again would take a third of the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
