from __future__ import annotations

import pytest
from scipy.stats import binomtest

from sulis.statistics import wilson
from tests.reference.sheet import Row, as_published, label, rows


@pytest.mark.parametrize("row", rows(__file__, "newcombe"), ids=label)
def test_wilson_matches_newcombes_table(row: Row) -> None:
    found = wilson(int(row["successes"]), int(row["total"]), float(row["level"]))
    assert float(found.low) == as_published(row, "low")
    assert float(found.high) == as_published(row, "high")


@pytest.mark.parametrize("level", [0.8, 0.95, 0.998])
@pytest.mark.parametrize(("successes", "total"), [(0, 3), (1, 3), (3, 3), (17, 41), (999, 1000), (12_345, 98_765)])
def test_wilson_matches_scipys_score_interval(successes: int, total: int, level: float) -> None:
    found, oracle = wilson(successes, total, level), binomtest(successes, total).proportion_ci(level, "wilson")
    assert float(found.low) == pytest.approx(oracle.low, abs=1e-12)
    assert float(found.high) == pytest.approx(oracle.high, abs=1e-12)
