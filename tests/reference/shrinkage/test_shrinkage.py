from __future__ import annotations

import math

import numpy as np
import pytest

from sulis.statistics import ShrinkageFit, shrunk_rates
from tests.reference.sheet import rows

AREAS = rows(__file__, "statsmodels")
COUNT = np.array([float(row["count"]) for row in AREAS])
PEOPLE = np.array([float(row["population"]) for row in AREAS])


def test_likelihood_fit_matches_statsmodels_negative_binomial() -> None:
    found = shrunk_rates(COUNT, PEOPLE, per=1, fit=ShrinkageFit.LIKELIHOOD)
    mean, shape = math.exp(-5.13179479), 1 / 0.3339934
    assert found.mean == pytest.approx(mean, rel=1e-4)
    assert found.value == pytest.approx((COUNT + shape) / (PEOPLE + shape / mean), rel=1e-4)


def test_moments_fit_matches_the_formula_written_out() -> None:
    mean = sum(COUNT) / sum(PEOPLE)
    spread = sum(n * (y / n - mean) ** 2 for y, n in zip(COUNT, PEOPLE, strict=True)) / sum(PEOPLE)
    between = spread - mean / (sum(PEOPLE) / 10)
    expected = [
        mean + between / (between + mean / n) * (y / n - mean) for y, n in zip(COUNT, PEOPLE, strict=True)
    ]  # Marshall's form: the raw rate drawn to the mean by the share of variance that is true
    assert shrunk_rates(COUNT, PEOPLE, per=1).value == pytest.approx(expected, rel=1e-9)
