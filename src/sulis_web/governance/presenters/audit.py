"""The audit in sentences. Names are looked up now, and stand in no event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.timezone import localtime

from sulis_web.audit.models import Event
from sulis_web.audit.queries import Page
from sulis_web.audit.values import Action
from sulis_web.design import dates
from sulis_web.design.notices import Applied
from sulis_web.design.values import Cell, Column, Crumb, Fact, Mark, Table, Tone
from sulis_web.governance.queries.trail import Chain
from sulis_web.governance.words import CHANNELS, DONE, INSTEAD, PAGES, thing
from sulis_web.partnership.models import Organisation
from sulis_web.partnership.queries import people_named
from sulis_web.partnership.roles import ROLES, Purpose

_ACTORS = {"system": "The application itself"}


@dataclass(frozen=True, slots=True)
class ListPage:
    table: Table | None
    applied: tuple[Applied, ...]
    older: str
    newest: str  # back to the newest, when these are not they
    shown: int


@dataclass(frozen=True, slots=True)
class EventPage:
    title: str
    facts: tuple[Fact, ...]
    record: tuple[Fact, ...]
    place: tuple[Fact, ...]
    ids: tuple[str, ...]
    trail: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class ChainPage:
    mark: Mark
    told: str
    facts: tuple[Fact, ...]
    trail: tuple[Crumb, ...]


def list_page(found: Page, asked: QueryDict, given: Mapping[str, Any]) -> ListPage:
    names = _Names(found.events)
    kept = {name: value for name, value in asked.items() if value and name != "before"}
    address = reverse("audit")
    columns = (Column("What was done"), Column("When"), Column("Acting for"), Column("For what"))
    return ListPage(
        table=Table("", columns, tuple(_row(event, names) for event in found.events)) if found.events else None,
        applied=tuple(_applied(kept, given)),
        older=f"{address}?{urlencode({**kept, 'before': found.older})}" if found.older is not None else "",
        newest=f"{address}?{urlencode(kept)}" if asked.get("before") else "",
        shown=len(found.events),
    )


def event_page(event: Event, *, holds: bool) -> EventPage:
    names = _Names([event])
    return EventPage(
        title=_told(event, names),
        facts=tuple(fact for fact in _facts(event, names) if fact.text or fact.mark),
        record=tuple(fact for fact in _record(event) if fact.text),
        place=tuple(_place(event, holds)),
        ids=event.ids,
        trail=(Crumb("Audit", reverse("audit")),),
    )


def chain_page(chain: Chain) -> ChainPage:
    last = chain.last
    if last is None:
        mark, told = Mark("Empty"), "Nothing has been written yet."
    elif chain.bad is not None or not (chain.head is None or (chain.head_holds and chain.is_signed)):
        mark = Mark("Broken", Tone.TROUBLE)
        told = (
            "Something in the audit is not what was written. Keep the database as it is, tell whoever runs the application, "
            "and have them run “sulis audit verify”."
        )
    else:
        mark = Mark("Whole", Tone.GOOD)
        told = f"Events {chain.first:,} to {last.seq:,} were checked again now, and each follows from the one before."
    return ChainPage(mark, told, tuple(_chain_facts(chain)), (Crumb("Audit", reverse("audit")),))


def people_choices(people: Iterable[Any]) -> list[tuple[str, str]]:
    return [*((each.public_id, str(each)) for each in people), ("system", "The application itself")]


class _Names:
    """What to call the people and organisations of some events, read once for all of them."""

    def __init__(self, events: Iterable[Event]) -> None:
        shown = list(events)
        self._people = people_named(event.person for event in shown)
        wanted = {event.organisation for event in shown} | {each for event in shown for each in event.recipients}
        rows = Organisation.objects.unscoped("names of those that acted, beside the events themselves")
        self._organisations = dict(rows.filter(public_id__in=wanted).values_list("public_id", "name"))

    def person(self, id: str) -> str:
        if id.startswith("command line"):
            return f"Somebody at the {id}"
        if not id:
            return "Somebody who was not signed in"
        return self._people.get(id) or _ACTORS.get(id) or "Somebody who is no longer known by name"

    def organisation(self, id: str) -> str:
        return self._organisations.get(id, id)


def _row(event: Event, names: _Names) -> tuple[Cell, ...]:
    return (
        Cell(_told(event, names), reverse("audit-event", args=[event.seq])),
        Cell(_moment(event)),
        Cell(names.organisation(event.organisation)),
        Cell(_purpose(event.purpose)),
    )


def _told(event: Event, names: _Names) -> str:
    """``Sam Rees changed a record: an agreement``."""
    if instead := INSTEAD.get((event.action, event.object_type)):
        return f"{names.person(event.person)} {instead}"
    done = DONE.get(Action(event.action), event.action) if event.action in set(Action) else event.action
    what = f": {thing(event.object_type)}" if event.object_type else ""
    many = f" ({len(event.ids)})" if len(event.ids) > 1 else ""
    return f"{names.person(event.person)} {done}{what}{many}"


def _facts(event: Event, names: _Names) -> Iterable[Fact]:
    part = ROLES.get(event.role)
    yield Fact("Who", names.person(event.person))
    yield Fact("Acting for", names.organisation(event.organisation))
    yield Fact("In the role", part.name if part else event.role)
    yield Fact("When", f"{_moment(event)} and {localtime(event.at):%S} seconds")
    yield Fact("Purpose", _purpose(event.purpose))
    yield Fact("Legal power", event.gateway)
    yield Fact("Reason", event.reason)
    yield Fact("Shown or sent to", ", ".join(names.organisation(each) for each in event.recipients))
    yield Fact("How", CHANNELS.get(event.channel, event.channel))


def _record(event: Event) -> Iterable[Fact]:
    page = PAGES.get(event.object_type)
    there = reverse(page, args=[event.object_id]) if page and event.object_id.isalnum() else ""
    yield Fact("Kind", thing(event.object_type))
    yield Fact("Reference", event.object_id, there)
    yield Fact("Fields", ", ".join(name.replace("_", " ") for name in event.fields))
    yield Fact("What it was, as a digest", event.before)
    yield Fact("What it became, as a digest", event.after)


def _place(event: Event, holds: bool) -> Iterable[Fact]:
    mark = Mark("Holds", Tone.GOOD) if holds else Mark("Does not hold", Tone.TROUBLE)
    yield Fact("Number", f"{event.seq:,}", mark=mark)
    yield Fact("Hash", event.hash)
    yield Fact("Hash of the event before", event.previous or "None: it is the first")
    yield Fact("Key", f"Epoch {event.epoch} of installation {event.installation}")
    yield Fact("Request", event.request_id or "None")
    yield Fact("Sign-in, as a digest", event.session or "None")


def _chain_facts(chain: Chain) -> Iterable[Fact]:
    if chain.last:
        yield Fact("Last event", f"{chain.last.seq:,}, written {_moment(chain.last)}")
    if chain.bad is not None:
        yield Fact("First event that does not hold", f"{chain.bad:,}", mark=Mark("Changed or gone", Tone.TROUBLE))
    if chain.head is None:
        yield Fact("Last exported head", "None has been exported yet")
        return
    yield Fact(
        "Last exported head", f"Event {chain.head.seq:,}, on {dates.moment(datetime.fromisoformat(chain.head.at))}"
    )
    sound = chain.head_holds and chain.is_signed
    words = "It is signed by this installation, and the event of that number is the one that was exported."
    if not sound:
        words = "The event of that number is not the one that was exported, or the head is not this installation’s."
    yield Fact(
        "Does the chain pass through it?", words, mark=Mark("Yes", Tone.GOOD) if sound else Mark("No", Tone.TROUBLE)
    )
    if chain.last:
        yield Fact("Events since then", f"{max(0, chain.last.seq - chain.head.seq):,}")


def _applied(kept: Mapping[str, str], given: Mapping[str, Any]) -> Iterable[Applied]:
    labels = {"person": "one person", "organisation": "one organisation", "record": "one record"}
    for name, value in given.items():
        if not value:
            continue
        words = labels.get(name, "")
        if name == "action":
            words = DONE[Action(value)]
        elif name in {"first", "last"}:
            words = f"{'from' if name == 'first' else 'to'} {dates.day(value)}"
        rest = {key: each for key, each in kept.items() if key != name and not key.startswith(f"{name}-")}
        yield Applied(words, f"{reverse('audit')}?{urlencode(rest)}")


def _purpose(name: str) -> str:
    return Purpose[name].value if name in Purpose.__members__ else name


def _moment(event: Event) -> str:
    return dates.moment(event.at)
