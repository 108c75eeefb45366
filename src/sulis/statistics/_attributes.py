"""Limits for rates and proportions whose denominators differ: the plain ones and Laney's."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sulis.statistics._inputs import Floats
from sulis.statistics.control_chart import Lines, lines, moving_ranges

SIGMAS = 3.0
RANGE_TO_SIGMA = 1.128  # mean moving range over the standard deviation, of two normal values


def attribute_lines(
    count: Floats, size: Floats, spread: Callable[[float, Floats], Floats], *, laney: bool, most: float = np.inf
) -> Lines | None:
    """Centre, and three standard errors either side, times Laney's sigma z where asked for."""
    given = ~np.isnan(count) & (size > 0)
    if not given.any():
        return None
    centre = float(count[given].sum() / size[given].sum())
    if centre == 0.0 or centre >= most:
        return None
    error = spread(centre, np.where(given, size, np.nan))
    width = _sigma_z(count / np.where(given, size, np.nan), centre, error) if laney else 1.0
    if width is None:
        return None
    return lines(np.full(count.size, centre), SIGMAS * error * width, 0.0, most)


def _sigma_z(rate: Floats, centre: float, error: Floats) -> float | None:
    """How many times wider than chance neighbours differ; None where no two neighbours are given."""
    with np.errstate(invalid="ignore"):
        ranges = moving_ranges((rate - centre) / error)
    return float(ranges.mean()) / RANGE_TO_SIGMA if ranges.size else None
