from __future__ import annotations

import pytest

from sulis.catalogue.violence import find_definition
from sulis.store import Store
from sulis.vocabulary import Period
from sulis.year.needs import Assessment, assess
from tests.support.needs_store import ALDERMERE, mereshire


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Three months received of four."""
    return mereshire(tmp_path_factory.mktemp("mereshire"))


@pytest.fixture(scope="session")
def small(small_store: Store) -> Assessment:
    """Aldermere over January to April 2023, by the stand-in."""
    return assess(
        small_store,
        area_code=ALDERMERE,
        period=Period.between("2023-01", "2023-04"),
        definitions=[find_definition("police_uk_proxy")],
        software="sulis test",
    )
