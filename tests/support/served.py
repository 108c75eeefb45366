"""Fixtures of the application: a home of its own for every test, a partnership in it, a run, public pages, a reader.

A conftest imports those that its tests ask for.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.people import organisation, signed_in, someone
from tests.support.web import AT, assessment, content


@pytest.fixture(scope="session", autouse=True)
def static_files() -> None:
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
def prepared(partnership: Any, run: Any) -> Path:
    from sulis_web.publication.operations import prepare

    return prepare(partnership=partnership, run=run)


@pytest.fixture
def analyst(client: Any, partnership: Any) -> Any:
    """A browser in which the analyst has signed in."""
    return signed_in(client, someone("analyst", organisation(), "analyst"))
