"""A headed document as a page lays it out."""

from __future__ import annotations

from dataclasses import dataclass

from sulis.publish.headed import HeadedDocument, HeadedTable
from sulis_web.design.values import Cell, Column, Table


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    is_chapter: bool
    words: tuple[str, ...]
    points: tuple[str, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class HeadedPage:
    kicker: str
    title: str
    subtitle: str
    sections: tuple[Section, ...]
    notes: tuple[str, ...]


def headed_page(document: HeadedDocument) -> HeadedPage:
    sections = tuple(
        Section(
            part.heading, part.level == 1, part.paragraphs, part.points, tuple(_table(each) for each in part.tables)
        )
        for part in document.parts
    )
    return HeadedPage(document.kicker, document.title, document.subtitle, sections, document.notes)


def _table(block: HeadedTable) -> Table:
    columns = tuple(Column(words, numeric) for words, numeric in zip(block.header, block.numeric, strict=True))
    return Table(block.caption, columns, tuple(tuple(Cell(words) for words in row) for row in block.rows))
