"""A mapping as typed values."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field
from enum import StrEnum

from sulis.tables import TABLES, Table
from sulis.vocabulary import Missing


class Part(StrEnum):
    """What is taken of a day or a moment, and nothing else of it."""

    DAY = "day"
    MONTH = "month"  # its first day
    QUARTER = "quarter"  # its first day
    WEEKDAY = "weekday"  # the name
    HOURS = "hours"  # the quarter of the day, as 18 to 23
    FINANCIAL_YEAR = "financial year"  # as 2017/18


class LabelYear(StrEnum):
    """What a label of a year such as 2023/24 or 2023 means, to tell its first and last day."""

    CALENDAR = "calendar"  # January to December
    FINANCIAL = "financial"  # April to March
    SCHOOL = "school"  # September to August


class Repeats(StrEnum):
    """What is made of several rows for one and the same thing, where the layout is known to have them."""

    SET_ASIDE = "set aside"  # the first is kept, the others are faults
    ONCE = "once"  # rows alike in every column stand once; others are set aside
    ADD = "add"  # they are parts of one number, and are added up
    NONE = "none"  # nothing says which is right, so none is taken: the number is missing


@dataclass(frozen=True, slots=True)
class FileLayout:
    """How a file is read; see `sulis.sources.files.Layout`, whose defaults these are."""

    kind: str = "auto"
    sheet: str = ""
    header_row: int = 0
    encoding: str = "utf-8"
    delimiter: str = ","
    record: str = ""
    repeated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReleaseRule:
    """Which release a file makes. ``series`` and ``period`` are its place, told by one of these ways each.

    ``series`` or ``period``: words that stand here. ``series_from``: a column that has one value throughout.
    ``series_in_name``, ``period_in_name``: a pattern with one group, found in the file's name. ``period_from``: a column of days,
    whose first and last month make the period, as ``2024-04`` or ``2024-04_2024-06``; of ``quarter``, the last
    quarter's last month.
    """

    series: str = ""
    series_from: str = ""
    series_in_name: str = ""
    period: str = ""
    period_in_name: str = ""
    period_from: str = ""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """How one column of the table is filled: from a header (the first of ``headers`` that the file has), or by ``value``,
    or from the cells of several headers ``joined`` by a space, or by the first cell of ``first_of`` that is not empty,
    or by the release itself: ``of_release`` is ``series`` or ``period`` (as its first day, where the column is a day).

    ``codes`` turns cells into values; a cell that is in none of the lists is a fault, unless ``as_it_stands``. ``unknown`` lists
    the cells that mean that nobody knows. ``missing`` says, for a quantity, which cells mean which kind of missing; an
    empty cell is written ``""`` there. ``take`` is a pattern with one group: what it finds is what is read. ``dates`` are
    forms as ``%d/%m/%Y``. ``optional`` allows a file without the header.
    """

    to: str
    headers: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    first_of: tuple[str, ...] = ()
    of_release: str = ""
    value: str = ""
    codes: ReadOnly[str, str] = field(default_factory=dict)
    as_it_stands: bool = False
    unknown: tuple[str, ...] = ()
    missing: ReadOnly[str, Missing] = field(default_factory=dict)
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    part: Part | None = None
    label: LabelYear | None = None
    take: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A header that the layout has and that is left at the door on purpose; ``why`` says so."""

    header: str
    why: str


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Rows that are not taken: those whose cell under ``header`` is one of ``values``. They are counted and told."""

    header: str
    values: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Unpivot:
    """A wide file made long: each header that the pattern matches whole becomes rows of two cells, ``name`` and ``value``.

    Where the pattern has a group, ``name`` holds what it finds. ``also`` adds further cells from headers named alike, with
    ``{}`` for what was found: ``{"Decile": "{}_decile"}``.
    """

    headers: str
    name: str
    value: str
    also: ReadOnly[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mapping:
    """One layout of one source. ``open_headers`` lets a file carry headers that are not named here; they are not taken, and told."""

    id: str
    title: str
    source: str
    table_name: str
    file: FileLayout
    release: ReleaseRule
    columns: tuple[ColumnMap, ...]
    not_taken: tuple[NotTaken, ...]
    leave_out: tuple[LeaveOut, ...]
    unpivot: Unpivot | None
    open_headers: bool
    provisional: bool
    repeats: Repeats = Repeats.SET_ASIDE

    @property
    def table(self) -> Table:
        return TABLES[self.table_name]

    @property
    def required(self) -> tuple[str, ...]:
        """Headers that a file of this layout must have, where each column names only one."""
        made = {self.unpivot.name, self.unpivot.value, *self.unpivot.also} if self.unpivot else set()
        named = [c.headers[0] for c in self.columns if len(c.headers) == 1 and not c.optional]
        named += [header for c in self.columns if not c.optional for header in c.joined]
        named += [rule.header for rule in self.leave_out]
        return tuple(dict.fromkeys(name for name in named if name not in made))
