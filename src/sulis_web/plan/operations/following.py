"""Actions and risks that a partnership's files bring. From the moment that somebody changes one here, the files no longer decide it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sulis.catalogue import partnership as files
from sulis_web.partnership.models import Board, Organisation
from sulis_web.plan.models import Action, Milestone, Progress, Record, Risk
from sulis_web.plan.models.action import Through
from sulis_web.plan.operations.actions import item_key
from sulis_web.records.following import follow_files
from sulis_web.thread.kinds import ACTION
from sulis_web.thread.models import Basis, LinkKind
from sulis_web.thread.operations import Step

_PLAIN = (
    "number", "title", "text", "state", "starts", "due", "settings", "from_age", "to_age", "places", "cost", "funding",
    "funded_until",
)  # fmt: skip


def follow_actions(content: files.Partnership, at: datetime) -> None:
    """Bring actions, their milestones and progress, and risks to the files. Objectives, organisations and boards are there before."""
    organisations = {row.key: row for row in Organisation._base_manager.all()}
    boards = {row.key: row for row in Board._base_manager.all()}
    objectives = {row.key: row for row in Record._base_manager.filter(kind=files.Kind.OBJECTIVE.value)}
    wanted = {one.id: _action(one, organisations, boards, objectives) for one in content.actions}
    fields = [name for name in Action.kept if name not in {"colour", "colour_reason", "notes"}]
    follow_files(Action, wanted, identity=lambda row: row.key, fields=fields, at=at)
    held = {row.key: row for row in Action._base_manager.filter(key__in=wanted)}
    _milestones(content, held, at)
    _progress(content, held, at)
    _risks(content, organisations, objectives, held, at)


def thread_of_actions(content: files.Partnership) -> tuple[list[dict[str, Any]], list[Step]]:
    """Items of the files' actions, and the links that their fields tell."""
    held = {row.key: row for row in Action._base_manager.filter(key__in=[one.id for one in content.actions])}
    items = [
        {"key": item_key(held[one.id]), "kind": ACTION, "number": one.number, "title": one.title} for one in content.actions
    ]  # fmt: skip
    return items, [step for one in content.actions for step in _steps(one, item_key(held[one.id]))]


def _steps(one: Any, key: str) -> Iterator[Step]:
    if one.objective:
        yield Step(key, one.objective, LinkKind.BELONGS_TO.value, Basis.RECORDED.value, "")
    for cause in one.determinants:
        yield Step(key, cause, LinkKind.ADDRESSES.value, Basis.RECORDED.value, "")


def _action(
    one: Any, organisations: dict[str, Any], boards: dict[str, Any], objectives: dict[str, Any]
) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in _PLAIN}
    lists = {name: list(getattr(one, name)) for name in ("supporters", "waits_for", "determinants", "settings")}
    return {
        **plain, **lists, "key": one.id, "tiers": [tier.value for tier in one.tiers],
        "objective": objectives[one.objective] if one.objective else None, "accountable": organisations[one.accountable],
        "board": boards[one.board] if one.board else None,
    }  # fmt: skip


def _milestones(content: files.Partnership, held: dict[str, Action], at: datetime) -> None:
    wanted = {
        (held[one.id].pk, each.title): {
            "action": held[one.id],
            "title": each.title,
            "due": each.due,
            "done_on": each.done_on,
        }
        for one in content.actions
        for each in one.milestones
    }
    follow_files(Milestone, wanted, identity=lambda row: (row.action_id, row.title), fields=("due", "done_on"), at=at)


def _progress(content: files.Partnership, held: dict[str, Action], at: datetime) -> None:
    wanted = {
        (held[one.id].pk, each.on): {
            "action": held[one.id], "on": each.on, "text": each.text, "next_step": each.next_step, "state": one.state,
            "through": Through.FILES.value,
        }
        for one in content.actions for each in one.progress
    }  # fmt: skip
    follow_files(Progress, wanted, identity=lambda row: (row.action_id, row.on), fields=("text", "next_step"), at=at)


def _risks(
    content: files.Partnership,
    organisations: dict[str, Any],
    objectives: dict[str, Any],
    held: dict[str, Action],
    at: datetime,
) -> None:
    wanted = {
        one.id: {
            "key": one.id, "title": one.title, "text": one.text, "owner": organisations[one.owner], "response": one.response,
            "likelihood": one.likelihood, "impact": one.impact, "review": one.review,
            "objective": objectives[one.objective] if one.objective else None,
            "action": held[one.action] if one.action else None,
        }
        for one in content.risks
    }  # fmt: skip
    fields = ("title", "text", "owner", "response", "likelihood", "impact", "review", "objective", "action")
    follow_files(Risk, wanted, identity=lambda row: row.key, fields=fields, at=at)
