from __future__ import annotations

import numpy as np
import pytest

from sulis.statistics import persistence


def test_persistence_of_the_same_places_every_year_is_whole_even_when_few_had_any() -> None:
    counts = np.zeros((40, 4), int)
    counts[[3, 17]] = 5
    found = persistence(counts, top=0.25, deals=199)
    assert (found.kept, found.top) == (1.0, 10)
    assert found.p < 0.01
    assert found.years_at_top[[3, 17]].tolist() == [4, 4]
    assert found.years_at_top.sum() == 8


def test_persistence_of_places_that_take_turns_is_nought() -> None:
    found = persistence(np.eye(6, dtype=int), top=0.15, deals=99)
    assert (found.kept, found.p) == (0.0, 1.0)


def test_persistence_of_equal_places_is_what_chance_keeps() -> None:
    found = persistence(np.full((10, 3), 4), top=0.2, deals=99)
    assert found.kept == pytest.approx(0.2)
    assert found.by_chance == pytest.approx(0.2)
    assert found.p == 1.0
    assert found.chance_low <= found.by_chance <= found.chance_high


@pytest.mark.parametrize(
    "counts", [np.ones((5, 2)), np.ones((1, 5)), [[1, 0, 2], [1, 0, 1]], np.ones((0, 4)), np.ones((4, 0))], ids=str
)
def test_persistence_with_too_little_to_speak_of_says_so(counts: object) -> None:
    found = persistence(counts)  # type: ignore[arg-type]
    assert found.method == "none"
    assert np.isnan([found.kept, found.by_chance, found.p]).all()


@pytest.mark.parametrize("bad", [[1, 2, 3], [[1, np.nan, 2], [1, 1, 1]], [[1, -1, 2], [1, 1, 1]]], ids=str)
def test_persistence_refuses_what_is_not_by_place_and_year(bad: object) -> None:
    with pytest.raises(ValueError, match="counts"):
        persistence(bad)  # type: ignore[arg-type]
