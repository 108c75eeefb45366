from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.integration.running.homes import make_home
from tests.support.command import Answer, sulis


@dataclass(frozen=True)
class Kept:
    """A home, its backup and the key, which lies outside the home as it should."""

    home: Path
    file: Path
    key: Path
    folder: Path

    def restore(self, to: str, file: Path | None = None) -> Answer:
        return sulis("restore", file or self.file, "--home", self.folder / to, "--key", self.key, "--json")


@pytest.fixture(autouse=True)
def _no_database_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SULIS_DATABASE_URL", raising=False)


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    home = make_home(tmp_path / "home")
    found = Kept(home, tmp_path / "copy.backup", tmp_path / "key", tmp_path)
    answer = sulis("backup", "--to", found.file, "--home", home, "--key", found.key, "--json")
    assert answer.code == 0, answer.out
    return found
