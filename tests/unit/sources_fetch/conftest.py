from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from sulis.sources.http import Client, Rules
from tests.unit.sources_fetch.site import Site, serve

NewClient = Callable[..., Client]


@pytest.fixture
def site() -> Iterator[Site]:
    with serve(Site()) as running:
        yield running


@pytest.fixture
def waits() -> list[float]:
    """The waits that a client asked for; nothing really waits."""
    return []


@pytest.fixture
def client(site: Site, waits: list[float]) -> NewClient:
    """Make a client that may ask the test's own site, and no other."""

    def make(**rules: object) -> Client:
        return Client(Rules(test_addresses=frozenset({site.address}), **rules), sleep=waits.append)  # type: ignore[arg-type]

    return make
