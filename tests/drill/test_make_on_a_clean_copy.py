"""The two commands of the README on a copy that has nothing installed. Minutes, and a network: `make drill` runs it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.repository import committed_files
from tests.support.shared import ROOT, SHARED, needs_shared

pytestmark = pytest.mark.drill
MINUTES = 60


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what git holds, and nothing else."""
    folder = tmp_path_factory.mktemp("clean")
    for file in committed_files():
        target = folder / file.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, target)
    return folder


def environment(**more: str) -> dict[str, str]:
    ours = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SULIS_", "DJANGO_", "VIRTUAL_ENV", "MAKE", "MFLAGS"))
    }
    return ours | more


def make(folder: Path, *words: str) -> float:
    """Run a target to its end and give the seconds that it took."""
    started = time.perf_counter()
    done = subprocess.run(
        ["make", *words],
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return time.perf_counter() - started


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(folder: Path, *words: str, within: float) -> Iterator[tuple[str, Path]]:
    """`make up` until its address answers; ended by its own process group when the test is done."""
    port = free_port()
    log = folder / "up.log"
    with log.open("w", encoding="utf-8") as text:
        process = subprocess.Popen(
            ["make", "up", *words],
            cwd=folder,
            env=environment(SULIS_PORT=str(port)),
            stdin=subprocess.DEVNULL,
            stdout=text,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            address = f"http://127.0.0.1:{port}/"
            wait_for(address, process, log, within)
            yield address, log
        finally:
            if process.poll() is None:
                os.killpg(process.pid, 15)
            process.wait(timeout=30)


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path, within: float) -> None:
    until = time.monotonic() + within
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.25)
    pytest.fail(f"nothing answered at {address} within {within} seconds:\n{log.read_text(encoding='utf-8')}")


def test_setup_on_a_clean_copy_installs_the_command(clean: Path) -> None:
    make(clean, "setup")
    assert (clean / ".venv" / "bin" / "sulis").is_file()
    assert make(clean, "setup") < 5


def test_up_on_a_clean_copy_serves_the_demonstration(clean: Path) -> None:
    with served(clean, within=4 * MINUTES) as (address, log):
        page = urllib.request.urlopen(address, timeout=10).read().decode()
        assert "made up" in page.lower() or "made-up" in page.lower()
        said = log.read_text(encoding="utf-8")
        assert address.rstrip("/") in said
        assert "Sign in as" in said


def test_up_a_second_time_serves_within_seconds(clean: Path) -> None:
    with served(clean, within=15) as (address, _log):
        assert urllib.request.urlopen(address, timeout=10).status == 200


@needs_shared
def test_up_with_real_files_serves_the_real_plan(clean: Path) -> None:
    with served(clean, "PARTNERSHIP=bath_and_north_east_somerset", f"DATA={SHARED.resolve()}", within=5 * MINUTES) as (
        address,
        _log,
    ):
        page = urllib.request.urlopen(address, timeout=10).read().decode()
    assert "Bath" in page
    assert "made up" not in page.lower()
