"""Whether an area should read a measure at all: how long a change takes to show at the rate that it has."""

from __future__ import annotations

import math

from sulis.statistics.detectability import time_to_see, time_to_see_none
from sulis.year.measures.model import Reach, Speaks, Together

READABLE, PATIENT = 3.0, 10.0  # years: about one plan, and as long as anybody will wait for an answer
HALVING, FIFTH = 0.5, 0.8


def reach_of(together: Together) -> Reach:
    """How long a halving, a fall by a fifth and an end of all events take to show, at the rate of these years.

    Notes
    -----
    Where there was no event there is no rate to begin from: then the highest rate that the years allow answers, and the
    measure does not speak.

    Source: `sulis.statistics.detectability`. That a plan of three years should see a halving, and that ten are the most
    anybody waits, is our own convention.
    """
    rate, _low, high = together.a_year
    halving, fifth = _years(HALVING, rate), _years(FIFTH, rate)
    return Reach(_speaks(halving), halving, fifth, _known(float(time_to_see_none(rate).periods)), _years(HALVING, high))


def _years(ratio: float, rate: float) -> float | None:
    return _known(float(time_to_see(ratio, rate).periods))


def _known(years: float) -> float | None:
    return None if math.isnan(years) else years


def _speaks(halving: float | None) -> Speaks:
    if halving is None or halving > PATIENT:
        return Speaks.NO
    return Speaks.YES if halving <= READABLE else Speaks.TOGETHER
