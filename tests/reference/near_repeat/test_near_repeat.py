from __future__ import annotations

from datetime import date

import pytest

from sulis.statistics import near_repeat
from tests.reference.sheet import rows

CASES = rows(__file__, "burkitt")


@pytest.mark.parametrize(("distance", "days", "pairs"), [(20, 5, 13), (10, 30, 24), (5, 360, 66), (2, 60, 4)])
def test_knox_of_burkitts_lymphoma_counts_the_published_pairs(distance: float, days: int, pairs: int) -> None:
    x, y, day = ([float(row[name]) for row in CASES] for name in ("x", "y", "day"))
    found = near_repeat(x, y, day, distances=[distance], days=[days], permutations=9)
    assert len(CASES) == 188
    assert found.observed.sum() == pairs


def test_knox_of_burkitts_lymphoma_finds_no_more_than_chance_as_published() -> None:
    x, y, day = ([float(row[name]) for row in CASES] for name in ("x", "y", "day"))
    found = near_repeat(x, y, day, distances=[20], days=[5])
    assert found.p_more[1, 1] > 0.1


# Of 522 arsons ten pairs share a place: its number here, and the days of those who share it.
SHARED = (
    ("2016-01-09", "2016-01-18"), ("2016-03-23", "2016-06-29"), ("2016-03-11", "2016-03-12"), ("2016-04-18", "2016-06-17"),
    ("2016-02-28", "2016-10-09", "2016-10-14"), ("2016-10-01", "2016-12-03"), ("2016-11-28", "2016-12-01"),
    ("2016-12-02", "2016-12-03"),
)  # fmt: skip


def test_same_place_row_of_the_near_repeat_calculator_comes_out() -> None:
    """Its ratios for the same place: 0.00 on the same day, 28.29 a day apart, 0.00 two days apart, 0.81 beyond; p 1, 0.01, 1, 1."""
    left = {row["day"]: int(row["events"]) for row in rows(__file__, "chicago_arson_days")}
    assert sum(left.values()) == 522
    events = [(place, when) for place, days in enumerate(SHARED) for when in days]
    for _, when in events:
        left[when] -= 1
    alone = [when for when, many in left.items() for _ in range(many)]
    events += [(len(SHARED) + number, when) for number, when in enumerate(alone)]
    x = [100_000.0 * place for place, _ in events]  # whoever shares no place is far from everybody
    day = [date.fromisoformat(when).toordinal() for _, when in events]
    found = near_repeat(x, [0.0] * len(x), day, distances=[200], days=[1, 2, 366])
    assert found.observed[0].tolist() == [0, 2, 0, 8]
    same_day, day_apart, two_apart, beyond = found.ratio[0].tolist()
    assert (same_day, two_apart) == (0, 0) and round(beyond, 2) == 0.81
    # The calculator's 28.29 is two pairs over the mean of 99 deals, which is of few pairs: 0.0707, give or take 0.027.
    assert 2 / (0.0707 + 3 * 0.027) < day_apart < 2 / (0.0707 - 2 * 0.027)
    assert found.p_more[0, 1] <= 0.01 and found.p_more[0, [0, 2, 3]].min() > 0.9
