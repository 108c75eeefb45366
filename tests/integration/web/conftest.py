"""Every test of the application has a home of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import django
import pytest

from tests.support.web import AT, assessment, content

django.setup()  # before the test modules are read: some name the application's own at their head


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
    from sulis_web.partnership.operations import load_content

    return load_content(content=content(), at=AT)


@pytest.fixture
def run(partnership: Any) -> Any:
    from sulis_web.runs.operations import record_run

    return record_run(assessment=assessment(), partnership=partnership, at=AT)


@pytest.fixture
def prepared(partnership: Any, run: Any) -> Path:
    from sulis_web.publication.operations import prepare

    return prepare(partnership=partnership, run=run)


@pytest.fixture
def analyst(client: Any, partnership: Any) -> Any:
    """A browser in which the analyst has signed in."""
    from sulis_web.partnership.models import Person, Role

    client.force_login(Person.objects.create(username="analyst", role=Role.ANALYST))
    return client
