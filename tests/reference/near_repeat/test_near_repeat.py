from __future__ import annotations

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
