"""A whole file by a mapping: what loads, what is set aside, what is refused and in which words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sulis.vocabulary import InputRefused
from tests.unit.mapped.files import ADMISSIONS, HEADER, ROWS, column, file, mapping, tidied, tried


def test_rows_become_the_table_s_with_each_kind_of_missing_its_own(tmp_path: Path) -> None:
    done, rows = tidied(file(tmp_path, *ROWS), mapping(tmp_path), tmp_path)
    assert (done.series, done.period, done.rows_read, done.rows_quarantined) == ("try", "2023-04_2024-03", 4, 0)
    assert column(rows, "admissions", "admissions") == [12, None, 0, None]
    assert column(rows, "admissions", "admissions_missing") == [None, "suppressed", None, "missing"]
    assert column(rows, "admissions", "quarter") == [
        date(2023, 4, 1),
        date(2023, 7, 1),
        date(2023, 10, 1),
        date(2024, 1, 1),
    ]
    assert column(rows, "admissions", "provisional") == [False, False, False, True]
    assert column(rows, "admissions", "row_number") == [2, 3, 4, 5]


def test_few_bad_rows_are_set_aside_and_told_by_row_and_column(tmp_path: Path) -> None:
    rows = [f"2023/24 Q1,E060000{n:02d},A,{n},F" for n in range(10, 40)]
    rows[3] = "2023/24 Q1,E06000099,A,many,F"
    done, kept = tidied(file(tmp_path, *rows), mapping(tmp_path), tmp_path)
    assert (done.refused, done.rows_quarantined, len(kept)) == (False, 1, 29)
    [fault] = done.faults
    assert (fault.row, fault.column) == (5, "Number")
    assert "many" not in str(fault)
    assert '"*"' in fault.rule


def test_too_many_bad_rows_refuse_the_file_whole(tmp_path: Path) -> None:
    rows = [f"2023/24 Q1,E060000{n:02d},C,{n},F" for n in range(10, 40)]
    done, kept = tidied(file(tmp_path, *rows), mapping(tmp_path), tmp_path)
    assert done.refused
    assert kept == []
    [fault] = done.faults
    assert (fault.row, fault.column) == (2, "Age")
    assert "30 of 30 rows" in fault.given


def test_second_row_for_the_same_thing_is_told(tmp_path: Path) -> None:
    rows = [f"2023/24 Q1,E060000{n:02d},A,{n},F" for n in range(10, 40)]
    done, kept = tidied(file(tmp_path, *rows, rows[0].replace(",10,", ",11,")), mapping(tmp_path), tmp_path)
    assert (done.rows_quarantined, len(kept)) == (1, 30)
    assert "an earlier row tells already" in done.faults[0].given


def test_absent_header_is_told_with_the_nearest(tmp_path: Path) -> None:
    done, _ = tidied(file(tmp_path, *ROWS, header=HEADER.replace("Quarter", "Quarters")), mapping(tmp_path), tmp_path)
    assert done.refused
    assert "Quarter" in str(done.faults[0])


def test_alternative_header_and_odd_spacing_are_found(tmp_path: Path) -> None:
    done, rows = tidied(
        file(tmp_path, *ROWS, header="quarter,AREA,Age  band,Number,Status"), mapping(tmp_path), tmp_path
    )
    assert not done.refused, done.faults
    assert len(rows) == 4


def test_rows_left_out_on_purpose_are_counted_and_told(tmp_path: Path) -> None:
    more = '[[leave_out]]\nfrom = "Area"\nis = ["Total"]\nwhy = "the sum of the others"\n'
    done, rows = tidied(file(tmp_path, *ROWS, "2023/24 Q1,Total,A,99,F"), mapping(tmp_path, more), tmp_path)
    assert len(rows) == 4
    assert any("the sum of the others" in caveat for caveat in done.caveats)
    assert any("on purpose: 1" in caveat for caveat in done.caveats)


def test_dry_run_names_codes_that_are_not_covered_with_their_rows(tmp_path: Path) -> None:
    run = tried(
        file(tmp_path, *ROWS, "2023/24 Q1,E06000023,Z,1,F", "2023/24 Q2,E06000023,Z,1,X"), mapping(tmp_path), tmp_path
    )
    assert run.uncovered == {"Age": {"Z": 2}, "Status": {"X": 1}}
    assert (run.rows, run.sound, run.loads) == (6, 4, False)
    assert run.missing == {"admissions": {"missing": 1, "suppressed": 1}}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('to = "quarter"', 'to = "quartr"', 'Did you mean "quarter"?'),
        ('label = "financial"', 'label = "fiscal"', "label is one of a fixed list"),
        ('missing = {{ "*" = "suppressed"', 'missing = {{ "*" = "hidden"', "one of a fixed list"),
        ('value = "assault by sharp object"', 'value = "x"\nfrom = "Y"', "from a header, "),
        ('yes = ["P"]\nno = ["F"]', "", "Write yes"),
        ('period_from = "quarter"', 'period_in_name = "("', "regular expression"),
        ('series = "try"', 'series = "try"\nseries_from = "area_code"', "2 ways to tell the series"),
        ('series = "try"', 'series_from = "1) FROM read_text(2) --"', "a column that cannot tell it"),
        ('period_from = "quarter"', 'period_from = "area_code"', "a column that cannot tell it"),
        ('table = "admissions"', 'table = "admisions"', 'Did you mean "admissions"?'),
        ('[[column]]\nto = "area_code"\nfrom = "Area"\n', "", "no column fills area_code"),
        ('to = "age_band"', 'to = "area_code"', "a second time"),
    ],
)  # fmt: skip
def test_wrong_mapping_is_told_key_by_key(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in ADMISSIONS
    with pytest.raises(InputRefused) as refused:
        mapping(tmp_path, text=ADMISSIONS.replace(old, new, 1))
    assert any(told in str(fault) for fault in refused.value.faults), [str(f) for f in refused.value.faults]
    assert all(fault.row for fault in refused.value.faults)
