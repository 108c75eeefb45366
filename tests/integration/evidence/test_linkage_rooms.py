"""Linkage rooms on their pages: off without a trace, opened by one role and worked in by another, ended for good."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.integration.evidence.hands import Hands, holding, text_of
from tests.support.linkage import CANARY, put_room, sheets
from tests.support.people import organisation, signed_in, someone

pytestmark = pytest.mark.django_db
NOTHING = "/evidence/nothing-is-here/"
ROOMS = "/evidence/linkage/"


@pytest.fixture(autouse=True)
def switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SULIS_LINKAGE", "on")


@pytest.fixture
def as_role(partnership: Any, memory: Path) -> Callable[[str], Hands]:
    def hands(role: str) -> Hands:
        return Hands(signed_in(Client(), someone(role, organisation(), f"the-{role}")))

    return hands


@pytest.fixture
def analyst_of_rooms(as_role: Callable[[str], Hands]) -> Hands:
    return as_role("linkage-analyst")


@pytest.fixture
def officer(as_role: Callable[[str], Hands]) -> Hands:
    return as_role("information-governance-officer")


@pytest.fixture
def room(home: Path, partnership: Any) -> tuple[str, str, str]:
    return put_room(home)


def opened(officer: Hands, days: int = 90) -> str:
    last = timezone.localdate() + timedelta(days=days)
    boxes = {"ends-day": last.day, "ends-month": last.month, "ends-year": last.year}
    reply = officer.post(
        reverse("open-linkage-room"), purpose="to count who is known to both", impact_assessment="DPIA 7", **boxes
    )
    assert reply.status_code == 302, text_of(reply)
    found = re.search(r"/linkage/(room-[0-9a-f]{16})/", reply.headers["Location"])
    assert found
    return found[1]


def acts_in_the_audit() -> list[tuple[str, str]]:
    from sulis_web.audit.models import Event

    return [(event.fields[0], event.role) for event in Event.objects.filter(object_type="linkage.room").order_by("seq")]


def without_codes(reply: Any) -> str:
    """A page without its form's own code and the request's number, which no two share."""
    return re.sub(r'(name="csrfmiddlewaretoken" value="[^"]*")|([0-9a-f]{16})', "", reply.content.decode())


@pytest.mark.parametrize("said", [None, "", "ON", "true"])
def test_switched_off_every_address_is_that_of_nothing(
    said: str | None,
    monkeypatch: pytest.MonkeyPatch,
    officer: Hands,
    analyst_of_rooms: Hands,
    room: tuple[str, str, str],
) -> None:
    name, pair, judgement = room
    paths = [
        ROOMS, f"{ROOMS}open/", *(f"{ROOMS}{name}/{rest}" for rest in (
            "", "sheets/add/", "link/", "review/", "report/", f"pairs/{pair}/", f"pairs/{pair}/identifiers/",
            f"judgements/{judgement}/undo/", "versions/1/keys/", "end/",
        )),
    ]  # fmt: skip
    assert "Linkage rooms" in officer.page("permissions")
    if said is None:
        monkeypatch.delenv("SULIS_LINKAGE")
    else:
        monkeypatch.setenv("SULIS_LINKAGE", said)
    for hands in (officer, analyst_of_rooms, Hands(Client())):
        for path in paths:
            for method in ("get", "post"):
                reply, nothing = (getattr(hands.client, method)(each) for each in (path, NOTHING))
                assert reply.status_code == 404 and without_codes(reply) == without_codes(nothing), path
    assert 'href="/evidence/linkage/"' not in officer.page("permissions") + analyst_of_rooms.page("home")


def test_the_empty_page_teaches_and_the_officer_opens_a_room(officer: Hands, analyst_of_rooms: Hands) -> None:
    assert "There is no linkage room" in officer.open(ROOMS)
    assert "Open a room" in officer.open(ROOMS) and "Open a room" not in analyst_of_rooms.open(ROOMS)
    analyst_of_rooms.open(reverse("open-linkage-room"), status=404)
    name = opened(officer)
    page = text_of(officer.client.get(reverse("linkage-room", args=[name])))
    assert "To count who is known to both" in page and "DPIA 7" in page and "Two are needed" in page
    assert acts_in_the_audit() == [("open", "information-governance-officer")]
    assert "To count who is known to both" in analyst_of_rooms.open(ROOMS)


def test_a_room_needs_a_last_day_that_can_be(officer: Hands) -> None:
    given = {"purpose": "x", "impact_assessment": "DPIA 7", "ends-day": "1", "ends-month": "1"}
    for year in (2020, 2190):
        reply = officer.post(reverse("open-linkage-room"), **given, **{"ends-year": str(year)})
        assert reply.status_code == 422 and "at most three years away" in text_of(reply)
    assert acts_in_the_audit() == []


def test_the_same_post_opens_one_room(officer: Hands) -> None:
    from sulis_web.evidence import linkage_rooms

    here, last = reverse("open-linkage-room"), timezone.localdate() + timedelta(days=9)
    key = re.search(r'name="once" value="([^"]+)"', officer.open(here))
    assert key
    given = {
        "once": key[1], "purpose": "x", "impact_assessment": "D", "ends-day": last.day, "ends-month": last.month, "ends-year": last.year,
    }  # fmt: skip
    first, second = (officer.client.post(here, given) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert len(linkage_rooms.every_room(at=timezone.now())) == 1


def test_sheets_are_brought_in_and_linked_in_the_background(
    officer: Hands, analyst_of_rooms: Hands, home: Path, memory: Path
) -> None:
    name = opened(officer)
    for source in ("police", "school"):
        file = SimpleUploadedFile(f"{CANARY}.csv", (sheets() / f"{source}.csv").read_bytes())
        reply = analyst_of_rooms.post(
            reverse("add-linkage-sheet", args=[name]), source=source, file=file, reason="the study"
        )
        assert not holding(home, CANARY.encode()), "a sheet lies on the disk as it is"
        job = analyst_of_rooms.work(reply)
        assert job.state == "done", job.trouble
        assert CANARY not in str(job.arguments) and not list(memory.iterdir())
    assert not list((home / "uploads").glob("*.sealed"))
    reply = analyst_of_rooms.post(
        reverse("link-linkage-room", args=[name]),
        link="0.99",
        review="0.5",
        hold_twins="on",
        reason="first pass",
        seen="0",
    )
    assert analyst_of_rooms.work(reply).state == "done"
    page = text_of(analyst_of_rooms.client.get(reverse("linkage-room", args=[name])))
    assert "Version 1" in page and "Linked the records" in page and CANARY not in page
    assert [act for act, _role in acts_in_the_audit()] == ["open", "add", "add", "link"]
    report = text_of(analyst_of_rooms.client.get(reverse("linkage-report", args=[name])))
    assert "How many records share a key" in report and "What the model learnt" in report
    assert not holding(home, CANARY.encode())


def test_a_faulty_sheet_is_refused_whole_with_its_rows(officer: Hands, analyst_of_rooms: Hands, home: Path) -> None:
    name = opened(officer)
    sheet = f"record_key,given_name,family_name\n1,a,b\n1,{CANARY},c\n,d,e\n"
    file = SimpleUploadedFile("x.csv", sheet.encode())
    job = analyst_of_rooms.work(
        analyst_of_rooms.post(reverse("add-linkage-sheet", args=[name]), source="police", file=file, reason="x")
    )
    assert job.state == "failed" and "Row 3" in job.trouble and "Row 4" in job.trouble and CANARY not in job.trouble
    assert not list((home / "uploads").glob("*.sealed"))
    assert "Two are needed" in analyst_of_rooms.open(reverse("linkage-room", args=[name]))


def test_a_job_of_somebody_who_left_does_nothing(officer: Hands, analyst_of_rooms: Hands) -> None:
    from sulis_web.partnership.models import Membership

    name = opened(officer)
    file = SimpleUploadedFile("x.csv", (sheets() / "police.csv").read_bytes())
    reply = analyst_of_rooms.post(reverse("add-linkage-sheet", args=[name]), source="police", file=file, reason="x")
    Membership._base_manager.filter(role="linkage-analyst").update(ends=timezone.now())
    assert analyst_of_rooms.work(reply).state == "stopped"
    assert acts_in_the_audit() == [("open", "information-governance-officer")]
    analyst_of_rooms.open(ROOMS, status=404)


def test_the_officer_ends_a_room_and_its_certificate_stays(
    officer: Hands, analyst_of_rooms: Hands, room: tuple[str, str, str], home: Path
) -> None:
    name, pair, _judgement = room
    here = reverse("linkage-room", args=[name])
    for path in ("linkage-review", "linkage-report", "link-linkage-room"):
        officer.page(path, name, status=404)
    officer.page("linkage-pair", name, pair, status=404)
    assert CANARY not in officer.open(here)
    analyst_of_rooms.page("end-linkage-room", name, status=404)
    assert officer.post(reverse("end-linkage-room", args=[name]), reason="").status_code == 422
    ended = officer.post(reverse("end-linkage-room", args=[name]), reason="the study is over")
    assert ended.status_code == 302
    page = text_of(officer.client.get(here))
    assert "Certificate" in page and "the study is over" in page and "DPIA 7" in page
    assert not (home / "linkage-keys" / name).exists() and not list((home / "linkage" / name).glob("*.sealed"))
    assert acts_in_the_audit()[-1] == ("destroy", "information-governance-officer")
    for path in ("linkage-review", "add-linkage-sheet"):
        analyst_of_rooms.page(path, name, status=404)
    assert "Destroyed" in analyst_of_rooms.open(ROOMS)


def test_ending_asks_for_the_password_or_a_code_again(partnership: Any, room: tuple[str, str, str]) -> None:
    person = someone("information-governance-officer", organisation(), "late")
    client = signed_in(Client(), person, confirmed=False)
    reply = client.get(reverse("end-linkage-room", args=[room[0]]))
    assert reply.status_code == 302 and reverse("confirm") in reply.headers["Location"]


def test_a_room_past_its_last_day_is_destroyed_at_the_first_look(
    officer: Hands, room: tuple[str, str, str], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sulis_web.evidence import linkage_rooms

    later = timezone.now() + timedelta(days=302)
    [found] = linkage_rooms.every_room(at=later)
    assert found.status.value == "destroyed" and not (home / "linkage-keys" / room[0]).exists()
    assert acts_in_the_audit() == [("destroy", "")]


def test_a_room_without_its_key_says_so(officer: Hands, room: tuple[str, str, str], home: Path) -> None:
    (home / "linkage-keys" / room[0]).unlink()
    page = officer.open(reverse("linkage-room", args=[room[0]]))
    assert "A room that cannot be read" in page and "Cannot be read" in officer.open(ROOMS)
    officer.page("end-linkage-room", room[0], status=404)


def test_names_that_are_no_rooms_are_not_there(officer: Hands, room: tuple[str, str, str]) -> None:
    for name in ("room-0", "room-", "x", "room-" + "0" * 16):
        assert officer.page("linkage-room", name, status=404)


def test_the_form_of_a_sheet_names_the_columns_that_a_room_takes() -> None:
    from sulis.linkage import FIELDS
    from sulis_web.evidence.forms.linkage import COLUMNS

    assert tuple(COLUMNS) == ("record_key", *FIELDS)
