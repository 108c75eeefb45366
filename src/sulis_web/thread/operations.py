from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from sulis_web.records.following import follow_files
from sulis_web.thread.models import Item, Link


class Step(NamedTuple):
    """One link between two keys, as the files or a stage know it: "source kind target"."""

    source: str
    target: str
    kind: str
    basis: str
    reason: str
    section: str = ""


def follow_thread(*, items: Iterable[Mapping[str, Any]], steps: Iterable[Step], at: datetime) -> None:
    """Bring items and links to what the partnership's files say. A link that somebody confirmed or changed here stays."""
    with transaction.atomic():
        wanted = {item["key"]: {**item, "position": place} for place, item in enumerate(items)}
        fields = ("kind", "number", "title", "position")
        follow_files(Item, wanted, identity=lambda row: row.key, fields=fields, at=at)
        known = {row.key: row for row in Item.objects.unscoped("loading links by their items' keys")}
        links = {(step.source, step.target, step.kind): _fields(step, known) for step in steps}
        keys = {row.pk: key for key, row in known.items()}
        follow_files(
            Link,
            links,
            identity=lambda row: (keys[row.source_id], keys[row.target_id], row.kind),
            fields=("basis", "reason", "section"),
            at=at,
        )


def _fields(step: Step, known: Mapping[str, Item]) -> dict[str, Any]:
    return {
        "source": known[step.source], "target": known[step.target], "kind": step.kind, "basis": step.basis,
        "reason": step.reason, "section": step.section,
    }  # fmt: skip
