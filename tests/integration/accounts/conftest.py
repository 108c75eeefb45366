"""People with passwords and second factors, and browsers to sign in with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django
import pytest

django.setup()  # before the test modules are read: some name the application's own at their head

from django.test import Client  # noqa: E402

from tests.integration.accounts.people import PASSWORD, with_password  # noqa: E402
from tests.support.people import organisation, someone  # noqa: E402
from tests.support.served import home, partnership, static_files  # noqa: E402

__all__ = ["home", "partnership", "static_files"]


@pytest.fixture
def analyst(partnership: Any) -> Any:
    return with_password(someone("analyst", organisation(), "analyst"), "analyst@council.example")


@pytest.fixture
def contact(partnership: Any) -> Any:
    """A single point of contact: a restricted role."""
    person = someone("single-point-of-contact", organisation(), "contact")
    return with_password(person, "contact@council.example")


@pytest.fixture
def try_password() -> Callable[..., Any]:
    """Post the sign-in form as some browser, from some address."""

    def post(
        name: str, password: str = PASSWORD, *, client: Client | None = None, address: str = "192.0.2.1", **more: Any
    ) -> Any:
        given = {"username": name, "password": password, **more.pop("fields", {})}
        return (client or Client()).post("/sign-in/", given, REMOTE_ADDR=address, **more)

    return post


@pytest.fixture
def events() -> Callable[..., list[Any]]:
    from sulis_web.audit.models import Event

    return lambda **wanted: list(Event.objects.filter(**wanted).order_by("seq"))


@pytest.fixture
def time_machine(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Move the clock that views read; called again, it counts from the real one."""
    from datetime import timedelta

    from django.utils import timezone

    real = timezone.now

    def move(**by: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: real() + timedelta(**by))

    return move
