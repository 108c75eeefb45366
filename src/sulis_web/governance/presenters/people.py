"""Who works for an organisation here, and in which role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from sulis_web.design import dates
from sulis_web.design.histories import Happening
from sulis_web.design.navigation import Link
from sulis_web.design.notices import Applied, Empty
from sulis_web.design.values import Cell, Column, Crumb, Fact, Mark, Table, Tone
from sulis_web.governance.queries import people
from sulis_web.partnership.actions import Action, Scope
from sulis_web.partnership.decide import MENDABLE, Subject, Who, decide, reach
from sulis_web.partnership.models import Membership, Organisation
from sulis_web.partnership.queries import own_organisation, people_named
from sulis_web.partnership.roles import ROLES
from sulis_web.partnership.rules import may_come_to_invite
from sulis_web.records.presenters import timeline

SET_UP, MISSING, UNASKED = Mark("Set up", Tone.GOOD), Mark("Not set up", Tone.WATCH), Mark("Not asked for")


@dataclass(frozen=True, slots=True)
class ListPage:
    title: str
    lede: str
    table: Table
    total: int
    shown: int
    applied: tuple[Applied, ...]
    empty: Empty | None
    invite: str  # where to invite somebody to the own organisation; empty where the reader may not
    invites: tuple[Link, ...]  # the same for each other organisation


@dataclass(frozen=True, slots=True)
class PersonPage:
    title: str
    description: str
    facts: tuple[Fact, ...]
    history: tuple[Happening, ...]
    trail: tuple[Crumb, ...]
    end: str  # where to end the access; empty where the reader may not, or it has ended


def list_page(who: Who, wanted: Mapping[str, str], *, inviting: Iterable[Organisation]) -> ListPage:
    """``inviting`` are the organisations that the reader may invite people to."""
    assert who.at is not None
    past = wanted.get("past", "") == "past"
    given = {"role": wanted.get("role", ""), "organisation": wanted.get("organisation", "")}
    rows = list(people.memberships(who, at=who.at, past=past, **given))
    every = people.memberships(who, at=who.at).count()
    own = own_organisation(who)
    is_own = reach(who, Action.READ_PEOPLE) is not Scope.PARTNERSHIP
    return ListPage(
        title=f"Who works here for {own}" if is_own else "Who works here, and for whom",
        lede="Each person acts in one role for one organisation, from one day to another. The role decides what they may do.",
        table=_table(rows, past=past),
        total=every,
        shown=len(rows),
        applied=tuple(_applied(wanted)),
        empty=None if rows else _empty(past),
        invite=reverse("invite", args=[own.public_id]) if own and may_come_to_invite(who, own) else "",
        invites=tuple(
            Link(each.name, reverse("invite", args=[each.public_id]))
            for each in inviting
            if each != own and may_come_to_invite(who, each)
        ),
    )


def person_page(who: Who, held: Membership) -> PersonPage:
    part = ROLES.get(held.role)
    over = who.at is not None and held.ends is not None and held.ends <= who.at
    return PersonPage(
        title=f"{held.person} {'was' if over else 'is'} {_a(held.get_role_display())} for {held.organisation}",
        description=part.description if part else "",
        facts=tuple(_facts(who, held, over=over)),
        history=timeline(held, names=people_named),
        trail=(Crumb("People", reverse("members")),),
        end=reverse("end-membership", args=[held.public_id]) if not over and _may_end(who, held) else "",
    )


def _table(rows: list[Membership], *, past: bool) -> Table:
    factors = people.with_factor(row.person_id for row in rows)
    columns = ("Person", "Role", "For", "Until" if past else "Second factor", "Last signed in")
    return Table("", tuple(Column(words) for words in columns), tuple(_row(row, factors, past) for row in rows))


def _row(row: Membership, factors: frozenset[int], past: bool) -> tuple[Cell, ...]:
    fourth = Cell(dates.day(row.ends)) if past and row.ends else Cell("", mark=_factor(row, factors))
    return (
        Cell(str(row.person), reverse("member", args=[row.public_id])),
        Cell(_upper_first(row.get_role_display())),
        Cell(str(row.organisation)),
        fourth,
        Cell(_last_day(row)),
    )


def _facts(who: Who, held: Membership, *, over: bool) -> Iterable[Fact]:
    seen = decide(who, Action.READ_REGISTER).allowed
    yield Fact("Role", _upper_first(held.get_role_display()), f"{reverse('permissions')}#{held.role}")
    there = reverse("organisation", args=[held.organisation.public_id]) if seen else ""
    yield Fact("For", str(held.organisation), there)
    yield Fact("Since", dates.day(held.starts))
    yield Fact("Until", dates.day(held.ends) if held.ends else "No end is set")
    if not over:
        factors = people.with_factor([held.person_id])
        yield Fact("Second factor", _factor_words(held, factors), mark=_factor(held, factors))
    yield Fact("Last signed in", _last_day(held))


def _factor(row: Membership, factors: frozenset[int]) -> Mark:
    if row.person_id in factors:
        return SET_UP
    part = ROLES.get(row.role)
    return MISSING if part and part.restricted else UNASKED


def _factor_words(row: Membership, factors: frozenset[int]) -> str:
    if _factor(row, factors) is MISSING:
        return "This role needs one. It is asked for at the next sign-in, before anything opens."
    return ""


def _last_day(row: Membership) -> str:
    return dates.day(row.person.last_login) if row.person.last_login else "Never"


def _may_end(who: Who, held: Membership) -> bool:
    subject = Subject(frozenset({held.organisation_id}), person=held.person_id, role=held.role)
    decision = decide(who, Action.END_MEMBERSHIP, subject)
    return decision.allowed or decision.check in MENDABLE


def _applied(wanted: Mapping[str, str]) -> Iterable[Applied]:
    there = reverse("members")
    if (role := ROLES.get(wanted.get("role", ""))) is not None:
        yield Applied(role.name, f"{there}?organisation={wanted.get('organisation', '')}&past={wanted.get('past', '')}")
    if wanted.get("organisation"):
        yield Applied("one organisation", f"{there}?role={wanted.get('role', '')}&past={wanted.get('past', '')}")
    if wanted.get("past"):
        yield Applied(
            "access that has ended",
            f"{there}?role={wanted.get('role', '')}&organisation={wanted.get('organisation', '')}",
        )


def _empty(past: bool) -> Empty:
    every = Link("See everybody who works here now", reverse("members"))
    if past:
        return Empty(
            "Nobody’s access has ended", "When somebody leaves, who they were stays here to be read.", link=every
        )
    return Empty("Nobody is like this", "Take off a filter to see more.", link=every)


def _upper_first(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _a(words: str) -> str:
    return f"{'an' if words[:1] in 'aeiou' else 'a'} {words}"
