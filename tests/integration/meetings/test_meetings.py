"""One update, four boards, four reports; what changed since a board last met; decisions that become actions; packs."""

from __future__ import annotations

import io
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.utils import timezone

from tests.integration.plan.test_actions import links_of
from tests.integration.register.sending import send

ON = date(2026, 11, 23)
SAID = "Six schools use the plan now. One has set tutors’ time aside."


@pytest.fixture
def board(partnership: Any) -> Any:
    def found(key: str) -> Any:
        from sulis_web.partnership.models import Board

        return Board.objects.unscoped("a test").get(key=f"board_{key}")

    return found


def report_of(client: Any, board: Any) -> str:
    return unescape(client.get(f"/plan/meetings/boards/{board.public_id}/report/").text)


def part(text: str, heading: str) -> str:
    """What stands under one heading of a page."""
    start = text.index(f"<h2>{heading}")
    end = text.find("<h2>", start + 4)
    return text[start : end if end > 0 else None]


def test_one_update_four_boards_four_reports_each_difference_by_a_clause(
    coordinator: Any, action: Any, board: Any
) -> None:
    held = action("school_return")
    said = {"text": SAID, "next_step": "Heads meet on 2 December.", "state": "under way"}
    assert send(coordinator, f"/plan/actions/{held.public_id}/say/", **said).status_code == 302
    keys = ("local_vrp", "community_safety", "safeguarding", "regional_vrp")
    local, safety, children, regional = (report_of(coordinator, board(key)) for key in keys)
    # In full for the local board and for the safeguarding partnership, each by its own clause.
    assert SAID in local and "Clause 2 asks for this: “hear how each goes, in full and with its milestones”." in local
    assert SAID in children and "Clause 3 asks for this: “with what was learned”." in children
    # One line for the community safety board, to which it goes because it is at risk.
    line = "Give each pupil who comes back from a suspension a plan and a named adult: Six schools use the plan now."
    assert f"{line} ({timezone.localdate():%-d %B %Y})" in safety
    assert (
        "One has set tutors’ time aside." not in safety
        and "Clause 3 asks for this: “A line on each is enough”." in safety
    )
    # Nothing for the region, which hears of priority 4 and of what the Commissioner answers for.
    assert "Give each pupil" not in regional and "Share tables and alerts" in regional
    assert (
        "Offer support within three days" in part(regional, "Actions")
        and "11 actions of the plan are not here" in regional
    )
    # Money where a clause asks for it, risks where one does.
    assert (
        "<h2>Money" in safety and "<h2>Money" in regional and "<h2>Money" not in local and "<h2>Money" not in children
    )
    assert "<h2>Risks" in local and "<h2>Risks" in children and "<h2>Risks" not in safety
    assert len({local, safety, children, regional}) == 4


def test_each_action_names_the_clause_that_brought_it_and_the_page_says_what_is_missing(
    coordinator: Any, board: Any
) -> None:
    children = report_of(coordinator, board("safeguarding"))
    why = part(children, "What this report holds")
    assert "“everything that is meant for those under 18”" in why
    assert "of these no ages are recorded, so that a clause about ages cannot tell." in why
    safety = report_of(coordinator, board("community_safety"))
    assert "Teach venue staff" not in part(safety, "Actions")  # it is done, and what is done need not come back
    assert "“What is done need not come back”" in safety


def test_board_without_clauses_gets_the_whole_plan_and_is_told_so(coordinator: Any, board: Any) -> None:
    text = report_of(coordinator, board("scrutiny_group"))
    assert "No clause of this board’s terms of reference is recorded here, so the report holds the whole plan." in text
    assert "Teach venue staff" in text and "<h2>Money" in text and "<h2>Risks" in text


def test_report_says_what_has_changed_since_the_board_last_met(coordinator: Any, action: Any, board: Any) -> None:
    from sulis_web.governance.models import Meeting, Stage
    from sulis_web.plan.models import Action, Milestone, Progress
    from tests.support.people import made

    local = board("local_vrp")
    Action._base_manager.update(created_at=timezone.now() - timedelta(days=200))
    Milestone._base_manager.update(created_at=timezone.now() - timedelta(days=200))
    last = timezone.localdate() - timedelta(days=10)
    Progress._base_manager.update(on=last - timedelta(days=5))
    Meeting.objects.create(board=local, on=last, stage=Stage.HELD, **made(timezone.now()))
    assert "Send mediators" not in part(report_of(coordinator, local), "What has changed since")
    held = action("mediators")
    address = f"/plan/actions/{held.public_id}"
    assert (
        send(
            coordinator, f"{address}/say/", state="paused", reason="Two mediators left", text="Two of four left."
        ).status_code
        == 302
    )
    assert send(coordinator, f"{address}/change/", due=date(2027, 9, 30)).status_code == 302
    assert (
        send(
            coordinator, "/plan/actions/add/", title="Train two more", accountable=held.accountable.public_id
        ).status_code
        == 302
    )
    changed = part(report_of(coordinator, local), "What has changed since")
    assert "It was under way, and is now paused." in changed
    assert "Its last day was 30 June 2027, and is now 30 September 2027." in changed
    assert "It was “Green: on course”, and is now “Amber: at risk”." in changed
    assert "Train two more" in changed and "Added to the plan." in changed
    assert "Practise the first-day checklist" not in changed


def test_decision_becomes_an_action_that_the_thread_ties_to_it(coordinator: Any, action: Any, board: Any) -> None:
    from sulis_web.governance.models import Decision, Meeting
    from sulis_web.plan.models import Action
    from sulis_web.thread.models import Link

    local = board("local_vrp")
    assert (
        send(
            coordinator, "/plan/meetings/add/", board=local.public_id, on=date(2026, 10, 20), agenda="Figures\nActions"
        ).status_code
        == 302
    )
    meeting = Meeting.objects.unscoped("a test").get()
    refused = send(coordinator, "/plan/meetings/add/", **given)
    assert refused.status_code == 422 and "This board already has a meeting on that day" in refused.text
    there = f"/plan/meetings/{meeting.public_id}"
    assert send(coordinator, f"{there}/decisions/add/", number="1", text="Write to every head").status_code == 302
    decision = Decision.objects.unscoped("a test").get()
    objective = action("school_return").objective
    becomes = f"/plan/meetings/decisions/{decision.public_id}/action/"
    owner = action("school_return").accountable.public_id
    assert send(coordinator, becomes, accountable=owner, objective=objective.public_id).status_code == 302
    made = Action.objects.unscoped("a test").get(title="Write to every head")
    assert made.board == local and ("belongs to", "objective_in_school") in links_of(made)
    link = Link.objects.unscoped("a test").get(kind="led to")
    assert (link.source.key, link.target.key) == (f"decision:{decision.public_id}", f"action:{made.public_id}")
    assert coordinator.get(becomes).status_code == 404  # it has become one
    assert "Action Write to every head: agreed, not begun" in unescape(coordinator.get(there + "/").text)
    assert "Write to every head" in part(report_of(coordinator, local), "Decisions and what came of them")


def test_clause_quotes_the_terms_of_reference_or_is_refused(coordinator: Any, board: Any) -> None:
    children = board("safeguarding")
    address = f"/plan/meetings/boards/{children.public_id}"
    given = {"number": "5", "effect": "covers", "about": "tier", "tier": ["tertiary"]}
    refused = send(coordinator, f"{address}/clauses/add/", words="whatever it likes", **given)
    assert refused.status_code == 422 and "These words are not in the board’s terms of reference." in unescape(
        refused.text
    )
    nothing = send(coordinator, f"{address}/clauses/add/", words="adults at risk", **(given | {"tier": []}))
    assert nothing.status_code == 422 and "Choose at least one" in nothing.text
    assert send(coordinator, f"{address}/clauses/add/", words="adults  at risk", **given).status_code == 302
    assert "It covers actions: when it prevents: Tertiary: long after it." in unescape(
        coordinator.get(address + "/").text
    )
    from sulis_web.partnership.models import Clause

    added = Clause.objects.unscoped("a test").get(board=children, number="5")
    assert "Offer support within three days" in report_of(coordinator, children)
    assert (
        send(coordinator, f"/plan/meetings/clauses/{added.public_id}/end/", reason="Taken out of the terms").status_code
        == 302
    )
    assert "adults  at risk" not in unescape(coordinator.get(address + "/").text)


def test_pack_is_made_once_and_stays_as_it_was(coordinator: Any, action: Any, board: Any) -> None:
    from docx import Document

    from sulis.publish.headed import headed_from
    from sulis.publish.headed.word import headed_word
    from sulis_web.governance.models import Meeting
    from sulis_web.governance.tasks import PACK
    from sulis_web.jobs.kinds import KINDS
    from tests.support.people import made

    meeting = Meeting.objects.create(board=board("community_safety"), on=ON, agenda="Figures\nActions", **made())
    asked = coordinator.post(f"/plan/meetings/{meeting.public_id}/pack/", {"once": "p" * 24})
    assert asked.status_code == 302 and asked.headers["Location"].startswith("/jobs/")
    done = _worked(KINDS[PACK])
    page = unescape(coordinator.get(f"/plan/meetings/{meeting.public_id}/").text)
    assert "SHA-256 of the PDF begins" in page
    first = coordinator.get(f"/plan/meetings/packs/{done.public_id}/pdf/").content
    send(coordinator, f"/plan/actions/{action('panel').public_id}/change/", title="Something else")
    assert coordinator.get(f"/plan/meetings/packs/{done.public_id}/pdf/").content == first and first.startswith(b"%PDF")
    word = coordinator.get(f"/plan/meetings/packs/{done.public_id}/docx/").content
    heads = [each.text for each in Document(io.BytesIO(word)).paragraphs if each.style.name.startswith("Heading")]
    assert heads[:3] == ["Agenda", "The last meeting", "What this report holds"] and "Money" in heads
    assert headed_word(headed_from(done.document)) == word


def _worked(kind: Any) -> Any:
    """The pack that was asked for, worked as a worker works it."""
    from django.db import transaction

    from sulis_web.governance.models import Pack
    from sulis_web.jobs.kinds import Work
    from sulis_web.jobs.models import Job
    from sulis_web.jobs.queries import asker
    from sulis_web.partnership.actor import actor

    job, at = Job.objects.unscoped("a test").get(), timezone.now()
    who = asker(job, at=at)
    work = Work(job.public_id, who, actor(who), at, job.arguments, lambda *_step: None)
    made = kind.do(work)
    with transaction.atomic():
        kind.keep(work, made)
    return Pack.objects.unscoped("a test").get()


def test_board_member_reads_and_keeps_nothing(acting: Any, board: Any) -> None:
    reader = acting("board-member")
    assert reader.get("/plan/meetings/").status_code == 200
    assert "Add a meeting" not in reader.get("/plan/meetings/").text
    assert reader.get(f"/plan/meetings/boards/{board('local_vrp').public_id}/report/").status_code == 200
    assert reader.get("/plan/meetings/add/").status_code == 404
