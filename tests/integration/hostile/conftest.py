"""The world of the permission matrix, with a letter's links that hold, and a browser for whoever may come."""

from typing import Any
from zlib import crc32

import django
import pytest

django.setup()  # before the test modules are read: some name the application's own at their head

from tests.integration.hostile.doors import PARTS, Doors, with_letters  # noqa: E402
from tests.integration.permission.world import World, build  # noqa: E402
from tests.support.served import analyst, home, partnership, prepared, run, static_files  # noqa: E402

__all__ = ["analyst", "home", "partnership", "prepared", "run", "static_files"]


@pytest.fixture(autouse=True)
def linkage_switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SULIS_LINKAGE", "on")


@pytest.fixture
def world(partnership: Any, run: Any, prepared: Any) -> World:
    return with_letters(build(partnership, run, prepared))


@pytest.fixture
def doors(world: World, request: Any) -> Doors:
    """All of them in the drill; in a run the half that the test's own name falls on."""
    return Doors(world, None if PARTS == 1 else crc32(request.node.name.encode()) % 2)
