"""How many times as often something happens to one group as to another, with the people whose group is unknown as bounds."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from sulis.statistics._inputs import NO_METHOD, Floats, Names, read_amounts, read_counts, read_whole, seal
from sulis.statistics.rate_ratio import rate_ratio

REFERENCE = "reference"


@dataclass(frozen=True, slots=True, eq=False)
class Disparity:
    """One element a group. ``value`` is its rate over the reference group's, ``low`` and ``high`` its limits, the unknown left out.

    ``least`` and ``most`` are the ratio if everybody unknown belonged to the reference group, or to this one; ``least_low`` and
    ``most_high`` their outer limits, so that the truth about the records lies between whatever the unknown are. ``method`` is that
    of `rate_ratio`, "reference" for the group compared with, or "none" where a group has no denominator or no event can be compared.
    """

    value: Floats
    low: Floats
    high: Floats
    least: Floats
    least_low: Floats
    most: Floats
    most_high: Floats
    level: float
    method: Names
    unknown: int

    def __post_init__(self) -> None:
        seal(self)


def disparity(
    count: ArrayLike, people: ArrayLike, reference: int, *, unknown: int = 0, level: float = 0.95
) -> Disparity:
    """Rate ratio of each group to one of them, with an interval and the bounds that the unknown leave.

    Parameters
    ----------
    count : array_like of int, shape (groups,)
        Events, or people with one, of each known group of one scheme. A scheme that is mixed is the caller's to refuse.
    people : array_like of float, shape (groups,)
        People of the group, from a count in the same scheme. NaN or 0 where there is none: that group gets no ratio.
    reference : int
        Position of the group compared with.
    unknown : int
        Events of which the group is not known.
    level : float
        Confidence, above 0 and below 1.

    Returns
    -------
    Disparity
        The reference is 1 with no interval of its own. Without an event in the reference the ratio is NaN and ``low`` still says how
        large it is at least.

    Raises
    ------
    ValueError
        When a count is missing, negative or not whole, or the reference is not one of the groups.

    Notes
    -----
    Bounds are wide because they allow for anything; nothing narrower follows from the records. Not advised where the unknown
    are more than the known. A ratio says nothing of why. People known to one agency are no denominator for residents.

    Source: ratios as in `rate_ratio`; worst-case bounds: Manski, C. F. (1989), Journal of Human Resources 24, 343-360.

    Examples
    --------
    >>> found = disparity([30, 40], [1000, 4000], 1, unknown=10)
    >>> found.value.tolist(), found.least.tolist(), found.most.tolist()
    ([3.0, 1.0], [2.4, 1.0], [4.0, 1.0])
    """
    events, at_risk = read_counts("count", count).ravel(), read_amounts("people", people).ravel()
    lost, chosen = read_whole("unknown", unknown, least=0), read_whole("reference", reference, least=0)
    if events.size != at_risk.size or np.isnan(events).any() or chosen >= events.size:
        raise ValueError(
            "count, people, reference: not one known count and one denominator a group, or no such reference. "
            "Line them up, and write NaN for people where a group has no denominator."
        )
    against, among = events[chosen], at_risk[chosen]
    plain = rate_ratio(events, at_risk, against, among, level)
    least = rate_ratio(events, at_risk, against + lost, among, level)
    most = rate_ratio(events + lost, at_risk, against, among, level)
    own = np.arange(events.size) == chosen
    said = bool(among > 0)

    def beside(ratio: Floats) -> Floats:
        return np.where(own, 1.0 if said else np.nan, ratio)

    method = np.where(own & said, REFERENCE, np.where(own, NO_METHOD, plain.method))
    return Disparity(
        beside(plain.value), beside(plain.low), beside(plain.high), beside(least.value), beside(least.low),
        beside(most.value), beside(most.high), plain.level, method, lost,
    )  # fmt: skip


def relative_rate_index(stages: ArrayLike, reference: int, level: float = 0.95) -> tuple[Disparity, ...]:
    """From stage to stage (recorded, arrested, charged): each group's share that goes on, over the reference group's.

    Parameters
    ----------
    stages : array_like of int, shape (stages, groups)
        People at each stage, in order; those of one stage are among those of the stage before.
    reference : int
        Position of the group compared with.
    level : float
        Confidence, above 0 and below 1.

    Returns
    -------
    tuple of Disparity
        One for each stage but the first. Intervals take those who go on as a count, which errs on the wide side.

    Raises
    ------
    ValueError
        As `disparity`, and when more people are at a stage than at the one before.

    Notes
    -----
    Source: the relative rate index of the United States' Office of Juvenile Justice and Delinquency Prevention, Disproportionate
    Minority Contact Technical Assistance Manual (4th edition, 2009), chapter 1.

    Examples
    --------
    >>> [step.value.tolist() for step in relative_rate_index([[100, 400], [20, 40], [10, 20]], 1)]
    [[2.0, 1.0], [1.0, 1.0]]
    """
    counts = read_counts("stages", stages)
    if counts.ndim != 2 or (counts[1:] > counts[:-1]).any():
        raise ValueError(
            "stages: not stages by groups, or more at a stage than at the one before. Each stage is part of the one before. "
            "Count the same people through all stages."
        )
    return tuple(disparity(after, before, reference, level=level) for before, after in pairwise(counts))
