from __future__ import annotations

import pytest
from scipy.stats import false_discovery_control

from sulis.statistics import adjusted_p

PUBLISHED = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0,
]  # fmt: skip


def test_adjusted_p_of_the_published_fifteen_rejects_the_first_four() -> None:
    assert (adjusted_p(PUBLISHED) <= 0.05).tolist() == [True] * 4 + [False] * 11


def test_adjusted_p_of_the_published_fifteen_matches_scipy() -> None:
    assert adjusted_p(PUBLISHED) == pytest.approx(false_discovery_control(PUBLISHED), rel=1e-12)
