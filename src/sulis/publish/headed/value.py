"""The value itself: it imports nothing heavy, so that a page can be made of it at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


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
