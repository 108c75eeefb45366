"""The audit at length: many writers, many kills, a long chain. `docs/handover/drills.md` keeps the figures of the last run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import Any

import django
import pytest

from tests.support.shared import ROOT

django.setup()

from tests.integration.audit.chains import Chain, made, verified  # noqa: E402
from tests.integration.audit.many_writers import killed_while_writing, written_together  # noqa: E402

pytestmark = pytest.mark.drill
ON = [pytest.param("sqlite", id="sqlite"), pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(params=ON)
def empty(request: Any, tmp_path: Any, django_db_blocker: Any) -> Any:
    on_postgresql = request.param == "postgresql"
    address = request.getfixturevalue("new_database")("long") if on_postgresql else ""
    with django_db_blocker.unblock():
        yield made(tmp_path / "home", address)


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Any:
    """A figure for the handover, on the terminal."""

    def line(text: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n  {text}\n")

    return line


def test_sixteen_writers_reach_two_hundred_events_a_second(empty: Chain, tell: Any) -> None:
    rate = written_together(empty, events=500, writers=16)
    tell(f"{empty.on}: 16 writers, 8,000 events, {rate:,.0f} a second")
    assert rate >= 200


def test_disclosure_costs_its_reader_little(empty: Chain, tell: Any) -> None:
    taken = empty.run("pace", 1000)
    tell(f"{empty.on}: one disclosure takes {taken['median']:.1f} ms, one in twenty more than {taken['p95']:.1f} ms")
    assert taken["p95"] <= 20, "5 ms are meant; this bound is for a busy machine"


def test_writers_killed_250_times_leave_a_sound_chain(empty: Chain, tell: Any) -> None:
    acknowledged = killed_while_writing(empty, kills=250, together=5, seed=20261123)
    tell(f"{empty.on}: 250 kills, {acknowledged:,} events acknowledged, none lost, chain sound after each round")
    assert acknowledged > 250


def test_long_chain_is_verified_in_the_memory_of_a_short_one(empty: Chain, tell: Any) -> None:
    (empty.home / "secret-key").touch()
    peaks = {}
    for rows in (5_000, 100_000):
        if rows == 5_000:
            empty.run("write", 2, 1)
        empty.run("fill", rows)
        empty.run("head")
        seconds, peaks[rows], told = verified_by_command(empty)
        assert told["sound"] and told["rows"] == told["covered"] == rows
        tell(f"{empty.on}: {rows:,} rows verified in {seconds:.1f} s, {peaks[rows]:.0f} MB at the most")
    assert peaks[100_000] < peaks[5_000] + 20


def verified_by_command(chain: Chain) -> tuple[float, float, Any]:
    """Seconds, megabytes at the most, and the answer."""
    environment = chain.environment()
    del environment["DJANGO_SETTINGS_MODULE"]
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "sulis_cli.main", "audit", "verify", "--json", "--home", str(chain.home)],
        env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    answer = process.stdout.read()
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    assert process.returncode == 0, answer
    return time.perf_counter() - started, used.ru_maxrss / 1024, json.loads(answer)


def test_chain_made_anew_between_sparse_checkpoints_is_found_with_the_rows_in_doubt(empty: Chain) -> None:
    from tests.integration.audit.test_tampering import chained_anew

    empty.run("write", 1, 1)
    empty.run("fill", 3_000)
    empty.run("head")  # more rows than checkpoints: every twelfth has one
    chained_anew(empty, 1_700, person="somebody-else")
    (found,) = verified(empty).findings
    assert found.rule == "head" and found.seq <= 1_700 <= found.until
    assert found.until - found.seq < 12
