"""Whether one area's value is unlike those of a handful of areas like it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit

from sulis.statistics._inputs import NO_METHOD, Floats, read_level, read_numbers

METHOD = "range of one more area like them (Student's t)"
FEWEST_PEERS = 5


@dataclass(frozen=True, slots=True)
class AmongPeers:
    """One value beside ``peers`` others: their ``mean``, and the range ``low`` to ``high`` in which one more of them would lie.

    ``p_value`` is the two-sided chance that one more of them lies as far from their mean as the value does. All are NaN, with
    the ``reason`` in words and the method "none", where nothing can be said.
    """

    mean: float
    low: float
    high: float
    p_value: float
    peers: int
    level: float
    method: str
    reason: str = ""


def among_peers(value: float | None, peers: Sequence[float | None], *, level: float = 0.95) -> AmongPeers:
    """The range in which one more area like the others would lie, and how often it would be as far out as the value.

    Parameters
    ----------
    value : float or None
        The area's own value, in any unit; None or NaN where it has none.
    peers : sequence of float or None
        One value for each of the others, the area itself not among them, in the same unit; None or NaN where one has none.
    level : float
        Chance with which one more of them lies in the range, above 0 and below 1.

    Returns
    -------
    AmongPeers
        Mean and range in the unit of the values, p from 0 to 1. With fewer than 5 known peers, or peers that are all alike,
        there is no range; without a value there is a range and no p.

    Raises
    ------
    ValueError
        When a value is infinite or not a number, or the level is not between 0 and 1.

    Notes
    -----
    The range is for one more area and not for the mean, so it stays wide however many peers there are. It takes the values as
    they were published for known: their own uncertainty is part of the spread of the peers and is not taken off. Values are
    taken to be spread evenly about their mean: not advised for rates of which most are zero. With ten peers an area must be
    2.4 standard deviations from them to lie outside.

    Source: Crawford, J. R. and Howell, D. C. (1998), The Clinical Neuropsychologist 12, 482-486, equation for one case beside a
    small sample: t = (x - mean) / (s * sqrt((n + 1) / n)) with n - 1 degrees of freedom; s divides by n - 1.

    Examples
    --------
    >>> found = among_peers(9.0, [5.6, 5.8, 6.0, 6.2, 6.4])
    >>> round(found.mean, 1), round(found.low, 2), round(found.high, 2), round(found.p_value, 4)
    (6.0, 5.04, 6.96, 0.001)
    >>> among_peers(9.0, [6.0, 6.2]).reason
    'fewer than 5 of them have a figure'
    """
    chance = read_level(level)
    own = float(read_numbers("value", math.nan if value is None else value))
    others = read_numbers("peers", [math.nan if peer is None else peer for peer in peers])
    known = others[np.isfinite(others)]
    why = _no_range(known)
    if why:
        return AmongPeers(math.nan, math.nan, math.nan, math.nan, known.size, chance, NO_METHOD, why)
    mean, spread = float(known.mean()), float(known.std(ddof=1)) * math.sqrt((known.size + 1) / known.size)
    reach = float(stdtrit(known.size - 1, (1 + chance) / 2)) * spread
    p_value = 2 * float(stdtr(known.size - 1, -abs(own - mean) / spread)) if math.isfinite(own) else math.nan
    return AmongPeers(mean, mean - reach, mean + reach, p_value, known.size, chance, METHOD)


def _no_range(known: Floats) -> str:
    if known.size < FEWEST_PEERS:
        return f"fewer than {FEWEST_PEERS} of them have a figure"
    if float(np.ptp(known)) == 0.0:
        return "all of them have the same figure, so nothing says how far apart such areas usually are"
    return ""
