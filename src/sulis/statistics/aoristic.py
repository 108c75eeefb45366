"""When it happened, where an incident is known only to lie between two moments."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc

from sulis.statistics._inputs import NO_METHOD, Floats, read_level, read_numbers, read_positive, read_whole, seal
from sulis.statistics.proportion import wilson

METHOD = "aoristic, wilson"
BOUNDED = "aoristic, wilson, unknown as bounds"
LEAST_EXPECTED = 5.0  # events a part if all were alike, below which evenness is not tested


@dataclass(frozen=True, slots=True, eq=False)
class Aoristic:
    """Events by the parts of a cycle (the hours of a day), each array of shape (parts,).

    ``weight`` is what each part holds when every event is spread evenly over the time in which it can have happened;
    ``certain`` are the events that lie wholly in the part, ``possible`` those that can. ``share``, ``low`` and ``high`` are of
    the ``known``; ``unknown`` events have no time, or one that spans a whole cycle and so says nothing. ``p_even`` is the chance of
    parts as unlike as these if all were alike, NaN with fewer than 5 events a part. Without a known event ``method`` is "none"
    and shares are NaN.
    """

    weight: Floats
    certain: Floats
    possible: Floats
    share: Floats
    low: Floats
    high: Floats
    p_even: float
    known: int
    unknown: int
    level: float
    method: str

    def __post_init__(self) -> None:
        seal(self)


@dataclass(frozen=True, slots=True)
class PartShare:
    """The share of some parts together: among the known, with limits that hold chance, loose times and the unknown."""

    value: float
    low: float
    high: float
    certain: int
    possible: int
    of: int
    method: str


def aoristic(
    start: ArrayLike, end: ArrayLike, *, cycle: float = 1440.0, parts: int = 24, level: float = 0.95
) -> Aoristic:
    """Spread each event evenly over the time in which it can have happened, and add up by parts of a cycle.

    Parameters
    ----------
    start, end : array_like of float, shape (events,)
        Minutes from any start of a cycle (midnight; midnight before a Monday) to the earliest and latest moment. Missing
        where not known: an event with only one of the two is taken to be unknown.
    cycle : float
        Minutes of a cycle: 1440 for a day, 10080 for a week.
    parts : int
        Into how many equal parts it is cut: 24 hours, 7 days.
    level : float
        Of the intervals, above 0 and below 1.

    Returns
    -------
    Aoristic
        Limits of a share are Wilson's: the lower of the events certainly in the part, the upper of those that may be.

    Raises
    ------
    ValueError
        When a number is infinite or not a number, an event ends before it starts, or shapes differ.

    Notes
    -----
    Even spreading is the field's convention and an assumption: an event found in the morning is no likelier at three than at
    six. Long spans flatten the shape, which the limits show. Clock times that were filled in (midnight) look like a peak.

    Source: Ratcliffe, J. and McCullagh, M. (1998), International Journal of Geographical Information Science 12, 751-764;
    Wilson, E. B. (1927) for the limits. That certain and possible events bound a share is our own addition.

    Examples
    --------
    >>> found = aoristic([60, 1380, 600], [60, 1500, 660], parts=24)
    >>> found.weight[[0, 1, 10, 23]].tolist(), found.certain.sum().item(), found.unknown
    ([0.5, 1.0, 1.0, 0.5], 2.0, 0)
    """
    level, whole, many = read_level(level), read_positive("cycle", cycle), read_whole("parts", parts)
    first, last = _spans(start, end)
    known = ~np.isnan(first + last) & ~(last - first >= whole)
    weights = _weights(first[known], last[known], whole, many)
    weight = weights.sum(axis=0)
    certain, possible = (weights > 1 - 1e-9).sum(axis=0).astype(float), (weights > 0).sum(axis=0).astype(float)
    events, unknown = int(known.sum()), int((~known).sum())
    if not events:
        nothing = np.full(many, np.nan)
        return Aoristic(weight, certain, possible, nothing, nothing, nothing, np.nan, 0, unknown, level, NO_METHOD)
    low, high = wilson(certain, events, level).low, wilson(possible, events, level).high
    return Aoristic(
        weight, certain, possible, weight / events, low, high, _p_even(weight), events, unknown, level, METHOD
    )


def part_share(
    start: ArrayLike, end: ArrayLike, within: tuple[float, float], *, cycle: float = 1440.0, level: float = 0.95
) -> PartShare:
    """The share of events between two moments of a cycle, which may go over its end (from 18:00 to 06:00: 1080, 1800).

    The value is that of the known. The lower limit takes as outside whatever is not certainly inside, unknown ones included; the
    upper as inside whatever may be. Without an event, or a known one, the value is NaN with method "none".

    >>> found = part_share([1200, 300, 720, None], [1200, 300, 720, None], (1080, 1800))
    >>> round(found.value, 3), found.certain, found.possible, found.of
    (0.667, 2, 3, 4)
    """
    level, whole = read_level(level), read_positive("cycle", cycle)
    first, last = _spans(start, end)
    known = ~np.isnan(first + last) & ~(last - first >= whole)
    length = within[1] - within[0]
    shift = first[known] - within[0]
    inside = _inside(shift, shift + (last - first)[known], whole, length)
    certain, unknown = int((inside > 1 - 1e-9).sum()), int((~known).sum())
    possible = int((inside > 0).sum()) + unknown
    if not known.any():
        return PartShare(np.nan, np.nan, np.nan, certain, possible, first.size, NO_METHOD)
    low, high = wilson(certain, first.size, level).low, wilson(possible, first.size, level).high
    return PartShare(float(inside.mean()), float(low), float(high), certain, possible, first.size, BOUNDED)


def _spans(start: ArrayLike, end: ArrayLike) -> tuple[Floats, Floats]:
    first, last = read_numbers("start", start).ravel(), read_numbers("end", end).ravel()
    if first.size != last.size:
        raise ValueError(f"end: {last.size} ends for {first.size} starts. There is one an event. Line them up.")
    backwards = int((last < first).sum())
    if backwards:
        raise ValueError(
            f"end: {backwards} of {first.size} events end before they start. A span runs forwards. Check which is which."
        )
    return first, last


def _weights(first: Floats, last: Floats, whole: float, many: int) -> Floats:
    """Of each event (rows) the share of its span in each part (columns); a moment lies in one part wholly."""
    wide = whole / many
    return (
        np.stack([_inside(first - at * wide, last - at * wide, whole, wide) for at in range(many)], axis=1)
        if first.size
        else np.zeros((0, many))
    )


def _inside(first: Floats, last: Floats, whole: float, length: float) -> Floats:
    """The share of each span in the first ``length`` minutes of a cycle; spans are shorter than a cycle."""
    begin = np.mod(first, whole)
    ends = begin + (last - first)
    covered = np.clip(np.minimum(ends, length) - begin, 0.0, None)
    covered += np.clip(np.minimum(ends, whole + length) - np.maximum(begin, whole), 0.0, None)
    moment = last == first
    return np.where(moment, begin < length, covered / np.where(moment, 1.0, last - first))


def _p_even(weight: Floats) -> float:
    """Pearson's test that all parts are alike, on spread events, which are if anything more alike than whole ones."""
    even = float(weight.mean())
    if even < LEAST_EXPECTED:
        return float("nan")
    return float(chdtrc(weight.size - 1, float(((weight - even) ** 2).sum()) / even))
