"""The register as tables for a spreadsheet: which columns each has, whose rows somebody gets, what may come back in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sulis.catalogue.duty import load_duty
from sulis.catalogue.partnership import Purpose
from sulis_web.partnership import operations, register, rules
from sulis_web.partnership.decide import Who
from sulis_web.partnership.in_words import upper_first
from sulis_web.partnership.models import Board, Organisation, Seat
from sulis_web.partnership.models.organisation import Cadence, Duty, Part
from sulis_web.records.imports import exported
from sulis_web.records.planning import Book
from sulis_web.records.tables.files import Record
from sulis_web.records.tables.schema import Column, Kind, Schema

Choices = tuple[tuple[str, str], ...]
FIXED = "Given once, and then fixed."
DAY_LEFT_EMPTY = "Leave it empty when nobody knows."


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """One kind of record as a table. ``book`` is None where it goes out and never comes in."""

    slug: str
    title: str
    address: str  # the name of the list's page
    schema: Callable[[Who], Schema]
    records: Callable[[Who], Iterable[Record]]
    book: Callable[[Who], Book] | None = None
    after: Callable[..., None] = lambda _records, *, by, at: None  # once rows are stored or undone
    # Names of the addresses that take it out and in, and what its reader is told of it.
    export: str = "export-register"
    look: str = "import-register"
    store: str = "store-import"
    kept_by: str = "the register"
    is_open: bool = False  # takes in a spreadsheet that somebody keeps already


def named(rows: Iterable[Any]) -> Choices:
    """Public ids with names; two of one name are told apart by a piece of their id."""
    held = [(row.public_id, str(row)) for row in rows]
    often = Counter(name.casefold() for _id, name in held)
    return tuple((id, f"{name} ({id[:6]})" if often[name.casefold()] > 1 else name) for id, name in held)


def _organisations(_who: Who) -> Schema:
    kinds = tuple((kind.name, kind.title) for kind in load_duty().authorities)
    return Schema("organisations", "Organisations", (
        Column("name", "Name", required=True, limit=200),
        Column("duty", "Under the Act", Kind.ONE_OF, required=True, choices=tuple(Duty.choices)),
        Column("authority", "Kind of authority", Kind.ONE_OF, choices=kinds, help="None for an organisation that takes part by agreement."),
        Column("about", "What it does", limit=5000),
        Column("controller", "Data controller", limit=200, help="Its name as registered, where that differs."),
        Column("contact_role", "Single point of contact", limit=200, help="The job title, never a person’s name."),
        Column("member_from", "First day", Kind.DATE, help=DAY_LEFT_EMPTY),
        Column("member_until", "Last day", Kind.DATE, help="Leave it empty while it takes part."),
    ))  # fmt: skip


def _boards(who: Who) -> Schema:
    return Schema("boards", "Boards", (
        Column("name", "Name", required=True, limit=200),
        Column("about", "What it is", limit=5000),
        Column("terms_of_reference", "Terms of reference", limit=5000),
        Column("cadence", "How often it meets", Kind.ONE_OF, choices=tuple(Cadence.choices)),
        Column("first_meeting", "A day on which it met", Kind.DATE, help="Later meetings are counted from it."),
        Column("chair", "Organisation in the chair", Kind.ONE_OF, choices=named(register.organisations(who))),
    ))  # fmt: skip


def _seats(who: Who) -> Schema:
    return Schema("seats", "Seats", (
        Column("board", "Board", Kind.ONE_OF, required=True, choices=named(register.boards(who)), help=FIXED),
        Column("organisation", "Organisation", Kind.ONE_OF, required=True, choices=named(register.organisations(who)), help=FIXED),
        Column("part", "Part", Kind.ONE_OF, required=True, choices=tuple(Part.choices)),
        Column("held_from", "First day", Kind.DATE, help=DAY_LEFT_EMPTY),
        Column("held_until", "Last day", Kind.DATE, help="Leave it empty while it sits there."),
    ))  # fmt: skip


def _agreements(who: Who) -> Schema:
    purposes = tuple((each.value, upper_first(each.value)) for each in Purpose)
    return Schema("agreements", "Agreements", (
        Column("title", "Title", required=True, limit=200),
        Column("about", "What is shared", limit=5000),
        Column("purposes", "May be used for", Kind.IDS, choices=purposes),
        Column("parties", "Signed by", Kind.IDS, choices=_signatories(who)),
        Column("signed", "First day", Kind.DATE, required=True),
        Column("expires", "Last day", Kind.DATE, required=True),
        Column("review", "Look at it again by", Kind.DATE),
        Column("reference", "Filed under", limit=120),
    ))  # fmt: skip


def _signatories(who: Who) -> Choices:
    """A semicolon parts the names in a cell, so none may hold one."""
    return tuple((id, name.replace(";", ",")) for id, name in named(register.organisations(who)))


def _signed_agreements(who: Who) -> Iterator[Record]:
    held = list(register.agreements(who))
    signed = register.parties(who, held)
    names = {id for id, _name in _signatories(who)}
    for row in held:
        by = [each.organisation.public_id for each in signed if each.agreement_id == row.pk]
        values = {
            "title": row.title, "about": row.about, "purposes": row.purposes, "reference": row.reference,
            "parties": [each for each in by if each in names], "signed": row.signed.isoformat(),
            "expires": row.expires.isoformat(), "review": row.review.isoformat() if row.review else None,
        }  # fmt: skip
        yield Record(row.public_id, row.version, values)


def _organisation_book(who: Who) -> Book:
    every = Organisation.objects.visible_to(who)
    return Book(
        _organisations(who), every, operations.organisation_named, lambda _row: rules.can_place_organisations(who)
    )


def _board_book(who: Who) -> Book:
    every = Board.objects.visible_to(who)
    return Book(_boards(who), every, operations.board_named, lambda _row: rules.can_edit_boards(who))


def _seat_book(who: Who) -> Book:
    every = Seat.objects.visible_to(who).filter(board__retired_at__isnull=True, organisation__retired_at__isnull=True)
    return Book(
        _seats(who), every.select_related("board", "organisation"), lambda fields: Seat(**fields),
        lambda _row: rules.can_edit_boards(who),
    )  # fmt: skip


def _rows(book: Callable[[Who], Book]) -> Callable[[Who], Iterable[Record]]:
    return lambda who: exported(book(who))


# Agreements go out and do not come in: whoever imports the register may not change what organisations have signed.
TABLES = {
    each.slug: each
    for each in (
        RegisterTable("organisations", "Organisations", "organisations", _organisations, _rows(_organisation_book), _organisation_book),
        RegisterTable("boards", "Boards", "boards", _boards, _rows(_board_book), _board_book),
        RegisterTable("seats", "Seats on boards", "boards", _seats, _rows(_seat_book), _seat_book),
        RegisterTable("agreements", "Agreements", "agreements", _agreements, _signed_agreements),
    )
}  # fmt: skip
