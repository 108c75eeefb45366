"""`sulis work`: what goes on in the background, in a process of its own beside the server."""

from __future__ import annotations

import os
import signal
import subprocess  # nosec B404
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from sulis_cli import output
from sulis_cli.serve import check_records, set_up

Due = Annotated[
    bool, typer.Option("--due", help="Do what falls due and what waits, once, then stop: for a timer without a worker.")
]
SOONEST, LATEST = 1.0, 30.0  # seconds before a worker that died is started again
_ENDS_WITHIN = 10.0  # seconds that a worker is given to put back what it has in hand


def register(app: typer.Typer) -> None:
    app.command("work")(work)


def work(due: Due = False, home: output.Home = output.DEFAULT_HOME, as_json: output.Json = False) -> int:
    """Do jobs, send notices and see to what falls due, until stopped. `sulis serve` starts one of these by itself."""
    _open(home)
    if due:
        return _do_due(as_json)
    output.answer({"home": str(home)}, as_json=as_json, text=lambda: [f"Working for {home}"])
    _loop(beside=False)
    return 0


@contextmanager
def worker_beside(home: Path) -> Iterator[None]:
    """A worker that is kept running while the server is, unless SULIS_WORKER is 0: for a machine where another runs it."""
    if os.environ.get("SULIS_WORKER", "1").strip() == "0":
        yield
        return
    keeper = subprocess.Popen([sys.executable, "-m", "sulis_cli.work", "keep", str(home)], stdin=subprocess.DEVNULL)  # nosec B603
    try:
        yield
    finally:
        _end(keeper)


def keep_running(home: Path) -> None:
    """Start a worker, and another when it dies, until this process's own parent is gone."""
    parent, wait = os.getppid(), SOONEST
    _end_on_signals()
    while os.getppid() == parent:
        began = time.monotonic()
        worker = subprocess.Popen([sys.executable, "-m", "sulis_cli.work", "loop", str(home)], stdin=subprocess.DEVNULL)  # nosec B603
        try:
            while worker.poll() is None and os.getppid() == parent:
                time.sleep(0.5)
        finally:
            _end(worker)
        wait = SOONEST if time.monotonic() - began > 60 else min(wait * 2, LATEST)
        _pause(wait, parent)


def _pause(seconds: float, parent: int) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and os.getppid() == parent:
        time.sleep(0.2)


def _end_on_signals() -> None:
    def end(_number: int, _frame: object) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Asked at first, so that it puts back what it has in hand."""
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(_ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _loop(*, beside: bool) -> None:
    from sulis_web.jobs.loop import Loop

    parent = os.getppid()
    loop = Loop(stop=(lambda: os.getppid() != parent) if beside else (lambda: False))
    loop.end_on_signals()
    loop.run()


def _do_due(as_json: bool) -> int:
    from sulis_web.jobs.due import do_due
    from sulis_web.jobs.loop import Loop

    told = do_due(at=datetime.now(UTC))
    loop = Loop()
    loop.end_on_signals()
    loop.run(once=True)

    def text() -> Iterator[str]:
        yield from (f"Done: {name}" for name in told.done)
        yield from (f"Not done, and due again at once: {name}" for name in told.failed)
        if not told.done and not told.failed:
            yield "Nothing was due"

    output.answer({"done": told.done, "failed": told.failed}, as_json=as_json, text=text)
    return 4 if told.failed else 0


def _open(home: Path) -> None:
    """A home that is not there is refused and not made."""
    from sulis_cli.check import check_home, refuse_unsafe

    check_home(home)
    set_up(home)
    _in_words(home)
    refuse_unsafe()


def _in_words(home: Path) -> None:
    """Whether there are records to work for.

    Raises
    ------
    WrongUsage
        When the database has not been made, or holds no partnership.
    """
    from django.db import DatabaseError

    from sulis.vocabulary import WrongUsage

    try:
        check_records(home)
    except DatabaseError:
        raise WrongUsage(
            f"the records of {home} cannot be read",
            "Check SULIS_DATABASE_URL, and run `sulis serve` there once: it brings them up to date.",
        ) from None


if __name__ == "__main__":
    if sys.argv[1] == "keep":
        keep_running(Path(sys.argv[2]))
    else:
        set_up(Path(sys.argv[2]))
        _loop(beside=True)
