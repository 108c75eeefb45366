from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import QuerySet

from sulis_web.api.models import Token
from sulis_web.api.values import (
    AgreementOut,
    Asked,
    BoardOut,
    FigureOut,
    LineOut,
    LinkOut,
    OrganisationOut,
    PartnershipOut,
    RecordOut,
    RunOut,
    SeatOut,
)
from sulis_web.design.values import Fact, Mark, Tone
from sulis_web.partnership.actions import Action
from sulis_web.partnership.models import Agreement, Board, Organisation, Partnership
from sulis_web.plan.models import Record
from sulis_web.runs.models import Run
from sulis_web.thread.models import Link

_Out = TypeVar("_Out")


def page(rows: QuerySet[Any], asked: Asked, show: Callable[[Any], _Out]) -> dict[str, Any]:
    """One page of a list; a page past the last is empty, because rows may have gone since the one before was read."""
    count = rows.count()
    first = (asked.page - 1) * asked.size
    return {
        "items": [show(row) for row in rows[first : first + asked.size]],
        "count": count,
        "page": asked.page,
        "pages": max(1, -(-count // asked.size)),
    }


def partnership(held: Partnership) -> PartnershipOut:
    return PartnershipOut(
        name=held.name, area_code=held.area_code, area_name=held.area_name, year=held.year, made_up=held.made_up,
        plan_title=held.plan_title, plan_address=held.plan_url,
    )  # fmt: skip


def record(row: Record) -> RecordOut:
    return RecordOut(
        key=row.key, kind=row.kind, number=row.number, title=row.title, text=row.text, section=row.section,
        parent=row.parent_key,
    )  # fmt: skip


def figure(name: str, body: bytes) -> FigureOut:
    table = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    return FigureOut(name=name, columns=table[0] if table else [], rows=table[1:])


def organisation(row: Organisation) -> OrganisationOut:
    return OrganisationOut(
        id=row.public_id, name=row.name, duty=row.duty, authority=row.authority, about=row.about,
        member_from=row.member_from, member_until=row.member_until,
    )  # fmt: skip


def board(row: Board) -> BoardOut:
    """A board with its prefetched lines and seats, retired ones left out."""
    return BoardOut(
        id=row.public_id, name=row.name, about=row.about, terms_of_reference=row.terms_of_reference, cadence=row.cadence,
        lines=[LineOut(to=line.to.public_id, account=line.account) for line in row.shown_lines],
        seats=[
            SeatOut(organisation=seat.organisation.public_id, part=seat.part, held_from=seat.held_from, held_until=seat.held_until)
            for seat in row.shown_seats
        ],
    )  # fmt: skip


def agreement(row: Agreement) -> AgreementOut:
    return AgreementOut(
        id=row.public_id, title=row.title, reference=row.reference, purposes=row.purposes, signed=row.signed,
        expires=row.expires, parties=[party.organisation.public_id for party in row.shown_parties],
    )  # fmt: skip


def link(row: Link) -> LinkOut:
    return LinkOut(
        id=row.public_id,
        source=row.source.key,
        kind=row.kind,
        target=row.target.key,
        basis=row.basis,
        reason=row.reason,
    )


def run(row: Run) -> RunOut:
    return RunOut(
        id=row.id, area_code=row.area_code, start=row.start, end=row.end, definitions=row.definitions,
        releases=row.releases, made_up=row.made_up, sha256=row.sha256, created=row.created,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class TokenRow:
    id: str
    facts: tuple[Fact, ...]
    name: str


def token_rows(tokens: QuerySet[Token], *, now: datetime) -> tuple[TokenRow, ...]:
    return tuple(TokenRow(token.public_id, _token_facts(token, now), token.name) for token in tokens)


def _token_facts(token: Token, now: datetime) -> tuple[Fact, ...]:
    over = token.expires <= now
    mark = Mark("Out of date", Tone.QUIET) if over else Mark("In date", Tone.GOOD)
    return (
        Fact("State", "", mark=mark),
        Fact("May", "; ".join(Action[name].value for name in token.scopes)),
        Fact("For", token.membership.organisation.name),
        Fact("Holds until", day(token.expires.date())),
        Fact("Last used", day(token.last_used) if token.last_used else "Never"),
    )


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the interface in words."""

    title: str
    address: str
    about: str
    asked: tuple[Fact, ...]
    by_token: bool


def described(document: dict[str, Any]) -> tuple[Operation, ...]:
    """The operations of an OpenAPI document, in its order."""
    return tuple(
        Operation(
            operation["summary"].capitalize(), address, operation.get("description", ""),
            tuple(_asked(each) for each in operation.get("parameters", ())), "security" in operation,
        )
        for address, methods in document["paths"].items() for operation in methods.values()
    )  # fmt: skip


def _asked(parameter: dict[str, Any]) -> Fact:
    schema = parameter["schema"]
    known = "as the list before it gives it" if parameter["in"] == "path" else schema.get("title", "")
    told = [parameter.get("description") or schema.get("description") or known]
    if "minimum" in schema:
        told.append(f"from {schema['minimum']:,} to {schema['maximum']:,}, {schema['default']} unless said")
    return Fact(parameter["name"], ", ".join(told))


def day(given: date) -> str:
    return f"{given.day} {given:%B %Y}"
