from __future__ import annotations

import sys
from itertools import combinations, permutations
from typing import Any

import numpy as np
import pytest

from sulis.statistics import Chains, chains, near_repeat

X, Y, DAY = [0, 0, 0, 40, 90, 300], [0, 0, 30, 0, 0, 0], [1, 1, 3, 8, 9, 40]


def table(days: tuple[int, ...]) -> np.ndarray:
    """Every pair looked at in turn: bands 0 m, to 50 m, to 100 m; same day, to 7 days, to 14 days."""
    counted = np.zeros((3, 3), int)
    for one, other in combinations(range(6), 2):
        apart = ((X[one] - X[other]) ** 2 + (Y[one] - Y[other]) ** 2) ** 0.5
        between = abs(days[one] - days[other])
        if apart <= 100 and between <= 14:
            row = 0 if apart == 0 else 1 if apart <= 50 else 2
            counted[row, 0 if between == 0 else 1 if between <= 7 else 2] += 1
    return counted


def test_near_repeat_counts_every_pair_as_plain_python_does() -> None:
    found = near_repeat(X, Y, DAY, distances=[50, 100], days=[7, 14], permutations=9)
    assert found.observed.tolist() == table(tuple(DAY)).tolist()


def test_near_repeat_expects_and_judges_as_every_order_of_the_days_does() -> None:
    every = np.array([table(order) for order in permutations(DAY)])
    found = near_repeat(X, Y, DAY, distances=[50, 100], days=[7, 14], permutations=4000)
    assert found.expected == pytest.approx(every.mean(axis=0), abs=0.06)
    more = (every >= found.observed).mean(axis=0)
    said = every.max(axis=0) > 0
    assert found.p_more[said] == pytest.approx(more[said], abs=0.03)


@pytest.mark.parametrize("events", [0, 1])
def test_near_repeat_of_fewer_than_two_events_says_nothing(events: int) -> None:
    found = near_repeat([5.0] * events, [5.0] * events, [1] * events, distances=[50], days=[7])
    assert found.observed.sum() == 0
    assert set(found.method.ravel().tolist()) == {"none"}
    assert np.isnan(found.p).all()


def test_near_repeat_with_no_pair_in_reach_says_nothing() -> None:
    found = near_repeat([0, 900], [0, 0], [1, 2], distances=[50], days=[7], permutations=9)
    assert set(found.method.ravel().tolist()) == {"none"}


def test_near_repeat_all_on_one_day_finds_nothing_unusual() -> None:
    found = near_repeat([0, 1, 2, 3], [0] * 4, [5] * 4, distances=[50], days=[7], permutations=99)
    assert found.observed[1].tolist() == [6, 0]
    assert (found.p[1, 0], found.ratio[1, 0]) == (1.0, 1.0)


def test_near_repeat_takes_the_ends_of_bands_and_the_same_place_in() -> None:
    found = near_repeat([0, 50, 52], [0, 0, 0], [1, 8, 8], distances=[50], days=[7], same_place=2, permutations=9)
    assert found.observed.tolist() == [[1, 0], [0, 1]]


@pytest.mark.parametrize("later", [40_000, 3_000_000_000])
def test_near_repeat_over_a_long_time_keeps_its_days_apart(later: int) -> None:
    found = near_repeat([0, 1, 2], [0, 0, 0], [1, 2, later], distances=[50], days=[7, later], permutations=9)
    assert found.observed[1].tolist() == [0, 1, 2]


def test_near_repeat_counts_the_same_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(4)
    x, y, day = random.uniform(0, 500, 60), random.uniform(0, 500, 60), random.integers(0, 60, 60)
    whole = near_repeat(x, y, day, distances=[50, 100, 200], days=[7, 14], permutations=9)
    monkeypatch.setattr(sys.modules["sulis.statistics.near_repeat"], "PAIRS_AT_ONCE", 7)
    pieces = near_repeat(x, y, day, distances=[50, 100, 200], days=[7, 14], permutations=9)
    assert pieces.observed.tolist() == whole.observed.tolist()
    assert pieces.expected.tolist() == whole.expected.tolist()


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"distances": [100, 50]}, "distances"),
        ({"distances": [0, 50]}, "distances"),
        ({"distances": []}, "distances"),
        ({"days": [0.5, 7]}, "days"),
        ({"day": [1, 2.5]}, "day"),
        ({"day": [1, None]}, "day"),
        ({"x": [1, None]}, "x, y"),
        ({"day": [1, 2, 3]}, "day"),
        ({"same_place": -1}, "same_place"),
        ({"same_place": np.nan}, "same_place"),
        ({"permutations": 0}, "permutations"),
    ],
    ids=str,
)
def test_near_repeat_refuses_what_it_cannot_read(changed: dict[str, Any], named: str) -> None:
    given: dict[str, Any] = {"x": [0, 1], "y": [0, 1], "day": [1, 2], "distances": [50], "days": [7]} | changed
    with pytest.raises(ValueError, match=named):
        near_repeat(given.pop("x"), given.pop("y"), given.pop("day"), **given)


def test_chains_tell_those_that_begin_from_those_that_follow() -> None:
    assert chains([0, 1, 2, 900], [0] * 4, [1, 3, 4, 4], distance=10, days=7) == Chains(1, 1, 1, 1)


def test_chains_of_one_day_follow_nobody_and_none_are_none() -> None:
    assert chains([0, 0], [0, 0], [3, 3], distance=10, days=7) == Chains(0, 0, 0, 2)
    assert chains([], [], [], distance=10, days=7) == Chains(0, 0, 0, 0)


def test_chains_refuse_no_distance_and_part_of_a_day() -> None:
    with pytest.raises(ValueError, match="distance"):
        chains([0, 0], [0, 0], [3, 4], distance=0, days=7)
    with pytest.raises(ValueError, match="days"):
        chains([0, 0], [0, 0], [3, 4], distance=5, days=1.5)  # type: ignore[arg-type]
