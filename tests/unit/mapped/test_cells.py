"""How cells become values: numbers, days, labels, codes and kinds of missing."""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulis.catalogue.mappings import ColumnMap, Part
from sulis.catalogue.mappings.model import LabelYear
from sulis.sources.mapped.cells import readings
from sulis.store.sql import literal
from sulis.tables import ADMISSIONS, ATTENDANCES, INDICATOR_VALUES, PLACES, POPULATION_GROUPS, Table
from sulis.vocabulary import Missing


def read(cell: str | None, how: ColumnMap, table: Table) -> tuple[Any, bool]:
    """The value of the first reading, and whether every reading of the column is sound."""
    found = readings(how, table, "cell")
    sound = " AND ".join(f"coalesce({one.sound}, false)" for one in found)
    with duckdb.connect() as connection:
        row = connection.execute(
            f"SELECT {found[0].value}, {sound} FROM (SELECT {'NULL::VARCHAR' if cell is None else literal(cell)} AS cell)"
        ).fetchone()
    assert row is not None
    return row


COUNT = ColumnMap("admissions", ("Number",), missing={"*": Missing.SUPPRESSED, "": Missing.NOT_RECEIVED})
VALUE = ColumnMap("value", ("Value",), missing={"": Missing.NOT_RECEIVED})


@pytest.mark.parametrize(
    ("cell", "number", "sound"),
    [
        ("0", 0, True), ("12", 12, True), ("1,234", 1234, True), ("12.0", 12, True), ("12.5", None, False),
        ("1,23", None, False), ("-3", -3, False), ("twelve", None, False), ("1e3", None, False), ("*", None, True),
        (None, None, True), ("99999999999999999999", None, False),
    ],
)  # fmt: skip
def test_whole_number_is_read_exactly_or_not_at_all(cell: str | None, number: int | None, sound: bool) -> None:
    assert read(cell, COUNT, ADMISSIONS) == (number, sound)


@pytest.mark.parametrize(
    ("cell", "number", "sound"),
    [("0.10", 0.1, True), (".5", 0.5, True), ("-1.5e-3", -0.0015, True), ("nan", None, False), ("inf", None, False),
     ("1.2.3", None, False)],
)  # fmt: skip
def test_number_with_a_point_is_finite(cell: str, number: float | None, sound: bool) -> None:
    value, kept = read(cell, VALUE, INDICATOR_VALUES)
    assert kept is sound
    assert value == number or not sound


@given(st.integers(min_value=0, max_value=2**31 - 1))
def test_every_whole_number_comes_back_with_and_without_commas(number: int) -> None:
    assert read(str(number), COUNT, ADMISSIONS) == (number, True)
    assert read(f"{number:,}", COUNT, ADMISSIONS) == (number, True)


@pytest.mark.parametrize(
    ("label", "year", "start", "end"),
    [
        ("2023", LabelYear.CALENDAR, date(2023, 1, 1), date(2023, 12, 31)),
        ("2023", LabelYear.FINANCIAL, date(2023, 4, 1), date(2024, 3, 31)),
        ("2023/24", LabelYear.FINANCIAL, date(2023, 4, 1), date(2024, 3, 31)),
        ("2022/23", LabelYear.SCHOOL, date(2022, 9, 1), date(2023, 8, 31)),
        ("2020/21 - 22/23", LabelYear.FINANCIAL, date(2020, 4, 1), date(2023, 3, 31)),
        ("2014-16", LabelYear.CALENDAR, date(2014, 1, 1), date(2016, 12, 31)),
        ("2019 to 2021", LabelYear.CALENDAR, date(2019, 1, 1), date(2021, 12, 31)),
        ("2023/24 Q4", LabelYear.FINANCIAL, date(2024, 1, 1), date(2024, 3, 31)),
        ("2017/18 1", LabelYear.FINANCIAL, date(2017, 4, 1), date(2017, 6, 30)),
        ("2024 Q1", LabelYear.CALENDAR, date(2024, 1, 1), date(2024, 3, 31)),
        ("Spring term", LabelYear.SCHOOL, None, None),
    ],
)  # fmt: skip
def test_label_of_a_period_says_its_first_and_last_day(
    label: str, year: LabelYear, start: date | None, end: date | None
) -> None:
    told = [
        read(label, ColumnMap(to, ("Period",), label=year), INDICATOR_VALUES)[0]
        for to in ("period_start", "period_end")
    ]
    assert told == [start, end]


@pytest.mark.parametrize(
    ("cell", "value", "sound"),
    [("29/02/2024", date(2024, 2, 29), True), ("29/02/2023", None, False), ("2024-02-29", None, False), ("", None, True)],
)  # fmt: skip
def test_day_that_does_not_exist_is_no_day(cell: str, value: date | None, sound: bool) -> None:
    how = ColumnMap("since", ("Since",), dates=("%d/%m/%Y",))
    assert read(cell or None, how, PLACES) == (value, sound)


@pytest.mark.parametrize(
    ("part", "to", "value"),
    [
        (Part.MONTH, "assault_month", date(2024, 6, 1)), (Part.WEEKDAY, "assault_weekday", "Saturday"),
        (Part.HOURS, "assault_hours", "18 to 23"),
    ],
)  # fmt: skip
def test_only_a_part_of_a_moment_is_taken(part: Part, to: str, value: object) -> None:
    how = ColumnMap(to, ("When",), dates=("%d/%m/%Y %H:%M",), part=part)
    assert read("15/06/2024 23:59", how, ATTENDANCES) == (value, True)


def test_pattern_takes_what_its_group_finds_and_nothing_else() -> None:
    how = ColumnMap("age_from", ("Group",), take=r"^Aged (\d+) to \d+$", unknown=("",))
    assert read("Aged 10 to 14", how, POPULATION_GROUPS) == (10, True)
    assert read("All ages", how, POPULATION_GROUPS) == (None, True)


@given(st.text(max_size=30).filter(lambda text: "\0" not in text))
def test_any_cell_is_a_number_a_kind_of_missing_or_a_fault(cell: str) -> None:
    """Never two of them, and never a zero that was not written."""
    number, missing = readings(COUNT, ADMISSIONS, "cell")[:2]
    with duckdb.connect() as connection:
        row = connection.execute(
            f"SELECT {number.value}, {missing.value}, {number.sound} FROM (SELECT nullif({literal(cell)}, '') AS cell)"
        ).fetchone()
    assert row is not None
    value, kind, sound = row
    assert bool(sound) == ((value is None) != (kind is None))
    assert value != 0 or cell.strip("-0.,") == ""
