"""The made-up partnership with one run, and two people who may publish."""

from __future__ import annotations

from typing import Any

import django
import pytest

django.setup()  # before the test modules are read: some name the application's own at their head

from tests.support.people import organisation, signed_in, someone  # noqa: E402
from tests.support.served import home, partnership, run, static_files  # noqa: E402

__all__ = ["home", "partnership", "run", "static_files"]


@pytest.fixture
def analyst(run: Any) -> Any:
    from django.test import Client

    return signed_in(Client(), someone("analyst", organisation(), "Ash"))


@pytest.fixture
def co_ordinator(run: Any) -> Any:
    from django.test import Client

    return signed_in(Client(), someone("co-ordinator", organisation(), "Cory"))
