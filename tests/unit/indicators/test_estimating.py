from __future__ import annotations

import pytest

from sulis.indicators import (
    UNKNOWN,
    Residents,
    Tally,
    Trail,
    count_estimates,
    overlapping_ratio,
    rate_estimates,
    ratio_estimate,
    share_estimate,
)
from sulis.vocabulary import Area, AreaLevel, Estimate, Missing, Period, Provenance, Unit

AREA = Area("E06990001", "Aldermere", AreaLevel.DISTRICT, 2024)
MONTH = Period.month("2023-01")
TRAIL = Trail({})
BETWEEN = Residents(1000, 2020, unplaced=600, divided=1)


def tally(count: int | None) -> Tally:
    return Tally(count, AREA, MONTH, Provenance((), "SELECT 1"), None if count is not None else Missing.WITHDRAWN)


def test_counts_keep_their_order_and_their_gaps() -> None:
    low, gap, high = count_estimates([tally(0), tally(None), tally(10)], 0.95)
    assert (low.method, high.method) == ("exact Poisson", "Byar")
    assert (low.low, low.high) == (0.0, pytest.approx(3.6889, abs=1e-4))
    assert (high.low, high.high) == (pytest.approx(4.7867, abs=0.01), pytest.approx(18.39, abs=0.01))
    assert gap.missing is Missing.WITHDRAWN


def test_no_counts_give_no_estimates() -> None:
    assert count_estimates([], 0.95) == ()


def test_rate_over_years_divides_by_person_years() -> None:
    (found,) = rate_estimates([tally(10)], [Residents(1000, 2020)], 0.95, TRAIL, [0.5])
    assert (found.value, found.denominator, found.unit) == (2000.0, 500.0, Unit.RATE_PER_100K_YEAR)


def test_rate_without_people_says_so() -> None:
    (found,) = rate_estimates([tally(10)], [UNKNOWN], 0.95, TRAIL)
    assert found.missing is Missing.NO_DENOMINATOR
    assert [caveat.code for caveat in found.caveats] == ["no-population"]


def test_rate_with_unplaced_residents_holds_both_possibilities() -> None:
    # 10 incidents (4.7867 to 18.39 by Byar) among 1,000 to 1,600: over 1,300, from 4.7867 / 1,600 to 18.39 / 1,000
    (found,) = rate_estimates([tally(10)], [BETWEEN], 0.95, TRAIL)
    assert (found.value, found.denominator) == (pytest.approx(769.23, abs=0.01), 1300.0)
    assert (found.low, found.high) == (pytest.approx(299.2, abs=0.5), pytest.approx(1839, abs=1))
    assert found.method == "Byar, residents bounded"


def test_small_count_with_unplaced_residents_keeps_its_exact_limits() -> None:
    # no incident: 0 to 3.6889, over half a year of 1,000 to 1,600
    (found,) = rate_estimates([tally(0)], [BETWEEN], 0.95, TRAIL, [0.5])
    assert (found.value, found.low, found.high) == (0.0, 0.0, pytest.approx(737.78, abs=0.01))
    assert found.method == "exact Poisson, residents bounded"


def test_ratio_with_unplaced_residents_holds_both_possibilities() -> None:
    other = Residents(3000, 2020)
    low, high = (_ratio(Residents(persons, 2020), other)[0] for persons in (1600, 1000))
    found, p_value = _ratio(BETWEEN, other)
    assert found.value == pytest.approx((10 / 1300) / (20 / 3000))
    assert (found.low, found.high) == (pytest.approx(low.low), pytest.approx(high.high))
    assert found.method.endswith(", residents bounded")
    assert p_value == pytest.approx(1.0)  # were 1,500 of them living there, the rates would be equal


def test_ratio_over_unplaced_residents_divides_the_other_way() -> None:
    other = Residents(9000, 2020)
    low, high = (_ratio(other, Residents(persons, 2020))[0] for persons in (1000, 1600))
    found, p_value = _ratio(other, BETWEEN)
    assert (found.low, found.high) == (pytest.approx(low.low), pytest.approx(high.high))
    assert p_value == pytest.approx(_ratio(other, Residents(1600, 2020))[1])


def test_ratio_of_bounded_rates_wants_the_residents_of_both() -> None:
    who = Residents(10_000, 2020).less(BETWEEN)
    (rate,) = rate_estimates([tally(10)], [who], 0.95, TRAIL)
    with pytest.raises(ValueError, match="unplaced residents"):
        ratio_estimate(rate, rate, 0.95)


def _ratio(one: Residents, two: Residents) -> tuple[Estimate, float | None]:
    """10 incidents among the first over 20 among the second."""
    top, bottom = rate_estimates([tally(10), tally(20)], [one, two], 0.95, TRAIL)
    return ratio_estimate(top, bottom, 0.95, (one, two))


def test_rate_of_a_missing_count_keeps_the_counts_reason() -> None:
    (found,) = rate_estimates([tally(None)], [UNKNOWN], 0.95, TRAIL)
    assert found.missing is Missing.WITHDRAWN


def test_ratio_over_nothing_is_not_applicable_and_says_why() -> None:
    some, none = count_estimates([tally(5), tally(0)], 0.95)
    ratio, p_value = ratio_estimate(some, none, 0.95)
    assert ratio.missing is Missing.NOT_APPLICABLE
    assert [caveat.code for caveat in ratio.caveats] == ["no-ratio"]
    assert p_value is not None


def test_share_of_nothing_is_not_applicable() -> None:
    assert share_estimate(0, 0, tally(0), 0.95).missing is Missing.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("a", "b", "shared", "low", "high"),
    [(10, 10, 10, 1.0, 1.0), (100, 100, 0, 0.7579, 1.3195), (50, 100, 50, 0.4111, 0.6082)],
)
def test_ratio_of_overlapping_counts_narrows_with_what_they_share(
    a: int, b: int, shared: int, low: float, high: float
) -> None:
    # exp(log(a/b) -/+ 1.96 sqrt(1/a + 1/b - 2s/ab)), worked out by hand
    top, bottom = count_estimates([tally(a), tally(b)], 0.95)
    found = overlapping_ratio(top, bottom, shared, 0.95)
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-4), pytest.approx(high, abs=5e-4))


def test_ratio_of_overlapping_counts_with_a_zero_is_not_applicable() -> None:
    top, bottom = count_estimates([tally(0), tally(4)], 0.95)
    assert overlapping_ratio(top, bottom, 0, 0.95).missing is Missing.NOT_APPLICABLE
