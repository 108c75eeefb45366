"""What the store holds: releases, and how far each source has come."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from sulis.catalogue.sources import SourceCard
from sulis_web.evidence.ways import cards

if TYPE_CHECKING:
    from sulis.store import Release

_MONTHS = re.compile(r"(?:\d{4}-\d{2}_)?(\d{4})-(0[1-9]|1[0-2])")
_YEARS = re.compile(r"(?:\d{4}_)?(\d{4})")
_STEPS = (("month", 1), ("quarter", 3), ("term", 4), ("year", 12), ("annual", 12))
DEMONSTRATION = "made_up"  # a source of its own, shown only where it is what is loaded


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a source has come. ``last`` is the last day that is loaded, ``due`` when the next release should be there."""

    card: SourceCard
    releases: tuple[Release, ...]
    last: date | None
    due: date | None
    late: bool


def every_release() -> tuple[Release, ...]:
    """Every release ever accepted, the newest first."""
    from sulis.store import read_releases

    return tuple(reversed(read_releases(Path(settings.HOME))))


def release(id: str) -> Release | None:
    return next((each for each in every_release() if each.id == id), None)


def standings(on: date) -> tuple[Standing, ...]:
    """Every source of the catalogue as it stands on a day."""
    held = every_release()
    return tuple(
        _standing(card, held, on)
        for card in cards()
        if card.id != DEMONSTRATION or any(r.source == card.id for r in held)
    )


def standing(source: str, on: date) -> Standing | None:
    known = next((card for card in cards() if card.id == source), None)
    return _standing(known, every_release(), on) if known else None


def _standing(card: SourceCard, held: Iterable[Release], on: date) -> Standing:
    own = tuple(each for each in held if each.source == card.id)
    days = [day for each in own if each.status.value == "current" and (day := last_day(each.period))]
    last = max(days, default=None)
    due = next_due(card.cadence, card.lag_days, last) if last else None
    return Standing(card, own, last, due, bool(due and due < on))


def last_day(period: str) -> date | None:
    """The last day of a release's period, of the forms 2024-04, 2024-04_2024-06 and 2021; None for any other.

    >>> [str(last_day(period)) for period in ("2024-04", "2024-04_2024-06", "2021", "2011-census")]
    ['2024-04-30', '2024-06-30', '2021-12-31', 'None']
    """
    if found := _MONTHS.fullmatch(period):
        year, month = int(found[1]), int(found[2])
        return date(year, month, monthrange(year, month)[1])
    found = _YEARS.fullmatch(period)
    return date(int(found[1]), 12, 31) if found else None


def next_due(cadence: str, lag_days: int | None, last: date) -> date | None:
    """When the release after the last should be there: one step of the cadence and the publisher's usual wait later.

    None where the cadence is no regular one or the wait is unknown.

    >>> str(next_due("monthly, by force", 60, date(2024, 4, 30)))
    '2024-07-30'
    >>> next_due("by agreement", 60, date(2024, 4, 30)) is None
    True
    """
    months = next((step for word, step in _STEPS if word in cadence.lower()), 0)
    if not months or lag_days is None:
        return None
    year, month = divmod(last.year * 12 + last.month - 1 + months, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1]) + timedelta(days=lag_days)
