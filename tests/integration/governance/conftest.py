"""The made-up partnership, and people of two of its organisations."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import django
import pytest
from django.test import Client
from django.utils import timezone

from tests.support.people import made, organisation, signed_in, someone
from tests.support.web import AT, assessment, content

django.setup()  # before the test modules are read: some name the application's own at their head
COUNCIL, POLICE = "organisation_council", "organisation_police"
_NUMBERS = count(1)  # nobody signs in under a name that another of the same test has


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
def run(partnership: Any) -> Any:
    from sulis_web.runs.operations import record_run

    return record_run(assessment=assessment(), partnership=partnership, at=AT)


@pytest.fixture
def agreed(partnership: Any) -> Any:
    """An agreement in force that the council and the police have signed."""
    from sulis_web.partnership.models import Agreement, Party

    today = timezone.localdate()
    agreement = Agreement.objects.create(
        key="test-agreement", title="Sharing for the plan", signed=today - timedelta(days=300),
        expires=today + timedelta(days=300), **made(),
    )  # fmt: skip
    for key in (COUNCIL, POLICE):
        Party.objects.create(agreement=agreement, organisation=organisation(key), **made())
    return agreement


def as_role(role: str, key: str = COUNCIL, name: str = "", **given: Any) -> Any:
    """A browser in which somebody in this role, for this organisation, has signed in."""
    return signed_in(Client(), someone(role, organisation(key), name or f"{role}.{next(_NUMBERS)}"), **given)
