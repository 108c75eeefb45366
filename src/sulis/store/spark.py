"""Spark as an engine, for a force or a country: the same questions, from the same Parquet files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sulis.store.engine import Row
from sulis.store.query import Dialect, Question
from sulis.tables import TABLES

if TYPE_CHECKING:
    from sulis.store.reader import Store

_SPARK_TYPES = {"VARCHAR": "STRING", "INTEGER": "INT"}


class SparkEngine:
    """Answers from a Spark session that can read the store's home.

    A table is a view over the Parquet files of the releases that were current when the store was opened, and is made when
    the first question asks for it; one without a release is there, and empty. Views live in a session of the engine's
    own, which works for the one given. Encrypted releases cannot be read.
    """

    def __init__(self, session: Any, store: Store) -> None:
        self._session = session.newSession()
        self._store = store
        self._made: set[str] = set()

    def run(self, question: Question) -> list[Row]:
        """The rows, each a tuple; None is NULL."""
        return [tuple(row) for row in self._asked(question).collect()]

    def keep(self, name: str, question: Question) -> str:
        """Keep the answer as a view of the session; the SQL that it stands for."""
        if name not in self._made:
            self._asked(question).cache().createOrReplaceTempView(name)
            self._made.add(name)
        return f"CREATE TEMP TABLE IF NOT EXISTS {name} AS\n{question.sql()}"

    def _asked(self, question: Question) -> Any:
        for name in question.query.reads:
            if name not in self._made:
                self._view(name)
        return self._session.sql(question.sql(Dialect.SPARK))

    def _view(self, name: str) -> None:
        table = TABLES[name]
        columns = ", ".join(f"`{c.name}` {_SPARK_TYPES.get(c.sql_type, c.sql_type)}" for c in table.columns)
        paths = [str(self._store.home.absolute() / one.paths[name]) for one in self._store.releases(table.kept_with)]
        # The columns are said and not guessed: a file whose column is all empty would be read as another type.
        rows = (
            self._session.read.schema(columns).parquet(*paths) if paths else self._session.createDataFrame([], columns)
        )
        rows.createOrReplaceTempView(name)
        self._made.add(name)


def local_session(parts: int = 2) -> Any:
    """A Spark session on this machine alone, quiet, with dates in UTC.

    Parameters
    ----------
    parts
        How many threads work, and into how many parts rows are shuffled.

    Raises
    ------
    ImportError
        When PySpark is not installed.
    """
    from pyspark.sql import SparkSession

    return (
        SparkSession.builder.master(f"local[{parts}]")
        .appName("sulis")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", str(parts))
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
