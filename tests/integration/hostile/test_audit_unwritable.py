"""While the audit cannot be written nothing restricted is shown and nothing is changed, and all else goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.integration.hostile.answering import encoded, forms
from tests.integration.hostile.doors import PASSWORD, Door, Doors
from tests.integration.hostile.rows import Rows, rows
from tests.integration.permission.world import CANARY

# What a sign-in is told when its record cannot be opened. The forms of a restricted record show it too.
TELLS = (
    "assessments", "assessment", "edit-assessment", "retire-assessment", "restore-assessment", "audit", "audit-chain",
    "audit-event", "export-register", "export-plan", "linkage-review", "linkage-report", "linkage-pair",
)  # fmt: skip
_SQLITE = "CREATE TRIGGER disk_is_full BEFORE INSERT ON audit_event BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END"
_POSTGRESQL = """CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'no space left'; END$$;
CREATE TRIGGER disk_is_full BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION disk_is_full()"""


def no_row(_settings: Any, _folder: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SQLITE if connection.vendor == "sqlite" else _POSTGRESQL)


def no_key(settings: Any, folder: Any) -> None:
    settings.AUDIT_KEY_FILE = folder / "nowhere" / "audit-key"


@pytest.fixture(params=[no_row, no_key], ids=["the database refuses", "the key is away"])
def broken(request: Any, doors: Doors, settings: Any, tmp_path: Any) -> Callable[[], None]:
    """Breaks the audit, once everybody has come in."""
    for role in ("", *doors.world.people):
        doors.browser(role)
    return lambda: request.param(settings, tmp_path)


def changed_by(door: Door, answers: dict[str, Any]) -> tuple[Any, bool]:
    """The reply, and whether any row is not as it was."""
    seen: list[Rows] = []
    response = door.posted(encoded(answers), around=lambda: seen.append(rows()))
    return response, seen[0] != seen[1]


def test_restricted_pages_are_503_and_every_other_page_opens(doors: Doors, broken: Callable[[], None]) -> None:
    before = {door.name: door.sent("GET").status_code for door in doors}
    broken()
    found = []
    for door in doors:
        response = door.sent("GET")
        words = response.content.decode("utf-8", "replace")
        if door.name in TELLS:
            told = response.status_code == 503 and int(response.headers["Retry-After"]) > 0 and "<h1" in words
            if not told or CANARY in words or "OperationalError" in words:
                found.append(f"{door.name}: {response.status_code} {words[words.find('<h1') :][:400]}")
        elif response.status_code != before[door.name] and door.name != "health":
            found.append(f"{door.name}: was {before[door.name]} and is {response.status_code}")
    assert not found, "\n".join(found)


def test_no_change_stands_that_the_audit_does_not_hold(doors: Doors, broken: Callable[[], None]) -> None:
    prepared = [(door, answers | {"oldpassword": PASSWORD}) for door, answers in forms(doors)]
    acts = {door.name for door, answers in prepared if changed_by(door, answers)[1]}
    broken()
    found = []
    for door, answers in prepared:
        response, has_changed = changed_by(door, answers)
        if has_changed and door.name != "reset-password":  # all that stands is that a letter was asked for
            found.append(f"{door.name}: {response.status_code}, and rows changed")
        if door.name in acts - {"reset-password"} and response.status_code != 503:
            found.append(f"{door.name}: {response.status_code} {response.headers.get('Location')}")
        if response.status_code == 503 and "Retry-After" not in response.headers:
            found.append(f"{door.name}: 503 without a time")
    assert not found and len(acts) > 20, "\n".join(found)


def test_what_is_public_goes_on(client: Any, doors: Doors, broken: Callable[[], None]) -> None:
    broken()
    for path in ("/api/v1/partnership", "/api/v1/plan", "/api/v1/figures", "/", "/data-and-trends/", "/sign-in/"):
        assert client.get(path).status_code == 200, path


def test_health_tells_that_the_key_is_away(
    client: Any, doors: Doors, settings: Any, tmp_path: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr("sulis_web.config.health._KEPT", 0)
    assert client.get("/health/").json()["parts"]["audit"] == "ok"
    no_key(settings, tmp_path)
    response = client.get("/health/")
    assert response.status_code == 503 and response.json()["parts"]["audit"] == "the audit cannot be written"


def test_whoever_comes_in_is_told_why_they_cannot_and_whoever_leaves_can(
    doors: Doors, broken: Callable[[], None]
) -> None:
    signed_in = doors.browser("co-ordinator")
    broken()
    response = Client().post("/sign-in/", {"username": "reader-co-ordinator", "password": PASSWORD})
    assert response.status_code == 503 and "You cannot sign in now" in response.text
    assert signed_in.post("/sign-out/").status_code == 302
    assert signed_in.get("/account/").status_code == 302, "still signed in"
