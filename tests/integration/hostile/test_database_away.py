"""While the database is away every address says so, with when to come back, and what needs no database goes on."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import InterfaceError, OperationalError
from django.db.backends.utils import CursorWrapper
from django.urls import reverse

from tests.integration.hostile.doors import Doors
from tests.integration.permission.expected import OPERATIONS

# Files that were prepared, what is worked out from nothing, and a form that reads nothing before it is sent.
WITHOUT = {
    "public-home", "public-data", "public-trend", "public-benchmark", "public-places", "public-recorded", "public-quality",
    "public-places-msoa", "public-places-lsoa", "public-plan", "public-answers", "public-figure", "accessibility", "robots",
}  # fmt: skip


def away(monkeypatch: Any, error: type[Exception]) -> None:
    def refuse(*_given: Any, **_more: Any) -> Any:
        raise error("connection to server at db.internal, user sulis, failed")

    monkeypatch.setattr(CursorWrapper, "execute", refuse)


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_every_address_says_that_the_records_are_away(
    doors: Doors, monkeypatch: Any, error: type[Exception], client: Any
) -> None:
    held = list(doors)
    found = []
    for door in held:
        for method in ("GET", "POST"):
            with monkeypatch.context() as patched:
                away(patched, error)
                response = door.browser.generic(method, door.path)
            words = b"".join(response) if response.streaming else response.content
            said = f"{door.name}, {method}: {response.status_code}"
            if b"db.internal" in words:
                found.append(f"{said} tells where the database is")
            if method == "GET" and door.name in WITHOUT and response.status_code != 200:
                found.append(said)
            if response.status_code == 503 and door.name != "health":
                if int(response.headers.get("Retry-After", 0)) < 1 or b"<h1" not in words:
                    found.append(f"{said} without words or a time")
            elif response.status_code >= 500 and door.name != "health":
                found.append(said)
            elif not door.about.is_public and response.status_code not in {405, 503}:
                found.append(f"{said} with no record to go by")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", sorted(set(OPERATIONS) - {"api-root", "openapi-json"}))
def test_programs_are_told_so_in_their_own_form(client: Any, prepared: Any, monkeypatch: Any, name: str) -> None:
    args = ["x"] if name in {"plan-record", "figure", "organisation", "board", "agreement"} else []
    with monkeypatch.context() as patched:
        away(patched, OperationalError)
        response = client.get(reverse(f"api-1:{name}", args=args), headers={"authorization": "Bearer sulis_x"})
    if name in {"figures", "figure"}:  # read from what was prepared
        assert response.status_code in {200, 404}
    else:
        assert response.status_code == 503 and int(response.headers["Retry-After"]) > 0
        assert set(response.json()) == {"error", "remedy"} and "db.internal" not in response.text
