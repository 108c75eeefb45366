"""What all control charts share: limits by stretch, the rules that say a point is unusual, gaps and rebasing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sulis.statistics._inputs import NO_METHOD, Flags, Floats, seal

RUN = 7  # points in a row, on one side or in one direction
NEAR = 2.0 / 3.0  # of the way from the centre to a limit, beyond which a point is near it
TRIAL_UNDER = 12  # points in a stretch, below which its limits are trial limits
FEWEST = 3  # points in a stretch, below which it has no limits
LEAST_REASON = 10  # letters in a written reason
ROUNDING = 1e-9  # of the centre
RULES = (
    "outside a limit; 7 in a row on one side of the centre; 7 in a row rising or falling; 2 of 3 beyond 2/3 of a limit"
)


@dataclass(frozen=True, slots=True)
class Rebase:
    """New limits from a position on (counting from 0), with the written reason for them."""

    position: int
    reason: str

    def __post_init__(self) -> None:
        if self.position < 1 or len(self.reason.strip()) < LEAST_REASON:
            raise ValueError(
                f"rebase: position {self.position} with a reason of {len(self.reason.strip())} letters was given. Limits start anew "
                "only after the first point, and for a written reason. Write what changed, and when, in words."
            )


@dataclass(frozen=True, slots=True, eq=False)
class ControlChart:
    """A series with its centre and limits, all arrays of the length of the series, in its unit.

    ``outside``, ``one_side``, ``trend`` and ``near_limit`` mark the points that each rule names; a missing point is
    never marked. ``stretch`` numbers the stretches between rebases from 0. ``method`` names the chart and its
    convention, or is "none" where no stretch had limits. ``notes`` are sentences for the reader: gaps, trial limits,
    stretches without limits (NaN), and the reason for every rebase.
    """

    method: str
    value: Floats
    centre: Floats
    low: Floats
    high: Floats
    outside: Flags
    one_side: Flags
    trend: Flags
    near_limit: Flags
    stretch: NDArray[np.intp]
    notes: tuple[str, ...]

    def __post_init__(self) -> None:
        seal(self)


Lines = tuple[Floats, Floats, Floats, Floats, Floats]
"""One of each a point: centre, low, high, and the values below and above which a point is near a limit."""


def lines(centre: Floats, reach: Floats, least: float = -np.inf, most: float = np.inf) -> Lines:
    """Limits as far below the centre as above it, cut where no value can be; what is near follows the limits before the cut."""
    near = NEAR * reach
    return centre, np.maximum(centre - reach, least), np.minimum(centre + reach, most), centre - near, centre + near


def chart(
    method: str,
    value: Floats,
    limits: Callable[[slice], Lines | None],
    rebases: Sequence[Rebase],
    *,
    least: int = FEWEST,
) -> ControlChart:
    """Put a chart together from what gives a stretch its limits (None where it cannot)."""
    edges = _edges(value, rebases)
    drawn_lines = np.full((5, value.size), np.nan)
    stretch = np.zeros(value.size, dtype=np.intp)
    notes = [*(f"New limits from position {one.position}: {one.reason.strip()}" for one in rebases), *_gaps(value)]
    drawn = False
    for number, (start, end) in enumerate(pairwise(edges)):
        here = slice(start, end)
        stretch[here] = number
        points = int((~np.isnan(value[here])).sum())
        found = limits(here) if points >= least else None
        if found is None:
            notes.append(
                f"No limits from position {start}: {points} points, with too little in them to draw limits from."
            )
            continue
        drawn = True
        drawn_lines[:, here] = found
        if points < TRIAL_UNDER:
            notes.append(f"Trial limits from position {start}: {points} points, and {TRIAL_UNDER} are wanted.")
    centre, low, high, *_ = drawn_lines
    marks = _marks(value, drawn_lines, stretch)
    return ControlChart(method if drawn else NO_METHOD, value, centre, low, high, *marks, stretch, tuple(notes))


def read_series(name: str, numbers: Floats) -> Floats:
    """One number a period, in a row."""
    if numbers.ndim != 1 or numbers.size == 0:
        raise ValueError(
            f"{name}: an array of shape {numbers.shape} was given. A chart is of one series, one number a period, in order. "
            "Call once for each area."
        )
    return numbers


def moving_ranges(value: Floats) -> Floats:
    """Differences between neighbours, without regard to sign; a gap has none on either side."""
    steps = np.abs(np.diff(value))
    return np.asarray(steps[~np.isnan(steps)])


def _edges(value: Floats, rebases: Sequence[Rebase]) -> list[int]:
    places = [one.position for one in rebases]
    if places != sorted(set(places)) or any(place >= value.size for place in places):
        raise ValueError(
            f"rebase: positions {places} were given for {value.size} points. They go up and stay within the series. "
            "Count positions from 0."
        )
    return [0, *places, value.size]


def _gaps(value: Floats) -> list[str]:
    missing = np.flatnonzero(np.isnan(value))
    if not missing.size:
        return []
    return [
        f"{missing.size} of {value.size} points are missing, the first at position {missing[0]}: a gap ends every run."
    ]


def _marks(value: Floats, drawn: Floats, stretch: NDArray[np.intp]) -> tuple[Flags, Flags, Flags, Flags]:
    """What each rule marks; a value on a line, but for rounding, is not beyond it."""
    centre, low, high, near_low, near_high = drawn
    slack = ROUNDING * np.abs(centre)
    side = np.nan_to_num(np.where(np.abs(value - centre) <= slack, 0.0, np.sign(value - centre)), nan=0.0)
    step = np.concatenate([[0.0], np.sign(np.diff(value))])
    step[np.isnan(step) | np.isnan(centre)] = 0.0
    step[1:][stretch[1:] != stretch[:-1]] = 0.0
    outside = (value > high + slack) | (value < low - slack)
    near = (value > near_high + slack) | (value < near_low - slack)
    return outside, _runs(side, stretch, RUN), _trends(step, stretch), _two_of_three(near, side, value, stretch)


def _runs(sign: Floats, stretch: NDArray[np.intp], least: int) -> Flags:
    """All points of every run of one sign (never 0) that is this long, within a stretch."""
    fresh = np.ones(sign.size, dtype=np.bool_)
    fresh[1:] = (sign[1:] != sign[:-1]) | (stretch[1:] != stretch[:-1])
    run = np.cumsum(fresh) - 1
    return np.asarray((np.bincount(run)[run] >= least) & (sign != 0))


def _trends(step: Floats, stretch: NDArray[np.intp]) -> Flags:
    """All points of every run of steps in one direction; a run of six steps joins seven points."""
    steps = _runs(step, stretch, RUN - 1)
    found = steps.copy()
    found[:-1] |= steps[1:] & ((step[1:] != step[:-1]) | ~steps[:-1])
    return found


def _two_of_three(near: Flags, side: Floats, value: Floats, stretch: NDArray[np.intp]) -> Flags:
    """Points near or beyond a limit of which two are on one side among three in a row."""
    found = np.zeros(value.size, dtype=np.bool_)
    whole = ~np.isnan(value)
    for sign in (-1.0, 1.0):
        here = near & (side == sign)
        for start in range(value.size - 2):
            three = slice(start, start + 3)
            if here[three].sum() >= 2 and whole[three].all() and stretch[start] == stretch[start + 2]:
                found[three] |= here[three]
    return found
