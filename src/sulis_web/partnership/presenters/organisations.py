from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from sulis.catalogue.duty import load_duty
from sulis.catalogue.partnership import Standing, standing
from sulis_web.design.dates import day
from sulis_web.design.navigation import Link
from sulis_web.design.notices import Empty
from sulis_web.design.values import Action, Cell, Column, Crumb, Fact, Table
from sulis_web.partnership import register, rules
from sulis_web.partnership.decide import Who
from sulis_web.partnership.in_words import upper_first
from sulis_web.partnership.models import Organisation, Seat
from sulis_web.partnership.models.organisation import Duty
from sulis_web.partnership.presenters.pages import ListPage, Part, RecordPage
from sulis_web.partnership.presenters.words import (
    CLASSES,
    UNKNOWN,
    address,
    history,
    membership_mark,
    retired_notice,
    span,
    standing_mark,
)

TRAIL = "Organisations"


def trail(organisation: Organisation | None = None) -> tuple[Crumb, ...]:
    found = (Crumb(TRAIL, reverse("organisations")),)
    return (*found, Crumb(organisation.name, address("organisation", organisation))) if organisation else found


def organisations_page(who: Who, *, duty: str, show_retired: bool, on: date) -> ListPage:
    rows = list(register.organisations(who, duty=duty))
    gone = list(register.retired(who, Organisation)) if show_retired else []
    parts = [_class(Duty(kind), [row for row in rows if row.duty == kind], on) for kind in Duty]
    parts += [_gone(gone)] if gone else []
    return ListPage(
        title="Organisations of the partnership",
        lede="Who takes part, and what each is under the serious violence duty.",
        parts=tuple(part for part in parts if part.table),
        actions=tuple(_list_actions(who, show_retired=show_retired)),
        empty=None if rows or gone or duty else _empty(who),
    )


def _class(duty: Duty, rows: list[Organisation], on: date) -> Part:
    said = CLASSES[duty]
    columns = (
        Column("Organisation"),
        Column("Kind of authority"),
        Column("Takes part"),
        Column("Single point of contact"),
    )
    lines = tuple(_row(row, on) for row in rows)
    return Part(said.plural, (said.asks,), Table("", columns, lines) if lines else None)


def _row(row: Organisation, on: date) -> tuple[Cell, ...]:
    mark = membership_mark(row.member_from, row.member_until, on)
    return (
        Cell(row.name, address("organisation", row)),
        Cell(upper_first(row.authority) or "None that the Act names"),
        Cell(upper_first(span(row.member_from, row.member_until, on)) or UNKNOWN, mark=mark),
        Cell(row.contact_role or UNKNOWN),
    )


def _gone(rows: list[Organisation]) -> Part:
    columns = (Column("Organisation"), Column("Taken off on"), Column("Why"))
    lines = tuple(
        (Cell(row.name, address("organisation", row)), Cell(day(row.retired_at)), Cell(row.retired_reason))
        for row in rows
    )
    return Part("No longer on the register", table=Table("", columns, lines))


def _list_actions(who: Who, *, show_retired: bool) -> Iterator[Action]:
    if rules.can_place_organisations(who):
        yield Action("Add an organisation", reverse("add-organisation"))
    if rules.can_import(who):
        yield Action("Import from a spreadsheet", reverse("import-register", args=["organisations"]))
    if rules.may_come_to_export(who):
        yield Action("Export to a workbook", reverse("export-register", args=["organisations"]))
    if not show_retired:
        yield Action("Show those no longer on the register", f"{reverse('organisations')}?retired=yes")


def _empty(who: Who) -> Empty:
    may = rules.can_place_organisations(who)
    return Empty(
        "No organisation is on the register yet",
        "The register says who takes part and what each is under the Act. The duty check, boards and agreements build on it.",
        (
            "Begin with the specified authorities: police, fire, health, council, probation and youth justice.",
            "Then add the local policing body, schools, colleges and prisons, and whoever else takes part.",
            "Several at once come quicker from a spreadsheet, or from the partnership’s files.",
        ),
        Link("Add the first organisation", reverse("add-organisation")) if may else None,
    )


def organisation_page(who: Who, organisation: Organisation, *, on: date) -> RecordPage:
    return RecordPage(
        kicker="Organisation",
        title=_title(organisation, on),
        trail=trail(),
        text=organisation.about,
        words=(_under_the_act(organisation),),
        facts=tuple(_facts(organisation, on)),
        parts=tuple(_parts(who, organisation, on)),
        actions=tuple(_actions(who, organisation)),
        history=history(organisation),
        retired=retired_notice(organisation, _restore(who, organisation)),
    )


def _title(organisation: Organisation, on: date) -> str:
    if organisation.is_retired:
        return f"{organisation.name} is no longer on the register"
    where = standing(organisation.member_from, organisation.member_until, on)
    if where is Standing.ENDED:
        return f"{organisation.name} took part until {day(organisation.member_until)}"
    if where is Standing.NOT_YET:
        return f"{organisation.name} takes part from {day(organisation.member_from)}"
    return f"{organisation.name} {CLASSES[Duty(organisation.duty)].one}"


def _under_the_act(organisation: Organisation) -> str:
    kind = next((each for each in load_duty().authorities if each.name == organisation.authority), None)
    asks = CLASSES[Duty(organisation.duty)].asks
    return f"The Act’s word for such a body is “{kind.name}” ({kind.section}). {asks}" if kind else asks


def _facts(organisation: Organisation, on: date) -> Iterator[Fact]:
    yield Fact("Under the Act", Duty(organisation.duty).label)
    if organisation.authority:
        yield Fact("Kind of authority", upper_first(organisation.authority))
    yield Fact("Data controller", organisation.controller or UNKNOWN)
    yield Fact("Single point of contact", organisation.contact_role or UNKNOWN)
    mark = membership_mark(organisation.member_from, organisation.member_until, on)
    taken = span(organisation.member_from, organisation.member_until, on)
    yield Fact("Takes part", upper_first(taken) or "Since before this register", mark=mark)
    if organisation.section:
        yield Fact("In the plan", organisation.section)


def _parts(who: Who, organisation: Organisation, on: date) -> Iterator[Part]:
    held = [seat for seat in register.seats(who) if seat.organisation_id == organisation.pk]
    yield _boards(held, on)
    yield _agreements(who, organisation, on)
    if rules.may_come_to_assessments(who, organisation):
        way = Action("Read its impact assessments", f"{reverse('assessments')}?controller={organisation.public_id}")
        told = "They are restricted: you state why you open them, and each opening is written in the audit."
        yield Part("Impact assessments", (told,), actions=(way,))
    if people := register.people_of(who, organisation):
        facts = tuple(Fact(str(each.person), upper_first(each.get_role_display())) for each in people)
        yield Part("People who work for it here", facts=facts)


def _boards(seats: list[Seat], on: date) -> Part:
    if not seats:
        return Part("Boards", ("It sits on no board that is on the register.",))
    rows = tuple(
        (
            Cell(seat.board.name, address("board", seat.board)),
            Cell(f"{seat.get_part_display()}{', in the chair' if seat.board.chair_id == seat.organisation_id else ''}"),
            Cell(upper_first(span(seat.held_from, seat.held_until, on)) or "Since before this register"),
        )
        for seat in seats
    )
    return Part("Boards", table=Table("", (Column("Board"), Column("Part"), Column("When")), rows))


def _agreements(who: Who, organisation: Organisation, on: date) -> Part:
    held = list(
        register.agreements(who).filter(parties__organisation=organisation, parties__retired_at__isnull=True).distinct()
    )
    rows = tuple(
        (
            Cell(each.title, address("agreement", each)),
            Cell("", mark=standing_mark(each.signed, each.expires, on)),
            Cell(day(each.expires)),
        )
        for each in held
    )
    partly = not rules.can_read_every_agreement(who) and who.organisation != organisation.pk
    limits = ("You are shown the agreements that your own organisation is party to as well.",) if partly else ()
    if not rows:
        return Part(
            "Agreements on sharing information",
            (
                *limits,
                "It is party to none that is shown to you." if partly else "It is party to none.",
            ),
        )
    columns = (Column("Agreement"), Column("Standing"), Column("Last day"))
    return Part("Agreements on sharing information", limits, Table("", columns, rows))


def _actions(who: Who, organisation: Organisation) -> Iterator[Action]:
    if organisation.is_retired:
        return
    if rules.can_edit_organisation(who, organisation):
        yield Action("Change this entry", address("edit-organisation", organisation))
    if rules.may_come_to_invite(who, organisation):
        yield Action("Invite somebody", reverse("invite", args=[organisation.public_id]))
    if rules.can_place_organisations(who):
        yield Action("Take it off the register", address("retire-organisation", organisation))


def _restore(who: Who, organisation: Organisation) -> str:
    return address("restore-organisation", organisation) if rules.can_place_organisations(who) else ""
