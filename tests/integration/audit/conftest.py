"""A chain of sixty events with two exported heads, written once on each database; each test tampers with a copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.integration.audit.chains import Chain, NewDatabase, made

ON = [pytest.param("sqlite", id="sqlite"), pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(scope="module")
def sources() -> dict[str, Chain]:
    return {}


@pytest.fixture(params=ON)
def empty(request: Any, tmp_path: Path) -> Chain:
    """An installation where nothing was ever done."""
    home = tmp_path / "home"
    return made(home, _address(request, "empty"))


@pytest.fixture(params=ON)
def chain(request: Any, tmp_path: Path, sources: dict[str, Chain], tmp_path_factory: Any) -> Iterator[Chain]:
    """Rows 1 to 60. Heads were exported at rows 1, 30 and 50."""
    if request.param not in sources:
        home = tmp_path_factory.mktemp("written") / "home"
        sources[request.param] = written(made(home, _address_to_keep(request)))
    new = request.getfixturevalue("new_database") if request.param == "postgresql" else None
    return sources[request.param].copied(tmp_path / "home", new)


def written(chain: Chain) -> Chain:
    chain.run("write", 30, 1)
    chain.run("head")
    chain.run("write", 20, 1)
    chain.run("head")
    chain.run("write", 10, 1)
    return chain
