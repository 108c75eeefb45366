"""PostgreSQL stopped at once and started again, twenty times under twenty people. `docs/handover/drills.md` keeps the figures."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.restarts import BUILD, alterations, audit_of, stands_as_acknowledged, under_restarts
from tests.support.site import served

pytestmark = [pytest.mark.drill, pytest.mark.postgres]
RESTARTS, USERS = 20, 20


def test_twenty_restarts_under_twenty_people_lose_nothing(
    server: Any, new_database: Callable[[str], str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = new_database("restarts")
    with served(tmp_path, BUILD.format(users=USERS), SULIS_DATABASE_URL=database) as (address, people):
        course = under_restarts(server, address, people, restarts=RESTARTS, between=3)
        assert worker_is_seen(database), "what works in the background did not come back"
    acknowledged = stands_as_acknowledged(course, database)
    verdict = audit_of(tmp_path, database)
    away, taken = sum(user.away for user in course.users), sorted(course.recoveries)
    with capsys.disabled():
        sys.stdout.write(
            f"\n  {RESTARTS} restarts in {course.seconds:.0f} s under {USERS} people: {acknowledged:,} changes acknowledged,"
            f" none lost, none twice; {away:,} answers of 503; all could work again after {statistics.median(taken):.1f} s"
            f" (the longest {taken[-1]:.1f} s); {verdict['rows']:,} rows of the audit sound; load {os.getloadavg()[0]:.1f}\n"
        )
    assert verdict["sound"] and alterations(database) == acknowledged > 20 * RESTARTS
    assert len(taken) == RESTARTS and taken[-1] < 10
    assert away > RESTARTS


def worker_is_seen(database: str) -> bool:
    """Whether the worker beside the server has said since now that it lives."""
    import psycopg

    since = datetime.now(UTC)
    with psycopg.connect(database, autocommit=True) as connection:
        for _ in range(120):
            if connection.execute("SELECT 1 FROM jobs_worker WHERE seen_at > %s", [since]).fetchone():
                return True
            time.sleep(0.5)
    return False
