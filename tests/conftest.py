"""What holds for every test: no network beyond this machine, one hypothesis profile, no test left out in silence."""

from __future__ import annotations

import ipaddress
import os
import signal
import socket
import tempfile
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from hypothesis import HealthCheck, settings

from tests.support.audit_events import forget_after_each_flush
from tests.support.shared import ABSENT, ROOT

SETTINGS = "sulis_web.config.settings"
if (ROOT / "src" / (SETTINGS.replace(".", "/") + ".py")).is_file():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    # Each process has a home of its own, so that no test sees the data of the person who runs it.
    # A worker was given its home when it was started: its settings are read before this file.
    if "PYTEST_XDIST_WORKER" not in os.environ:
        _home = tempfile.TemporaryDirectory(prefix="sulis-tests-")
        os.environ["SULIS_HOME"] = _home.name

settings.register_profile(
    "sulis",
    deadline=None,
    max_examples=60,
    derandomize=bool(os.environ.get("CI")),
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("sulis")

# A project of its own, with settings of its own, that a test starts as a process.
collect_ignore = ["support/openid_provider"]

# Files that take minutes come first, so that no worker is left alone with one of them at the end.
LONG = (
    "tests/integration/postgres/", "tests/integration/permission/", "tests/journeys/", "tests/integration/hostile/",
    "tests/integration/truths/", "tests/integration/web/", "tests/drill/",
)  # fmt: skip
NO_SKIPS = os.environ.get("SULIS_NO_SKIPS") == "1"
_not_run: list[tuple[str, str]] = []
_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex


class NetworkUsed(AssertionError):
    """A test tried to reach another machine."""


def stays_here(address: Any) -> bool:
    """Whether a socket's address is on this machine: a path, a name for it, or a loopback number."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    if host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False


def _guarded_connect(self: socket.socket, address: Any) -> None:
    if not stays_here(address):
        raise NetworkUsed(f"a test tried to connect to {address!r}; tests reach this machine only")
    _connect(self, address)


def _guarded_connect_ex(self: socket.socket, address: Any) -> int:
    if not stays_here(address):
        raise NetworkUsed(f"a test tried to connect to {address!r}; tests reach this machine only")
    return _connect_ex(self, address)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(specs: list[Any]) -> None:
    for number, spec in enumerate(specs):
        spec.env["SULIS_HOME"] = f"{_home.name}/worker-{number}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def pytest_configure() -> None:
    # A run that a shell put in the background ignores Ctrl-C, and so would every process that a test starts and interrupts.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    forget_after_each_flush()
    # Passwords are hashed by the same method at its least cost: thousands of sign-ins would otherwise be most of the run.
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 8, 1
    socket.socket.connect = _guarded_connect  # type: ignore[method-assign]
    socket.socket.connect_ex = _guarded_connect_ex  # type: ignore[method-assign]


def pytest_unconfigure() -> None:
    socket.socket.connect = _connect  # type: ignore[method-assign]
    socket.socket.connect_ex = _connect_ex  # type: ignore[method-assign]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        _not_run.append((report.nodeid, reason_of(report.longrepr)))


def pytest_collectreport(report: pytest.CollectReport) -> None:
    if report.skipped:
        _not_run.append((report.nodeid, reason_of(report.longrepr)))


def reason_of(longrepr: Any) -> str:
    """The reason that a skipped test gave."""
    text = longrepr[2] if isinstance(longrepr, tuple) else str(longrepr)
    return text.removeprefix("Skipped: ")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """With SULIS_NO_SKIPS=1 a test that did not run fails the run, unless only the shared test data was missing."""
    if NO_SKIPS and any(ABSENT not in reason for _, reason in _not_run) and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not _not_run:
        return
    terminalreporter.section("could not be run here")
    for reason in sorted({reason for _, reason in _not_run}):
        tests = [test for test, given in _not_run if given == reason]
        terminalreporter.line(f"{reason}: {len(tests)} (first: {tests[0]})")
    if NO_SKIPS and any(ABSENT not in reason for _, reason in _not_run):
        terminalreporter.line(
            "SULIS_NO_SKIPS=1: what could not be run, for other reasons than absent data, fails the run."
        )
