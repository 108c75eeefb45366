"""19,000 rates (every LSOA-sized area of a few forces by month) in well under a tenth of a second."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

import numpy as np
import pytest

from sulis.statistics import crude_rate, poisson_interval, rate_difference, rate_ratio, wilson

random = np.random.default_rng(20240107)
COUNTS = random.poisson(random.gamma(0.5, 60.0, 19_000))
OTHERS = random.permutation(COUNTS)
PEOPLE = random.integers(1000, 3000, 19_000) + COUNTS

CALLS: dict[str, Callable[[], object]] = {
    "poisson_interval": lambda: poisson_interval(COUNTS),
    "crude_rate": lambda: crude_rate(COUNTS, PEOPLE),
    "wilson": lambda: wilson(COUNTS, PEOPLE),
    "rate_ratio": lambda: rate_ratio(COUNTS, PEOPLE, OTHERS, PEOPLE),
    "rate_difference": lambda: rate_difference(COUNTS, PEOPLE, OTHERS, PEOPLE),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_method_on_nineteen_thousand_elements_takes_under_a_tenth_of_a_second(call: Callable[[], object]) -> None:
    times = []
    for _ in range(5):
        start = perf_counter()
        call()
        times.append(perf_counter() - start)
    assert min(times) < 0.1
