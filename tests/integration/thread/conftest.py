"""The made-up partnership's links, and people who may or may not say that they hold."""

from __future__ import annotations

from typing import Any

import django
import pytest

from tests.support.people import organisation, signed_in, someone
from tests.support.web import AT, content

django.setup()  # before the test modules are read: some name the application's own at their head


@pytest.fixture(scope="session", autouse=True)
def _static_files() -> None:
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture
def partnership(db: None) -> Any:
    from sulis_web.config.loading import load_files

    return load_files(content=content(), at=AT)


@pytest.fixture
def link(partnership: Any) -> Any:
    """A link that is our reading of the plan."""
    from sulis_web.thread.models import Basis, Link

    return Link.objects.unscoped("a test").filter(basis=Basis.READING).order_by("pk")[0]


@pytest.fixture
def owner(client: Any, partnership: Any) -> Any:
    """A browser in which somebody who answers for a priority has signed in."""
    return signed_in(client, someone("priority-owner", organisation(), "Robin"))
