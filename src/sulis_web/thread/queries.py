from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from sulis_web.partnership.decide import Who
from sulis_web.thread.kinds import ACTION
from sulis_web.thread.models import Basis, Item, Link, Sentence

MOST_ACTIONS = 300  # beyond it a list to choose from serves nobody


def item(who: Who, key: str) -> Item | None:
    return Item.objects.visible_to(who).filter(key=key, retired_at__isnull=True).first()


def leading_to(who: Who, key: str) -> QuerySet[Link]:
    """Links that end at the item: what addresses it, rests on it or is measured by it."""
    return links(who).filter(target__key=key).order_by("source__kind", "source__position")


def leading_from(who: Who, key: str) -> QuerySet[Link]:
    """Links that start at the item: what it addresses, rests on or is measured by."""
    return links(who).filter(source__key=key).order_by("target__kind", "target__position")


def to_confirm(who: Who) -> QuerySet[Link]:
    """Links that are our reading of the plan and that nobody has confirmed."""
    return links(who).filter(basis=Basis.READING).order_by("source__kind", "source__position", "target__position")


def matching(who: Who, *, basis: str = "", kind: str = "", retired: bool = False) -> QuerySet[Link]:
    """Links in the order of the plan; what is left empty does not narrow."""
    found = every_link(who).filter(retired_at__isnull=not retired)
    wanted = {name: value for name, value in (("basis", basis), ("kind", kind)) if value}
    return found.filter(**wanted).order_by("source__kind", "source__position", "target__kind", "target__position", "pk")


def link(who: Who, public_id: str) -> Link | None:
    """One link, also when it was withdrawn: it stays readable."""
    return every_link(who).filter(public_id=public_id).first()


def same(who: Who, *, source: Item, target: Item, kind: str) -> Link | None:
    """The link of this kind that two items already have, also when it was withdrawn."""
    return every_link(who).filter(source=source, target=target, kind=kind).first()


def items(who: Who) -> QuerySet[Item]:
    return Item.objects.visible_to(who).filter(retired_at__isnull=True).order_by("kind", "position")


def items_of(who: Who, *kinds: str) -> QuerySet[Item]:
    """Items in use of these kinds, in their order."""
    return items(who).filter(kind__in=kinds)


def items_to_tie(who: Who, asked: Iterable[str]) -> list[Item]:
    """What a new link may be made between. Of very many actions only those are offered that are asked for, by public id.

    An action's own page says what it is for, so few links of actions are made by hand.
    """
    every = items(who)
    if every.filter(kind=ACTION).count() <= MOST_ACTIONS:
        return list(every)
    every = every.only("public_id", "kind", "number", "title")
    return list(every.filter(~Q(kind=ACTION) | Q(public_id__in=list(asked))))


def links(who: Who) -> QuerySet[Link]:
    return every_link(who).filter(retired_at__isnull=True)


def every_link(who: Who) -> QuerySet[Link]:
    """Withdrawn ones too: they stay readable."""
    return Link.objects.visible_to(who).select_related("source", "target")


def titles(keys: Iterable[str]) -> dict[str, str]:
    """What items are called, by key, for documents that the application makes; one that left the files is not there."""
    every = Item.objects.unscoped("titles of items for a document").filter(key__in=list(keys), retired_at__isnull=True)
    return {item.key: item.title for item in every}


def sentences(who: Who) -> QuerySet[Sentence]:
    """Sentences of the public account, those that are said no more too."""
    found: QuerySet[Sentence] = Sentence.objects.visible_to(who)
    return found


def sentence(who: Who, key: str) -> Sentence | None:
    return sentences(who).filter(key=key).first()
