"""PostgreSQL stopped at once beneath people who work, and started again. The drill does it twenty times to twenty people."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.restarts import BUILD, alterations, audit_of, stands_as_acknowledged, under_restarts
from tests.support.site import served

pytestmark = pytest.mark.postgres


def test_no_acknowledged_change_is_lost_when_postgresql_stops(
    server: Any, new_database: Callable[[str], str], tmp_path: Path
) -> None:
    database = new_database("restarts")
    with served(tmp_path, BUILD.format(users=4), SULIS_DATABASE_URL=database) as (address, people):
        course = under_restarts(server, address, people, restarts=2, between=1)
    acknowledged = stands_as_acknowledged(course, database)
    assert acknowledged > 8 and sum(user.away for user in course.users) > 0
    assert max(course.recoveries) < 10
    assert audit_of(tmp_path, database)["sound"]
    assert alterations(database) == acknowledged
