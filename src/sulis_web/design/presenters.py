"""The style page: every component, in every state that it can be in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import ModuleType

from django import forms

from sulis_web.design import trouble
from sulis_web.design.codes import QrCode
from sulis_web.design.diagram import Drawn
from sulis_web.design.histories import KeyDate
from sulis_web.design.navigation import Link, Pages
from sulis_web.design.showcase import histories, records
from sulis_web.design.showcase.questions import EveryField, FewFilters, few_faults

COLOURS = ("ink", "quiet", "link", "accent", "trouble", "watch", "good", "stone", "focus")
PARTS = (
    ("Words and colour", "words"),
    ("Ways about", "ways"),
    ("Forms", "forms"),
    ("What a page tells", "tells"),
    ("Records", "records"),
    ("History and dates", "history"),
    ("Work in the background", "work"),
    ("Signing in", "signing"),
    ("Diagrams", "diagrams"),
    ("When something is wrong", "wrong"),
)
_NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class StylePage:
    contents: tuple[Link, ...]
    colours: tuple[str, ...]
    records: ModuleType
    histories: ModuleType
    plain: forms.Form
    wrong: forms.Form
    filters: forms.Form
    pages: Pages
    due: tuple[KeyDate, ...]
    today: date
    qr: QrCode
    boards: Drawn
    troubles: tuple[trouble.Trouble, ...]


def style(*, today: date) -> StylePage:
    return StylePage(
        contents=tuple(Link(words, f"#{id}") for words, id in PARTS),
        colours=COLOURS,
        records=records,
        histories=histories,
        plain=EveryField(prefix="plain"),
        wrong=EveryField(few_faults(), prefix="wrong"),
        filters=FewFilters(),
        pages=records.long_list(),
        due=histories.due(today),
        today=today,
        qr=histories.qr_code(),
        boards=histories.boards(),
        troubles=troubles(),
    )


def troubles() -> tuple[trouble.Trouble, ...]:
    """Every error page that a reader may meet."""
    return (
        trouble.BAD_REQUEST, trouble.FORBIDDEN, trouble.STALE_FORM, trouble.NOT_FOUND, trouble.CONFLICT, trouble.TOO_LARGE,
        trouble.NOT_ACCEPTED, trouble.too_many_tries(at=_NOON, until=_NOON + timedelta(minutes=15)), trouble.SERVER_ERROR,
        trouble.UNAVAILABLE, trouble.RECORD_UNAVAILABLE, trouble.CHANGE_UNAVAILABLE,
    )  # fmt: skip
