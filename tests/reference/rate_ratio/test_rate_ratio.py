from __future__ import annotations

import math

import pytest
from scipy.stats import binomtest, norm

from sulis.statistics import rate_ratio
from tests.reference.sheet import Row, as_published, label, rows


@pytest.mark.parametrize("row", rows(__file__, "exact"), ids=label)
def test_rate_ratio_matches_the_published_exact_interval(row: Row) -> None:
    found = rate_ratio(
        int(row["count_a"]), float(row["time_a"]), int(row["count_b"]), float(row["time_b"]), float(row["level"])
    )
    assert str(found.method) == "exact conditional"
    assert float(found.value) == as_published(row, "ratio")
    assert float(found.low) == as_published(row, "low")
    assert float(found.high) == as_published(row, "high")


@pytest.mark.parametrize("level", [0.8, 0.95, 0.998])
@pytest.mark.parametrize(("a", "b"), [(1, 1), (7, 3), (99, 2), (3, 4000), (50, 50)])
def test_rate_ratio_below_a_hundred_matches_scipys_clopper_pearson(a: int, b: int, level: float) -> None:
    share = binomtest(a, a + b).proportion_ci(level, "exact")
    found = rate_ratio(a, 3.0, b, 7.0, level)
    assert float(found.low) == pytest.approx(share.low / (1 - share.low) * 7 / 3, rel=1e-8)
    assert float(found.high) == pytest.approx(share.high / (1 - share.high) * 7 / 3, rel=1e-8)


@pytest.mark.parametrize(("a", "b"), [(100, 100), (250, 1800)])
def test_rate_ratio_from_a_hundred_matches_the_formula_written_out(a: int, b: int) -> None:
    spread = norm.isf(0.025) * math.sqrt(1 / a + 1 / b)
    found = rate_ratio(a, 2.0, b, 5.0)
    assert math.log(float(found.low)) == pytest.approx(math.log(a * 5 / (b * 2)) - spread)
    assert math.log(float(found.high)) == pytest.approx(math.log(a * 5 / (b * 2)) + spread)
