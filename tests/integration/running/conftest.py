"""Homes and their backups, and the application's own fixtures for what is asked of the running server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import django
import pytest

django.setup()  # before the test modules are read: some name the application's own at their head

from tests.integration.running.homes import make_home  # noqa: E402
from tests.support.command import Answer, sulis  # noqa: E402
from tests.support.served import analyst, home, partnership, prepared, run, static_files  # noqa: E402

__all__ = ["analyst", "home", "partnership", "prepared", "run", "static_files"]


@dataclass(frozen=True)
class Kept:
    """A home, its backup and the key, which lies outside the home as it should."""

    home: Path
    file: Path
    key: Path
    folder: Path

    def restore(self, to: str, file: Path | None = None) -> Answer:
        return sulis("restore", file or self.file, "--home", self.folder / to, "--key", self.key, "--json")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    monkeypatch.delenv(
        "SULIS_DATABASE_URL", raising=False
    )  # these homes keep their records in SQLite, whatever the run has
    home = make_home(tmp_path / "home")
    found = Kept(home, tmp_path / "copy.backup", tmp_path / "key", tmp_path)
    answer = sulis("backup", "--to", found.file, "--home", home, "--key", found.key, "--json")
    assert answer.code == 0, answer.out
    return found
