from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from sulis.catalogue import partnership as files
from sulis.vocabulary import InputRefused
from sulis_web.audit.operations import record
from sulis_web.audit.values import Action, Actor, Entry
from sulis_web.partnership.models import (
    Agreement,
    Board,
    DutyRecord,
    ImpactAssessment,
    Line,
    Organisation,
    Partnership,
    Party,
    Seat,
)
from sulis_web.partnership.register_files import follow_register
from sulis_web.records import operations as records
from sulis_web.records.models import public_id


def load_partnership(*, content: files.Partnership, at: datetime) -> Partnership:
    """Bring the register to a partnership's reviewed files, in one transaction. What people changed here stays changed.

    Raises
    ------
    InputRefused
        When this home already serves another partnership: made-up records never mix with real ones.
    """
    held = Partnership.objects.first()
    if held is not None and held.slug != content.id:
        raise InputRefused(
            f"this home already serves {held.name}",
            f"Use another --home for {content.name}: each serves one partnership.",
        )
    fingerprint = fingerprint_of(content)
    with transaction.atomic():
        follow_register(content, at)
        loaded, _new = Partnership.objects.update_or_create(
            slug=content.id, defaults=_identity(content) | {"fingerprint": fingerprint, "loaded": at}
        )
        actor = Actor(person="system", channel="command line")
        record(entry=Entry(Action.IMPORT, actor, "partnership", content.id, after=fingerprint), at=at)
    return loaded


def add_organisation(*, fields: Mapping[str, Any], by: Actor, at: datetime) -> Organisation:
    return records.create(organisation_named(fields), by=by, at=at)


def add_board(*, fields: Mapping[str, Any], by: Actor, at: datetime) -> Board:
    return records.create(board_named(fields), by=by, at=at)


def add_seat(*, board: Board, fields: Mapping[str, Any], by: Actor, at: datetime) -> Seat:
    return records.create(Seat(board=board, **fields), by=by, at=at)


def add_line(*, board: Board, fields: Mapping[str, Any], by: Actor, at: datetime) -> Line:
    """A line of account up from a board.

    Raises
    ------
    ValidationError
        When the lines would lead round in a circle, so that a board answered to itself.
    """
    with transaction.atomic():
        every = Line.objects.unscoped("no board answers to itself, whoever may see the lines between")
        rows = every.filter(retired_at__isnull=True).values_list("board", "to")
        if board.pk in _reached(fields["to"].pk, rows):
            told = f"{fields['to']} already answers to {board}, at once or by way of others. Choose another board."
            raise ValidationError({"to": told})
        return records.create(Line(board=board, **fields), by=by, at=at)


def add_agreement(*, fields: Mapping[str, Any], parties: Iterable[Organisation], by: Actor, at: datetime) -> Agreement:
    """An agreement with the signatures under it, together or not at all."""
    with transaction.atomic():
        made = Agreement(**fields, key=_key("agreement", fields["title"]))
        kept: Agreement = records.create(made, by=by, at=at)
        for organisation in parties:
            add_party(agreement=kept, organisation=organisation, by=by, at=at)
    return kept


def add_party(*, agreement: Agreement, organisation: Organisation, by: Actor, at: datetime) -> Party:
    return records.create(Party(agreement=agreement, organisation=organisation), by=by, at=at)


def add_assessment(*, fields: Mapping[str, Any], by: Actor, at: datetime) -> ImpactAssessment:
    made = ImpactAssessment(**fields, key=_key("impact_assessment", fields["title"]))
    return records.create(made, by=by, at=at)


def record_duty(*, requirement: str, fields: Mapping[str, Any], by: Actor, at: datetime) -> DutyRecord:
    """The first word on how a requirement is met; later ones change it."""
    return records.create(DutyRecord(requirement=requirement, **fields), by=by, at=at)


def organisation_named(fields: Mapping[str, Any]) -> Organisation:
    """A new organisation, not stored yet."""
    return Organisation(**fields, key=_key("organisation", fields["name"]))


def board_named(fields: Mapping[str, Any]) -> Board:
    """A new board, not stored yet."""
    return Board(**fields, key=_key("board", fields["name"]))


def _key(kind: str, words: str) -> str:
    """As the partnership's files would name it, with an end that no other has: two of one name are told apart."""
    return f"{kind}_{slugify(words).replace('-', '_')[:80]}_{public_id()[:6]}"


def _reached(start: int, lines: Iterable[tuple[int, int]]) -> set[int]:
    """The boards that one answers to, at once or by way of others, and itself."""
    known = list(lines)
    found, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        new = {to for board, to in known if board == here} - found
        found |= new
        waiting += new
    return found


def fingerprint_of(content: files.Partnership) -> str:
    """Changes when anything in the reviewed files does."""
    return hashlib.sha256(repr(content).encode()).hexdigest()


def _identity(content: files.Partnership) -> dict[str, Any]:
    same = (
        "name",
        "short_name",
        "area_code",
        "area_name",
        "force",
        "force_name",
        "year",
        "accent",
        "made_up",
        "checker",
    )
    return {key: getattr(content, key) for key in same} | {
        "accent": content.accent.lower(),
        "next_review": content.next_review,
        "plan_title": content.plan.title,
        "plan_covers": content.plan.covers,
        "plan_url": content.plan.url or "",
        "plan_published": content.plan.published,
        "plan_reviewed": content.plan.reviewed,
        "plan_consulted": list(content.plan.consulted),
        "definition": _definition(content.definition),
    }


def _definition(definition: files.LocalDefinition) -> dict[str, Any]:
    plain = asdict(definition)
    return plain | {
        "elsewhere": [item.id for item in definition.elsewhere],
        "parts": [asdict(p) for p in definition.parts],
    }
