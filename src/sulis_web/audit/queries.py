from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DataError, connection
from django.db.models import Q, QuerySet
from django.utils.timezone import get_current_timezone

from sulis_web.audit.models import Event
from sulis_web.audit.values import Row

_COLUMNS = tuple(Row.__dataclass_fields__)
_KINDS: dict[str, type] = {"seq": int, "at": datetime, "epoch": int} | dict.fromkeys(
    ("fields", "recipients", "ids"), tuple
)
_AT_ONCE = 2000  # rows held in memory


class UnreadableRow(Exception):
    """A row that holds what no writer of ours puts there."""

    def __init__(self, seq: int) -> None:
        super().__init__(seq)
        self.seq = seq  # the place where it should stand


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events: what is left empty does not narrow."""

    person: str = ""
    organisation: str = ""
    object_type: str = ""
    object_id: str = ""  # also finds a page of many on which this record stood
    action: str = ""
    request_id: str = ""
    first_day: date | None = None
    last_day: date | None = None  # included


@dataclass(frozen=True, slots=True)
class Page:
    """Some events, newest first, and where the next older page begins."""

    events: tuple[Event, ...]
    older: int | None  # to be given as ``before``; None when these are the oldest


def matching(wanted: Wanted) -> QuerySet[Event]:
    same = ("person", "organisation", "object_type", "action", "request_id")
    found = Event.objects.filter(**{name: value for name in same if (value := getattr(wanted, name))})
    if wanted.object_id:
        found = found.filter(Q(object_id=wanted.object_id) | Q(ids__contains=json.dumps(wanted.object_id)))
    if wanted.first_day:
        found = found.filter(at__gte=_midnight(wanted.first_day))
    if wanted.last_day:
        found = found.filter(at__lt=_midnight(wanted.last_day + timedelta(days=1)))
    return found.order_by("-seq")


def page(wanted: Wanted, *, before: int | None = None, size: int = 50) -> Page:
    """By place in the chain and not by number of page, so that events written meanwhile shift nothing."""
    found = matching(wanted)
    events = tuple((found.filter(seq__lt=before) if before is not None else found)[: size + 1])
    return Page(events[:size], events[size - 1].seq if len(events) > size else None)


def of_object(object_type: str, object_id: str) -> QuerySet[Event]:
    return matching(Wanted(object_type=object_type, object_id=object_id))


def event(seq: int) -> Event | None:
    return Event.objects.filter(seq=seq).first()


def last(using: str = DEFAULT_DB_ALIAS) -> Event | None:
    return Event.objects.using(using).order_by("-seq").first()


def end() -> tuple[int, str]:
    """The last row's number and hash; 0 and nothing before there is one. In plain SQL: it is asked before every event."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, hash FROM audit_event ORDER BY seq DESC LIMIT 1")
        return cursor.fetchone() or (0, "")


def rows(*, after: int = 0, using: str = DEFAULT_DB_ALIAS) -> Iterator[Row]:
    """The chain from a place on, in order, holding a few at a time: the table may be far larger than memory."""
    place, at_once = after, _AT_ONCE
    while True:
        found = Event.objects.using(using).filter(seq__gt=place).order_by("seq").values_list(*_COLUMNS)
        try:
            several = [_row(values) for values in found[:at_once]]
        except (ValueError, TypeError, OverflowError, DataError) as trouble:
            if at_once == 1:
                raise UnreadableRow(place + 1) from trouble
            at_once = 1  # to come as near to it as can be
            continue
        yield from several
        if len(several) < at_once:
            return
        place = several[-1].seq


def _row(values: tuple[Any, ...]) -> Row:
    """SQLite keeps anything in any column: a row of other types than were written is not ours."""
    for name, value in zip(_COLUMNS, values, strict=True):
        if not isinstance(value, _KINDS.get(name, str)):
            raise TypeError(f"{name} of an event is a {type(value).__name__}")
    return Row(*values)


def hashes(places: list[int]) -> list[tuple[int, str]]:
    return list(Event.objects.filter(seq__in=places).order_by("seq").values_list("seq", "hash"))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=get_current_timezone())
