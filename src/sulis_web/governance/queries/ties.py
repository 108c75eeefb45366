"""Links as a walk along the thread reads them: a few queries a step, whatever the number of links."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from sulis_web.partnership.decide import Who
from sulis_web.thread.models import Item, Link

AT_ONCE = 500  # ids in one query


class Tie(NamedTuple):
    """One link, seen from the item that a walk comes from."""

    link: int
    near: int
    far: int
    far_kind: str
    place: int  # of the far item, among those of its kind
    kind: str  # of the link
    outward: bool  # the near item is the link's source


def ties(who: Who, near: Iterable[int], *, outward: bool, kinds: Collection[str]) -> Iterator[Tie]:
    """Links that these items, by primary key, are the source of, or the target; none to what is not in use any more."""
    here, there = ("source", "target") if outward else ("target", "source")
    held = Link.objects.visible_to(who).filter(
        retired_at__isnull=True, kind__in=list(kinds), **{f"{there}__retired_at__isnull": True}
    )
    names = ("pk", f"{here}_id", f"{there}_id", f"{there}__kind", f"{there}__position", "kind")
    for some in parts(near):
        rows = held.filter(**{f"{here}__in": some}).order_by().values_list(*names)
        yield from (Tie(*row, outward) for row in rows)


def links(who: Who, keys: Iterable[int]) -> dict[int, Link]:
    """These links with both their ends, by primary key."""
    held = Link.objects.visible_to(who).select_related("source", "target")
    return {row.pk: row for some in parts(keys) for row in held.filter(pk__in=some)}


def items(who: Who, keys: Iterable[int]) -> dict[int, Item]:
    held = Item.objects.visible_to(who)
    return {row.pk: row for some in parts(keys) for row in held.filter(pk__in=some)}


def parts(keys: Iterable[int]) -> Iterator[list[int]]:
    every = list(keys)
    return (every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE))
