"""The value itself: it imports nothing heavy, so that a page can be made of it at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

_SHORT, _LONG = 18, 60  # letters that a day or a state has at most; beyond which a column grows no wider


@dataclass(frozen=True, slots=True)
class HeadedTable:
    """A table in words, under its part's heading. ``numeric`` says which columns hold numbers; the first heads each row."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadedPart:
    """A heading with what stands under it, in this order. ``level`` is 1 for a chapter, which begins no new sheet, or 2."""

    heading: str
    level: int = 1
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    tables: tuple[HeadedTable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadedDocument:
    """``kicker`` says what sort of paper it is, ``subtitle`` for whom and for when; ``notes`` are numbered at its end."""

    kicker: str
    title: str
    subtitle: str
    made_by: str
    made_up: bool
    parts: tuple[HeadedPart, ...]
    notes: tuple[str, ...] = ()


def headed_json(document: HeadedDocument) -> dict[str, Any]:
    """As plain values, to be kept; `headed_from` gives the same document back."""
    return asdict(document)


def headed_from(given: Mapping[str, Any]) -> HeadedDocument:
    """A document as it was kept."""
    return HeadedDocument(
        **{**given, "parts": tuple(_part(each) for each in given["parts"]), "notes": tuple(given["notes"])}
    )


def _part(given: Mapping[str, Any]) -> HeadedPart:
    tables = tuple(
        HeadedTable(
            tuple(each["header"]), tuple(tuple(row) for row in each["rows"]), tuple(each["numeric"]), each["caption"]
        )
        for each in given["tables"]
    )
    return HeadedPart(
        heading=given["heading"], level=given["level"], paragraphs=tuple(given["paragraphs"]), points=tuple(given["points"]),
        tables=tables,
    )  # fmt: skip


def with_notes(document: HeadedDocument) -> tuple[HeadedPart, ...]:
    """Its parts, and last its numbered notes where it has any."""
    if not document.notes:
        return document.parts
    told = tuple(f"{number}. {text}" for number, text in enumerate(document.notes, 1))
    return (*document.parts, HeadedPart(heading="Notes", paragraphs=told))


def shares(table: HeadedTable, whole: float, letter: float = 1.6, padding: float = 4.0) -> tuple[float, ...]:
    """How wide each column is, of a sheet ``whole`` wide: a short text stands on one line, and the others share what is left.

    No column is narrower than its longest word. ``letter`` is the width of one letter and ``padding`` that around a text.

    Examples
    --------
    >>> shares(HeadedTable(("Action", "Due"), (("Write to every head of a school", "30 June 2027"),), (False, False)), 100.0)
    (76.8, 23.2)
    """
    columns = [[row[place] for row in (table.header, *table.rows)] for place in range(len(table.header))]
    longest = [max(map(len, texts)) for texts in columns]
    least = [padding + letter * max(len(word) for text in texts for word in [*text.split(), ""]) for texts in columns]
    fixed = [padding + most * letter if most <= _SHORT else 0.0 for most in longest]
    over = whole - sum(own or narrowest for own, narrowest in zip(fixed, least, strict=True))
    weights = [0 if own else min(most, _LONG) for most, own in zip(longest, fixed, strict=True)]
    if over < 0 or not any(weights):
        return tuple(round(whole / len(longest), 1) for _each in longest)
    return tuple(
        round(own or narrowest + over * weight / sum(weights), 1)
        for own, narrowest, weight in zip(fixed, least, weights, strict=True)
    )
