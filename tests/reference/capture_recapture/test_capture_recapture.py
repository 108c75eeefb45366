from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import brentq

from sulis.statistics import chapman, log_linear
from sulis.statistics.capture_recapture import _fits


def test_chapman_matches_the_published_turtles() -> None:
    assert int(chapman(10, 15, 5).value) == 28


def test_log_linear_with_every_pair_dependent_matches_the_closed_form() -> None:
    counts = np.array([[[np.nan, 60], [45, 20]], [[80, 12], [33, 9]]])
    on = np.array(list(np.ndindex(2, 2, 2)), dtype=float)[1:]
    fits = {pairs: unseen for _, unseen, _, pairs in _fits(on, counts.ravel()[1:])}
    every = ((0, 1), (0, 2), (1, 2))
    assert fits[every] == pytest.approx(9 * 80 * 45 * 60 / (33 * 12 * 20))


def test_log_linear_of_independent_lists_matches_darroch() -> None:
    chances, number = (0.5, 0.4, 0.3), 1000.0
    counts = np.empty((2, 2, 2))
    for history in np.ndindex(2, 2, 2):
        share = np.prod([chance if on else 1 - chance for chance, on in zip(chances, history, strict=True)])
        counts[history] = round(number * share)
    on_lists = [counts[1].sum(), counts[:, 1].sum(), counts[:, :, 1].sum()]
    seen = counts.sum() - counts[0, 0, 0]

    def away(guess: float) -> float:
        return float(np.prod([1 - one / guess for one in on_lists]) - (1 - seen / guess))

    found = log_linear(counts)
    assert found.model == "independent"
    assert found.value == pytest.approx(brentq(away, seen + 1, 5000), rel=1e-6)
