"""Installations on each database, and the application's pages with a partnership in them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest

from tests.integration.jobs.installations import Installation, installation
from tests.support.people import organisation, signed_in, someone
from tests.support.web import AT, content

django.setup()  # before the test modules are read: some name the application's own at their head
ON = [pytest.param("sqlite", id="sqlite"), pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session", autouse=True)
def _static_files() -> None:
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="module", params=ON)
def blank(request: Any, tmp_path_factory: Any) -> Iterator[Installation]:
    """One with a person who may ask for jobs, for each test to copy."""
    address = request.getfixturevalue("kept_database")("blank_workers") if request.param == "postgresql" else ""
    with installation(tmp_path_factory.mktemp("blank") / "home", address) as made:
        made.run("make")
        yield made


@pytest.fixture
def installed(request: Any, blank: Installation, tmp_path: Path) -> Iterator[Installation]:
    address = request.getfixturevalue("new_database")("workers", "blank_workers") if blank.address else ""
    shutil.copytree(blank.home, tmp_path / "home")
    with installation(tmp_path / "home", address) as made:
        yield made


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    settings.HOME, settings.RUNS, settings.PUBLIC = tmp_path, tmp_path / "runs", tmp_path / "public"
    return tmp_path


@pytest.fixture
def partnership(home: Path, db: None) -> Any:
    from sulis_web.config.loading import load_files

    return load_files(content=content(), at=AT)


@pytest.fixture
def person(partnership: Any) -> Any:
    return someone("analyst", organisation(), "analyst", first_name="Ada", last_name="Canary", email="ada@example.org")


@pytest.fixture
def analyst(client: Any, person: Any) -> Any:
    """A browser in which the analyst has signed in."""
    return signed_in(client, person)
