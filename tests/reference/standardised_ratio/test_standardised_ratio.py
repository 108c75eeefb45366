from __future__ import annotations

import pytest

from sulis.statistics import expected_events, standardised_ratio
from tests.reference.sheet import Row, as_published, label, rows

BANDS = rows(__file__, "bands")


def column(area: str, name: str) -> list[float]:
    return [float(row[name]) for row in BANDS if row["area"] == area]


@pytest.mark.parametrize("row", rows(__file__, "phstatsmethods"), ids=label)
def test_standardised_ratio_and_rate_match_the_public_health_package(row: Row) -> None:
    reference = column("force", "count"), column("force", "population")
    expected = expected_events(column(row["area"], "population"), *reference)
    found = standardised_ratio(
        sum(column(row["area"], "count")),
        expected,
        float(row["level"]),
        reference_rate=sum(reference[0]) / sum(reference[1]),
    )
    assert found.rate is not None and found.rate_low is not None and found.rate_high is not None
    assert float(expected) == as_published(row, "expected")
    assert float(found.value) == as_published(row, "ratio")
    assert float(found.low) == as_published(row, "low")
    assert float(found.high) == as_published(row, "high")
    assert float(found.rate) == as_published(row, "rate")
    assert float(found.rate_low) == as_published(row, "rate_low")
    assert float(found.rate_high) == as_published(row, "rate_high")
