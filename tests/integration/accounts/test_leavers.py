"""Whoever has left is out by the next request, whichever way they come."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.utils import timezone

from sulis_web.partnership.actions import Action
from sulis_web.partnership.queries import as_who
from tests.integration.accounts.test_memberships import end
from tests.support.people import signed_in


def test_token_of_somebody_whose_access_ended_opens_nothing(client: Any, contact: Any, analyst: Any) -> None:
    from sulis_web.api.operations import give_token

    now = timezone.now()
    given = frozenset({Action.READ_REGISTER})
    _token, shown = give_token(name="a chart", scopes=given, days=1, by=as_who(analyst, at=now, confirmed=now), at=now)
    headers = {"Authorization": f"Bearer {shown}"}
    assert Client().get("/api/v1/boards", headers=headers).status_code == 200
    signed_in(client, contact)
    assert end(client, analyst.memberships.unscoped("a test").get()).status_code == 302
    assert Client().get("/api/v1/boards", headers=headers).status_code == 401


def test_whoever_is_made_inactive_is_out_on_the_next_request(client: Any, analyst: Any) -> None:
    signed_in(client, analyst)
    assert client.get("/home/").status_code == 200
    analyst.is_active = False
    analyst.save()
    assert client.get("/home/").status_code == 302 and client.get("/account/").status_code == 302


def test_organisation_that_leaves_takes_its_peoples_access_with_it(client: Any, analyst: Any) -> None:
    from datetime import timedelta

    signed_in(client, analyst)
    place = analyst.memberships.unscoped("a test").get().organisation
    place.member_from, place.member_until = None, (timezone.now() - timedelta(days=2)).date()
    place.save()
    assert client.get("/home/").status_code == 404
