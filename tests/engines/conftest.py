from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from sulis.store import Store
from sulis.store.spark import local_session
from tests.engines.tables import made_up_store


@pytest.fixture(scope="module")
def on_duckdb() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


@pytest.fixture(scope="session")
def on_spark() -> Iterator[Any]:
    session = local_session(1)
    yield session
    session.stop()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Releases of every table that a query reads, drawn at random, with plenty that is unknown."""
    return made_up_store(tmp_path_factory.mktemp("engines") / "home")
