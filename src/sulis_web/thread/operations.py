from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from sulis_web.audit.operations import record
from sulis_web.audit.values import Action as Audited
from sulis_web.audit.values import Actor, Entry
from sulis_web.records import operations as records
from sulis_web.records.following import follow_files
from sulis_web.thread.models import Basis, Item, Link, LinkKind

_AGAIN = "The record says so again."
_NO_MORE = "The record does not say so any more."


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


def keep_item(*, key: str, kind: str, title: str, by: Actor, at: datetime) -> Item:
    """The item of a stage's own record, made or brought to its title. The files' load passes it over."""
    held: Item | None = Item.objects.unscoped("an item by its key").filter(key=key).first()
    if held is None:
        made: Item = records.create(Item(key=key, kind=kind, title=title), by=by, at=at)
        return made
    now: Item = records.change(held, fields={"title": title}, seen_version=held.version, by=by, at=at)
    return now


def tie_exactly(
    *, sources: Iterable[str], target: Item, kind: LinkKind, reason: str, gone: str, by: Actor, at: datetime
) -> None:
    """Tie these items, by key, to one target in one way, and take other such links that people made out of the thread.

    A key that no item has is passed over: it has left the files.
    """
    wanted = {row.pk: row for row in Item.objects.unscoped("items by their keys").filter(key__in=list(sources))}
    links = (
        Link.objects.unscoped("links of one target").filter(target=target, kind=kind).select_related("source", "target")
    )
    held = {link.source_id: link for link in links}
    with transaction.atomic():
        for pk, source in wanted.items():
            link = held.get(pk)
            if link is None:
                add_link(source=source, target=target, kind=kind, reason=reason, by=by, at=at)
            elif link.is_retired:
                bring_back_link(link, reason=reason, seen_version=link.version, by=by, at=at)
        for pk, link in held.items():
            if pk not in wanted and not link.is_retired:
                withdraw_link(link, reason=gone, seen_version=link.version, by=by, at=at)


def tell_links(
    *, item: Item, kind: LinkKind, keys: Iterable[str], by: Actor, at: datetime, outward: bool = True
) -> None:
    """Bring the links that tell one field of a record to what the field says now: items by key; a key that no item has is passed over.

    ``outward``: the record is the source. A link of the same two that people made or the plan states stays as it is.
    """
    near, far = ("source", "target") if outward else ("target", "source")
    wanted = {row.pk: row for row in Item.objects.unscoped("items by their keys").filter(key__in=list(keys))}
    every = (
        Link.objects.unscoped("links of one item").filter(**{near: item}, kind=kind).select_related("source", "target")
    )
    held = {getattr(link, f"{far}_id"): link for link in every}
    with transaction.atomic():
        for pk, other in wanted.items():
            link = held.get(pk)
            if link is None:
                made = Link(**{near: item, far: other}, kind=kind, basis=Basis.RECORDED)
                records.create(made, by=by, at=at)
            elif link.is_retired:
                records.restore(link, seen_version=link.version, by=by, at=at, reason=_AGAIN)
        for pk, link in held.items():
            if pk not in wanted and link.basis == Basis.RECORDED and not link.is_retired:
                records.retire(link, seen_version=link.version, by=by, at=at, reason=_NO_MORE)


def add_link(*, source: Item, target: Item, kind: LinkKind, reason: str, by: Actor, at: datetime) -> Link:
    """Tie one item to another, on the partnership's own word.

    Raises
    ------
    ValidationError
        When the same two are tied in the same way already, or are one.
    """
    with transaction.atomic():
        made = Link(source=source, target=target, kind=kind, basis=Basis.CONFIRMED, reason=reason)
        records.create(made, by=by, at=at)
        _tell(Audited.LINK, made, by=by, at=at)
    return made


def confirm_link(link: Link, *, reason: str, seen_version: int, by: Actor, at: datetime) -> Link:
    """Make our reading of the plan the partnership's own word, with the reason as it should stand."""
    fields = {"basis": Basis.CONFIRMED, "reason": reason}
    with transaction.atomic():
        now = records.change(link, fields=fields, seen_version=seen_version, by=by, at=at)
        if now.version != seen_version:
            _tell(Audited.APPROVE, now, by=by, at=at)
    return now


def change_reason(link: Link, *, reason: str, seen_version: int, by: Actor, at: datetime) -> Link:
    return records.change(link, fields={"reason": reason}, seen_version=seen_version, by=by, at=at)


def withdraw_link(link: Link, *, reason: str, seen_version: int, by: Actor, at: datetime) -> Link:
    """Take a link out of the thread. It stays readable, with the reason, and can be brought back."""
    with transaction.atomic():
        now = records.retire(link, seen_version=seen_version, by=by, at=at, reason=reason)
        if now.version != seen_version:
            _tell(Audited.LINK, now, by=by, at=at, reason=reason)
    return now


def bring_back_link(link: Link, *, reason: str, seen_version: int, by: Actor, at: datetime) -> Link:
    with transaction.atomic():
        now = records.restore(link, seen_version=seen_version, by=by, at=at, reason=reason)
        if now.version != seen_version:
            _tell(Audited.LINK, now, by=by, at=at, reason=reason)
    return now


def _fields(step: Step, known: Mapping[str, Item]) -> dict[str, Any]:
    return {
        "source": known[step.source], "target": known[step.target], "kind": step.kind, "basis": step.basis,
        "reason": step.reason, "section": step.section,
    }  # fmt: skip


def _tell(action: Audited, link: Link, *, by: Actor, at: datetime, reason: str = "") -> None:
    """Beside the change of the record: which two items it ties or unties, so that the audit of either finds it."""
    ids = (link.source.public_id, link.target.public_id)
    record(entry=Entry(action, by, "thread.link", link.public_id, reason=reason, ids=ids), at=at)
