from __future__ import annotations

import math

import numpy as np
import pytest

from sulis.statistics import chapman, log_linear


def test_chapman_without_an_overlap_cannot_test() -> None:
    found = chapman(100, 80, None)
    assert (found.method, found.reason) == ("none", "no overlap count: cannot test")
    assert math.isnan(found.value)


def test_chapman_with_few_on_both_gives_a_caution_and_with_seven_none() -> None:
    assert "fewer than 7" in chapman(100, 80, 6).reason
    assert chapman(100, 80, 7).reason == ""


def test_chapman_with_one_list_within_the_other_finds_nobody_unseen() -> None:
    found = chapman(50, 20, 20)
    assert (found.value, found.low, found.high, found.seen) == (50.0, 50.0, 50.0, 50)


def test_chapman_of_empty_lists_is_nought() -> None:
    assert chapman(0, 0, 0).value == 0.0


def test_chapman_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    random, held = np.random.default_rng(2), 0
    for _ in range(400):
        first, second = random.random(300) < 0.4, random.random(300) < 0.3
        found = chapman(int(first.sum()), int(second.sum()), int((first & second).sum()))
        held += found.low <= 300 <= found.high
    assert 365 <= held <= 395


@pytest.mark.parametrize("given", [(3, 10, 4), (-1, 2, 0), (3, 2.5, 1)], ids=str)
def test_chapman_refuses_what_cannot_be(given: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match=r"both"):
        chapman(*given)


def test_log_linear_finds_two_lists_that_depend_on_each_other() -> None:
    random = np.random.default_rng(4)
    first = random.random(4000) < 0.4
    second = random.random(4000) < np.where(first, 0.7, 0.2)
    third = random.random(4000) < 0.3
    counts = np.zeros((2, 2, 2))
    np.add.at(counts, (first.astype(int), second.astype(int), third.astype(int)), 1)
    found = log_linear(counts)
    assert "1-2" in found.model
    assert found.low <= 4000 <= found.high


def test_log_linear_takes_four_lists() -> None:
    random = np.random.default_rng(5)
    lists = (random.random((4, 3000)) < 0.35).astype(int)
    counts = np.zeros((2, 2, 2, 2))
    np.add.at(counts, tuple(lists), 1)
    found = log_linear(counts)
    assert 2700 <= found.value <= 3300
    assert found.seen == int(counts.sum() - counts[0, 0, 0, 0])


def test_log_linear_ignores_the_element_of_none() -> None:
    counts = np.array([[[7.0, 60], [45, 20]], [[80, 12], [33, 9]]])
    other = counts.copy()
    other[0, 0, 0] = np.nan
    assert log_linear(counts) == log_linear(other)


def test_log_linear_without_an_overlap_count_cannot_test() -> None:
    counts = np.array([[[0, 60], [45, np.nan]], [[80, 12], [33, 9]]])
    assert log_linear(counts).reason == "no overlap count: cannot test"
    assert log_linear(np.zeros((2, 2, 2))).method == "none"


def test_log_linear_of_lists_that_never_overlap_gives_no_number() -> None:
    found = log_linear([[[0, 40], [50, 0]], [[60, 0], [0, 0]]])
    assert found.method == "none"


@pytest.mark.parametrize("bad", [np.ones((2, 2)), np.ones((3, 3, 3)), np.ones((2,) * 5)], ids=str)
def test_log_linear_refuses_other_numbers_of_lists(bad: np.ndarray) -> None:
    with pytest.raises(ValueError, match="histories"):
        log_linear(bad)
