"""All of the application's tests, every cell of the permission matrix and all that is hostile, with the records in PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.integration.postgres.test_on_postgresql import APPLICATION, INTEGRATION, run_all

pytestmark = [pytest.mark.drill, pytest.mark.postgres]
MORE = ("accounts", "evidence", "governance", "hostile", "jobs", "permission", "publishing", "records", "web")
# Left out is a file that builds whole homes by the command line, as a test of every run does.
ALL = [*(f"{INTEGRATION}/{part}" for part in MORE), "--ignore", f"{INTEGRATION}/web/test_demo.py", *APPLICATION]


def test_every_test_of_the_application_passes_on_postgresql(new_database: Callable[[str], str], tmp_path: Path) -> None:
    address = new_database("whole")
    new_database("test_whole")  # the name that Django gives to a database for tests
    assert run_all(ALL, address, tmp_path, SULIS_WHOLE="1") > 600
