"""Organisations, boards, agreements and dates as the partnership's reviewed files have them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sulis.catalogue import partnership as files
from sulis_web.partnership.models import (
    Agreement,
    Board,
    CalendarEntry,
    Clause,
    ImpactAssessment,
    Line,
    Organisation,
    Party,
    Seat,
)
from sulis_web.records.following import follow_files


def follow_register(content: files.Partnership, at: datetime) -> None:
    """Bring every part of the register to the files; what one part names is there before it."""
    _organisations(content, at)
    organisations = {row.key: row for row in Organisation._base_manager.all()}
    _boards(content, organisations, at)
    boards = {row.key: row for row in Board._base_manager.all()}
    _seats(content, organisations, boards, at)
    _lines(content, boards, at)
    _clauses(content, boards, at)
    _agreements(content, at)
    agreements = {row.key: row for row in Agreement._base_manager.all()}
    _parties(content, organisations, agreements, at)
    _assessments(content, organisations, agreements, at)
    _calendar(content, organisations, boards, at)


def _key(row: Any) -> str:
    return row.key


def _organisations(content: files.Partnership, at: datetime) -> None:
    wanted = {
        one.id: {
            "key": one.id, "name": one.title, "about": one.text, "duty": one.duty.value, "section": one.section,
            "authority": one.authority or "", "controller": one.controller or "", "contact_role": one.contact_role or "",
            "member_from": one.member_from, "member_until": one.member_until,
        }
        for one in content.organisations
    }  # fmt: skip
    follow_files(Organisation, wanted, identity=_key, fields=next(iter(wanted.values())), at=at)


def _boards(content: files.Partnership, organisations: dict[str, Organisation], at: datetime) -> None:
    wanted = {
        one.id: {
            "key": one.id, "name": one.title, "about": one.text, "section": one.section,
            "terms_of_reference": one.terms_of_reference or "", "cadence": one.cadence.value if one.cadence else "",
            "first_meeting": one.first_meeting, "chair": organisations[one.chair] if one.chair else None,
        }
        for one in content.boards
    }  # fmt: skip
    follow_files(Board, wanted, identity=_key, fields=next(iter(wanted.values())), at=at)


def _seats(
    content: files.Partnership, organisations: dict[str, Organisation], boards: dict[str, Board], at: datetime
) -> None:
    wanted = {
        (boards[board.id].pk, organisations[seat.organisation].pk, seat.kind.value): {
            "board": boards[board.id], "organisation": organisations[seat.organisation], "part": seat.kind.value,
            "held_from": seat.held_from, "held_until": seat.held_until,
        }
        for board in content.boards for seat in board.seats
    }  # fmt: skip
    fields = ("held_from", "held_until")
    follow_files(Seat, wanted, identity=lambda row: (row.board_id, row.organisation_id, row.part), fields=fields, at=at)


def _lines(content: files.Partnership, boards: dict[str, Board], at: datetime) -> None:
    wanted = {
        (boards[board.id].pk, boards[line.to].pk): {
            "board": boards[board.id], "to": boards[line.to], "account": line.account.value,
        }
        for board in content.boards for line in board.lines
    }  # fmt: skip
    follow_files(Line, wanted, identity=lambda row: (row.board_id, row.to_id), fields=("account",), at=at)


def _clauses(content: files.Partnership, boards: dict[str, Board], at: datetime) -> None:
    wanted = {
        (boards[board.id].pk, one.number): {
            "board": boards[board.id], "number": one.number, "words": one.words, "effect": one.effect.value,
            "about": one.about.value, "values": list(one.values), "position": place,
        }
        for board in content.boards for place, one in enumerate(board.clauses)
    }  # fmt: skip
    fields = ("words", "effect", "about", "values", "position")
    follow_files(Clause, wanted, identity=lambda row: (row.board_id, row.number), fields=fields, at=at)


def _agreements(content: files.Partnership, at: datetime) -> None:
    wanted = {
        one.id: {
            "key": one.id, "title": one.title, "about": one.text, "reference": one.reference or "",
            "purposes": [purpose.value for purpose in one.purposes], "signed": one.signed, "expires": one.expires,
            "review": one.review,
        }
        for one in content.agreements
    }  # fmt: skip
    fields = ("key", "title", "about", "reference", "purposes", "signed", "expires", "review")
    follow_files(Agreement, wanted, identity=_key, fields=fields, at=at)


def _parties(
    content: files.Partnership, organisations: dict[str, Organisation], agreements: dict[str, Agreement], at: datetime
) -> None:
    wanted = {
        (agreements[one.id].pk, organisations[party].pk): {
            "agreement": agreements[one.id], "organisation": organisations[party],
        }
        for one in content.agreements for party in one.parties
    }  # fmt: skip
    follow_files(Party, wanted, identity=lambda row: (row.agreement_id, row.organisation_id), fields=(), at=at)


def _assessments(
    content: files.Partnership, organisations: dict[str, Organisation], agreements: dict[str, Agreement], at: datetime
) -> None:
    wanted = {
        one.id: {
            "key": one.id, "title": one.title, "about": one.text, "controller": organisations[one.controller],
            "agreement": agreements[one.agreement] if one.agreement else None, "outcome": one.outcome.value,
            "completed": one.completed, "expires": one.expires, "review": one.review,
        }
        for one in content.impact_assessments
    }  # fmt: skip
    fields = ("key", "title", "about", "controller", "agreement", "outcome", "completed", "expires", "review")
    follow_files(ImpactAssessment, wanted, identity=_key, fields=fields, at=at)


def _calendar(
    content: files.Partnership, organisations: dict[str, Organisation], boards: dict[str, Board], at: datetime
) -> None:
    wanted = {
        one.id: {
            "key": one.id, "title": one.title, "about": one.text, "on": one.on,
            "cadence": one.cadence.value if one.cadence else "", "requirement": one.requirement or "",
            "organisation": organisations[one.organisation] if one.organisation else None,
            "board": boards[one.board] if one.board else None,
        }
        for one in content.calendar
    }  # fmt: skip
    fields = ("key", "title", "about", "on", "cadence", "requirement", "organisation", "board")
    follow_files(CalendarEntry, wanted, identity=_key, fields=fields, at=at)
