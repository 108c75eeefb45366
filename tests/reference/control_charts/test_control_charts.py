from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest

from sulis.statistics import Screening, g_chart, p_chart, t_chart, u_chart, xmr_chart
from tests.reference.sheet import rows

FLOW = [float(row["value"]) for row in rows(__file__, "flow_rate")]
COUNTS = [12, 15, 9, 11, 14, 30, 8, 16, 12, 10, 13, 17]
SIZES = [100, 120, 100, 90, 110, 150, 80, 130, 100, 95, 105, 125]


def mean_range(numbers: Sequence[float]) -> float:
    return statistics.fmean(abs(b - a) for a, b in pairwise(numbers))


@pytest.mark.parametrize("screening", Screening)
def test_xmr_chart_matches_the_handbook(screening: Screening) -> None:
    found = xmr_chart(FLOW, screening=screening)
    assert float(found.centre[0]) == pytest.approx(50.81, abs=1e-9)
    assert float(found.high[0]) == pytest.approx(55.8041, abs=0.001)
    assert float(found.low[0]) == pytest.approx(45.8159, abs=0.001)
    assert not found.outside.any()


def test_plain_attribute_charts_match_the_formulas_written_out() -> None:
    centre = sum(COUNTS) / sum(SIZES)
    rates, shares = u_chart(COUNTS, SIZES, laney=False), p_chart(COUNTS, SIZES, laney=False)
    assert rates.high == pytest.approx([centre + 3 * math.sqrt(centre / n) for n in SIZES])
    assert shares.high == pytest.approx([centre + 3 * math.sqrt(centre * (1 - centre) / n) for n in SIZES])
    assert shares.low == pytest.approx([max(0, centre - 3 * math.sqrt(centre * (1 - centre) / n)) for n in SIZES])


def test_laneys_chart_matches_the_formula_written_out() -> None:
    centre = sum(COUNTS) / sum(SIZES)
    errors = [math.sqrt(centre * (1 - centre) / n) for n in SIZES]
    scores = [(y / n - centre) / e for y, n, e in zip(COUNTS, SIZES, errors, strict=True)]
    width = mean_range(scores) / 1.128
    assert p_chart(COUNTS, SIZES).high == pytest.approx([centre + 3 * e * width for e in errors])


def test_rare_event_charts_match_the_formulas_written_out() -> None:
    gaps = [30, 12, 55, 4, 1, 19, 61, 40, 22, 9, 33, 15]
    mean = statistics.fmean(gaps)
    found = g_chart(gaps)
    assert float(found.centre[0]) == pytest.approx(0.693 * mean)
    assert float(found.high[0]) == pytest.approx(mean + 3 * math.sqrt(mean * (mean + 1)))
    turned = [gap ** (1 / 3.6) for gap in gaps]
    times = t_chart(gaps)
    assert float(times.high[0]) == pytest.approx((statistics.fmean(turned) + 2.66 * mean_range(turned)) ** 3.6)


@pytest.mark.parametrize("seed", range(20))
def test_rules_mark_what_a_slow_reading_of_them_marks(seed: int) -> None:
    generator = np.random.default_rng(seed)
    value = np.round(np.cumsum(generator.normal(size=60)) / 2 + generator.normal(size=60), 1)
    value[generator.random(60) < 0.05] = np.nan
    found = xmr_chart(value)
    one_side, trend, near = slow_reading(value.tolist(), float(found.centre[0]), float(found.high[0]))
    assert found.one_side.nonzero()[0].tolist() == sorted(one_side)
    assert found.trend.nonzero()[0].tolist() == sorted(trend)
    assert found.near_limit.nonzero()[0].tolist() == sorted(near)


def slow_reading(value: list[float], centre: float, high: float) -> tuple[set[int], set[int], set[int]]:
    """Every window of seven, and of three, looked at on its own."""
    one_side, trend, near = set(), set(), set()
    sevens = [range(start, start + 7) for start in range(len(value) - 6)]
    for seven in sevens:
        here = [value[i] for i in seven]
        if all(x > centre for x in here) or all(x < centre for x in here):
            one_side.update(seven)
        if all(a < b for a, b in pairwise(here)) or all(a > b for a, b in pairwise(here)):
            trend.update(seven)
    bound = 2 / 3 * (high - centre)
    for start in range(len(value) - 2):
        three = range(start, start + 3)
        if any(math.isnan(value[i]) for i in three):
            continue
        for beyond in (
            [i for i in three if value[i] > centre + bound],
            [i for i in three if value[i] < centre - bound],
        ):
            if len(beyond) >= 2:
                near.update(beyond)
    return one_side, trend, near
