"""Strategies that a partnership's files bring. From the moment that somebody changes one here, the files no longer decide it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sulis.catalogue import partnership as files
from sulis_web.alignment.models import Acknowledges, Strategy
from sulis_web.alignment.operations import item_key
from sulis_web.partnership.models import Organisation
from sulis_web.records.following import follow_files
from sulis_web.thread.kinds import STRATEGY
from sulis_web.thread.models import Basis, LinkKind
from sulis_web.thread.operations import Step

_FIELDS = (
    "arrangement",
    "title",
    "text",
    "owner",
    "from_year",
    "until_year",
    "touches",
    "acknowledges",
    "where",
    "review",
)


def follow_strategies(*, content: files.Partnership, at: datetime) -> tuple[list[dict[str, Any]], list[Step]]:
    """Every strategy that the plan lists, with what strategies.toml adds, and those that stand there alone. Call it in a transaction.

    Gives what the thread is told of them: their items, and the causes that they touch.
    """
    owners = {row.key: row for row in Organisation._base_manager.all()}
    said = {one.arrangement: one for one in content.strategies if one.arrangement}
    listed = [each for each in content.arrangements if each.form is files.Form.STRATEGY]
    wanted = {each.id: _listed(each, said.get(each.id), owners) for each in listed}
    wanted |= {one.id: _alone(one, owners) for one in content.strategies if not one.arrangement}
    follow_files(Strategy, wanted, identity=lambda row: row.key, fields=_FIELDS, at=at)
    rows = {row.key: row for row in Strategy._base_manager.all()}
    after = {key: {**given, "superseded_by": _successor(key, content, rows)} for key, given in wanted.items()}
    follow_files(Strategy, after, identity=lambda row: row.key, fields=(*_FIELDS, "superseded_by"), at=at)
    rows = {row.key: row for row in Strategy._base_manager.all()}
    held = [row for row in rows.values() if not row.is_retired]
    items = [{"key": item_key(row), "kind": STRATEGY, "number": "", "title": row.title} for row in held]
    touches, told = LinkKind.TOUCHES.value, Basis.RECORDED.value
    return items, [Step(item_key(row), cause, touches, told, "") for row in held for cause in row.touches]


def _listed(
    each: files.Arrangement, said: files.OtherStrategy | None, owners: dict[str, Organisation]
) -> dict[str, Any]:
    first = each.organisations[0] if len(each.organisations) == 1 else None
    owner = (said.owner if said else None) or first
    return {
        "key": each.id, "arrangement": each.id, "title": each.title, "text": each.text, "owner": owners[owner] if owner else None,
        "from_year": each.from_year, "until_year": each.to_year, **_read(said),
    }  # fmt: skip


def _alone(one: files.OtherStrategy, owners: dict[str, Organisation]) -> dict[str, Any]:
    return {
        "key": one.id, "arrangement": "", "title": one.title, "text": one.text, "owner": owners[one.owner] if one.owner else None,
        "from_year": one.from_year, "until_year": one.until_year, **_read(one),
    }  # fmt: skip


def _read(said: files.OtherStrategy | None) -> dict[str, Any]:
    if said is None:
        return {"touches": [], "acknowledges": Acknowledges.NOT_LOOKED_AT.value, "where": "", "review": None}
    return {
        "touches": list(said.touches), "acknowledges": said.acknowledges.value, "where": said.where, "review": said.review,
    }  # fmt: skip


def _successor(key: str, content: files.Partnership, rows: dict[str, Strategy]) -> Strategy | None:
    """What took a strategy's place, by the files; none where a change that was made here would close a circle with it."""
    keys = {one.id: one.arrangement or one.id for one in content.strategies}
    said = next((one.superseded_by for one in content.strategies if keys[one.id] == key), "")
    found = now = rows.get(keys.get(said, ""))
    while now is not None:
        if now.key == key:
            return None
        now = rows.get(now.superseded_by.key) if now.superseded_by else None
    return found
