"""Requests that no browser of ours sends: each is refused in words, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.people import organisation, someone

NUL = "%00"


@pytest.mark.parametrize(
    "path",
    [
        f"/plan/search/?q=a{NUL}",
        f"/plan/definition/a{NUL}b@1/",
        f"/needs/{NUL}/",
        f"/needs/x/finding/{NUL}/",
        f"/{NUL}",
    ],
)
def test_address_with_a_nul_is_refused_before_any_query(analyst: Any, path: str) -> None:
    response = analyst.get(path)
    assert response.status_code == 400 and "could not be read" in response.text


def test_cookie_with_a_nul_is_refused(client: Any, partnership: Any) -> None:
    response = client.get("/home/", headers={"cookie": 'sulis-session="abcdefgh\\000ij"'})
    assert response.status_code == 400


@pytest.mark.parametrize("path", ["/", "/home/", "/sign-in/", "/theme.css"])
def test_another_hosts_name_is_refused_with_the_same_headers(analyst: Any, prepared: Any, path: str) -> None:
    response = analyst.get(path, headers={"host": "elsewhere.example"})
    assert response.status_code == 400 and "elsewhere" not in response.text
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_theme_is_only_read(client: Any, partnership: Any, method: str) -> None:
    assert getattr(client, method)("/theme.css").status_code == 405


@pytest.mark.parametrize(
    "address",
    ["//elsewhere.example/", "/\\elsewhere.example", "http:///elsewhere.example", "https:elsewhere.example",
     "javascript:alert(1)", " //elsewhere.example"],
)  # fmt: skip
def test_sign_in_leads_nowhere_else(client: Any, partnership: Any, address: str) -> None:
    person = someone("analyst", organisation(), "reader")
    person.set_password("a long enough password")
    person.save()
    given = {"username": "reader", "password": "a long enough password", "next": address}
    assert client.post("/sign-in/", given).url == "/home/"


def test_name_that_nobody_has_is_hashed_for_all_the_same(client: Any, partnership: Any, monkeypatch: Any) -> None:
    from django.contrib.auth.hashers import Argon2PasswordHasher

    from sulis_web.partnership.models import Person

    person = Person(username="reader")
    person.set_password("a long enough password")
    person.save()
    hashed: list[str] = []
    for name in ("encode", "verify"):
        real = getattr(Argon2PasswordHasher, name)
        monkeypatch.setattr(
            Argon2PasswordHasher, name, lambda *given, _real=real, _name=name: hashed.append(_name) or _real(*given)
        )
    for who in ("reader", "nobody"):
        hashed.clear()
        client.post("/sign-in/", {"username": who, "password": "wrong"})
        assert len(hashed) == 1, "what one costs in time the other must cost"
