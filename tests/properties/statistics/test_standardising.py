"""Relations that standardised, shrunk and funnelled rates must keep, and how often their intervals hold the truth."""

from __future__ import annotations

import numpy as np
import pytest

from sulis.statistics import (
    FunnelOf,
    ShrinkageFit,
    expected_events,
    funnel,
    shrunk_rates,
    standardised_rate,
    standardised_ratio,
)

GENERATOR = np.random.default_rng(11)
WEIGHTS = GENERATOR.uniform(1, 9, 19)
PEOPLE = GENERATOR.integers(500, 9000, (200, 19))
COUNTS = GENERATOR.poisson(PEOPLE * GENERATOR.gamma(1.0, 0.0005, 19))


@pytest.mark.parametrize("level", [0.95, 0.998])
def test_intervals_contain_their_values(level: float) -> None:
    rates = standardised_rate(COUNTS, PEOPLE, WEIGHTS, level=level)
    given = rates.method != "none"
    assert given.sum() > 150
    assert (rates.low[given] <= rates.value[given]).all() and (rates.value[given] <= rates.high[given]).all()
    ratios = standardised_ratio(COUNTS.sum(1), expected_events(PEOPLE, COUNTS.sum(0), PEOPLE.sum(0)), level)
    assert (ratios.low <= ratios.value).all() and (ratios.value <= ratios.high).all()


def test_higher_level_is_wider() -> None:
    usual, wide = (standardised_rate(COUNTS, PEOPLE, WEIGHTS, level=level) for level in (0.95, 0.998))
    given = usual.method != "none"
    assert (wide.low[given] < usual.low[given]).all() and (wide.high[given] > usual.high[given]).all()


def test_scale_of_weights_and_order_of_bands_change_nothing() -> None:
    plain = standardised_rate(COUNTS, PEOPLE, WEIGHTS)
    order = np.random.default_rng(1).permutation(19)
    turned = standardised_rate(COUNTS[:, order], PEOPLE[:, order], WEIGHTS[order] * 1000)
    np.testing.assert_allclose(turned.value, plain.value, rtol=1e-12)
    np.testing.assert_allclose(turned.high, plain.high, rtol=1e-12)


def test_twice_the_people_halve_the_rate() -> None:
    one, two = (standardised_rate(COUNTS, PEOPLE * times, WEIGHTS) for times in (1, 2))
    np.testing.assert_allclose(two.value * 2, one.value, rtol=1e-12)
    np.testing.assert_allclose(two.low * 2, one.low, rtol=1e-12, atol=1e-9)


def test_all_areas_together_are_as_expected() -> None:
    expected = expected_events(PEOPLE, COUNTS.sum(0), PEOPLE.sum(0))
    assert float(expected.sum()) == pytest.approx(COUNTS.sum())


@pytest.mark.parametrize(("level", "least", "most"), [(0.95, 0.945, 0.975), (0.998, 0.996, 1.0)])
def test_standardised_interval_holds_the_truth_about_as_often_as_it_says(
    level: float, least: float, most: float
) -> None:
    people = np.array([4000, 9000, 7000, 3000, 800])
    chances, weights = np.array([0.0004, 0.003, 0.002, 0.0006, 0.0005]), np.array([16, 30, 27, 17, 10])
    drawn = np.random.default_rng(3).poisson(people * chances, (8000, 5))
    found = standardised_rate(drawn, people, weights, level=level)
    truth = float((chances * weights).sum() / weights.sum()) * 100_000
    held = float(((found.low <= truth) & (truth <= found.high)).mean())
    assert (found.method != "none").all()
    assert least <= held <= most


@pytest.mark.parametrize("fit", ShrinkageFit)
def test_shrunk_rates_are_nearer_the_truth_and_hold_it_as_often_as_they_say(fit: ShrinkageFit) -> None:
    generator = np.random.default_rng(5)
    people = generator.integers(500, 4000, 1000)
    truth = generator.gamma(4.0, 0.0005, 1000)
    found = shrunk_rates(generator.poisson(truth * people), people, per=1, fit=fit)
    held = float(((found.low <= truth) & (truth <= found.high)).mean())
    assert 0.93 <= held <= 0.97
    assert ((found.value - truth) ** 2).sum() < 0.6 * ((found.raw - truth) ** 2).sum()


@pytest.mark.parametrize("kind", [FunnelOf.RATES, FunnelOf.PROPORTIONS])
def test_areas_at_the_target_are_outside_no_more_often_than_the_level_says(kind: FunnelOf) -> None:
    generator = np.random.default_rng(6)
    sizes = generator.integers(300, 30_000, 20_000)
    drawn = generator.poisson(sizes * 0.01) if kind is FunnelOf.RATES else generator.binomial(sizes, 0.01)
    outside = funnel(kind, drawn, sizes, target=0.01).position != "inside"
    assert 0.03 <= float(outside.mean()) <= 0.0535


def test_order_of_areas_changes_no_limit() -> None:
    order = np.random.default_rng(9).permutation(200)
    counts, people = COUNTS.sum(1), PEOPLE.sum(1)
    plain, turned = (
        funnel(FunnelOf.RATES, counts[index], people[index], overdispersed=True) for index in (np.arange(200), order)
    )
    np.testing.assert_allclose(turned.high, plain.high[order], rtol=1e-12)
    assert (turned.position == plain.position[order]).all()
