"""How a file is to be read, how much of it may be read, and what reading gives."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

from sulis.store import RawFile
from sulis.vocabulary import Fault, WrongUsage

MB = 1_000_000


class Kind(StrEnum):
    """What a file is."""

    AUTO = "auto"  # told by its content, never by its name
    CSV = "csv"  # text with separators, plain or gzip
    XLSX = "xlsx"  # an Excel workbook
    ODS = "ods"  # an OpenDocument spreadsheet
    PARQUET = "parquet"
    XML = "xml"  # one element a row


@dataclass(frozen=True, slots=True)
class Layout:
    """How to read a file; the defaults fit a plain CSV, and any workbook with one sheet.

    Parameters
    ----------
    sheet
        The name of the sheet; empty for the only visible one that has cells.
    header_row
        The row that holds the headers, counted from 1; 0 for the first of the first fifty rows that holds all of
        ``required``, or row 1 when none are required.
    encoding
        Of text: ``utf-8``, ``cp1252`` or ``utf-16``; a byte-order mark in the file counts for more.
    delimiter
        Of text: a comma, a semicolon, a tab or ``|``.
    required
        Headers that must be there, as they read once trimmed and with each run of spaces as one.
    record
        XML only: the element that is one row. Its children and attributes are the columns.
    repeated
        Headers that may stand more than once. Those after the first are called by their place too: ``SNP (column 9)``.
    """

    kind: Kind = Kind.AUTO
    sheet: str = ""
    header_row: int = 0
    encoding: str = "utf-8"
    delimiter: str = ","
    required: tuple[str, ...] = ()
    record: str = ""
    repeated: tuple[str, ...] = ()


_SETTINGS = {
    "SULIS_MOST_FILE_MB": ("file_bytes", MB),
    "SULIS_MOST_UNPACKED_MB": ("unpacked_bytes", MB),
    "SULIS_MOST_ENTRIES": ("entries", 1),
    "SULIS_MOST_RATIO": ("ratio", 1),
    "SULIS_MOST_COLUMNS": ("columns", 1),
    "SULIS_MOST_CELL_BYTES": ("cell_bytes", 1),
    "SULIS_MOST_ROWS": ("rows", 1),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read before it is refused. ``UPLOAD`` is for files sent by hand, ``ARCHIVE`` for all others."""

    file_bytes: int | None = None  # None: any size, because text is read as a stream and never held
    unpacked_bytes: int = 64_000 * MB  # the country's police.uk archive of three years unpacks to some 20 GB
    entries: int = 2_000  # an archive of one delivery has a few hundred files
    ratio: int = 100  # publishers' text packs to a fifth or a twentieth; a hundredth is built to fill a disk
    columns: int = 1_000  # the widest table that we know has about 300
    cell_bytes: int = 32_768  # a spreadsheet's own limit for a cell is 32,767 characters
    rows: int = 1_000_000_000  # beyond any publisher's file; what stops a file that repeats one row for ever

    UPLOAD: ClassVar[Limits]
    ARCHIVE: ClassVar[Limits]

    @classmethod
    def from_environment(cls, base: Limits | None = None, environment: Mapping[str, str] = os.environ) -> Limits:
        """``base`` (`ARCHIVE` when not given) with what the settings ``SULIS_MOST_...`` say in place of its own figures.

        Raises
        ------
        WrongUsage
            When a setting is not a whole number above 0.
        """
        limits = base or cls.ARCHIVE
        for setting, (name, unit) in _SETTINGS.items():
            given = environment.get(setting, "")
            if not given:
                continue
            if not given.isascii() or not given.isdigit() or int(given) < 1:
                raise WrongUsage(f"{setting} is not a whole number above 0", "Put the setting right, or take it out.")
            limits = replace(limits, **{name: int(given) * unit})
        return limits


ARCHIVE = Limits()
# 50 MB is what a browser sends in a minute on a slow line; five million rows is a large force's thirty years.
UPLOAD = Limits(file_bytes=50 * MB, unpacked_bytes=250 * MB, rows=5_000_000)
Limits.ARCHIVE, Limits.UPLOAD = ARCHIVE, UPLOAD


@dataclass(slots=True)
class Sheet:
    """One table of one file, as text.

    Parameters
    ----------
    name
        ``file.csv``, ``file.xlsx!Sheet1`` or ``file.zip!member.csv``.
    raw
        The checksums of the file, or of the archive's member.
    path
        A scratch CSV in UTF-8 without a header. The first cell of each line is the row's number as a spreadsheet counts,
        the others are the cells under ``header``, trimmed. Cells are quoted; one that was empty is empty and not quoted.
    header
        The columns' names, trimmed and with each run of spaces as one; no two alike. A column without a name is called
        by its place: ``(column 3)``.
    rows
        How many rows ``path`` holds. Rows set aside are not among them, and have one fault each in ``faults``.
    lines
        The line of text that a row ends on, for rows where it is not the row's own number.
    caveats
        What a reader must know: hidden sheets that were not read, formulas whose saved values were.
    """

    name: str
    raw: RawFile
    path: Path
    header: tuple[str, ...]
    header_row: int
    rows: int = 0
    lines: Mapping[int, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    caveats: tuple[str, ...] = ()
