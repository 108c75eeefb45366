"""People of the made-up partnership in each role, and what its register holds."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import django
import pytest
from django.test import Client

from tests.support.people import organisation, signed_in, someone
from tests.support.web import AT, content

django.setup()  # before the test modules are read: some name the application's own at their head

_NUMBERS = count(1)  # nobody signs in under a name that another of the same test has
As = Callable[..., Any]


@pytest.fixture(scope="session", autouse=True)
def _static_files() -> None:
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    settings.HOME, settings.RUNS, settings.PUBLIC = tmp_path, tmp_path / "runs", tmp_path / "public"
    return tmp_path


@pytest.fixture
def partnership(home: Path, db: None) -> Any:
    from sulis_web.config.loading import load_files

    return load_files(content=content(), at=AT)


@pytest.fixture
def acting(partnership: Any) -> As:
    """A browser in which somebody of this role and organisation has signed in."""

    def browser(role: str, key: str = "organisation_council", **given: Any) -> Any:
        at = organisation(key)
        client = signed_in(Client(), someone(role, at, f"{role}-{next(_NUMBERS)}"), **given)
        client.organisation = at
        return client

    return browser


@pytest.fixture
def coordinator(acting: As) -> Any:
    return acting("co-ordinator")


@pytest.fixture
def officer(acting: As) -> Any:
    """Who watches over agreements and impact assessments, with a purpose stated."""
    return acting("information-governance-officer", purpose="GOVERNANCE")


@pytest.fixture
def row() -> Callable[..., Any]:
    """A record of the register by the key of the partnership's files."""

    def found(model: str, **wanted: Any) -> Any:
        from sulis_web.partnership import models

        return getattr(models, model).objects.unscoped("a test").get(**wanted)

    return found
