from __future__ import annotations

import pytest

from sulis.statistics import crude_rate, rate_difference
from tests.reference.sheet import Row, as_published, label, rows


@pytest.mark.parametrize("row", rows(__file__, "mover"), ids=label)
def test_rate_difference_matches_the_formula_worked_through(row: Row) -> None:
    level, per = float(row["level"]), float(row["per"])
    a, b = (int(row["count_a"]), float(row["time_a"])), (int(row["count_b"]), float(row["time_b"]))
    found = rate_difference(*a, *b, level, per=per)
    assert float(found.value) == as_published(row, "difference")
    assert float(found.low) == as_published(row, "low")
    assert float(found.high) == as_published(row, "high")


@pytest.mark.parametrize("row", rows(__file__, "mover"), ids=label)
@pytest.mark.parametrize("side", ["a", "b"])
def test_rates_in_the_sheet_are_the_crude_rates(row: Row, side: str) -> None:
    rate = crude_rate(int(row[f"count_{side}"]), float(row[f"time_{side}"]), float(row["per"]), float(row["level"]))
    assert float(rate.value) == as_published(row, f"rate_{side}")
    assert float(rate.low) == as_published(row, f"low_{side}")
    assert float(rate.high) == as_published(row, f"high_{side}")
