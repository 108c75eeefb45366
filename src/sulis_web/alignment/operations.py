from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from sulis_web.alignment.models import Strategy
from sulis_web.audit.values import Actor
from sulis_web.records import operations as records
from sulis_web.records.models import public_id
from sulis_web.thread.kinds import STRATEGY
from sulis_web.thread.models import LinkKind
from sulis_web.thread.operations import keep_item, tell_links


def item_key(strategy: Strategy) -> str:
    return f"{STRATEGY}:{strategy.public_id}"


def add_strategy(*, fields: Mapping[str, Any], by: Actor, at: datetime) -> Strategy:
    """A strategy, with its item in the thread and the links to the causes that it touches."""
    key = f"strategy_{slugify(fields['title'])[:80].replace('-', '_')}_{public_id()[:6]}"
    with transaction.atomic():
        made: Strategy = records.create(Strategy(**fields, key=key), by=by, at=at)
        tell(made, made.touches, by=by, at=at)
    return made


def change_strategy(
    held: Strategy, *, fields: Mapping[str, Any], seen_version: int, by: Actor, at: datetime, reason: str = ""
) -> Strategy:
    with transaction.atomic():
        now: Strategy = records.change(held, fields=fields, seen_version=seen_version, by=by, at=at, reason=reason)
        if now.version != seen_version:
            tell(now, now.touches, by=by, at=at)
    return now


def retire_strategy(held: Strategy, *, seen_version: int, by: Actor, at: datetime, reason: str) -> Strategy:
    """Take it off the register with what the thread tells of it; it stays readable."""
    with transaction.atomic():
        now: Strategy = records.retire(held, seen_version=seen_version, by=by, at=at, reason=reason)
        tell(now, (), by=by, at=at)
    return now


def restore_strategy(held: Strategy, *, seen_version: int, by: Actor, at: datetime, reason: str) -> Strategy:
    with transaction.atomic():
        now: Strategy = records.restore(held, seen_version=seen_version, by=by, at=at, reason=reason)
        tell(now, now.touches, by=by, at=at)
    return now


def tell(held: Strategy, touches: Iterable[str], *, by: Actor, at: datetime) -> None:
    """Bring the thread to what the strategy's page says."""
    item = keep_item(key=item_key(held), kind=STRATEGY, title=held.title, by=by, at=at)
    tell_links(item=item, kind=LinkKind.TOUCHES, keys=touches, by=by, at=at)
