"""Signing in and out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sulis_web.partnership.forms import WRONG


@pytest.fixture
def sign_ins(home: Path, partnership: Any) -> dict[str, str]:
    from sulis_web.partnership.operations import make_sign_ins

    return make_sign_ins(home=home)


def test_sign_in_with_the_kept_password_opens_home(client: Any, sign_ins: dict[str, str]) -> None:
    response = client.post("/sign-in/", {"username": "analyst", "password": sign_ins["analyst"]})
    assert (response.status_code, response.url) == (302, "/home/")
    cookie = response.cookies["sulis-session"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["max-age"] == 8 * 3600


@pytest.mark.parametrize(("name", "password"), [("analyst", "wrong"), ("nobody", "wrong"), ("analyst\x00", "wrong")])
def test_sign_in_refused_says_the_same_whoever_it_was(
    client: Any, sign_ins: dict[str, str], name: str, password: str
) -> None:
    response = client.post("/sign-in/", {"username": name, "password": password})
    assert response.status_code == 422
    assert "You were not signed in" in response.text
    assert WRONG in response.text or "Null characters are not allowed" in response.text
    assert "sulis-session" not in response.cookies


def test_sign_in_with_nothing_names_both_fields(client: Any, sign_ins: dict[str, str]) -> None:
    text = client.post("/sign-in/", {}).text
    assert "Enter your name" in text and "Enter your password" in text


def test_sign_in_never_leads_to_another_site(client: Any, sign_ins: dict[str, str]) -> None:
    given = {"username": "analyst", "password": sign_ins["analyst"], "next": "https://elsewhere.example/"}
    assert client.post("/sign-in/", given).url == "/home/"


def test_sign_out_closes_the_pages(analyst: Any) -> None:
    response = analyst.post("/sign-out/")
    assert "cache" in response.headers["Clear-Site-Data"]
    assert analyst.get("/home/").status_code == 302


def test_form_without_its_code_is_refused_in_words(sign_ins: dict[str, str]) -> None:
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "analyst", "password": "x"})
    assert response.status_code == 403
    assert "This form had been open too long" in response.text


def test_sign_ins_are_kept_where_only_the_owner_reads(home: Path, sign_ins: dict[str, str]) -> None:
    from sulis_web.partnership.operations import make_sign_ins

    assert (home / "sign-ins.txt").stat().st_mode & 0o777 == 0o600
    assert make_sign_ins(home=home) == sign_ins
    assert all(len(password.replace("-", "")) == 16 for password in sign_ins.values())


def test_sign_in_stays_closed_to_an_inactive_person(client: Any, sign_ins: dict[str, str]) -> None:
    from sulis_web.partnership.models import Person

    Person.objects.filter(username="analyst").update(is_active=False)
    response = client.post("/sign-in/", {"username": "analyst", "password": sign_ins["analyst"]})
    assert response.status_code == 422 and WRONG in response.text
