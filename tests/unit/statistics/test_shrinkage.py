from __future__ import annotations

import numpy as np
import pytest

from sulis.statistics import ShrinkageFit, shrunk_rates

COUNT = [0, 5, 60, 20, 3, 12]
PEOPLE = [1000, 1000, 4000, 4000, 900, 2500]


@pytest.mark.parametrize("fit", ShrinkageFit)
def test_shrunk_rate_lies_between_the_raw_rate_and_the_mean(fit: ShrinkageFit) -> None:
    found = shrunk_rates(COUNT, PEOPLE, fit=fit)
    inside = (found.value - found.raw) * (found.value - found.mean) <= 0
    assert inside.all()
    assert (found.low <= found.value).all() and (found.value <= found.high).all()
    assert set(found.method.tolist()) == {f"gamma-Poisson, {fit.value}"}


def test_larger_area_keeps_more_of_its_own_rate() -> None:
    found = shrunk_rates(COUNT, PEOPLE)
    assert (np.argsort(found.weight, kind="stable") == np.argsort(PEOPLE, kind="stable")).all()


@pytest.mark.parametrize("fit", ShrinkageFit)
def test_areas_that_differ_by_no_more_than_chance_have_the_overall_rate(fit: ShrinkageFit) -> None:
    found = shrunk_rates([10, 10, 10, 10], [1000, 1000, 1000, 1000], per=1000, fit=fit)
    assert set(found.method.tolist()) == {"overall rate"}
    assert found.value == pytest.approx(10.0)
    assert (found.low < 10).all() and (found.high > 10).all()


@pytest.mark.parametrize("fit", ShrinkageFit)
def test_areas_without_any_event_have_a_rate_of_nought_with_a_high(fit: ShrinkageFit) -> None:
    found = shrunk_rates([0, 0, 0], [1000, 2000, 3000], per=1000, fit=fit)
    assert found.value.tolist() == [0, 0, 0]
    assert found.high == pytest.approx(3.689 / 6, abs=1e-3)


def test_area_without_people_or_count_has_none_and_takes_no_part() -> None:
    found = shrunk_rates([*COUNT, 4, None], [*PEOPLE, 0, 100])
    assert found.method[-2:].tolist() == ["none", "none"]
    assert np.isnan(found.value[-2:]).all()
    assert found.value[:-2] == pytest.approx(shrunk_rates(COUNT, PEOPLE).value)


@pytest.mark.parametrize("count", [[3], [3, 4], [3, None, None], [None, None, None]])
def test_fewer_than_three_areas_are_refused(count: list[int | None]) -> None:
    with pytest.raises(ValueError, match="at least 3"):
        shrunk_rates(count, [1000] * len(count))  # type: ignore[arg-type]
