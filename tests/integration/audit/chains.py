"""Chains written by real writers in their own processes, on either database, for tests to look at and to tamper with."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.support.shared import ROOT

NewDatabase = Callable[..., str]


@dataclass(frozen=True)
class Chain:
    """One installation: its home, and its database's address when that is PostgreSQL."""

    home: Path
    address: str = ""

    @property
    def on(self) -> str:
        return "postgresql" if self.address else "sqlite"

    def environment(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("SULIS_", "DJANGO_", "PYTEST_"))}
        return kept | {
            "SULIS_HOME": str(self.home),
            "SULIS_DATABASE_URL": self.address,
            "DJANGO_SETTINGS_MODULE": "tests.support.audit_alone",
            "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        }

    def writer(self, *words: object) -> list[str]:
        return [sys.executable, "-m", "tests.support.audit_writers", *map(str, words)]

    def run(self, *words: object) -> Any:
        done = subprocess.run(
            self.writer(*words), env=self.environment(), cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, check=False, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout) if done.stdout else None

    def tell(self, *statements: str) -> None:
        """As whoever holds the database's own keys: outside the application."""
        with self.connected() as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        with self.connected() as connection:
            return [tuple(row) for row in connection.execute(question).fetchall()]

    @contextmanager
    def connected(self) -> Iterator[Any]:
        import sqlite3

        import psycopg

        opened: Any = psycopg.connect(self.address) if self.address else sqlite3.connect(self.home / "records.sqlite3")
        try:
            yield opened
        finally:
            opened.close()

    @property
    def heads_file(self) -> Path:
        return next((self.home / "audit-heads").iterdir(), self.home / "audit-heads" / "none")

    def copied(self, folder: Path, new_database: NewDatabase | None = None) -> Chain:
        """The same installation once more. PostgreSQL copies its database by itself."""
        if self.address:
            assert new_database is not None
            ((ours,),) = self.ask("SELECT current_database()")
            address = new_database(f"{ours}_{folder.name}", ours)
        shutil.copytree(self.home, folder)
        return Chain(folder, address if self.address else "")


def made(home: Path, address: str = "") -> Chain:
    """An installation with an empty chain."""
    chain = Chain(home, address)
    chain.run("migrate")
    return chain


def verified(chain: Chain, at: datetime | None = None) -> Any:
    """The verdict on a chain, reached in this process."""
    from sulis_web.audit.heads import public_keys
    from sulis_web.audit.keys import read_keys
    from sulis_web.audit.verify import verify

    with connected_as(chain) as alias:
        return verify(
            keys=read_keys(chain.home / "audit-key"),
            signers=public_keys(chain.home / "audit-signing-key"),
            heads_file=chain.heads_file,
            at=at or datetime.now(UTC),
            using=alias,
        )


@contextmanager
def connected_as(chain: Chain) -> Iterator[str]:
    """The name under which Django knows the chain's database meanwhile."""
    from django.db import connections

    from sulis_web.config.home import database

    alias = f"chain{len(connections.settings)}"
    connections.settings[alias] = connections.settings["default"] | database(chain.home, chain.address)
    try:
        yield alias
    finally:
        connections[alias].close()
        del connections[alias], connections.settings[alias]
