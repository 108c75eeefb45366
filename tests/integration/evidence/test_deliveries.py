"""A file sent on a page: read by the command, taken in or refused with the reason, and gone afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from tests.integration.evidence.hands import Hands, holding, text_of
from tests.support.releases import ROWS

pytestmark = pytest.mark.django_db
SOUND = ROWS.encode()
ISTV = (
    "Period start,Period end,Site code,Arrival date,Assault date,Assault time,Assault method,Location type,Location MSOA\n"
    + "01/04/2026,30/06/2026,ZZ901,03/04/2026,03/04/2026,23:10,3,S,E02999001\n" * 6
)


def test_a_sound_file_is_taken_in_and_leaves_nothing_behind(analyst: Hands, home: Path, memory: Path) -> None:
    from sulis.store import read_releases
    from sulis_web.audit.models import Event

    delivery = analyst.deliver("severity_weights", SOUND)
    assert (delivery.verdict, delivery.answer["rows_loaded"]) == ("accepted", 2)
    assert [each.rows_loaded for each in read_releases(home)] == [2]
    page = analyst.page("delivery", delivery.public_id)
    assert "Every row is loaded." in page and delivery.sha256 in page and "severity_weights-ons-2021-v1" in page
    assert not list((home / "uploads").iterdir()) and not list(memory.iterdir())
    told = Event.objects.filter(object_id=delivery.public_id).order_by("seq")
    assert [(each.action, each.reason) for each in told] == [("collect", "severity_weights"), ("import", "accepted")]


def test_while_it_waits_it_is_encrypted_and_for_its_owner_alone(analyst: Hands, home: Path, memory: Path) -> None:
    analyst.send("severity_weights", ROWS.replace("Murder", "Canary").encode())
    kept = list((home / "uploads").iterdir())
    assert [path.suffix for path in kept] == [".sealed"] and kept[0].stat().st_mode & 0o077 == 0
    assert (home / "uploads").stat().st_mode & 0o077 == 0
    assert holding(home, b"Canary") == [] and holding(memory, b"Canary") == []


def test_the_same_file_again_changes_nothing(analyst: Hands, home: Path) -> None:
    from sulis.store import read_releases

    analyst.deliver("severity_weights", SOUND)
    again = analyst.deliver("severity_weights", SOUND, "other name.csv")
    assert again.verdict == "already-loaded" and len(read_releases(home)) == 1
    assert "Nothing was changed" in analyst.page("delivery", again.public_id)


def test_a_revision_says_what_it_changed_and_which_numbers_move(analyst: Hands) -> None:
    analyst.deliver("severity_weights", SOUND)
    second = analyst.deliver("severity_weights", ROWS.replace("300", "310").encode())
    id = second.answer["releases"][0]["id"]
    assert "one row changed" in text_of(analyst.client.get(reverse("delivery", args=[second.public_id])))
    assert "weight" in analyst.page("held-release", id)
    job = analyst.work(_compare(analyst, id))
    assert job.state == "done", job.trouble
    assert (
        "2" in (page := text_of(analyst.client.get(reverse("held-release", args=[id]))))
        and "Which numbers move" in page
    )


def _compare(analyst: Hands, id: str) -> Any:
    import re

    key = re.search(r'name="once" value="([^"]+)"', analyst.page("held-release", id))
    assert key
    return analyst.client.post(reverse("compare-release", args=[id]), {"once": key[1]})


def test_rows_that_break_a_rule_are_set_aside_and_told_without_their_cells(analyst: Hands) -> None:
    many = "".join(f"{number},Offence {number},Group,{number}\n" for number in range(10, 400))
    delivery = analyst.deliver("severity_weights", (ROWS + many + "9,Canary,Group,heavy\n").encode())
    assert (delivery.verdict, delivery.answer["rows_quarantined"]) == ("accepted-with-quarantine", 1)
    page = text_of(analyst.client.get(reverse("delivery", args=[delivery.public_id])))
    assert "Row 394" in page and "Canary" not in page and "heavy" not in page


def test_a_refused_file_comes_with_four_part_faults_and_a_letter(analyst: Hands, home: Path) -> None:
    delivery = analyst.deliver("severity_weights", b"code,weight\n1,7000\n")
    assert delivery.verdict == "rejected" and not (home / "uploads" / f"{delivery.public_id}.sealed").exists()
    page = text_of(analyst.client.get(reverse("delivery", args=[delivery.public_id])))
    assert "Refused" in page and "Nothing was changed" in page and "header without" in page, page
    assert "What was found" in page and "The rule" in page and "What to do" in page
    letter = analyst.page("refusal-letter", delivery.public_id)
    assert "We could not take the file weights.csv" in letter and "header without" in letter
    word = analyst.client.get(reverse("refusal-letter", args=[delivery.public_id]), {"as": "word"})
    assert word.content.startswith(b"PK") and "attachment" in word.headers["Content-Disposition"]


def test_a_hospital_file_with_a_name_is_refused_and_without_it_accepted(
    analyst: Hands, home: Path, memory: Path
) -> None:
    upload = reverse("deliver-file", args=["example_istv"])
    assert "No column may tell who somebody is" in analyst.open(upload)
    lines = ISTV.splitlines()
    named = "\n".join([f"Patient name,{lines[0]}", *(f"Sam Canary,{line}" for line in lines[1:])]) + "\n"
    refused = analyst.deliver("example_istv", named.encode(), "avon_istv_2026.csv")
    assert refused.verdict == "rejected"
    letter = text_of(analyst.client.get(reverse("refusal-letter", args=[refused.public_id])))
    assert "Patient name" in letter and "Section 16" in letter and "Canary" not in letter, letter
    accepted = analyst.deliver("example_istv", ISTV.encode(), "avon_istv_2026.csv")
    assert accepted.verdict == "accepted", accepted.answer["faults"]
    assert holding(home, b"E02999001") == [] and holding(memory, b"E02999001") == []
    page = analyst.page("held-release", accepted.answer["releases"][0]["id"])
    assert "Encrypted" in page


def test_a_contact_delivers_what_the_own_organisation_sends_and_nothing_else(
    client: Any, partnership: Any, memory: Path
) -> None:
    from sulis_web.evidence.models import Sender
    from tests.support.people import made, organisation, signed_in, someone

    police = organisation("organisation_police")
    Sender.objects.create(source="ons_severity", organisation=police, **made())
    contact = Hands(signed_in(client, someone("single-point-of-contact", police)))
    assert contact.deliver("severity_weights", SOUND).verdict == "accepted"
    assert "severity" in contact.page("deliver") and "attendances" not in contact.page("deliver")
    contact.page("deliver-file", "example_istv", status=404)


def test_what_is_not_there_any_more_says_so(analyst: Hands, home: Path) -> None:
    reply = analyst.send("severity_weights", SOUND)
    for path in (home / "uploads").iterdir():
        path.unlink()
    job = analyst.work(reply)
    assert (job.state, "not kept any more" in job.trouble, job.remedy) == ("failed", True, "Send it again.")
    assert "Send it again" in analyst.page("delivery", _only().public_id)


def _only() -> Any:
    from sulis_web.evidence.models import Delivery

    return Delivery.objects.unscoped("a test").get()
