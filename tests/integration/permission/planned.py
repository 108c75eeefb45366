"""The plan of the matrix's world: actions, risks, meetings, measures, what others found, strategies, papers and editions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.support.people import made, organisation
from tests.support.web import AT

OWN = "organisation_police"
CANARY = "canary"  # begins every one of them
RETIRED = {"retired_at": AT, "retired_reason": "a test"}


def shared() -> dict[str, str]:
    """What is the whole partnership's."""
    return {**_planned(), **_met(), **_measured(), **_lived(), **_aligned(), **_answered()}


def _planned() -> dict[str, str]:
    """Risks, an import and a question: the whole partnership's."""
    from sulis_web.audit.values import Actor
    from sulis_web.plan.models import Action, Ask, Risk
    from sulis_web.records import operations
    from sulis_web.records.models import Import

    held = organisation(OWN)
    scale = {"likelihood": 3, "impact": 3, "owner": held}
    open_one, gone = (
        Risk.objects.create(key=f"threat-{number}", title="Risk", text=f"{CANARY}-risk", **scale, **made(), **more)
        for number, more in enumerate(({}, RETIRED))
    )  # fmt: skip
    action = Action.objects.create(key="asked-about", title=f"{CANARY}-asked", accountable=held, **made())
    asked = Ask.objects.create(
        action=action, digest="0" * 64, to="Manager", expires=AT + timedelta(days=4000), **made()
    )
    brought = Action(key="brought-by-a-file", title="Brought", accountable=held)
    operations.create(brought, by=Actor("files"), at=AT)
    stored = Import.objects.create(
        table="actions", file="tracker.xlsx", at=AT, by="files", records=[["plan.action", brought.public_id, 1]]
    )
    return {
        "risk": open_one.public_id, "retired_risk": gone.public_id, "ask": asked.public_id, "import": stored.public_id,
    }  # fmt: skip


def _answered() -> dict[str, str]:
    """A document with a recommendation, and of each one that was taken off."""
    from sulis_web.inbox.models import Document, Recommendation

    about = {"publisher": f"{CANARY}-publisher", "sort": "other"}
    held, gone = (
        Document.objects.create(key=f"document-{number}", title=f"{CANARY}-document", **about, **made(), **more)
        for number, more in enumerate(({}, RETIRED))
    )
    one, off = (
        Recommendation.objects.create(
            document=held, number=str(number), text=f"{CANARY}-recommendation", **made(), **more
        )
        for number, more in enumerate(({}, RETIRED))
    )
    return {
        "came": held.public_id, "retired_document": gone.public_id, "recommendation": one.public_id,
        "retired_recommendation": off.public_id,
    }  # fmt: skip


def _aligned() -> dict[str, str]:
    """A strategy of another, and one that was taken off the register."""
    from sulis_web.alignment.models import Strategy

    held, gone = (
        Strategy.objects.create(key=f"strategy-{number}", title=f"{CANARY}-strategy", **made(), **more)
        for number, more in enumerate(({}, RETIRED))
    )
    return {"strategy": held.public_id, "retired_strategy": gone.public_id}


def _lived() -> dict[str, str]:
    """A record of the plan's own life, one that was taken off, and an edition that waits for a second person."""
    from sulis.publish.headed import HeadedDocument
    from sulis_web.publication.life.operations import _kept
    from sulis_web.publication.models import Edition, LifeEvent

    about = {"kind": "revision", "on": date(2026, 5, 4), "said": f"{CANARY}-revision"}
    held, gone = (LifeEvent.objects.create(**about, **made(), **more) for more in ({}, RETIRED))
    paper = HeadedDocument(kicker="Plan", title=f"{CANARY}-edition", subtitle="", made_by="", made_up=True, parts=())
    text, digest = _kept(paper)
    answers = dict.fromkeys(("safety", "crime", "institutions"), f"{CANARY}-answer")
    kept = Edition.objects.create(
        kind="public", year="2024", text=text, digest=digest, stage="proposed", **answers, **made()
    )
    return {
        "paper": "plan", "life_kind": "revision", "life_event": held.public_id, "retired_event": gone.public_id,
        "edition": kept.public_id,
    }  # fmt: skip


def _measured() -> dict[str, str]:
    """A measure of the files with its recipe, a series and a year of it, and a series that was taken out."""
    from sulis_web.measures.models import Recipe, Series

    recipe = Recipe.objects.unscoped("a test").get(key="homicides")
    gone = Series.objects.create(recipe=recipe, area="Elsewhere", source=f"{CANARY}-source", **made(), **RETIRED)
    held = Series.objects.create(recipe=recipe, area="Nearby", source=f"{CANARY}-source", **made())
    year = held.figures.create(year="2020-21", count=None, why=f"{CANARY}-why", **made())
    return {
        "measure": recipe.measure, "recipe": recipe.public_id, "series": held.public_id, "retired_series": gone.public_id,
        "year": year.public_id,
    }  # fmt: skip


def _met() -> dict[str, str]:
    """A meeting with a decision and a pack, and a clause of its board."""
    from sulis_web.governance.models import Decision, Meeting, Pack
    from sulis_web.partnership.models import Board, Clause

    board = Board.objects.unscoped("a test").filter(retired_at=None).first()
    meeting = Meeting.objects.create(board=board, on=date(2026, 10, 1), minutes=f"{CANARY}-minutes", **made())
    decision = Decision.objects.create(meeting=meeting, text=f"{CANARY}-decision", **made())
    pack = Pack.objects.create(
        public_id="pack", meeting=meeting, made_at=AT, made_by="files", document={"made_up": True}, word=b"word", pdf=b"pdf",
        digest="0" * 64,
    )  # fmt: skip
    clause = Clause.objects.create(board=board, number="9", words="the", effect="covers", about="everything", **made())
    return {
        "meeting": meeting.public_id,
        "decision": decision.public_id,
        "clause": clause.public_id,
        "pack": pack.public_id,
    }


def actions_of(held: Any) -> dict[str, str]:
    """An action that an organisation answers for, with a milestone, and one that was taken off the plan."""
    from sulis_web.plan.models import Action, Milestone

    action, gone = (
        Action.objects.create(
            key=f"{held.key}-action-{number}", title="Action", text=f"{CANARY}-action", accountable=held, **made(), **more
        )
        for number, more in enumerate(({}, RETIRED))
    )  # fmt: skip
    milestone = Milestone.objects.create(action=action, title=f"{CANARY}-milestone", due=date(2027, 1, 1), **made())
    return {"action": action.public_id, "retired_action": gone.public_id, "milestone": milestone.public_id}
