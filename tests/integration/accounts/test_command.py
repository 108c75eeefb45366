"""`sulis people`: an installation's first administrator, and what only its operators may do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sulis_cli.main import run
from tests.integration.accounts.people import PASSWORD, with_authenticator
from tests.support.people import organisation, signed_in

NEW = {"first_name": "Ada", "last_name": "Vale", "new_password1": PASSWORD, "new_password2": PASSWORD}


@pytest.fixture
def command(home: Path, partnership: Any, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Any:
    """Run it on the home of the test, in this process; gives the exit code and what was printed."""
    (home / "secret-key").write_text("x")
    monkeypatch.setattr("sulis_cli.serve.set_up", lambda _home: None)

    def call(*words: str) -> tuple[int, Any]:
        code = run(["people", *words, "--home", str(home), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return call


@pytest.mark.django_db(transaction=True)
def test_first_administrator_is_invited_by_a_link_that_works_once(command: Any, events: Any, settings: Any) -> None:
    code, told = command(
        "invite",
        "Ada Vale",
        "--email",
        "ada@council.example",
        "--organisation",
        organisation().key,
        "--role",
        "system-administrator",
    )
    assert code == 0 and told["link"].startswith(f"{settings.ADDRESS}/invitation/")
    path = told["link"].removeprefix(settings.ADDRESS)
    assert Client().post(path, NEW).url == "/account/second-factor/"
    assert Client().post(path, NEW).status_code == 422
    assert events(action="collect")[0].person.startswith("command line: ")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"--role": "king"}, "no such role"),
        ({"--organisation": "nobody"}, "no organisation"),
        ({"--email": "nonsense"}, "no e-mail address"),
    ],
)
def test_invitation_that_makes_no_sense_is_refused(command: Any, change: dict[str, str], words: str) -> None:
    given = {"--email": "ada@council.example", "--organisation": organisation().key, "--role": "analyst"} | change
    code, told = command("invite", "Ada Vale", *(word for pair in given.items() for word in pair))
    assert code == 2 and words in told["error"]


@pytest.mark.django_db(transaction=True)
def test_access_ends_and_factors_are_cleared_with_a_reason_alone(command: Any, contact: Any, events: Any) -> None:
    from sulis_web.accounts import factors

    browser = signed_in(Client(), contact)
    with_authenticator(contact)
    for words in (["end", "contact"], ["reset-factors", "contact"], ["list"]):
        assert command(*words)[0] == 2, words
    assert browser.get("/account/").status_code == 200 and factors.has_factor(contact)
    assert command("reset-factors", "contact", "--reason", "lost the phone")[1] == {"cleared": 1}
    assert browser.get("/account/").status_code == 302 and not factors.has_factor(contact)
    listed = command("list", "--reason", "yearly review")[1]["memberships"]
    assert [row["signs_in_as"] for row in listed] == ["contact"]
    assert events(action="consult")[-1].reason == "yearly review"
    assert command("end", "contact@council.example", "--reason", "left")[1] == {"ended": 1}
    assert command("list", "--reason", "yearly review")[1]["memberships"] == []
    assert command("end", "nobody", "--reason", "left")[0] == 2
