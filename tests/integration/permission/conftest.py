"""Every test of the application has a home of its own."""

import django
import pytest

django.setup()  # before the test modules are read: some name the application's own at their head

from tests.support.served import analyst, home, partnership, prepared, run, static_files  # noqa: E402


@pytest.fixture(autouse=True)
def linkage_switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Switched off, its addresses are those of nothing for everybody."""
    monkeypatch.setenv("SULIS_LINKAGE", "on")


__all__ = ["analyst", "home", "partnership", "prepared", "run", "static_files"]
