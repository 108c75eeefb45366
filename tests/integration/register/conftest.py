"""People of the made-up partnership in each role, and what its register holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.support.people import organisation, signed_in, someone

As = Callable[..., Any]


@pytest.fixture
def acting(partnership: Any) -> As:
    """A browser in which somebody of this role and organisation has signed in."""

    def browser(role: str, key: str = "organisation_council", **given: Any) -> Any:
        at = organisation(key)
        client = signed_in(Client(), someone(role, at, f"{role}-{key}-{len(given)}"), **given)
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
