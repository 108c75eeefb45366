from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from sulis.store import Store
from tests.support.needs_store import mereshire


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return mereshire(tmp_path_factory.mktemp("mereshire"))


@pytest.fixture
def connection(store: Store) -> Iterator[duckdb.DuckDBPyConnection]:
    with store.connect() as opened:
        yield opened
