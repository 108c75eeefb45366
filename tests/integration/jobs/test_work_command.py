"""`sulis work` as an operator runs it."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.integration.jobs.installations import Installation
from tests.integration.running.processes import command


@pytest.fixture
def served(installed: Installation) -> Installation:
    """With a partnership: the command refuses a home whose records know none."""
    script = (
        "import django; django.setup()\n"
        "from django.utils import timezone; from sulis.catalogue.partnership import load_partnership as read\n"
        "from sulis_web.partnership.operations import load_partnership\n"
        "load_partnership(content=read('made_up'), at=timezone.now())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=installed.environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return installed


def work(installed: Installation, *words: str) -> Any:
    return command("work", "--home", installed.home, *words, SULIS_DATABASE_URL=installed.address)


def test_due_does_what_is_due_once_and_then_nothing(served: Installation) -> None:
    first = work(served, "--due", "--json")
    assert first.returncode == 0, first.stderr
    told = json.loads(first.stdout)
    assert "export the audit's head" in told["done"] and told["failed"] == []
    assert next((served.home / "audit-heads").iterdir()).read_text("utf-8")
    assert json.loads(work(served, "--due", "--json").stdout) == {"done": [], "failed": []}


def test_due_that_cannot_be_done_is_said_with_4_and_is_due_again(served: Installation) -> None:
    shutil.rmtree(served.home / "audit-heads", ignore_errors=True)
    (served.home / "audit-heads").write_text("no folder", "utf-8")
    for _ in range(2):
        done = work(served, "--due", "--json")
        assert done.returncode == 4 and json.loads(done.stdout)["failed"] == ["export the audit's head"]


def test_worker_runs_until_it_is_stopped(served: Installation) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "sulis_cli.main", "work", "--home", str(served.home)], env=served.environment(),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    served.workers.append(process)
    served.until(lambda: served.told("SELECT count(*) FROM jobs_worker") == [(1,)])
    process.send_signal(signal.SIGTERM)
    assert process.wait(15) == 0 and served.told("SELECT count(*) FROM jobs_worker") == [(0,)]


def test_home_that_is_not_there_is_refused_and_not_made(tmp_path: Path) -> None:
    done = command("work", "--home", tmp_path / "none", "--json")
    assert done.returncode == 2 and "no home" in json.loads(done.stdout)["error"]
    assert not (tmp_path / "none").exists()
