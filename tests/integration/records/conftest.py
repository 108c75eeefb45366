"""A board to change, and people who change it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from sulis_web.audit.values import Actor
from sulis_web.partnership.models import Board
from sulis_web.records import operations

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
SAM, ROBIN = Actor(person="sam00000000000aa"), Actor(person="robin0000000000a")


@pytest.fixture
def board(db: Any) -> Board:
    board = Board(key="strategy-board", name="Strategy board", about="Owns the plan.", cadence="monthly")
    made: Board = operations.create(board, by=SAM, at=AT, reason="set up with the partnership")
    return made
