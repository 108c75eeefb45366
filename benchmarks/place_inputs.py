"""The same map and the same events for ours and the peer, from one seed and NumPy alone."""

from __future__ import annotations

import numpy as np

SIDE = 185  # 34,225 cells
TOWN = 10_000.0  # metres along each side
DISTANCES = [100.0 * step for step in range(1, 11)]  # with two bands of time: 20 bands
DAYS = [7, 14]


def cells() -> tuple[np.ndarray, np.ndarray]:
    """Events in each cell of a square, and every pair of cells that touch, corners too."""
    number = np.arange(SIDE * SIDE).reshape(SIDE, SIDE)
    beside = [
        (number[:, :-1], number[:, 1:]),
        (number[:-1], number[1:]),
        (number[:-1, :-1], number[1:, 1:]),
        (number[:-1, 1:], number[1:, :-1]),
    ]
    pairs = np.concatenate([np.column_stack((one.ravel(), other.ravel())) for one, other in beside])
    return np.random.default_rng(5).poisson(2.0, SIDE * SIDE).astype(float), pairs


def events(number: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Eastings and northings in metres and days of one year."""
    random = np.random.default_rng(6)
    return random.uniform(0, TOWN, number), random.uniform(0, TOWN, number), random.integers(0, 365, number)
