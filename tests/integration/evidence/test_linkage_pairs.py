"""Pairs of a linkage room on their pages: seen without identifiers, shown for a reason, judged, taken back, taken out as keys."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
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
SLIP = "two cousins of one name"


@pytest.fixture
def hands(partnership: Any, memory: Path, monkeypatch: pytest.MonkeyPatch) -> Hands:
    monkeypatch.setenv("SULIS_LINKAGE", "on")
    return Hands(signed_in(Client(), someone("linkage-analyst", organisation(), "linker")))


@pytest.fixture
def room(home: Path, partnership: Any) -> SimpleNamespace:
    name, pair, judgement = put_room(home)
    return SimpleNamespace(
        name=name, judgement=judgement, here=reverse("linkage-room", args=[name]), pair=reverse("linkage-pair", args=[name, pair]),
        who=reverse("linkage-identifiers", args=[name, pair]), list=reverse("linkage-review", args=[name]),
    )  # fmt: skip


def events() -> list[Any]:
    from sulis_web.audit.models import Event

    return list(Event.objects.filter(object_type="linkage.room").order_by("seq"))


def judged(hands: Hands, room: Any, **given: Any) -> Any:
    seen = re.search(r'name="seen" value="(\d+)"', hands.open(room.pair))
    assert seen
    return hands.post(room.pair, **{"judgement": "different", "reason": SLIP, "seen": seen[1], **given})


def test_pairs_are_listed_and_shown_without_identifiers(hands: Hands, room: Any) -> None:
    listed = hands.open(room.list)
    assert room.pair in listed and "May be twins" in listed
    page = hands.open(room.pair)
    assert "Field by field" in page and page.count("<svg") == 2 and "The two look like twins" in page
    assert CANARY not in listed + page and "anna" not in page.lower().replace("annan", "")
    assert [event.fields[0] for event in events()] == ["review", "review"]


def test_the_waterfall_adds_up_in_the_table_and_the_drawing(hands: Hands, room: Any) -> None:
    page = hands.open(room.pair)
    rows = re.findall(r'<td data-label="Bits" class="number">([+−]\d+\.\d\d)\s*</td>', page)
    bits = [float(each.replace("−", "-")) for each in rows]
    assert len(bits) > 4 and sum(bits[:-1]) == pytest.approx(bits[-1], abs=0.01 * len(bits))
    drawing = page[page.index("<svg") : page.index("</svg>")]
    assert all(each in drawing for each in rows)


def test_identifiers_are_shown_for_a_reason_that_the_audit_has_first(
    hands: Hands, room: Any, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sulis_web.audit import rooms
    from sulis_web.audit.values import AuditUnavailable

    refused = hands.client.post(room.who, {"identifiers_because": "  "})
    assert refused.status_code == 422 and CANARY not in refused.content.decode()
    with monkeypatch.context() as away:

        def unwritable(**_given: Any) -> None:
            raise AuditUnavailable("the audit cannot be written", "Try again.")

        away.setattr(rooms, "disclose", unwritable)
        unnoted = hands.client.post(room.who, {"identifiers_because": "their addresses decide"})
        assert unnoted.status_code == 503 and CANARY not in unnoted.content.decode()
    shown = hands.client.post(room.who, {"identifiers_because": "their addresses decide"})
    assert shown.status_code == 200 and shown.content.decode().count(CANARY) >= 2 and "anna" in text_of(shown)
    assert "no-store" in shown.headers["Cache-Control"]
    last = events()[-1]
    assert (last.fields[0], last.reason, last.role) == ("show", "their addresses decide", "linkage-analyst")
    assert CANARY not in hands.open(room.pair), "asked for once, shown once"
    assert hands.client.get(room.who).status_code == 405
    assert not holding(home, CANARY.encode()), "an identifier lies outside the sealed room"


def test_a_judgement_is_kept_and_taken_back(hands: Hands, room: Any) -> None:
    assert judged(hands, room).status_code == 302
    assert room.pair not in hands.open(room.list)
    page = text_of(hands.client.get(room.here))
    assert "Two people" in page and SLIP in page and "Judged a pair" in page
    undo = reverse("undo-linkage-judgement", args=[room.name, "d2"])
    seen = re.search(r'name="seen" value="(\d+)"', hands.open(undo))
    assert seen
    assert hands.post(undo, reason="it was one person after all", seen=seen[1]).status_code == 302
    assert "Taken back" in hands.open(room.here) and room.pair in hands.open(room.list)
    hands.open(undo, status=404)
    assert [event.fields[0] for event in events() if event.action == "alter"] == ["decide", "undo"]


def test_a_judgement_from_an_old_page_is_not_kept(hands: Hands, room: Any) -> None:
    assert judged(hands, room).status_code == 302
    late = judged(hands, room, judgement="same", seen="2")
    assert late.status_code == 422 and "somebody changed the person keys" in text_of(late).lower()
    undo = reverse("undo-linkage-judgement", args=[room.name, "d1"])
    assert hands.post(undo, reason="x", seen="1").status_code == 422
    assert [event.fields[0] for event in events() if event.action == "alter"] == ["decide"]


def test_the_same_post_judges_once(hands: Hands, room: Any) -> None:
    page = hands.open(room.pair)
    seen, key = (re.search(rf'name="{name}" value="([^"]+)"', page) for name in ("seen", "once"))
    assert seen and key
    given = {"once": key[1], "judgement": "same", "reason": SLIP, "seen": seen[1]}
    first, second = (hands.client.post(room.pair, given) for _ in range(2))
    assert first.status_code == second.status_code == 302 and first.headers["Location"] == second.headers["Location"]
    assert len([event for event in events() if event.fields[0] == "decide"]) == 1


def test_the_same_post_while_the_first_is_under_way_leads_to_the_pair(
    hands: Hands, room: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sulis_web.evidence import linkage_work

    page, judge, seconds = hands.open(room.pair), linkage_work.judge, []
    key = re.search(r'name="once" value="([^"]+)"', page)
    assert key
    given = {"once": key[1], "judgement": "same", "reason": SLIP, "seen": "2"}

    def slowly(**told: Any) -> None:
        seconds.append(hands.client.post(room.pair, given))
        judge(**told)

    monkeypatch.setattr(linkage_work, "judge", slowly)
    assert hands.client.post(room.pair, given).status_code == 302
    assert [reply.headers["Location"] for reply in seconds] == [room.pair]
    assert len([event for event in events() if event.fields[0] == "decide"]) == 1


def test_what_the_audit_cannot_keep_is_not_done_and_the_same_post_may_be_sent_again(
    hands: Hands, room: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sulis_web.audit import rooms
    from sulis_web.audit.values import AuditUnavailable

    key = re.search(r'name="once" value="([^"]+)"', hands.open(room.pair))
    assert key
    given = {"once": key[1], "judgement": "same", "reason": SLIP, "seen": "2"}
    with monkeypatch.context() as away:

        def unwritable(**_given: Any) -> None:
            raise AuditUnavailable("the audit cannot be written", "Try again.")

        away.setattr(rooms, "disclose", unwritable)
        assert hands.client.post(room.pair, given).status_code == 503
    assert not [event for event in events() if event.fields[0] == "decide"] and SLIP not in hands.open(room.here)
    assert hands.client.post(room.pair, given).status_code == 302
    assert len([event for event in events() if event.fields[0] == "decide"]) == 1


@pytest.mark.parametrize("given", [{"judgement": "perhaps"}, {"reason": ""}, {"judgement": ""}, {"seen": "x"}])
def test_a_judgement_that_lacks_something_is_asked_for_again(hands: Hands, room: Any, given: dict[str, str]) -> None:
    reply = judged(hands, room, **given)
    assert reply.status_code == 422 and "Error:" in text_of(reply)
    assert not [event for event in events() if event.action == "alter"]


def test_an_earlier_version_of_the_keys_is_made_again(hands: Hands, room: Any) -> None:
    judged(hands, room, judgement="same")

    def taken(version: int) -> list[list[str]]:
        reply = hands.client.post(reverse("linkage-keys", args=[room.name, version]), {"reason": "the indicator"})
        assert reply.status_code == 200 and "attachment" in reply.headers["Content-Disposition"]
        text = reply.content.decode()
        assert CANARY not in text
        return list(csv.reader(io.StringIO(text)))

    before, after = taken(2), taken(3)
    assert before[0] == ["source", "record", "person_key", "band"] and len(before) == len(after)
    assert before != after and before == taken(2)
    assert [event.action for event in events()[-3:]] == ["disclose"] * 3
    hands.page("linkage-keys", room.name, "9", status=404)
    refused = hands.client.post(reverse("linkage-keys", args=[room.name, 1]), {"reason": ""})
    assert refused.status_code == 422 and "attachment" not in refused.headers.get("Content-Disposition", "")


def test_a_room_in_use_says_so_and_loses_nothing(
    hands: Hands, room: Any, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sulis.linkage import Why, enter_room
    from sulis_web.evidence import linkage_rooms

    monkeypatch.setattr(linkage_rooms, "PATIENCE", 0.0)
    why = Why("somebody", timezone.now(), "a long linking")
    with enter_room(home, room.name, why, record=lambda _event: None):
        assert "somebody else is in this linkage room" in hands.open(room.list, status=503).lower()
        assert hands.client.get(room.here).status_code == 200
    assert hands.client.get(room.list).status_code == 200


def test_whoever_has_left_or_has_no_second_factor_sees_nothing(hands: Hands, room: Any) -> None:
    from sulis_web.partnership.models import Membership, Person

    bare = signed_in(Client(), Person.objects.get(username="linker"), factor=False)
    for path in (room.here, room.list, room.pair):
        assert reverse("second-factor") in bare.get(path).headers["Location"]
    Membership._base_manager.filter(role="linkage-analyst").update(ends=timezone.now() - timedelta(seconds=1))
    for path in (room.here, room.list, room.pair):
        hands.open(path, status=404)
    reply = hands.client.post(room.who, {"identifiers_because": "x"})
    assert reply.status_code == 404 and CANARY not in reply.content.decode()


def test_precision_and_recall_are_told_against_labels_that_are_not_kept(hands: Hands, room: Any, home: Path) -> None:
    here = reverse("linkage-report", args=[room.name])
    rows = list(csv.reader((sheets() / "truth.csv").read_text("utf-8").splitlines()))
    labelled = "\n".join(",".join(row) for row in rows if row[0] != "youth-justice")
    told = text_of(hands.client.post(here, {"labels": SimpleUploadedFile("l.csv", labelled.encode())}))
    found = re.search(r"Precision and recall in use .*? 0\.99 (\d\.\d+) \(.*?\), ([\d,]+) of ([\d,]+)", told)
    assert (
        found and float(found[1]) > 0.8 and float(found[1]) == pytest.approx(int(found[2]) / int(found[3]), abs=0.001)
    )
    assert "At other probabilities" in told and "0.9999" in told
    for bad in (
        b"source,record_key\npolice,1\n",
        b"\xff\xfe",
        b"source,record_key,person\npolice,,x\n",
        b"source,record_key,person\n",
    ):
        reply = hands.client.post(here, {"labels": SimpleUploadedFile("l.csv", bad)})
        assert reply.status_code == 422 and re.search("The labels|row of the labels", text_of(reply))
    assert not holding(home, labelled[:200].encode())


def test_a_pair_that_is_not_there_is_not_found(hands: Hands, room: Any) -> None:
    assert hands.page("linkage-pair", room.name, "000000000000", status=404)
    assert hands.page("undo-linkage-judgement", room.name, "d9", status=404)
