from __future__ import annotations

import numpy as np
import pytest

from sulis.statistics import Neighbours, local_g, local_moran, neighbours_of_pairs, neighbours_within
from tests.reference.sheet import as_published, rows

COLUMBUS = rows(__file__, "columbus")
CRIME = [float(row["crime"]) for row in COLUMBUS]
SIX = np.array([(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)], dtype=float)


@pytest.fixture(scope="module")
def columbus() -> Neighbours:
    pairs = [(int(row["place"]) - 1, int(other) - 1) for row in COLUMBUS for other in row["neighbours"].split()]
    return neighbours_of_pairs(len(COLUMBUS), pairs)


def test_local_g_of_columbus_matches_the_peer(columbus: Neighbours) -> None:
    found = local_g(CRIME, columbus, permutations=0)
    assert [float(z) for z in found.value] == [as_published(row, "gi_star") for row in COLUMBUS]


def test_local_moran_of_columbus_matches_the_peer(columbus: Neighbours) -> None:
    found = local_moran(CRIME, columbus)
    assert [float(value) for value in found.value] == [as_published(row, "local_moran") for row in COLUMBUS]


def test_moran_of_all_columbus_matches_the_peer(columbus: Neighbours) -> None:
    assert local_moran(CRIME, columbus).overall == pytest.approx(0.500189, abs=5e-7)


def test_local_g_of_six_points_matches_the_documented_example() -> None:
    found = local_g([2, 3, 3.2, 5, 8, 7], neighbours_within(SIX[:, 0], SIX[:, 1], 15))
    expected = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331]
    assert found.value == pytest.approx(expected, abs=5e-9)
