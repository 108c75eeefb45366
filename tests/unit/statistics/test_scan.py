"""The scan beside a slow, obvious one in plain Python, and at its edges."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from sulis.statistics import scan

RANDOM = np.random.default_rng(7)
X, Y = RANDOM.uniform(0, 100, 12), RANDOM.uniform(0, 100, 12)
PEOPLE = RANDOM.integers(50, 200, 12)
COUNTS = RANDOM.poisson(PEOPLE * 0.05)


def slow_best(
    counts: np.ndarray, people: np.ndarray, most: float, longest: float = 0.5
) -> tuple[float, set[int], int, int]:
    """Every circle and every run of periods, one by one."""
    total, expected = counts.sum(), people * counts.sum() / people.sum()
    best: tuple[float, set[int], int, int] = (0.0, set(), 0, 0)
    periods = counts.shape[1]
    width = periods if periods == 1 else max(1, int(periods * longest))
    for centre in range(len(counts)):
        order = sorted(range(len(counts)), key=lambda other: math.dist((X[centre], Y[centre]), (X[other], Y[other])))
        for size in range(1, len(order)):
            inside = order[:size]
            if people[inside].sum() > most * people.sum():
                break
            for first in range(periods):
                for after in range(first + 1, min(periods, first + width) + 1):
                    held, due = counts[inside, first:after].sum(), expected[inside, first:after].sum()
                    if held > due:
                        ratio = held * math.log(held / due)
                        ratio += (total - held) * math.log((total - held) / (total - due)) if held < total else 0.0
                        if ratio > best[0] + 1e-12:
                            best = (ratio, set(inside), first, after - 1)
    return best


@pytest.mark.parametrize("most", [0.2, 0.5])
def test_scan_in_space_finds_the_circle_of_a_slow_search(most: float) -> None:
    found = scan(COUNTS, PEOPLE, X, Y, most=most, draws=9).clusters[0]
    ratio, places, _, _ = slow_best(COUNTS[:, None], PEOPLE[:, None], most)
    assert found.likelihood_ratio == pytest.approx(ratio)
    assert set(found.places.tolist()) == places


def test_scan_in_space_and_time_finds_the_cylinder_of_a_slow_search() -> None:
    counts = RANDOM.poisson(PEOPLE[:, None] * np.full(7, 0.02))
    found = scan(counts, PEOPLE, X, Y, draws=9).clusters[0]
    ratio, places, first, last = slow_best(counts, np.repeat(PEOPLE[:, None], 7, axis=1), 0.5)
    assert found.likelihood_ratio == pytest.approx(ratio)
    assert (set(found.places.tolist()), found.first, found.last) == (places, first, last)


def test_scan_finds_a_planted_circle() -> None:
    counts = COUNTS.copy()
    near = np.argsort(np.hypot(X - X[0], Y - Y[0]))[:3]
    counts[near] += 25
    found = scan(counts, PEOPLE, X, Y, draws=199).clusters[0]
    assert set(near.tolist()) <= set(found.places.tolist()) | {int(near[-1])}
    assert found.p <= 0.01
    assert found.ratio > 1.5


def test_scan_clusters_share_no_place_and_come_best_first() -> None:
    found = scan(COUNTS, PEOPLE, X, Y, draws=9, clusters=4).clusters
    ratios = [one.likelihood_ratio for one in found]
    assert ratios == sorted(ratios, reverse=True)
    places = [place for one in found for place in one.places.tolist()]
    assert len(places) == len(set(places))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [([0, 0, 0], [1, 1, 1]), ([4, 0, 0], [9, 0, 0]), ([5, 1, 1], [8, 1, 0.5])],
    ids=["no event", "one place", "every circle too large"],
)
def test_scan_of_which_nothing_can_be_said_is_empty(counts: list[int], expected: list[float]) -> None:
    found = scan(counts, expected, [0, 1, 1], [0, 0, 0], most=0.1, draws=9)
    assert (found.clusters, found.method) == ((), "none") or found.circles == 0


def test_scan_of_no_place_or_one_is_empty() -> None:
    assert scan([], [], [], [], draws=9).method == "none"
    assert scan([3], [5], [0], [0], draws=9).method == "none"


def test_scan_takes_places_at_one_distance_together_whatever_their_order() -> None:
    x, y, counts = [0, 1, -1, 9], [0, 0, 0, 0], [9, 9, 1, 1]
    found = scan(counts, [10, 10, 10, 90], x, y, draws=9).clusters[0]
    other = scan([9, 1, 9, 1], [10, 10, 10, 90], [0, -1, 1, 9], y, draws=9).clusters[0]
    assert found.likelihood_ratio == pytest.approx(other.likelihood_ratio)
    assert found.events == other.events


def test_scan_with_a_period_in_which_nothing_is_expected_of_a_place() -> None:
    found = scan([[0, 3, 2], [1, 1, 1], [1, 0, 1]], [[0, 5, 5], [5, 5, 5], [5, 5, 5]], [0, 3, 7], [0, 0, 0], draws=9)
    assert found.clusters[0].places.tolist() == [0]


def test_scan_with_every_event_in_one_place_has_no_end_to_its_ratio() -> None:
    found = scan([6, 0, 0, 0], [1, 1, 1, 1], [0, 2, 5, 9], [0, 0, 0, 0], draws=99).clusters[0]
    assert found.ratio == math.inf
    assert found.p <= 0.05


def test_scan_of_very_many_events_is_the_same_by_either_way_to_take_logarithms(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    by_table = scan(COUNTS, PEOPLE, X, Y, draws=19)
    monkeypatch.setattr(sys.modules["sulis.statistics._circles"], "LARGEST_TABLE", 1)
    direct = scan(COUNTS, PEOPLE, X, Y, draws=19)
    assert direct.clusters[0].likelihood_ratio == pytest.approx(by_table.clusters[0].likelihood_ratio)
    assert direct.clusters[0].p == by_table.clusters[0].p


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"counts": [1, None]}, "missing"),
        ({"expected": [0, 1]}, "expected: 0"),
        ({"x": [0, 1, 2], "y": [0, 1, 2]}, "centres"),
        ({"x": [0, None]}, "missing"),
        ({"counts": [1.5, 1]}, "counts"),
        ({"most": 1}, "most"),
        ({"longest": 0}, "longest"),
        ({"draws": 0}, "draws"),
        ({"clusters": 0}, "clusters"),
        ({"expected": [1, 2, 3]}, "expected"),
        ({"counts": [[[1]], [[2]]]}, "counts"),
    ],
    ids=str,
)
def test_scan_refuses_what_it_cannot_read(changed: dict[str, Any], named: str) -> None:
    given: dict[str, Any] = {"counts": [1, 2], "expected": [3, 4], "x": [0, 1], "y": [0, 0]} | changed
    with pytest.raises(ValueError, match=named):
        scan(given.pop("counts"), given.pop("expected"), given.pop("x"), given.pop("y"), **given)
