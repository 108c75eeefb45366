"""Installations whose workers are processes of their own, on either database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.shared import ROOT

LEASE = 2.0  # seconds: a worker not seen for so long is taken for dead


@dataclass
class Installation:
    home: Path
    address: str = ""  # of its database, when that is PostgreSQL
    workers: list[subprocess.Popen[str]] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("SULIS_", "DJANGO_", "PYTEST_"))}
        return kept | {
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "SULIS_HOME": str(self.home),
            "SULIS_DATABASE_URL": self.address,
            "DJANGO_SETTINGS_MODULE": "sulis_web.config.settings",
        }

    def ask(self, kind: str, times: int) -> list[str]:
        return list(self.run("ask", kind, str(times)))

    def run(self, *words: str) -> Any:
        done = subprocess.run(
            [sys.executable, "-m", "tests.integration.jobs.workshop", *words],
            cwd=self.home, env=self.environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
            timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout)

    def worker(self, *words: str) -> subprocess.Popen[str]:
        """A worker that has begun."""
        started = subprocess.Popen(
            [sys.executable, "-m", "tests.integration.jobs.workshop", *(words or ("work", str(LEASE)))],
            cwd=self.home, env=self.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.workers.append(started)
        assert started.stdout is not None and started.stdout.readline().strip() == '"ready"'
        return started

    def jobs(self, columns: str = "state, attempt") -> list[tuple[Any, ...]]:
        return self.told(f"SELECT {columns} FROM jobs_job ORDER BY id")

    def tallies(self) -> list[str]:
        """Of which job something was kept, once for each time."""
        return [job for (job,) in self.told("SELECT object_id FROM audit_event WHERE object_type = 'tests.tally'")]

    def told(self, question: str) -> list[tuple[Any, ...]]:
        import sqlite3

        import psycopg

        opened: Any = psycopg.connect(self.address) if self.address else sqlite3.connect(self.home / "records.sqlite3")
        try:
            return [tuple(row) for row in opened.execute(question).fetchall()]
        finally:
            opened.close()

    def until(self, holds: Callable[[], bool], seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, f"not within {seconds} seconds; jobs are {self.jobs()}"
            time.sleep(0.05)


@contextmanager
def installation(home: Path, address: str = "") -> Iterator[Installation]:
    """No worker outlives its test."""
    home.mkdir(exist_ok=True)
    made = Installation(home, address)
    try:
        yield made
    finally:
        for worker in made.workers:
            if worker.poll() is None:
                worker.kill()
            worker.wait()
            if worker.stdout:
                worker.stdout.close()
