"""Strategies that a partnership's files bring. From the moment that somebody changes one here, the files no longer decide it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from sulis.catalogue import partnership as files
from sulis_web.alignment.models import Acknowledges, Strategy
from sulis_web.alignment.operations import tell
from sulis_web.audit.values import SYSTEM
from sulis_web.partnership.models import Organisation
from sulis_web.records.following import follow_files

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


def follow_strategies(*, content: files.Partnership, at: datetime) -> None:
    """Every strategy that the plan lists, with what strategies.toml adds, and those that stand there alone. All or nothing."""
    owners = {row.key: row for row in Organisation._base_manager.all()}
    said = {one.arrangement: one for one in content.strategies if one.arrangement}
    listed = [each for each in content.arrangements if each.form is files.Form.STRATEGY]
    wanted = {each.id: _listed(each, said.get(each.id), owners) for each in listed}
    wanted |= {one.id: _alone(one, owners) for one in content.strategies if not one.arrangement}
    with transaction.atomic():
        follow_files(Strategy, wanted, identity=lambda row: row.key, fields=_FIELDS, at=at)
        rows = {row.key: row for row in Strategy._base_manager.all()}
        _superseded(content, rows, at)
        for row in rows.values():
            tell(row, () if row.is_retired else row.touches, by=SYSTEM, at=at)


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


def _superseded(content: files.Partnership, rows: dict[str, Strategy], at: datetime) -> None:
    """Set once every row is there: one names another by its id."""
    keys = {one.id: one.arrangement or one.id for one in content.strategies}
    wanted = {
        keys[one.id]: {"superseded_by": rows.get(keys.get(one.superseded_by, one.superseded_by))}
        for one in content.strategies if one.superseded_by
    }  # fmt: skip
    for key, given in wanted.items():
        row = rows[key]
        if row.superseded_by_id is None and given["superseded_by"] is not None:
            Strategy._base_manager.filter(pk=row.pk).update(**given)
