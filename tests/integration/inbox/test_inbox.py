"""What others found: split into recommendations, answered with a reason, tied to the plan, told to the public."""

from __future__ import annotations

import shutil
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from sulis.catalogue.partnership import load_partnership, partnerships_root
from sulis.vocabulary import InputRefused
from tests.integration.register.sending import send
from tests.support.words import words_of

PAGE = "/plan/inbox/"


def held(text: str) -> Any:
    from sulis_web.inbox.models import Recommendation

    return Recommendation.objects.unscoped("a test").get(text__startswith=text)


def answers_of(recommendation: Any) -> set[str]:
    """What the thread says answers it."""
    from sulis_web.thread.models import Link

    rows = Link.objects.unscoped("a test").filter(
        target__key=f"recommendation:{recommendation.public_id}", retired_at__isnull=True
    )
    assert {row.kind for row in rows} <= {"answers"}
    return {row.source.key for row in rows.select_related("source")}


def test_inbox_says_what_waits_what_is_late_and_what_is_coming(acting: Any) -> None:
    told = words_of(acting("board-member").get(PAGE))
    order = ("Taken up, and not done", "Ask each ward every year", "Whoever supports a family", "Put knife arches")
    at = [told.index(words) for words in order]
    assert (
        at == sorted(at) and "Share suspension numbers between schools" in told[at[0] : at[1]]
    )  # due on 30 October 2026
    assert "Rejected" in told and "Young Aldermere survey, next round" in told and "12 February 2027" in told
    assert "Comes round" in told and "Add a document" not in told


def test_answers_of_the_files_are_tied_to_the_plan(partnership: Any) -> None:
    assert answers_of(held("Tell every parent")) == {"objective_parents"}
    assert answers_of(held("Put knife arches")) == set()


def test_recommendation_is_answered_with_a_reason_and_what_takes_it_up(acting: Any) -> None:
    analyst = acting("analyst")
    one = held("Look into why repeat victims")
    address = f"{PAGE}recommendations/{one.public_id}/"
    assert "Nobody has answered it yet" in words_of(analyst.get(address))
    refused = send(analyst, f"{address}answer/", triage="accepted")
    assert refused.status_code == 422 and "Say why" in unescape(refused.text)
    given = {
        "triage": "accepted in part",
        "reason": "We can count offers, and not why.",
        "answered_by": ["objective_affected", "measure_harm"],
    }
    assert send(analyst, f"{address}answer/", **given, due=date(2027, 3, 1)).status_code == 302
    assert answers_of(one) == {"objective_affected", "measure_harm"}
    told = words_of(analyst.get(address))
    assert "Accepted in part" in told and "We can count offers" in told and "1 March 2027" in told
    assert (
        send(analyst, f"{address}answer/", triage="rejected", reason="On reading it again.", answered_by=[]).status_code
        == 302
    )
    assert answers_of(one) == set()
    assert "We can count offers, and not why." in words_of(
        analyst.get(address)
    )  # the first reason stays in the history


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"triage": "accepted", "reason": " "}, "Say why"),
        ({"triage": "rejected", "reason": "No.", "done_on": date(2026, 5, 1)}, "What is not taken up cannot be done."),
        ({"triage": "accepted", "reason": "Yes.", "is_public": "on"}, "Write the answer as the public will read it."),
        ({"triage": "not looked at", "reason": "Hm."}, "not one of the available choices"),
        ({"triage": "accepted", "reason": "Yes.", "answered_by": ["risk_online"]}, "not one of the available choices"),
    ],
)
def test_half_an_answer_is_refused_and_nothing_changes(coordinator: Any, given: dict[str, Any], said: str) -> None:
    one = held("Ask each ward every year")
    refused = send(coordinator, f"{PAGE}recommendations/{one.public_id}/answer/", **given)
    assert refused.status_code == 422 and said in unescape(refused.text)
    one.refresh_from_db()
    assert one.triage == "not looked at"


def test_document_is_added_with_its_recommendations_and_taken_off(coordinator: Any) -> None:
    given = {"title": "A report", "publisher": "An inspector", "sort": "other"}
    address = (
        send(coordinator, f"{PAGE}add/", **given, received=date(2026, 11, 2)).headers["Location"].partition("?")[0]
    )
    assert "Split it into what it recommends" in words_of(coordinator.get(address))
    assert send(coordinator, f"{address}recommendations/add/", number="1", text="Do better.").status_code == 302
    again = send(coordinator, f"{address}recommendations/add/", number="1", text="Do best.")
    assert again.status_code == 422 and "that number already" in unescape(again.text)
    one = held("Do better.")
    link = f"{PAGE}recommendations/{one.public_id}/"
    assert send(coordinator, f"{link}change/", text="Do better by June.", reason="Misread.").status_code == 302
    assert "Misread." in words_of(coordinator.get(link))
    assert send(coordinator, f"{link}take-off/", reason="Not in it.").status_code == 302
    assert send(coordinator, f"{link}bring-back/", reason="In it.").status_code == 302
    assert send(coordinator, f"{address}take-off/", reason="Not ours.").status_code == 302
    assert "Do better" not in words_of(coordinator.get(PAGE))
    assert send(coordinator, f"{address}bring-back/", reason="Ours.").status_code == 302
    early = send(coordinator, f"{address}change/", answer_by=date(2026, 1, 1))
    assert early.status_code == 422 and "not due before the document came" in unescape(early.text)


def test_accepted_recommendation_that_nothing_answers_is_a_break(coordinator: Any) -> None:
    one = held("Count how many people were offered mentoring")
    assert "Count how many people" not in words_of(coordinator.get("/thread/breaks/?what=recommendation"))
    send(coordinator, f"{PAGE}recommendations/{one.public_id}/answer/", triage="accepted", reason="We should know.")
    assert "Count how many people" in words_of(coordinator.get("/thread/breaks/?what=recommendation"))


def test_public_log_holds_marked_answers_and_nothing_of_the_reasons(partnership: Any, client: Any) -> None:
    from sulis_web.publication.operations import prepare

    prepare(partnership=partnership, run=None)
    told = words_of(client.get("/our-plan/answers/"))
    assert "One number for parents opens by the end of 2026." in told and "Rejected. We looked at what is known" in told
    assert "Numbers of one school may show one child" not in told and "Ask each ward" not in told
    assert "Learning from a review" not in told
    assert "/our-plan/answers/" in client.get("/our-plan/").text


def test_files_loaded_again_leave_an_answer_that_somebody_gave(coordinator: Any) -> None:
    from dataclasses import replace

    from sulis_web.config.loading import load_files
    from tests.support.web import AT, content

    one = held("Ask each ward every year")
    send(coordinator, f"{PAGE}recommendations/{one.public_id}/answer/", triage="rejected", reason="Every second year.")
    load_files(content=replace(content(), short_name="Another", received=content().received[:1]), at=AT)
    one.refresh_from_db()
    assert one.triage == "rejected" and "Learning from a review" not in words_of(coordinator.get(PAGE))


def test_whoever_may_not_answer_changes_nothing(acting: Any) -> None:
    for role in ("board-member", "priority-owner", "practitioner"):
        assert acting(role, factor=True).get(f"{PAGE}add/").status_code == 404


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('sort = "task-and-finish group"', 'sort = "gossip"', "sort is one of a fixed list"),
        ('reason = "It is what parents asked for, and objective 1.iv says the same."\n', "", "An answer says why."),
        ('number = "2"', 'number = "1"', "Each recommendation of a document has its own number."),
        ('answers = ["objective_parents"]', 'answers = ["priority_listen"]', "priority_listen"),
        ("received = 2026-07-06", 'received = "July"', "received is a day"),
    ],
)
def test_fault_of_the_file_is_told_with_its_rule(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = Path(shutil.copytree(partnerships_root() / "made_up", tmp_path / "made_up"))
    path = folder / "recommendations.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        load_partnership(folder)
    assert said in "\n".join(str(fault) for fault in refused.value.faults)
