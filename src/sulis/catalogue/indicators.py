"""The indicators of catalogue/indicators: what each counts, which way is better, and which determinants it stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from sulis.catalogue.files import called, file_of, ids_of, reading
from sulis.catalogue.mappings.model import LabelYear
from sulis.catalogue.reader import Table
from sulis.catalogue.sources import source_ids
from sulis.catalogue.toml import read_document
from sulis.vocabulary import Period

if TYPE_CHECKING:
    from sulis.catalogue.partnership import CatalogueFactor

_LONE = re.compile(r"(\d{4})\b(?! ?[-–/])")
_PAIR = re.compile(r"(\d{4})[/-](\d{2})\b(?! ?[-–])")
_SPAN = re.compile(r"(\d{4})(?:/\d{2})? ?[-–] ?(?:\d{2})?(\d{2})(?:/(\d{2}))?\b")
_FIRST_MONTH = {LabelYear.CALENDAR: 1, LabelYear.FINANCIAL: 4, LabelYear.SCHOOL: 9}


class Better(StrEnum):
    """Which way of an indicator is the better one, where that can be said at all."""

    LOWER = "lower"
    HIGHER = "higher"
    NEITHER = "neither"  # more can mean more harm, or more of it seen and helped


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One published indicator. ``indicator`` is the publisher's id; ``sex`` and ``age`` are as published, empty where it has none.

    ``unit`` and ``years`` are words; ``year`` says when a year of its labels begins; ``decimals`` are those shown. ``factors``
    are ids of the risk factors that it stands for, the nearest first, and ``why`` says how far.
    """

    id: str
    name: str
    source: str
    indicator: str
    sex: str
    age: str
    numerator: str
    denominator: str
    unit: str
    years: str
    year: LabelYear
    better: Better
    decimals: int
    factors: tuple[str, ...]
    why: str
    author: str
    checker: str
    next_review: date

    def span(self, label: str) -> Period | None:
        """The days that a label of a period means; None for a label that names no year.

        A financial or school year that is named by one year is the one that ends in it.

        Examples
        --------
        >>> persistent = load_indicator("persistent_absence")
        >>> [persistent.span(label).label for label in ("2025 (prov)", "2023/24")]
        ['2024-09 to 2025-08', '2023-09 to 2024-08']
        >>> load_indicator("alcohol_admissions").span("2013/14-15/16").label
        '2013-04 to 2016-03'
        >>> persistent.span("not stated")
        """
        years = _years(label, self.year)
        if years is None or years[1] < years[0]:
            return None
        month = _FIRST_MONTH[self.year]
        return Period(date(years[0], month, 1), date(years[1] + 1, month, 1))


def _years(label: str, year: LabelYear) -> tuple[int, int] | None:
    """The years in which the first and the last year of a label begin."""
    if pair := _PAIR.match(label):
        first, second = int(pair[1]), int(pair[1][:2] + pair[2])
        if second == first + 1:  # 2023/24 is one year; 2020-22, which `_SPAN` reads, is three
            return first, first
    if span := _SPAN.match(label):
        first, last = int(span[1]), int(span[1][:2] + span[2])
        return first, last
    if lone := _LONE.match(label):
        began = int(lone[1]) - (year is not LabelYear.CALENDAR)
        return began, began
    return None


def indicator_ids() -> tuple[str, ...]:
    """Every indicator of the catalogue, in the alphabet's order."""
    return ids_of("indicators")


@cache
def load_indicator(id: str) -> Indicator:
    """An indicator by its id.

    Raises
    ------
    WrongUsage
        When there is none.
    InputRefused
        When its file breaks a rule, with all its faults.

    Examples
    --------
    >>> load_indicator("suspensions").factors
    ('low_commitment_to_school',)
    """
    path = file_of("indicators", id, "indicator")
    with reading(read_document(path, called(path))) as top:
        found = _indicator(top)
        if found.id and found.id != path.stem:
            top.fault("id", f'"{found.id}"', "A file is named by its id.", f'Write id = "{path.stem}".')
    return found


def _indicator(top: Table) -> Indicator:
    return Indicator(
        id=top.id(),
        name=top.text("name"),
        source=top.word("source", source_ids()),
        indicator=top.text("indicator"),
        sex=top.text("sex", required=False),
        age=top.text("age", required=False),
        numerator=top.text("numerator"),
        denominator=top.text("denominator"),
        unit=top.text("unit"),
        years=top.text("years"),
        year=top.chosen("year", LabelYear),
        better=top.chosen("better", Better),
        decimals=top.whole("decimals", 0, 6) or 0,
        factors=top.words("factors", factors(), hint="Each is an id of catalogue/risk_factors/who.toml."),
        why=top.text("why", why="It says how far the indicator stands for its factors."),
        author=top.text("author"),
        checker=top.text("checker"),
        next_review=top.day("next_review"),
    )


@cache
def factors() -> dict[str, CatalogueFactor]:
    """The risk factors of the shared catalogue, by id, in file order."""
    from sulis.catalogue.partnership import load_risk_factors

    return {factor.id: factor for factor in load_risk_factors()}
