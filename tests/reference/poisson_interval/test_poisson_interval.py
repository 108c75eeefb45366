from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import chi2, norm

from sulis.statistics import poisson_interval
from tests.reference.sheet import Row, as_published, label, rows

EXACT = [row for row in rows(__file__, "garwood") if int(row["count"]) < 10]
EXACT_AT_TEN = [row for row in rows(__file__, "garwood") if int(row["count"]) == 10]


@pytest.mark.parametrize("row", EXACT, ids=label)
def test_poisson_interval_below_ten_matches_the_exact_table(row: Row) -> None:
    found = poisson_interval(int(row["count"]), float(row["level"]))
    assert str(found.method) == "exact Poisson"
    assert float(found.low) == as_published(row, "low")
    assert float(found.high) == as_published(row, "high")


@pytest.mark.parametrize("row", EXACT_AT_TEN, ids=label)
def test_poisson_interval_at_ten_is_within_a_fifth_of_a_per_cent_of_the_exact_table(row: Row) -> None:
    found = poisson_interval(int(row["count"]), float(row["level"]))
    assert str(found.method) == "Byar"
    assert float(found.low) == pytest.approx(float(row["low"]), rel=0.003)  # the table is printed to two figures
    assert float(found.high) == pytest.approx(float(row["high"]), rel=0.002)


@pytest.mark.parametrize("row", rows(__file__, "byar"), ids=label)
def test_poisson_interval_from_ten_matches_byars_formula_worked_through(row: Row) -> None:
    found = poisson_interval(int(row["count"]), float(row["level"]))
    assert float(found.low) == as_published(row, "low")
    assert float(found.high) == as_published(row, "high")


@pytest.mark.parametrize("level", [0.8, 0.95, 0.99, 0.998])
def test_poisson_interval_below_ten_matches_scipys_chi_square(level: float) -> None:
    counts, tail = np.arange(10), (1 - level) / 2
    found = poisson_interval(counts, level)
    np.testing.assert_allclose(found.low[1:], chi2.ppf(tail, 2 * counts[1:]) / 2, rtol=1e-10)
    np.testing.assert_allclose(found.high, chi2.isf(tail, 2 * counts + 2) / 2, rtol=1e-10)


@pytest.mark.parametrize(("level", "within"), [(0.95, 0.002), (0.998, 0.015)])
def test_poisson_interval_from_ten_stays_as_close_to_the_exact_limits_as_its_page_says(
    level: float, within: float
) -> None:
    counts, tail = np.arange(10, 3000), (1 - level) / 2
    found = poisson_interval(counts, level)
    np.testing.assert_allclose(found.low, chi2.ppf(tail, 2 * counts) / 2, rtol=within)
    np.testing.assert_allclose(found.high, chi2.isf(tail, 2 * counts + 2) / 2, rtol=within)


def test_sheet_of_byars_uses_the_normal_quantiles_that_it_names() -> None:
    for row in rows(__file__, "byar"):
        assert float(row["z"]) == pytest.approx(norm.isf((1 - float(row["level"])) / 2), rel=1e-12)
