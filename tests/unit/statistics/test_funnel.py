from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.stats import binom, poisson

from sulis.statistics import FunnelOf, funnel, funnel_sentence

SIZES = np.array([10, 300, 4000, 90_000, 5_000_000])


@pytest.mark.parametrize("level", [0.95, 0.998])
def test_exact_limits_are_the_distributions_own_quantiles(level: float) -> None:
    tail = (1 - level) / 2
    rates = funnel(FunnelOf.RATES, np.zeros(5), SIZES, level, target=0.001)
    shares = funnel(FunnelOf.PROPORTIONS, np.zeros(5), SIZES, level, target=0.2)
    assert (np.round(rates.low * SIZES) == poisson.ppf(tail, SIZES * 0.001)).all()
    assert (np.round(rates.high * SIZES) == poisson.ppf(1 - tail, SIZES * 0.001)).all()
    assert (np.round(shares.low * SIZES) == binom.ppf(tail, SIZES, 0.2)).all()
    assert (np.round(shares.high * SIZES) == binom.ppf(1 - tail, SIZES, 0.2)).all()


def test_area_on_its_limit_is_inside_and_the_next_count_is_outside() -> None:
    found = funnel(FunnelOf.RATIOS, [17, 18, 4, 3], [10, 10, 10, 10])
    assert found.position.tolist() == ["inside", "above", "inside", "below"]


def test_area_without_a_number_is_not_given_and_said() -> None:
    found = funnel(FunnelOf.RATES, [3, None, 4, 5], [100, 100, 0, 100], target=0.04)
    assert found.position.tolist() == ["inside", "not given", "not given", "inside"]
    assert np.isnan(found.low[1:3]).all()
    assert "2 are not compared" in funnel_sentence(found)


def test_all_zero_counts_stand_inside_their_own_mean() -> None:
    found = funnel(FunnelOf.RATES, [0, 0, 0], [100, 200, 300])
    assert found.target == 0.0
    assert found.position.tolist() == ["inside"] * 3


@pytest.mark.parametrize("kind", FunnelOf)
def test_overdispersion_widens_limits_and_is_one_where_there_is_none(kind: FunnelOf) -> None:
    sizes = np.full(20, 400)
    spread = np.array([20, 60] * 10)
    wide = funnel(kind, spread, sizes, target=0.1, overdispersed=True)
    plain = funnel(kind, spread, sizes, target=0.1)
    even = funnel(kind, np.full(20, 40), sizes, target=0.1, overdispersed=True)
    assert wide.overdispersion > 5 and even.overdispersion == 1.0
    assert (wide.high > plain.high).all() and (wide.low < plain.low).all()
    assert (wide.position == "inside").all() and (plain.position != "inside").all()


def test_one_strange_area_does_not_hide_itself() -> None:
    found = funnel(FunnelOf.RATIOS, [*[10] * 19, 60], [10] * 20, overdispersed=True)
    assert found.position.tolist() == ["inside"] * 19 + ["above"]


def test_sentence_orders_nothing() -> None:
    words = funnel_sentence(funnel(FunnelOf.RATIOS, [30, 2, 10], [10, 10, 10]))
    assert words.startswith("Of 3 areas, 1 is above and 1 is below the limits of chance at 95%")
    assert not any(word in words for word in ("highest", "worst", "best", "rank", "first"))


@pytest.mark.parametrize(
    ("given", "match"),
    [
        ({"count": [3], "denominator": [10]}, "at least 3"),
        ({"count": [3], "denominator": [10], "target": 0.2, "overdispersed": True}, "at least 3"),
        ({"kind": FunnelOf.PROPORTIONS, "count": [11, 1, 1]}, "above its total"),
        ({"kind": FunnelOf.PROPORTIONS, "target": 1.0}, "below 1"),
        ({"denominator": [-1, 1, 1]}, "negative"),
        ({"target": 0}, "above 0"),
    ],
)
def test_input_that_is_broken_is_refused(given: dict[str, Any], match: str) -> None:
    usual: dict[str, Any] = {"kind": FunnelOf.RATES, "count": [1, 2, 3], "denominator": [10, 10, 10]}
    with pytest.raises(ValueError, match=match):
        funnel(**(usual | given))
