"""Actions of the plan in the application: added, changed, spoken of, judged, asked about by a link."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from sulis_web.audit.models import Event
from tests.integration.register.sending import send

LONG = {"text": "Two more schools use it.", "next_step": "Heads meet."}


def links_of(action: Any) -> set[tuple[str, str]]:
    """What the thread holds of an action: kind, and the key of the other end."""
    from sulis_web.thread.models import Link

    held = Link.objects.unscoped("a test").filter(source__key=f"action:{action.public_id}", retired_at__isnull=True)
    return {(link.kind, link.target.key) for link in held.select_related("target")}


def test_files_bring_actions_with_their_links_and_their_milestones(action: Any) -> None:
    held = action("school_return")
    assert held.objective.key == "objective_in_school" and held.accountable.key == "organisation_schools"
    assert links_of(held) == {("belongs to", "objective_in_school"), ("addresses", "risk_missing_school")}
    assert [each.title for each in held.milestones.unscoped("a test")] == [
        "All five secondary schools have agreed", "Every returning pupil since half term has a plan",
    ]  # fmt: skip


def test_files_loaded_again_leave_what_somebody_changed(coordinator: Any, action: Any, partnership: Any) -> None:
    from dataclasses import replace

    from sulis_web.config.loading import load_files
    from tests.support.web import AT, content

    address = f"/plan/actions/{action('school_return').public_id}/change/"
    assert (
        send(coordinator, address, title="Changed here", determinants=["risk_online"], due=date(2028, 1, 1)).status_code
        == 302
    )
    load_files(content=replace(content(), short_name="Another"), at=AT)
    held = action("school_return")
    assert held.title == "Changed here" and held.due == date(2028, 1, 1)
    assert links_of(held) == {("belongs to", "objective_in_school"), ("addresses", "risk_online")}


def test_list_says_how_actions_go_and_filters_narrow_it(coordinator: Any, action: Any) -> None:
    every = coordinator.get("/plan/actions/").text
    assert "14 actions" in every and "off course" in every
    late = coordinator.get("/plan/actions/", {"colour": "red"}).text
    assert "Share suspension counts between schools" in late and "Practise the first-day checklist" not in late
    owners = coordinator.get("/plan/actions/", {"owner": action("school_return").accountable.public_id}).text
    assert "1 of 14 actions" in owners
    assert "No action is like this" in coordinator.get("/plan/actions/", {"state": "stopped"}).text
    assert coordinator.get("/plan/actions/", {"state": "nonsense", "page": "9" * 30}).status_code == 200


def test_action_is_added_and_its_thread_told(coordinator: Any, action: Any) -> None:
    from sulis_web.plan.models import Action

    model = action("school_return")
    given = {
        "title": "Meet every family", "objective": model.objective.public_id, "accountable": model.accountable.public_id,
        "determinants": ["risk_missing_school", "risk_bullying"], "due": date(2027, 5, 1), "cost": "1200",
        "waits_for": ["action_school_counts"],
    }  # fmt: skip
    assert send(coordinator, "/plan/actions/add/", **given).status_code == 302
    made = Action.objects.unscoped("a test").get(title="Meet every family")
    assert made.state == "agreed" and made.cost == 1200 and made.waits_for == ["action_school_counts"]
    assert links_of(made) == {
        ("belongs to", "objective_in_school"), ("addresses", "risk_missing_school"), ("addresses", "risk_bullying"),
    }  # fmt: skip
    page = unescape(coordinator.get(f"/plan/actions/{made.public_id}/").text)
    assert "It waits for “Share suspension counts between schools every half term”, which is overdue." in page
    told = coordinator.get(f"/plan/actions/{action('school_counts').public_id}/").text
    assert "It holds up" in told and "Meet every family" in told


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"starts": date(2027, 2, 1), "due": date(2027, 1, 1)}, "The day by which it is due must be on or after"),
        ({"from_age": "17", "to_age": "11"}, "The oldest age must be the youngest age or more"),
        ({"cost": "a lot"}, "Cost in pounds: enter a whole number"),
        ({"accountable": ""}, "Organisation that answers for it"),
    ],
)
def test_wrong_answers_are_told_at_their_field_and_store_nothing(
    coordinator: Any, action: Any, wrong: Any, said: str
) -> None:
    held = action("school_return")
    refused = send(coordinator, f"/plan/actions/{held.public_id}/change/", **wrong)
    assert refused.status_code == 422 and said in unescape(refused.text)
    assert action("school_return").version == held.version


def test_no_action_comes_to_wait_for_itself(coordinator: Any, action: Any) -> None:
    first = action("school_counts")
    refused = send(coordinator, f"/plan/actions/{first.public_id}/change/", waits_for=["action_school_return"])
    assert refused.status_code == 422
    told = unescape(refused.text)
    assert "They would wait for one another: “Share suspension counts" in told and "Take one of these out." in told
    assert action("school_counts").waits_for == []


def test_progress_moves_an_action_along_the_table_of_states_alone(coordinator: Any, action: Any) -> None:
    held = action("school_return")
    address = f"/plan/actions/{held.public_id}/say/"
    assert "Proposed" not in coordinator.get(address).text
    unsaid = send(coordinator, address, state="paused", **LONG)
    assert unsaid.status_code == 422 and "Say why: it has to wait." in unsaid.text
    assert send(coordinator, address, state="paused", reason="No room", **LONG).status_code == 302
    assert action("school_return").state == "paused"
    page = coordinator.get(f"/plan/actions/{held.public_id}/").text
    assert "Two more schools use it. Next: Heads meet." in page and "It is paused." in page
    jumped = coordinator.post(address, {"once": "x" * 24, "version": 2, "state": "done", **LONG})
    assert jumped.status_code == 422


def test_judgement_against_the_rule_shows_both_with_the_reason(coordinator: Any, action: Any) -> None:
    held = action("school_counts")
    address = f"/plan/actions/{held.public_id}/judge/"
    assert send(coordinator, address, colour="green").status_code == 422
    assert (
        send(coordinator, address, colour="green", colour_reason="The last two signed this morning.").status_code == 302
    )
    page = unescape(coordinator.get(f"/plan/actions/{held.public_id}/").text)
    assert "Green: on course" in page
    assert "Somebody judged it otherwise than the rule: The last two signed this morning." in page
    assert "The rule proposes “red: off course”. It was due by 30 October 2026 and is not done." in page
    assert send(coordinator, address, colour="").status_code == 302
    assert action("school_counts").colour_reason == ""


def test_owner_without_a_sign_in_answers_once_by_a_link(coordinator: Any, action: Any) -> None:
    held = action("mediators")
    made = send(coordinator, f"/plan/actions/{held.public_id}/ask/", to="Manager of the mediators")
    address = re.search(r"<code>http://testserver(/plan/answer/[^<]+)</code>", made.text)[1]
    assert made.headers["Cache-Control"] == "no-store"
    anybody = Client()
    asked = anybody.get(address)
    assert (
        asked.status_code == 200 and "Send mediators within a day" in asked.text and held.accountable.name in asked.text
    )
    assert anybody.post(address, {"text": "", "state": "under way"}).status_code == 422
    assert anybody.post(address, {"text": "Six incidents, all within a day.", "state": "done"}).status_code == 200
    assert action("mediators").state == "done"
    told = (
        Event.objects.filter(actor_role="asked-by-link")
        if hasattr(Event, "actor_role")
        else Event.objects.order_by("-seq")
    )
    assert told.exists()
    assert "This link opens nothing" in anybody.get(address).text
    page = coordinator.get(f"/plan/actions/{held.public_id}/").text
    assert "Manager of the mediators, by a link" in page and "somebody who answered by a link" in page


def test_link_that_ran_out_or_was_withdrawn_opens_nothing(coordinator: Any, action: Any) -> None:
    from sulis_web.plan.models import Ask

    held = action("mediators")
    links = []
    for _each in range(2):
        page = send(coordinator, f"/plan/actions/{held.public_id}/ask/", to="Manager").text
        links.append(re.search(r"<code>http://testserver(/plan/answer/[^<]+)</code>", page)[1])
    first, second = Ask.objects.unscoped("a test").order_by("pk")
    Ask._base_manager.filter(pk=first.pk).update(expires=timezone.now() - timedelta(minutes=1))
    assert (
        send(
            coordinator, f"/plan/actions/asked/{second.public_id}/withdraw/", reason="Sent to the wrong person"
        ).status_code
        == 302
    )
    for link in links:
        refused = Client().post(link, {"text": "Too late", "state": "done"})
        assert refused.status_code == 422 and "This link opens nothing" in refused.text
    assert action("mediators").state == "under way"


def test_own_organisation_alone_speaks_of_its_actions(acting: Any, action: Any) -> None:
    theirs, others = action("bleed_training"), action("school_return")
    owner = acting("priority-owner", "organisation_steady_hands")
    assert owner.get(f"/plan/actions/{theirs.public_id}/say/").status_code == 200
    assert owner.get(f"/plan/actions/{others.public_id}/say/").status_code == 404
    assert owner.get(f"/plan/actions/{theirs.public_id}/change/").status_code == 404
    assert acting("board-member").get(f"/plan/actions/{theirs.public_id}/").status_code == 200


def test_action_taken_off_leaves_the_thread_and_comes_back_with_its_links(coordinator: Any, action: Any) -> None:
    held = action("school_return")
    before = links_of(held)
    assert (
        send(coordinator, f"/plan/actions/{held.public_id}/take-off/", reason="It stands here twice").status_code == 302
    )
    assert links_of(held) == set()
    assert "It stands here twice" in coordinator.get(f"/plan/actions/{held.public_id}/").text
    assert send(coordinator, f"/plan/actions/{held.public_id}/bring-back/", reason="It does not").status_code == 302
    assert links_of(held) == before


def test_milestone_done_late_is_said_and_counts_no_more(coordinator: Any, action: Any) -> None:
    held = action("panel")
    late = held.milestones.unscoped("a test").get(title="First money given")
    assert (
        send(coordinator, f"/plan/actions/milestone/{late.public_id}/", done_on=date(2026, 11, 21)).status_code == 302
    )
    assert (
        send(
            coordinator, f"/plan/actions/{held.public_id}/milestones/add/", title="Second round", due=date(2027, 2, 1)
        ).status_code
        == 302
    )
    page = coordinator.get(f"/plan/actions/{held.public_id}/").text
    assert "21 November 2026" in page and "Second round" in page


def test_page_of_the_rule_holds_every_line_and_every_step(coordinator: Any) -> None:
    from sulis_web.plan.rag import RULE
    from sulis_web.plan.states import TRANSITIONS

    page = unescape(coordinator.get("/plan/actions/how-judged/").text)
    assert all(line.words in page for line in RULE)
    assert all(each.words.capitalize() in page for each in TRANSITIONS)


def test_risk_is_kept_and_sorted_by_what_it_weighs(coordinator: Any, action: Any) -> None:
    from sulis_web.plan.models import Risk

    page = coordinator.get("/plan/risks/").text
    assert page.index("Money for evening places") < page.index("Schools do not agree")
    held = Risk.objects.unscoped("a test").get(key="threat_sharing")
    assert send(coordinator, f"/plan/risks/{held.public_id}/change/", likelihood="5", impact="5").status_code == 302
    page = coordinator.get("/plan/risks/").text
    assert page.index("Schools do not agree") < page.index("Money for evening places") and "High, 25 of 25" in page
    assert send(coordinator, f"/plan/risks/{held.public_id}/change/", standing="closed").status_code == 302
    assert "No risk stands so" not in coordinator.get("/plan/risks/", {"standing": "closed"}).text
    scale = {"likelihood": "2", "impact": "2", "owner": action("panel").accountable.public_id}
    assert send(coordinator, "/plan/risks/add/", title="A post stands empty", **scale).status_code == 302
    added = Risk.objects.unscoped("a test").get(title="A post stands empty")
    assert send(coordinator, f"/plan/risks/{added.public_id}/take-off/", reason="Twice").status_code == 302
    assert send(coordinator, f"/plan/risks/{added.public_id}/bring-back/", reason="Not so").status_code == 302
    assert "Low, 4 of 25" in coordinator.get(f"/plan/risks/{added.public_id}/").text
