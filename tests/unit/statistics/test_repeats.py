from __future__ import annotations

import numpy as np
import pytest

from sulis.statistics import repeats, repeats_by_chance, roles_overlap

EVENTS = [1] * 70 + [2] * 20 + [3] * 6 + [8] * 4


def test_repeats_of_everybody_with_one_event_are_none() -> None:
    found = repeats([1] * 50, deals=50)
    assert found.value.tolist() == [0.0, 0.0, 0.1]
    assert found.high.tolist() == [0.0, 0.0, pytest.approx(0.1)]


def test_repeats_count_people_their_events_and_the_top() -> None:
    found = repeats(EVENTS, deals=50)
    assert found.value == pytest.approx([0.3, 90 / 160, (4 * 8 + 6 * 3) / 160])
    assert (found.people, found.events) == (100, 160)


def test_repeats_by_chance_are_those_of_a_poisson_count_of_each_person() -> None:
    found, rate = repeats_by_chance(2_000, 10_000, deals=199), 0.2
    none = np.exp(-rate)
    several = (1 - none * (1 + rate)) / (1 - none)
    assert found.low[0] < several < found.high[0]
    assert found.value[0] == pytest.approx(several, rel=0.02)


@pytest.mark.parametrize(("events", "people"), [(0, 100), (1, 100), (50, 1), (50, 0)])
def test_nothing_to_deal_out_gives_no_chance(events: int, people: int) -> None:
    found = repeats_by_chance(events, people)
    assert found.method == "none" and np.isnan(found.value).all()


def test_number_of_events_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="events"):
        repeats_by_chance(-1, 100)


def test_repeats_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    random, held = np.random.default_rng(3), np.zeros(3)
    several = random.geometric(0.6, 200_000)
    truth = repeats(several, deals=1).value
    for seed in range(60):
        found = repeats(random.choice(several, 150), deals=199, seed=seed)
        held += (found.low <= truth) & (truth <= found.high)
    assert (held >= 50).all()


def test_repeats_with_missed_links_are_dealt_more_and_with_false_ones_fewer() -> None:
    plain = repeats(EVENTS, deals=199)
    missed, false = repeats(EVENTS, recall=0.7, deals=199), repeats(EVENTS, precision=0.7, deals=199)
    assert missed.dealt[0] > plain.dealt[0] + 0.01
    assert false.dealt[0] < plain.dealt[0] - 0.01
    assert missed.high[0] > plain.high[0]
    assert false.low[0] < plain.low[0]
    assert missed.value.tolist() == plain.value.tolist()
    assert (plain.method, missed.method) == ("people resampled", "people resampled, links dealt out")


def test_repeats_with_links_as_bad_as_can_be_still_keep_every_share_a_share() -> None:
    found = repeats([4, 3, 1], precision=0.01, recall=0.01, deals=99)
    assert (found.low >= 0).all()
    assert (found.high <= 1).all()


@pytest.mark.parametrize("events", [[], [5]])
def test_repeats_of_fewer_than_two_people_say_nothing(events: list[int]) -> None:
    found = repeats(events)
    assert found.method == "none"
    assert np.isnan(found.value).all()


@pytest.mark.parametrize("events", [[0, 2], [1, None], [1.5, 2], [-1, 2]], ids=str)
def test_repeats_refuse_a_person_without_a_whole_event(events: list[float]) -> None:
    with pytest.raises(ValueError, match="events"):
        repeats(events)


@pytest.mark.parametrize("quality", [0.0, 1.01, np.nan, True])
def test_repeats_refuse_a_precision_that_is_no_share(quality: float) -> None:
    with pytest.raises(ValueError, match="precision"):
        repeats([1, 2], precision=quality)


def test_roles_overlap_goes_both_ways() -> None:
    found = roles_overlap(200, 120, 30)
    assert (float(found.victims_also_suspects.value), float(found.suspects_also_victims.value)) == (0.15, 0.25)
    assert found.victims_also_suspects.low < 0.15 < found.victims_also_suspects.high


def test_roles_overlap_with_nobody_in_a_role_says_none() -> None:
    found = roles_overlap(0, 12, 0)
    assert str(found.victims_also_suspects.method) == "none"
    assert float(found.suspects_also_victims.value) == 0.0


def test_roles_overlap_refuses_more_in_both_than_in_one() -> None:
    with pytest.raises(ValueError, match="successes"):
        roles_overlap(3, 10, 4)
