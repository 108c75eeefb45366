from __future__ import annotations

import pytest

from sulis.statistics import crude_rate
from tests.reference.sheet import Row, as_published, label, rows


@pytest.mark.parametrize("row", rows(__file__, "rates"), ids=label)
def test_crude_rate_matches_the_published_limits(row: Row) -> None:
    found = crude_rate(int(row["count"]), float(row["person_time"]), float(row["per"]), float(row["level"]))
    assert float(found.low) == as_published(row, "low")
    assert float(found.high) == as_published(row, "high")
