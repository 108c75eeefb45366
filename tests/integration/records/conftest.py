"""A board to change."""

from __future__ import annotations

from typing import Any

import django
import pytest

from tests.integration.records.people import AT, SAM

django.setup()  # before the test modules are read: some name the application's own at their head


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any) -> None:
    """Pages are looked at here for their words: their style sheets need not be collected first."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


@pytest.fixture
def board(db: Any) -> Any:
    from sulis_web.partnership.models import Board
    from sulis_web.records import operations

    board = Board(key="strategy-board", name="Strategy board", about="Owns the plan.", cadence="monthly")
    return operations.create(board, by=SAM, at=AT, reason="set up with the partnership")
