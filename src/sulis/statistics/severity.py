"""Events weighted by how severe they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sulis.statistics._inputs import Floats, Names, read_amounts, seal
from sulis.statistics.standardised_rate import standardised_rate


@dataclass(frozen=True, slots=True, eq=False)
class Severity:
    """Weighted sums in the unit of the weights, one an area, with limits; ``count`` is the events, to be shown beside them.

    ``method`` is "none" where there is no sum, and ``reason`` says why.
    """

    value: Floats
    low: Floats
    high: Floats
    level: float
    method: Names
    reason: Names
    count: Floats

    def __post_init__(self) -> None:
        seal(self)


def severity(count: ArrayLike, weights: ArrayLike, level: float = 0.95) -> Severity:
    """Sum of counts, each times the weight of its kind of offence.

    Parameters
    ----------
    count : array_like of int, shape (..., kinds)
        Events of each kind.
    weights : array_like of float, shape (kinds,)
        Severity of one event of each kind, zero or more. A kind of weight 0 is left out of the sum and of ``count``.
    level : float
        Confidence, above 0 and below 1.

    Returns
    -------
    Severity
        NaN, method "none" and the reason where a count is missing or there were fewer than 10 events in all: there one event of
        a heavy kind is most of the sum.

    Raises
    ------
    ValueError
        When a number is negative, infinite or a count not whole, or shapes differ.

    Notes
    -----
    A few heavy events decide the sum: show the counts beside it, never it alone. Compare only sums of the same weights and
    the same vintage of them. Kinds that mix severities (violence with injury) are not told apart by any weight.

    Source: limits of Dobson, A. and others (1991), Statistics in Medicine 10, 457-462, through `standardised_rate` with one
    person a kind; weights as of the Office for National Statistics' Crime Severity Score or the Cambridge Crime Harm Index.

    Examples
    --------
    >>> found = severity([2, 10, 30], [1000, 100, 10])
    >>> float(found.value), float(found.low.round()), float(found.count)
    (3300.0, 674.0, 42.0)
    """
    weight = read_amounts("weights", weights)
    found = standardised_rate(count, np.ones(weight.shape), weight, per=float(np.nansum(weight)) or 1.0, level=level)
    return Severity(found.value, found.low, found.high, found.level, found.method, found.reason, found.count)
