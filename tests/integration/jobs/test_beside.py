"""The worker beside the server: started again when it dies, gone when the server is, and not there where nobody wants it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.integration.jobs.installations import Installation

SERVER = (
    "import sys, time; from pathlib import Path; from sulis_cli.work import worker_beside\n"
    "with worker_beside(Path(sys.argv[1])):\n    print('serving', flush=True); time.sleep(120)"
)


@pytest.fixture
def serving(installed: Installation) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Stands where the server stands: a process with a worker beside it."""
    started: list[subprocess.Popen[str]] = []

    def start(**more: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", SERVER, str(installed.home)], env=installed.environment() | more,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        started.append(process)
        assert process.stdout is not None and process.stdout.readline() == "serving\n"
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def children(pid: int) -> list[int]:
    told = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(each) for each in told.stdout.split()]


def gone(pid: int) -> bool:
    """Not there, or there in name only: nobody in a bare container takes up the dead whose parent died."""
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return not told.strip() or told.strip().startswith("Z")


def workers(installed: Installation) -> list[Any]:
    return [name for (name,) in installed.told("SELECT name FROM jobs_worker ORDER BY began_at")]


def test_worker_that_dies_is_started_again(installed: Installation, serving: Any) -> None:
    (keeper,) = children(serving().pid)
    installed.until(lambda: len(workers(installed)) == 1)
    (worker,) = children(keeper)
    os.kill(worker, signal.SIGKILL)
    installed.until(lambda: len(workers(installed)) == 2)
    assert children(keeper) not in ([], [worker])
    asked = installed.ask("tally", 1)
    installed.until(lambda: installed.jobs("state") == [("failed",)])
    ((trouble,),) = installed.jobs("trouble")
    assert "does not know this kind of work" in trouble and len(asked) == 1, "the real worker has no kinds of a test's"


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_worker_ends_with_the_server_however_that_ends(installed: Installation, serving: Any, how: int) -> None:
    process = serving()
    (keeper,) = children(process.pid)
    installed.until(lambda: len(workers(installed)) == 1)
    (worker,) = children(keeper)
    process.send_signal(how)
    process.wait()
    installed.until(lambda: gone(worker) and gone(keeper), seconds=15)
    assert (gone(worker), gone(keeper)) == (True, True)


def test_no_worker_where_nobody_wants_one(installed: Installation, serving: Any) -> None:
    assert children(serving(SULIS_WORKER="0").pid) == []
    time.sleep(1)
    assert workers(installed) == []
