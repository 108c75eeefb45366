"""Every test of the evidence's pages has a home of its own, and reads files by the real command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import django
import pytest

django.setup()  # before the test modules are read: some name the application's own at their head

from tests.integration.evidence.hands import Hands  # noqa: E402
from tests.support.people import organisation, signed_in, someone  # noqa: E402
from tests.support.served import home, partnership, static_files  # noqa: E402

__all__ = ["home", "partnership", "static_files"]


@pytest.fixture
def memory(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that stands for memory, so that what is left in it can be seen."""
    folder = tmp_path_factory.mktemp("memory")
    monkeypatch.setenv("SULIS_MEMORY_FOLDER", str(folder))
    return folder


@pytest.fixture
def analyst(client: Any, partnership: Any, memory: Path) -> Hands:
    """A browser in which the analyst has signed in, and a worker that does what is asked for in it."""
    return Hands(signed_in(client, someone("analyst", organisation(), "analyst")))
