from __future__ import annotations

import numpy as np
import pytest

from sulis.statistics import crude_rate, poisson_interval


def test_rate_of_a_month_is_for_that_month_and_not_made_annual() -> None:
    assert float(crude_rate(20, 200_000).value) == 10.0


def test_rate_with_years_is_for_person_years() -> None:
    month, year = crude_rate(20, 200_000), crude_rate(20, 200_000, years=1 / 12)
    assert float(year.value) == pytest.approx(120.0)
    assert float(year.low) == pytest.approx(12 * float(month.low))
    assert year.years == 1 / 12
    assert month.years is None


def test_rate_of_no_event_has_nought_and_an_upper_limit() -> None:
    found = crude_rate(0, 100_000)
    assert (float(found.value), float(found.low)) == (0.0, 0.0)
    assert float(found.high) == pytest.approx(3.689, abs=5e-4)


def test_rate_takes_its_limits_and_method_from_the_count() -> None:
    counts = [4, 40]
    rate, interval = crude_rate(counts, 50_000, 1000), poisson_interval(counts)
    np.testing.assert_allclose(rate.low, interval.low / 50)
    np.testing.assert_allclose(rate.high, interval.high / 50)
    assert rate.method.tolist() == interval.method.tolist() == ["exact Poisson", "Byar"]


@pytest.mark.parametrize("population", [0, None, np.nan])
def test_rate_without_a_population_is_nan_with_no_method(population: float | None) -> None:
    found = crude_rate(7, population)  # type: ignore[arg-type]
    assert np.isnan([found.value, found.low, found.high]).all()
    assert str(found.method) == "none"


def test_rate_with_one_population_missing_leaves_the_others() -> None:
    found = crude_rate([7, 7, 7], [1000, 0, 2000])
    assert np.isnan(found.value).tolist() == [False, True, False]
    assert found.method.tolist() == ["exact Poisson", "none", "exact Poisson"]


def test_rate_with_a_negative_population_is_refused() -> None:
    with pytest.raises(ValueError, match="population: 1 of 2 values are negative, the first at position 1"):
        crude_rate([1, 2], [1000, -5])


def test_rate_remembers_what_was_divided() -> None:
    found = crude_rate([1, 2], 1000, per=1000)
    assert found.count.tolist() == [1, 2]
    assert found.population.tolist() == [1000, 1000]
    assert found.per == 1000.0


@pytest.mark.parametrize("years", [0, -1, np.nan, "one"])
def test_rate_over_no_time_is_refused(years: float) -> None:
    with pytest.raises(ValueError, match=r"years: .* was given. It must be one number above 0"):
        crude_rate(5, 1000, years=years)
