"""Deliveries damaged and ingestion killed: nothing half loaded, no traceback, and the same hash the second time."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.support.shared import ROOT, SHARED

LOADS = {"accepted"}
JUDGED = {"accepted", "accepted-with-quarantine", "rejected", "told"}


def run(program: str, *words: object) -> Any:
    """A drill in a process of its own, which forks its workers before anything else runs in it."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.support.{program}", *map(str, words)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2_000:]
    return json.loads(done.stdout)


def check_damaged(found: dict[str, Any], count: int) -> None:
    assert found["trouble"] == []
    assert found["files"] == count
    assert set(found["verdicts"]) <= JUDGED
    assert {"accepted", "rejected"} <= set(found["verdicts"]), "all alike: the damage is too small or too great"
    assert set(found["sound"].values()) == LOADS, found["sound"]
    assert found["left_behind"] == []
    forms = {name.split(":")[0] for name in found["by"]["form"]}
    assert forms >= (
        {"csv", "gz", "zip", "xlsx", "ods", "parquet", "xml"} if SHARED.is_dir() else {"csv", "xml", "xlsx"}
    )
    kinds = {name.split(":")[0] for name in found["by"]["kind"]}
    assert kinds == {"truncate", "flip", "splice", "swap encoding", "shift column"}


def check_killed(found: list[dict[str, Any]], kills: int) -> None:
    assert [one["trouble"] for one in found] == [[]] * len(found)
    assert sum(one["old"] + one["new"] for one in found) == kills


def test_100_damaged_files_are_judged_whole() -> None:
    check_damaged(run("delivery_drill", "--count", 100, "--first", 50_000, "--workers", 2), 100)


def test_5_killed_ingests_leave_old_or_new() -> None:
    check_killed(run("delivery_kills", "--kills", 5), 5)


@pytest.mark.drill
def test_5000_damaged_files_are_judged_whole() -> None:
    check_damaged(run("delivery_drill", "--count", 5_000), 5_000)


@pytest.mark.drill
def test_200_killed_ingests_leave_old_or_new() -> None:
    found = run("delivery_kills", "--kills", 200, "--seed", 20260103)
    check_killed(found, 200)
    assert all(one["old"] and one["new"] for one in found), "the kills came all too early, or all too late"
