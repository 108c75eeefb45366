"""Sources and releases as their pages tell them, empty and full."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.integration.evidence.hands import Hands, text_of
from tests.support.releases import ROWS, weights

pytestmark = pytest.mark.django_db


def test_with_nothing_loaded_the_sources_teach_what_to_do_first(analyst: Hands) -> None:
    page = analyst.page("sources")
    assert "No evidence is loaded yet" in page and "Nothing yet" in page and "police" in page.lower()


def test_a_source_tells_its_card_and_what_is_loaded(analyst: Hands, home: Path) -> None:
    weights(home, "2021")
    assert "31 December 2021" in text_of(analyst.client.get(reverse("sources")))
    page = text_of(analyst.client.get(reverse("source", args=["ons_severity"])))
    assert "severity_weights-ons-2021-v1" in page and "Licence" in page and "Mappings that fit" in page
    police = text_of(analyst.client.get(reverse("source", args=["police_uk"])))
    assert "Where the series breaks" in police and "Known faults" in police and "What it cannot tell" in police
    analyst.page("source", "none", status=404)


def test_who_sends_a_source_is_recorded_and_ended(analyst: Hands) -> None:
    from tests.support.people import organisation

    police = organisation("organisation_police")
    here = reverse("add-sender", args=["police_uk"])
    assert analyst.post(here, organisation=police.public_id).status_code == 302
    assert police.name in analyst.page("source", "police_uk")
    from sulis_web.evidence.models import Sender

    sender = Sender.objects.unscoped("a test").get()
    ended = analyst.post(reverse("end-sender", args=[sender.public_id]), version=1, reason="another force does")
    assert ended.status_code == 302
    assert police.name not in analyst.page("source", "police_uk")


def test_a_release_is_withdrawn_with_a_reason_and_taken_back_in(analyst: Hands, home: Path) -> None:
    from sulis.store import read_releases
    from sulis_web.audit.models import Event
    from tests.support.people import organisation, someone

    id = weights(home, "2021")
    colleague = someone("analyst", organisation(), "colleague", email="colleague@council.example.org")
    refused = analyst.post(reverse("withdraw-release", args=[id]), reason="")
    assert refused.status_code == 422 and read_releases(home)[0].status.value == "current"
    done = analyst.post(reverse("withdraw-release", args=[id]), reason="the weights of another year")
    assert done.status_code == 302 and read_releases(home)[0].status.value == "withdrawn"
    page = text_of(analyst.client.get(reverse("held-release", args=[id])))
    assert "It was withdrawn: the weights of another year" in page and f"Told: {colleague}" in page
    analyst.page("withdraw-release", id, status=404)
    assert analyst.post(reverse("reinstate-release", args=[id]), reason="it was right").status_code == 302
    assert read_releases(home)[0].status.value == "current"
    told = Event.objects.filter(object_type="evidence.release").order_by("seq")
    assert [(each.action, each.reason) for each in told] == [
        ("retire", "the weights of another year"), ("restore", "it was right"),
    ]  # fmt: skip


def test_taking_evidence_away_asks_for_the_password_again(analyst: Hands, home: Path) -> None:
    from sulis_web.partnership.sign_in import Kept

    id = weights(home, "2021")
    session = analyst.client.session
    session[Kept.CONFIRMED] = (timezone.now() - timedelta(minutes=11)).isoformat()
    session.save()
    reply = analyst.client.get(reverse("withdraw-release", args=[id]))
    assert reply.status_code == 302 and reply.headers["Location"].startswith(reverse("confirm"))


def test_releases_are_narrowed_by_source_and_state(analyst: Hands, home: Path) -> None:
    from sulis.store import withdraw

    held, gone = weights(home, "2021"), weights(home, "2020", ROWS.replace("300", "290"))
    withdraw(home, gone, because="a test")
    current = analyst.page("releases")
    assert held in current and gone not in current
    assert gone in (page := analyst.open(f"{reverse('releases')}?state=withdrawn")) and held not in page
    assert held not in analyst.open(f"{reverse('releases')}?source=police_uk&state=every")


def test_each_kind_of_missing_stands_on_the_style_page(analyst: Hands) -> None:
    from sulis_web.design.missing import KINDS

    page = analyst.page("style")
    assert all(kind.word in page and kind.means.replace("'", "&#x27;") in page for kind in KINDS.values())
    assert len({kind.word for kind in KINDS.values()}) == len(KINDS)


def test_a_withdrawal_that_the_audit_cannot_hold_is_not_done(
    analyst: Hands, home: Path, settings: Any, tmp_path: Path
) -> None:
    from sulis.store import read_releases

    id = weights(home, "2021")
    here = reverse("withdraw-release", args=[id])
    analyst.open(here)
    settings.AUDIT_KEY_FILE = tmp_path / "nowhere" / "audit-key"
    analyst.client.raise_request_exception = False
    assert analyst.post(here, reason="a test").status_code == 503
    assert read_releases(home)[0].status.value == "current"
