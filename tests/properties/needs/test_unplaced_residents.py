"""Wherever the residents who cannot be placed may live, the interval holds what would then have been said."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sulis.indicators import Residents, Tally, Trail, rate_estimates, ratio_estimate
from sulis.vocabulary import Area, AreaLevel, Estimate, Period, Provenance

AREA = Area("E05990001", "Dockside", AreaLevel.WARD, 2024)
COUNTS = st.integers(0, 3000)
PEOPLE = st.builds(
    lambda least, share: Residents(least, 2020, round(least * share), 1), st.integers(1, 10**6), st.floats(0.0, 1.0)
)
SLACK = 1e-9  # a share, for the rounding of floats


def _rate(count: int, who: Residents) -> Estimate:
    tally = Tally(count, AREA, Period.month("2023-01"), Provenance((), "SELECT 1"))
    return rate_estimates([tally], [who], 0.95, Trail({}))[0]


def _holds(wide: Estimate, narrow: Estimate) -> bool:
    assert wide.low is not None and wide.high is not None and narrow.low is not None and narrow.high is not None
    return wide.low <= narrow.low * (1 + SLACK) and wide.high >= narrow.high * (1 - SLACK)


def _placed(who: Residents, share: float) -> Residents:
    return Residents((who.least or 0) + round(who.unplaced * share), 2020)


@settings(max_examples=60)
@given(COUNTS, PEOPLE, st.floats(0.0, 1.0))
def test_rate_holds_its_value_and_every_way_to_place_them(count: int, who: Residents, share: float) -> None:
    found = _rate(count, who)
    assert found.low is not None and found.value is not None and found.high is not None
    assert found.low <= found.value <= found.high
    assert _holds(found, _rate(count, _placed(who, share)))


@settings(max_examples=60)
@given(COUNTS, PEOPLE, st.integers(0, 10**5))
def test_more_unplaced_never_narrows_upwards_or_downwards(count: int, who: Residents, more: int) -> None:
    # The same people, some of them no longer surely placed
    doubted = min(more, (who.least or 1) - 1)
    wider = Residents((who.least or 0) - doubted, 2020, who.unplaced + doubted, 2)
    assert _holds(_rate(count, wider), _rate(count, who))


@settings(max_examples=40)
@given(st.integers(0, 300), st.integers(1, 300), PEOPLE, PEOPLE, st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_ratio_holds_every_way_to_place_them(
    a: int, b: int, one: Residents, two: Residents, share: float, other: float
) -> None:
    wide, likely = ratio_estimate(_rate(a, one), _rate(b, two), 0.95, (one, two))
    certain = (_placed(one, share), _placed(two, other))
    narrow, p_value = ratio_estimate(_rate(a, certain[0]), _rate(b, certain[1]), 0.95, certain)
    assert _holds(wide, narrow)
    assert likely is not None and 0 <= likely <= 1 + SLACK
    assert p_value is not None


@given(PEOPLE, st.integers(1, 10**6), st.floats(0.0, 1.0))
def test_rest_of_an_area_holds_whoever_the_part_does_not(part: Residents, beyond: int, share: float) -> None:
    whole = Residents((part.most or 0) + beyond, 2020)
    rest, lives_here = whole.less(part), _placed(part, share).least or 0
    if rest.least is not None and rest.most is not None:
        assert rest.least <= (whole.least or 0) - lives_here <= rest.most
