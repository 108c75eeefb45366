"""One value for all rows has the form of its column, or the mapping is refused before any file is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from sulis.vocabulary import InputRefused
from tests.unit.mapped.files import ADMISSIONS, mapping

NUMBER = 'from = "Number"\nmissing = {{ "*" = "suppressed", "" = "not received", ":" = "not collected" }}'
QUARTER = 'from = "Quarter"\nlabel = "financial"'


@pytest.mark.parametrize(
    ("was", "value", "column"), [(NUMBER, "not collected", "admissions"), (QUARTER, "last spring", "quarter")]
)
def test_value_that_is_no_number_or_no_day_is_a_fault_of_the_mapping(
    tmp_path: Path, was: str, value: str, column: str
) -> None:
    assert was in ADMISSIONS
    with pytest.raises(InputRefused) as refused:
        mapping(tmp_path, text=ADMISSIONS.replace(was, f'value = "{value}"'))
    assert any(value in fault.given and column in fault.rule for fault in refused.value.faults)


def test_value_of_the_right_form_is_taken(tmp_path: Path) -> None:
    fixed = ADMISSIONS.replace(NUMBER, 'value = "12"').replace(QUARTER, 'value = "2023-04-01"')
    taken = {column.to: column.value for column in mapping(tmp_path, text=fixed).columns if column.value}
    assert taken == {"quarter": "2023-04-01", "cause": "assault by sharp object", "admissions": "12"}
