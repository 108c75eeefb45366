"""Installations of the tests' own on each database: one blank, and one with sixty events, for tests to copy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import django
import pytest

from tests.integration.audit.chains import Chain, connected_as, made

django.setup()  # before the test modules are read

ON = [pytest.param("sqlite", id="sqlite"), pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(scope="module", params=ON)
def blank(request: Any, tmp_path_factory: Any) -> Chain:
    """An installation where nothing was ever done."""
    on_postgresql = request.param == "postgresql"
    address = request.getfixturevalue("kept_database")("blank") if on_postgresql else ""
    return made(tmp_path_factory.mktemp("blank") / "home", address)


@pytest.fixture
def empty(request: Any, blank: Chain, tmp_path: Any) -> Chain:
    return blank.copied(tmp_path / "home", request.getfixturevalue("new_database") if blank.address else None)


@pytest.fixture(scope="module")
def source(request: Any, blank: Chain, tmp_path_factory: Any) -> Chain:
    """Rows 1 to 60. Heads were exported at rows 1, 30 and 50."""
    new = request.getfixturevalue("kept_database") if blank.address else None
    chain = blank.copied(tmp_path_factory.mktemp("written") / "source", new)
    for events in (30, 20):
        chain.run("write", events, 1)
        chain.run("head")
    chain.run("write", 10, 1)
    return chain


@pytest.fixture
def chain(request: Any, source: Chain, tmp_path: Any) -> Chain:
    return source.copied(tmp_path / "home", request.getfixturevalue("new_database") if source.address else None)


@pytest.fixture
def installed(empty: Chain, settings: Any, django_db_blocker: Any) -> Iterator[Chain]:
    """An installation whose database and keys are what the operations of this process use."""
    from django.db import connections

    settings.AUDIT_KEY_FILE = empty.home / "audit-key"
    settings.AUDIT_SIGNING_KEY_FILE = empty.home / "audit-signing-key"
    settings.AUDIT_HEADS = empty.home / "audit-heads"
    with django_db_blocker.unblock(), connected_as(empty) as alias:
        ours = connections["default"]
        connections["default"] = connections[alias]
        try:
            yield empty
        finally:
            connections["default"] = ours


@pytest.fixture(autouse=True)
def _databases_of_ours(django_db_blocker: Any) -> Iterator[None]:
    """These tests use installations of their own, never the run's database."""
    with django_db_blocker.unblock():
        yield
