"""A DuckDB in memory that can neither write nor read a file: what is decrypted there cannot reach the disk."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sulis.vocabulary import PartWayFailure

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

TABLE = "people"


@contextmanager
def workbench(records: pa.Table) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the records as the table ``people``. Work that needs more memory than there is fails, and spills nothing.

    Raises
    ------
    PartWayFailure
        When memory is not enough.
    """
    import duckdb

    connection = duckdb.connect()
    try:
        connection.execute("SET temp_directory = ''")
        connection.execute("SET enable_external_access = false")
        connection.register("arrived", records)
        connection.execute(f"CREATE TABLE {TABLE} AS FROM arrived")
        connection.unregister("arrived")
        with _quiet():
            yield connection
    except duckdb.OutOfMemoryException as trouble:
        raise PartWayFailure(
            "the linkage needs more memory than there is, and may not use the disk",
            "Link fewer records at a time, or use a machine with more memory.",
        ) from trouble
    finally:
        connection.close()


@contextmanager
def _quiet() -> Iterator[None]:
    """Splink's own advice is for people at a notebook; what matters of it is in the model's report."""
    log = logging.getLogger("splink")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)
