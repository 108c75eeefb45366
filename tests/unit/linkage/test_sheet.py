"""Sheets of identifiers: read whole, or refused with every fault and no value repeated."""

from __future__ import annotations

from pathlib import Path

import pytest

from sulis.linkage import read_sheet
from sulis.linkage.sheet import check_keys
from sulis.vocabulary import InputRefused

SECRET = "Grimshaw"


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "sheet.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_columns_are_taken_by_name_and_others_left(tmp_path: Path) -> None:
    path = written(tmp_path, '\ufeffid,Surname,ethnicity,postcode\r\n7,"Smith, Jr",x,BA1 1LZ\r\n\r\n')
    sheet = read_sheet(path, {"record_key": "id", "family_name": "Surname"})
    assert sheet.rows == ({"record_key": "7", "family_name": "Smith, Jr", "postcode": "BA1 1LZ"},)
    assert sheet.not_taken == ("ethnicity",)


@pytest.mark.parametrize(
    ("content", "given", "row"),
    [
        (b"", "an empty file", None),
        (b"record_key,given_name\n1,\xff\xfe\n", "bytes that are not UTF-8", None),
        (f'record_key,given_name\n1,"{SECRET}\n', "a file that is no CSV", None),
        (f"key,given_name\n1,{SECRET}\n", "no header for record_key", 1),
        (f"record_key,record_key\n1,{SECRET}\n", "a header that stands twice", 1),
        (f"record_key,given_name\n1,{SECRET},x\n", "3 cells", 2),
        (f"record_key,given_name\n1,a\n2,{SECRET * 200}\n", "a cell too long", 3),
        (f"record_key,given_name\n1,{SECRET}\n\n2,b\n", "0 cells", 3),
    ],
)  # fmt: skip
def test_faulty_sheet_is_refused_with_its_place_and_without_its_values(
    tmp_path: Path, content: str | bytes, given: str, row: int | None
) -> None:
    with pytest.raises(InputRefused) as refused:
        read_sheet(written(tmp_path, content))
    (fault,) = refused.value.faults
    assert given in fault.given and fault.row == row and fault.rule and fault.remedy
    assert SECRET not in str(refused.value) + str(fault)


def test_column_that_is_asked_for_and_not_there_is_a_fault(tmp_path: Path) -> None:
    path = written(tmp_path, "record_key\n1\n")
    for asked, words in (
        ({"family_name": "Surname"}, "no header for family_name"),
        ({"shoe": "x"}, "columns named shoe"),
    ):
        with pytest.raises(InputRefused, match=words):
            read_sheet(path, asked)


def test_keys_are_there_and_stand_once() -> None:
    faults = check_keys("police", ["a", "", "b", "a"])
    assert [(fault.row, fault.column, fault.given) for fault in faults] == [
        (3, "record_key", "no key"), (5, "record_key", "a key that another row has too"),
    ]  # fmt: skip
