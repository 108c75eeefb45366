from __future__ import annotations

import math

import pytest
from scipy.stats import t

from sulis.statistics import direction
from tests.reference.sheet import rows

MONTHS = rows(__file__, "monthly")
COUNT = [int(row["count"]) for row in MONTHS]
DAYS = [int(row["days"]) for row in MONTHS]


def test_rate_of_change_matches_statsmodels() -> None:
    assert math.log(direction(COUNT).change) == pytest.approx(0.18853527, abs=5e-8)
    assert math.log(direction(COUNT, DAYS).change) == pytest.approx(0.18853467, abs=5e-8)


def test_interval_is_statsmodels_error_with_the_adjustment_written_out() -> None:
    found = direction(COUNT)
    part = (1 - found.likeness) / (1 + found.likeness)
    error = 0.03378862 / math.sqrt(0.7269056582) / math.sqrt(part)
    reach = t.ppf(0.975, 30 * part - 4) * error
    assert found.dispersion == 1.0
    assert math.log(found.high) == pytest.approx(0.18853527 + reach, rel=1e-6)
    assert math.log(found.low) == pytest.approx(0.18853527 - reach, rel=1e-6)
