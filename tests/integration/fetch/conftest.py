from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest

from sulis.sources.http import Client, Rules
from tests.support.publishers.loopback import Loopback, Respond, serving

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
LATER = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)
Serve = Callable[[Respond], Loopback]
NewClient = Callable[..., Client]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Run a server for the length of the test."""
    with ExitStack() as stack:
        yield lambda respond: stack.enter_context(serving(respond))


@pytest.fixture
def waits() -> list[float]:
    """The waits that a client asked for; nothing really waits."""
    return []


@pytest.fixture
def client(waits: list[float]) -> NewClient:
    """Make a client that may ask one server of the test, and no other."""

    def make(site: Loopback, **rules: object) -> Client:
        allowed = Rules(test_addresses=frozenset({site.address}), **rules)  # type: ignore[arg-type]
        return Client(allowed, sleep=waits.append)

    return make
