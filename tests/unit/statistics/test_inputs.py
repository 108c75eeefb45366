"""What every method does with what it is handed, asked of each one in turn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sulis.statistics import (
    compare_counts,
    crude_rate,
    poisson_interval,
    rate_difference,
    rate_ratio,
    rolling_sum,
    wilson,
)

Method = Callable[[Any], Any]

METHODS: dict[str, Method] = {
    "poisson_interval": lambda count: poisson_interval(count),
    "crude_rate": lambda count: crude_rate(count, 1000),
    "wilson": lambda count: wilson(count, 1000),
    "rate_ratio": lambda count: rate_ratio(count, 1000, 5, 1000),
    "rate_difference": lambda count: rate_difference(count, 1000, 5, 1000),
    "compare_counts": lambda count: compare_counts(count, 1000, 5, 1000),
}
LEVELLED: dict[str, Method] = {
    "poisson_interval": lambda level: poisson_interval(5, level),
    "crude_rate": lambda level: crude_rate(5, 1000, level=level),
    "wilson": lambda level: wilson(5, 10, level),
    "rate_ratio": lambda level: rate_ratio(5, 1000, 5, 1000, level),
    "rate_difference": lambda level: rate_difference(5, 1000, 5, 1000, level),
}
every_method = pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
every_levelled = pytest.mark.parametrize("method", LEVELLED.values(), ids=LEVELLED)


@every_method
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([3, -1, -2], "2 of 3 values are negative, the first at position 1. It cannot be below zero. Write NaN"),
        (-1, "the number is negative. It cannot be below zero. Write NaN"),
        ([[1, 2], [3, 4.5]], "1 of 4 values are not whole numbers, the first at position 1, 1. A count is"),
        ([1, np.inf], "1 of 2 values are infinite, the first at position 1. It must be a finite number. Write NaN"),
        (["3", "4"], "text, dates or truth values given. It must be numbers. Convert it first"),
        ([3, "4", None], "text, dates or truth values given. It must be numbers. Convert it first"),
        ([True, False], "text, dates or truth values given. It must be numbers. Convert it first"),
        (np.array(["2024-01"], dtype="datetime64[M]"), "text, dates or truth values given"),
        ([[1], [2, 3]], "rows of different lengths given. It must be numbers. Convert it first"),
        ([object()], "something other than numbers given. It must be numbers. Convert it first"),
    ],
)
def test_count_that_breaks_a_rule_is_refused_with_place_and_remedy(method: Method, given: object, said: str) -> None:
    with pytest.raises(ValueError) as refusal:
        method(given)
    assert said in str(refusal.value)
    assert str(refusal.value).partition(":")[0] in {"count", "count_a", "successes"}


def test_refusal_of_a_count_never_repeats_the_value() -> None:
    with pytest.raises(ValueError) as refusal:
        poisson_interval([4, -31337])
    assert "31337" not in str(refusal.value)


@every_method
@pytest.mark.parametrize(
    "missing",
    [
        [3, None, 4],
        [3, np.nan, 4],
        np.ma.MaskedArray([3, 999, 4], mask=[False, True, False]),
    ],
    ids=["None", "NaN", "masked"],
)
def test_missing_count_gives_nan_there_and_nowhere_else(method: Method, missing: object) -> None:
    found = method(missing)
    shown = found.low if hasattr(found, "low") else found.p_value
    assert np.isnan(shown).tolist() == [False, True, False]
    assert found.method[1] == "none"
    assert found.method[0] != "none"


@every_levelled
@pytest.mark.parametrize("level", [0, 1, 95, -0.5, np.nan, "0.95", None, True, [0.95]])
def test_level_outside_nought_to_one_is_refused_with_an_example(method: Method, level: object) -> None:
    with pytest.raises(ValueError, match=r"level: .* was given. A level is above 0 and below 1. Write 0\.95 for 95%"):
        method(level)


@every_levelled
def test_level_given_is_remembered_by_the_result(method: Method) -> None:
    assert method(0.998).level == 0.998


@every_levelled
def test_level_of_any_value_between_is_accepted(method: Method) -> None:
    widths = [float(method(level).high - method(level).low) for level in (0.5, 0.8, 0.9, 0.95, 0.99, 0.998)]
    assert widths == sorted(widths)


def test_shapes_that_differ_are_refused_naming_each() -> None:
    with pytest.raises(ValueError, match=r"count, population: shapes differ \(count \(3,\), population \(2,\)\)"):
        crude_rate([1, 2, 3], [10, 20])


def test_column_and_row_are_refused_rather_than_crossed() -> None:
    with pytest.raises(ValueError, match="shapes differ"):
        wilson([[1], [2]], [10, 20])


@every_method
def test_single_number_gives_results_of_no_dimension(method: Method) -> None:
    found = method(5)
    shown = found.low if hasattr(found, "low") else found.p_value
    assert isinstance(shown, np.ndarray)
    assert shown.shape == ()
    assert isinstance(float(shown), float)
    assert isinstance(str(found.method), str)


@every_method
@pytest.mark.parametrize("shape", [(0,), (4,), (2, 3), (2, 0, 3)])
def test_array_of_counts_gives_results_of_its_shape(method: Method, shape: tuple[int, ...]) -> None:
    found = method(np.full(shape, 5))
    shown = found.low if hasattr(found, "low") else found.p_value
    assert shown.shape == shape
    assert found.method.shape == shape


@every_method
def test_result_cannot_be_written_to(method: Method) -> None:
    found = method([5, 6])
    with pytest.raises(ValueError, match="read-only"):
        found.method[0] = "guess"
    with pytest.raises(AttributeError):
        found.method = "guess"


def test_array_of_the_caller_is_left_as_it_was() -> None:
    mine = np.array([5.0, 6.0])
    found = poisson_interval(mine)
    mine[0] = 7.0
    assert found.count.tolist() == [5.0, 6.0]


@pytest.mark.parametrize("per", [0, -1, np.nan, np.inf, "100000", None])
def test_per_that_is_not_above_nought_is_refused(per: object) -> None:
    with pytest.raises(ValueError, match=r"per: .* was given. It must be one number above 0"):
        crude_rate(5, 1000, per)  # type: ignore[arg-type]


@pytest.mark.parametrize("given", [[1, "2"], "12", [1, np.inf]])
def test_rolling_sum_of_anything_but_numbers_is_refused(given: Any) -> None:
    with pytest.raises(ValueError, match="values: "):
        rolling_sum(given)
