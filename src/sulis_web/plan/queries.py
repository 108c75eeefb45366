from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Q, QuerySet

from sulis.catalogue.partnership import Kind
from sulis_web.partnership.decide import Who
from sulis_web.plan.models import Action, Ask, Milestone, Progress, Record, Risk


def records(who: Who, *kinds: Kind) -> QuerySet[Record]:
    return _held(who).filter(kind__in=[kind.value for kind in kinds])


def record(who: Who, key: str) -> Record | None:
    return _held(who).filter(key=key).first()


def under(who: Who, parent: Record) -> QuerySet[Record]:
    """What belongs to a record: a priority's objectives."""
    return _held(who).filter(parent_key=parent.key)


def kinds_held(who: Who) -> frozenset[str]:
    return frozenset(_held(who).values_list("kind", flat=True).distinct().order_by())


def search(who: Who, words: str, limit: int = 50) -> list[Record]:
    """Records that hold every word of the search, in title or text."""
    wanted = Q()
    for word in words.split()[:8]:
        wanted &= Q(title__icontains=word) | Q(text__icontains=word)
    return list(_held(who).filter(wanted).order_by("kind", "position")[:limit]) if words.split() else []


def unverified(who: Who) -> int:
    return _held(who).filter(unverified=True).count()


def published(*kinds: Kind) -> QuerySet[Record]:
    """What may stand on a public page: somebody has checked it."""
    every = Record.objects.unscoped("the plan is published; what nobody has checked is left out")
    return every.filter(kind__in=[kind.value for kind in kinds], unverified=False, retired_at__isnull=True)


AT_ONCE = 500  # keys in one query: SQLite takes no more than some thousands


def actions(who: Who) -> QuerySet[Action]:
    """Actions in use, with their objective, owner and board."""
    held = Action.objects.visible_to(who).filter(retired_at__isnull=True)
    return held.select_related("objective", "accountable", "board")


def action(who: Who, public_id: str) -> Action | None:
    """Retired or not."""
    return (
        Action.objects.visible_to(who)
        .filter(public_id=public_id)
        .select_related("objective", "accountable", "board")
        .first()
    )


def retired_actions(who: Who) -> QuerySet[Action]:
    return Action.objects.visible_to(who).filter(retired_at__isnull=False)


def action_asked_about(ask: Ask) -> Action:
    """The one action that a link asks about, for whoever holds the link."""
    every = Action.objects.unscoped("the action of a link, for whoever holds it").select_related(
        "objective", "accountable", "board"
    )
    found: Action = every.get(pk=ask.action_id)
    return found


def milestones(who: Who, keys: Iterable[int]) -> Iterator[Milestone]:
    """Milestones of these actions, by primary key of the action, in the order of their days."""
    held = Milestone.objects.visible_to(who).filter(retired_at__isnull=True)
    return (row for some in _parts(keys) for row in held.filter(action__in=some))


def milestone(who: Who, public_id: str) -> Milestone | None:
    held = Milestone.objects.visible_to(who).filter(public_id=public_id, retired_at__isnull=True)
    return held.select_related("action", "action__accountable").first()


def by_key(who: Who, keys: Iterable[str]) -> dict[str, Action]:
    """Actions in use by their keys: what others wait for."""
    held = Action.objects.visible_to(who).filter(retired_at__isnull=True)
    return {row.key: row for some in _parts(keys) for row in held.filter(key__in=some)}


def held_up_by(who: Who, held: Action) -> list[Action]:
    """What waits for this action."""
    near = Action.objects.visible_to(who).filter(waits_for__icontains=f'"{held.key}"', retired_at__isnull=True)
    return [row for row in near if held.key in row.waits_for]


def last_told(who: Who, keys: Iterable[int]) -> dict[int, date]:
    """The last day on which anybody said how each of these actions goes; those of which nobody has are not there."""
    held = Progress.objects.visible_to(who).filter(retired_at__isnull=True).order_by()
    rows = (
        row for some in _parts(keys) for row in held.filter(action__in=some).values_list("action").annotate(Max("on"))
    )
    return dict(rows)


def progress(who: Who, held: Action) -> QuerySet[Progress]:
    return Progress.objects.visible_to(who).filter(action=held, retired_at__isnull=True)


def progress_since(who: Who, keys: Iterable[int], since: date | None) -> Iterator[Progress]:
    """What was said of these actions on or after a day, newest first in each part; everything where no day is given."""
    held = Progress.objects.visible_to(who).filter(retired_at__isnull=True)
    held = held.filter(on__gte=since) if since else held
    return (row for some in _parts(keys) for row in held.filter(action__in=some))


def told(who: Who, public_id: str) -> Progress | None:
    held = Progress.objects.visible_to(who).filter(public_id=public_id, retired_at__isnull=True)
    return held.select_related("action").first()


def asks(who: Who, held: Action) -> QuerySet[Ask]:
    return Ask.objects.visible_to(who).filter(action=held, retired_at__isnull=True)


def ask_behind(digest: str, *, at: datetime) -> Ask | None:
    """The question that a link carries, while it may be answered."""
    every = Ask.objects.unscoped("a link is known by its secret, to whoever holds it")
    return every.filter(digest=digest, retired_at__isnull=True, answered_at__isnull=True, expires__gt=at).first()


def ask(who: Who, public_id: str) -> Ask | None:
    return (
        Ask.objects.visible_to(who)
        .filter(public_id=public_id, retired_at__isnull=True)
        .select_related("action")
        .first()
    )


def risks(who: Who) -> QuerySet[Risk]:
    held = Risk.objects.visible_to(who).filter(retired_at__isnull=True)
    return held.select_related("objective", "action", "owner")


def risk(who: Who, public_id: str) -> Risk | None:
    return (
        Risk.objects.visible_to(who).filter(public_id=public_id).select_related("objective", "action", "owner").first()
    )


def retired_risks(who: Who) -> QuerySet[Risk]:
    return Risk.objects.visible_to(who).filter(retired_at__isnull=False)


def titles(who: Who, *kinds: Kind) -> dict[str, str]:
    """What records of these kinds are called, by key, in the order of the plan."""
    return {row.key: str(row) for row in records(who, *kinds)}


def _parts(keys: Iterable[Any]) -> Iterator[list[Any]]:
    every = list(keys)
    return (every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE))


def _held(who: Who) -> QuerySet[Record]:
    return Record.objects.visible_to(who).filter(retired_at__isnull=True)
