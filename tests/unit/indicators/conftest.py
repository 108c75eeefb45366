from __future__ import annotations

from collections.abc import Iterator

import pytest

from sulis.store import Store
from sulis.store.engine import DuckDbEngine, Engine
from tests.support.needs_store import mereshire


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return mereshire(tmp_path_factory.mktemp("mereshire"))


@pytest.fixture
def engine(store: Store) -> Iterator[Engine]:
    with store.connect() as opened:
        yield DuckDbEngine(opened)
