from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from sulis.catalogue.partnership import Standing, holds, standing
from sulis_web.design.dates import day
from sulis_web.design.navigation import Link
from sulis_web.design.notices import Empty
from sulis_web.design.values import Action, Cell, Column, Crumb, Fact, Table
from sulis_web.partnership import register, rules
from sulis_web.partnership.decide import Who
from sulis_web.partnership.in_words import counted, listed, upper_first
from sulis_web.partnership.models import Agreement, Party
from sulis_web.partnership.models.organisation import Duty
from sulis_web.partnership.presenters.pages import ListPage, Part, RecordPage
from sulis_web.partnership.presenters.words import (
    CLASSES,
    UNKNOWN,
    address,
    history,
    retired_notice,
    review_mark,
    standing_mark,
)

TRAIL = "Agreements"
_SENTENCES = {
    Standing.NOT_YET: "comes into force on {first}",
    Standing.IN_FORCE: "is in force until {last}",
    Standing.ENDS_SOON: "ends soon, on {last}",
    Standing.ENDED: "ended on {last}",
}


def trail(agreement: Agreement | None = None) -> tuple[Crumb, ...]:
    found = (Crumb(TRAIL, reverse("agreements")),)
    return (*found, Crumb(agreement.title, address("agreement", agreement))) if agreement else found


def sentence(first: date, last: date, on: date) -> str:
    """Where something with two days stands, as the end of a sentence about it."""
    return _SENTENCES[standing(first, last, on)].format(first=day(first), last=day(last))


def agreements_page(who: Who, *, on: date) -> ListPage:
    rows = list(register.agreements(who))
    signed = register.parties(who, rows)
    every = rules.can_read_every_agreement(who)
    parts = [Part("Each agreement", table=_table(rows, signed, on))] if rows else []
    parts += [_unsigned(who, on)] if every else []
    limits = "" if every else " You are shown those that your own organisation is party to."
    return ListPage(
        title="Agreements on sharing information",
        lede=f"Who has signed what, what it may be used for, and until when it holds.{limits}",
        parts=tuple(parts),
        actions=tuple(_list_actions(who)),
        empty=None if rows else _empty(who, every=every),
    )


def _list_actions(who: Who) -> Iterator[Action]:
    if rules.can_add_agreements(who):
        yield Action("Record an agreement", reverse("add-agreement"))
    if rules.may_come_to_export(who):
        yield Action("Export agreements", reverse("export-register", args=["agreements"]))


def _table(rows: list[Agreement], signed: list[Party], on: date) -> Table:
    columns = (
        Column("Agreement"),
        Column("Standing"),
        Column("Last day"),
        Column("Look at it again by"),
        Column("Signed by"),
    )
    return Table(
        "", columns, tuple(_row(row, [each for each in signed if each.agreement_id == row.pk], on) for row in rows)
    )


def _row(row: Agreement, signed: list[Party], on: date) -> tuple[Cell, ...]:
    return (
        Cell(row.title, address("agreement", row)),
        Cell("", mark=standing_mark(row.signed, row.expires, on)),
        Cell(day(row.expires)),
        Cell(day(row.review) if row.review else UNKNOWN, mark=review_mark(row.review, on)),
        Cell(upper_first(counted(len(signed), "organisation"))),
    )


def _unsigned(who: Who, on: date) -> Part:
    """Those that take part and may share under no agreement."""
    bound = register.under_agreement(on=on)
    rows = [row for row in register.organisations(who) if holds(row.member_from, row.member_until, on)]
    without = [row for row in rows if row.pk not in bound]
    heading = "Who is party to no agreement in force"
    if not without:
        told = "Every organisation that takes part is party to one." if rows else "No organisation is on the register."
        return Part(heading, (told,))
    told = "They can be given no restricted record here, and the duty check says so of the authorities among them."
    order = sorted(without, key=lambda row: (list(Duty.values).index(row.duty), row.name))
    lines = tuple((Cell(row.name, address("organisation", row)), Cell(CLASSES[Duty(row.duty)].noun)) for row in order)
    return Part(heading, (told,), Table("", (Column("Organisation"), Column("Under the Act")), lines))


def _empty(who: Who, *, every: bool) -> Empty:
    title = "No agreement is on the register yet" if every else "No agreement of your organisation’s is on the register"
    return Empty(
        title,
        "Organisations share restricted information here only under an agreement that is in force. The Act allows sharing, "
        "and asks for no agreement: the partnership does.",
        (
            "Ask the information governance officer of your organisation which agreements it has signed.",
            "Record each with its first and last day, what it may be used for and who has signed.",
        ),
        Link("Record the first agreement", reverse("add-agreement")) if rules.can_add_agreements(who) else None,
    )  # fmt: skip


def agreement_page(who: Who, agreement: Agreement, *, on: date) -> RecordPage:
    signed = register.parties(who, [agreement])
    may = rules.can_edit_agreement(who, signed) and not agreement.is_retired
    restore = address("restore-agreement", agreement) if rules.can_edit_agreement(who, signed) else ""
    return RecordPage(
        kicker="Agreement on sharing information",
        title=_title(agreement, on),
        trail=trail(),
        text=agreement.about,
        facts=tuple(_facts(agreement, on)),
        parts=(_parties(agreement, signed, may=may), *_behind(who, agreement)),
        actions=tuple(_actions(agreement)) if may else (),
        history=history(agreement, ("The signature", signed)),
        retired=retired_notice(agreement, restore),
    )


def _title(agreement: Agreement, on: date) -> str:
    if agreement.is_retired:
        return f"{agreement.title} is no longer on the register"
    return f"{agreement.title} {sentence(agreement.signed, agreement.expires, on)}"


def _facts(agreement: Agreement, on: date) -> Iterator[Fact]:
    yield Fact("Standing", "", mark=standing_mark(agreement.signed, agreement.expires, on))
    yield Fact("May be used for", upper_first(listed(agreement.purposes)) or UNKNOWN)
    yield Fact("First day in force", day(agreement.signed))
    yield Fact("Last day in force", day(agreement.expires))
    told = day(agreement.review) if agreement.review else UNKNOWN
    yield Fact("Look at it again by", told, mark=review_mark(agreement.review, on))
    yield Fact("Reference", agreement.reference or UNKNOWN)


def _parties(agreement: Agreement, signed: list[Party], *, may: bool) -> Part:
    facts = tuple(_party(each, may=may) for each in signed)
    told = () if signed else ("No signature is recorded, so nobody may share under it.",)
    actions = (Action("Record a signature", address("add-party", agreement)),) if may else ()
    return Part("Who has signed it", told, facts=facts, actions=actions)


def _party(party: Party, *, may: bool) -> Fact:
    end = Action("End", address("end-party", party), f"the signature of {party.organisation.name}")
    words = CLASSES[Duty(party.organisation.duty)].noun
    return Fact(party.organisation.name, words, actions=(end,) if may else ())


def _behind(who: Who, agreement: Agreement) -> Iterator[Part]:
    if rules.can_read_assessments(who) or rules.could_read_assessments(who):
        way = Action(
            "Read the impact assessments behind it", f"{reverse('assessments')}?agreement={agreement.public_id}"
        )
        told = "They are restricted: you state why you open them, and each opening is written in the audit."
        yield Part("Impact assessments", (told,), actions=(way,))


def _actions(agreement: Agreement) -> Iterator[Action]:
    yield Action("Change this agreement", address("edit-agreement", agreement))
    yield Action("Take it off the register", address("retire-agreement", agreement))
