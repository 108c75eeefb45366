"""The interface for programs: what is open, what a token opens, and how it refuses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from sulis_web.partnership.actions import Action
from tests.support.people import organisation, signed_in, someone

ALL = frozenset({Action.READ_WORK, Action.READ_REGISTER, Action.READ_AGREEMENTS})
CLOSED = ("organisations", "boards", "agreements", "links", "runs")


@pytest.fixture
def give(partnership: Any) -> Any:
    """Makes a token for somebody in a role, and gives the header that shows it."""
    from sulis_web.api.operations import give_token
    from sulis_web.partnership.queries import as_who

    def make(
        role: str = "analyst", key: str = "organisation_council", scopes: frozenset[Action] = ALL
    ) -> tuple[Any, dict[str, str]]:
        now = timezone.now()
        person = someone(role, organisation(key), f"{role} of {key}")
        token, shown = give_token(
            name="a program", scopes=scopes, days=30, by=as_who(person, at=now, confirmed=now), at=now
        )
        return token, {"Authorization": f"Bearer {shown}"}

    return make


def test_what_is_public_is_open_to_anybody(client: Any, prepared: Any) -> None:
    told = client.get("/api/v1/partnership").json()
    assert told["name"].startswith("Aldermere") and told["made_up"] is True
    page = client.get("/api/v1/plan", {"kind": "objective", "size": 5}).json()
    assert len(page["items"]) == 5 and page["pages"] == -(-page["count"] // 5)
    first = page["items"][0]
    assert client.get(f"/api/v1/plan/{first['key']}").json() == first
    figures = client.get("/api/v1/figures").json()
    shown = client.get(figures[0]["address"]).json()
    assert shown["rows"] and all(len(row) == len(shown["columns"]) for row in shown["rows"])


def test_what_nobody_has_checked_is_not_public(client: Any, partnership: Any) -> None:
    from sulis_web.plan.models import Record

    row = Record.objects.unscoped("a test").filter(kind="objective").first()
    Record.objects.unscoped("a test").filter(pk=row.pk).update(unverified=True)
    assert client.get(f"/api/v1/plan/{row.key}").status_code == 404
    assert row.key not in client.get("/api/v1/plan", {"size": 100}).text


@pytest.mark.parametrize("name", CLOSED)
def test_the_rest_asks_for_a_token(client: Any, partnership: Any, give: Any, name: str) -> None:
    response = client.get(f"/api/v1/{name}")
    assert response.status_code == 401 and response.headers["WWW-Authenticate"] == "Bearer"
    assert response.json()["remedy"].startswith("Send the header")
    _token, shown = give()
    assert client.get(f"/api/v1/{name}", headers=shown).status_code == 200


@pytest.mark.parametrize(
    "shown", ["Bearer", "Bearer ", "Bearer wrong", "Basic YTpi", "Bearer sulis_\u00e9", "Bearer " + "x" * 5000]
)
def test_token_that_does_not_hold_is_refused(client: Any, partnership: Any, shown: str) -> None:
    assert client.get("/api/v1/boards", headers={"Authorization": shown}).status_code == 401


def test_token_opens_no_more_than_its_scopes(client: Any, give: Any) -> None:
    _token, shown = give(scopes=frozenset({Action.READ_WORK}))
    assert client.get("/api/v1/links", headers=shown).status_code == 200
    assert client.get("/api/v1/boards", headers=shown).status_code == 404


def test_absent_and_forbidden_are_one_answer(client: Any, give: Any) -> None:
    from sulis_web.partnership.models import Board

    board = Board.objects.unscoped("a test").first()
    _token, shown = give(scopes=frozenset({Action.READ_WORK}))
    forbidden = client.get(f"/api/v1/boards/{board.public_id}", headers=shown)
    absent = client.get("/api/v1/boards/aaaaaaaaaaaaaaaa", headers=shown)
    assert (forbidden.status_code, forbidden.content) == (absent.status_code, absent.content)


def test_two_organisations_with_the_same_role_see_their_own_agreements(client: Any, give: Any) -> None:
    from sulis_web.partnership.models import Party

    seen = {}
    for key in ("organisation_council", "organisation_fire"):
        _token, shown = give(key=key)
        seen[key] = {row["id"] for row in client.get("/api/v1/agreements", headers=shown).json()["items"]}
        signed = Party.objects.unscoped("a test").filter(organisation__key=key, retired_at=None)
        assert seen[key] == set(signed.values_list("agreement__public_id", flat=True))
    assert seen["organisation_council"] != seen["organisation_fire"]


def test_token_of_somebody_who_left_opens_nothing(client: Any, give: Any) -> None:
    from sulis_web.partnership.models import Membership

    token, shown = give()
    assert client.get("/api/v1/runs", headers=shown).status_code == 200
    Membership.objects.unscoped("a test").filter(pk=token.membership_id).update(ends=timezone.now())
    assert client.get("/api/v1/runs", headers=shown).status_code == 401


def test_token_past_its_day_or_withdrawn_opens_nothing(client: Any, give: Any) -> None:
    from sulis_web.api.models import Token

    token, shown = give()
    rows = Token.objects.unscoped("a test").filter(pk=token.pk)
    rows.update(expires=timezone.now() - timedelta(seconds=1))
    assert client.get("/api/v1/runs", headers=shown).status_code == 401
    rows.update(expires=timezone.now() + timedelta(days=1), retired_at=timezone.now())
    assert client.get("/api/v1/runs", headers=shown).status_code == 401


@pytest.mark.parametrize(
    ("given", "status"),
    [({"page": 0}, 422), ({"page": -1}, 422), ({"size": 101}, 422), ({"page": "x"}, 422), ({"page": 100_000}, 200),
     ({"page": 10**30}, 422), ({"size": "\x00"}, 400), ({"kind": "x" * 41}, 422), ({"kind": "none"}, 404),
     ({"nobody": "asked"}, 200)],
)  # fmt: skip
def test_values_out_of_range_are_named(client: Any, partnership: Any, given: dict[str, Any], status: int) -> None:
    response = client.get("/api/v1/plan", given)
    assert response.status_code == status, response.text
    if status != 200:
        assert response.json().keys() == {"error", "remedy"}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written(client: Any, give: Any, method: str) -> None:
    _token, shown = give()
    for path in ("partnership", "plan", *CLOSED):
        assert getattr(client, method)(f"/api/v1/{path}", headers=shown).status_code == 405, path


def test_token_is_shown_once_and_kept_nowhere(client: Any, partnership: Any) -> None:
    from sulis_web.api.models import Token
    from sulis_web.audit.models import Event

    browser = signed_in(client, someone("analyst", organisation()))
    page = browser.get("/account/tokens/")
    key = page.context["form"]["once"].value()
    form = {"name": "monthly report", "scopes": ["READ_WORK"], "days": "30", "once": key}
    assert browser.post("/account/tokens/", form).status_code == 302
    first = browser.get("/account/tokens/").text
    shown = next(word for word in first.replace("<", " ").replace(">", " ").split() if word.startswith("sulis_"))
    assert shown not in browser.get("/account/tokens/").text
    token = Token.objects.unscoped("a test").get()
    assert shown not in str(token.__dict__) and token.scopes == ["READ_WORK"]
    assert Event.objects.filter(action="grant", object_id=token.public_id).count() == 1
    assert client.get("/api/v1/links", headers={"Authorization": f"Bearer {shown}"}).status_code == 200


def test_guide_names_every_operation(client: Any, partnership: Any) -> None:
    page, document = client.get("/api/"), client.get("/api/v1/openapi.json").json()
    assert page.status_code == 200
    assert all(address in page.text for address in document["paths"])
