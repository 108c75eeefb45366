"""Where, and when, more happened than the number of people explains: Kulldorff's scan for counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sulis.statistics._circles import Circles, Positions, circles_of
from sulis.statistics._inputs import (
    NO_METHOD,
    Floats,
    read_amounts,
    read_counts,
    read_numbers,
    read_share,
    read_whole,
    seal,
)

METHOD = "Kulldorff Poisson scan, circles, Monte Carlo"
AT_ONCE = 2_000_000  # likelihood ratios held at once, so that memory does not grow with the number of draws


@dataclass(frozen=True, slots=True, eq=False)
class Cluster:
    """One circle, over one run of periods: ``places`` are positions, the centre first; ``first`` and ``last`` are periods from 0.

    ``ratio`` is the rate within over the rate outside. ``p`` is the share of chance deals whose best circle is as good, so it
    allows for all circles tried; for the second cluster and those after it errs on the safe side.
    """

    places: Positions
    first: int
    last: int
    events: int
    expected: float
    ratio: float
    likelihood_ratio: float
    p: float

    def __post_init__(self) -> None:
        seal(self)


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """The best circles, best first, none of which shares a place with a better one. Empty where nothing can be said.

    ``method`` is "none" then: no event, fewer than two places with people at risk, or no circle that may be tried.
    """

    clusters: tuple[Cluster, ...]
    events: int
    places: int
    circles: int
    draws: int
    method: str


def scan(
    counts: ArrayLike,
    expected: ArrayLike,
    x: ArrayLike,
    y: ArrayLike,
    *,
    most: float = 0.5,
    longest: float = 0.5,
    draws: int = 999,
    clusters: int = 5,
    seed: int = 1,
) -> Scan:
    """The circles in which more happened than expected, over all periods or, for counts by period, over runs of them.

    Parameters
    ----------
    counts : array_like of int
        Events, shape (places,), or (places, periods) to look in time as well. None may be missing: leave the place or
        period out, and say so.
    expected : array_like of float
        In proportion to the events to be expected, in the same shape or (places,) for the same in every period: people at
        risk, or people by age times the rate of all. Its total does not matter. A place of 0 takes part in no circle.
    x, y : array_like of float
        Centres of the places, in metres.
    most : float
        The largest share of all that is expected which a circle may hold, above 0 and below 1.
    longest : float
        The largest share of the periods that a cluster may last; for counts by period.
    draws : int
        How often all events are dealt out by chance in proportion to what is expected.
    clusters : int
        At most so many are given.
    seed : int
        Of the random numbers; the same gives the same.

    Returns
    -------
    Scan
        Clusters of more than expected alone, whatever their p: read p before believing one.

    Raises
    ------
    ValueError
        When a number is missing, negative, infinite or a count not whole, shapes differ, or a place and period with events
        has nothing expected.

    Notes
    -----
    Circles grow from each place to its nearest; places at one distance from it enter together, so that their order does not matter. A
    cluster in time is shorter than all periods: for places that were high throughout, give the counts of all periods together. So
    circles are round, and a long thin cluster along a road is seen in part only. Counts that vary
    more than Poisson (several people in one fight) make p too small. Events moved to snap points: give counts by area, not by point.

    Source: Kulldorff, M. (1997), Communications in Statistics: Theory and Methods 26, 1481-1496; in space and time
    Kulldorff, M. and others (1998), American Journal of Public Health 88, 1377-1380. Secondary clusters without overlap as in SaTScan's
    user guide.

    Examples
    --------
    >>> found = scan([1, 2, 1, 9, 8, 2], [10] * 6, x=[0, 1, 2, 4, 5, 8], y=[0] * 6, draws=99)
    >>> found.clusters[0].places.tolist(), found.clusters[0].events, round(found.clusters[0].expected, 2)
    ([3, 4], 17, 7.67)
    """
    events, at_risk, points = _read(counts, expected, x, y)
    clusters = read_whole("clusters", clusters)
    most, longest, repeats = read_share("most", most), read_share("longest", longest), read_whole("draws", draws)
    total, usable = int(events.sum()), int((at_risk.sum(axis=1) > 0).sum())
    runs = _runs(events.shape[1], longest)
    circles = circles_of(points, at_risk.sum(axis=1), most) if total and usable > 1 else []
    if not circles:
        return Scan((), total, len(events), 0, repeats, NO_METHOD)
    share = at_risk / at_risk.sum()
    tried = [Circles(order, ends, share, runs, total) for order, ends in circles]
    best = _best_by_chance(share, total, tried, repeats, np.random.default_rng(seed))
    found = tuple(_apart(events, tried, best, clusters))
    return Scan(found, total, len(events), sum(one.expected.size for one in tried), repeats, METHOD)


def _read(counts: ArrayLike, expected: ArrayLike, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats, Floats]:
    events = read_counts("counts", counts)
    at_risk = read_amounts("expected", expected)
    if events.ndim not in (1, 2) or at_risk.shape not in (events.shape, events.shape[:1]):
        raise ValueError(
            f"counts, expected: shapes differ or are not by place and period ({events.shape}, {at_risk.shape}). There is one "
            "number a place, or a place and period. Line them up."
        )
    events = events[:, None] if events.ndim == 1 else events
    at_risk = np.broadcast_to(at_risk[:, None] if at_risk.ndim == 1 else at_risk, events.shape)
    points = np.column_stack((read_numbers("x", x).ravel(), read_numbers("y", y).ravel()))
    if len(points) != len(events):
        raise ValueError(f"x, y: {len(points)} centres for {len(events)} places. There is one a place. Line them up.")
    if np.isnan(events).any() or np.isnan(at_risk).any() or np.isnan(points).any():
        raise ValueError(
            "counts, expected, x, y: a missing number was given. A place that is not known would look quiet. "
            "Leave the place or the period out, and say so."
        )
    if ((at_risk == 0) & (events > 0)).any():
        raise ValueError(
            "expected: 0 for a place and period with events. Nothing can be said of it. Leave the place out."
        )
    return events, at_risk, points


def _runs(periods: int, longest: float) -> Positions:
    """First period and the one after the last, for each run that may be tried; all periods at once where there is one."""
    if periods == 1:
        return np.array([[0, 1]])
    width = max(1, int(periods * longest + 1e-9))
    return np.array([(a, b) for a in range(periods) for b in range(a + 1, min(periods, a + width) + 1)])


def _best_by_chance(share: Floats, total: int, tried: list[Circles], draws: int, random: np.random.Generator) -> Floats:
    """The best ratio of each deal."""
    best = []
    step = max(1, AT_ONCE // max(share.size, *(one.order.size * len(one.runs) for one in tried)))
    for begin in range(0, draws, step):
        dealt = random.multinomial(total, share.ravel(), size=min(step, draws - begin))
        amounts = dealt.reshape(-1, *share.shape).astype(np.float64)
        best.append(np.max([one.ratios(amounts).max(axis=(1, 2)) for one in tried], axis=0))
    return np.concatenate(best)


def _apart(events: Floats, tried: list[Circles], best: Floats, most: int) -> Iterator[Cluster]:
    """The best circles that share no place with a better one."""
    ratios = [one.ratios(events[None])[0] for one in tried]
    taken: set[int] = set()
    for centre, circle, run in _ranked(ratios):
        one, ratio = tried[centre], float(ratios[centre][circle, run])
        places = one.within(circle)
        if taken.isdisjoint(places.tolist()):
            taken.update(places.tolist())
            yield _cluster(events, one, circle, run, ratio, best)
            most -= 1
            if not most:
                return


def _ranked(ratios: list[Floats]) -> Iterator[tuple[int, int, int]]:
    """Centre, circle and run of those above 0, the best first; the smaller circle where two are as good."""
    found = [np.argwhere(table > 0) for table in ratios]
    places = np.concatenate([np.insert(each, 0, centre, axis=1) for centre, each in enumerate(found)])
    values = np.concatenate([table[table > 0] for table in ratios])
    for position in np.lexsort((places[:, 1], -values.round(9))):  # the same circle from two centres is as good
        centre, circle, run = places[position].tolist()
        yield centre, circle, run


def _cluster(events: Floats, one: Circles, circle: int, run: int, ratio: float, best: Floats) -> Cluster:
    first, after = one.runs[run]
    places = one.within(circle)
    held, expected = events[places, first:after].sum(), float(one.expected[circle, run])
    outside = one.total - held
    over = (held / expected) / (outside / (one.total - expected)) if outside else np.inf
    p = (np.count_nonzero(best >= ratio * (1 - 1e-12)) + 1.0) / (len(best) + 1.0)
    return Cluster(places, int(first), int(after) - 1, int(held), expected, float(over), ratio, float(p))
