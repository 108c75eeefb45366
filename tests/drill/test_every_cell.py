"""Every cell of the permission matrix, every page as every role, all that is hostile, and all that Spark is asked; records in SQLite."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.postgres.test_on_postgresql import INTEGRATION, run_all

pytestmark = pytest.mark.drill
WHAT = [
    *(f"{INTEGRATION}/{part}" for part in ("permission", "hostile")),
    "tests/engines/test_queries.py",
    "-m",
    "not drill and not postgres and not browser",
]


def test_every_cell_and_every_hostile_value_on_sqlite(tmp_path: Path) -> None:
    assert run_all(WHAT, "", tmp_path, SULIS_WHOLE="1") > 60
