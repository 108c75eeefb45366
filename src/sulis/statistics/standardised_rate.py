"""A rate as it would be if every area had the same mix of ages: direct standardisation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sulis.statistics._inputs import (
    NO_METHOD,
    Floats,
    Names,
    read_amounts,
    read_counts,
    read_level,
    read_numbers,
    read_positive,
    seal,
)
from sulis.statistics.poisson_interval import poisson_limits

FEWEST_EVENTS = 10  # events in all bands together, below which no standardised rate is given
DOBSON = "Dobson, Byar"
DOBSON_OVERDISPERSED = "Dobson, Byar, overdispersed"
DOBSON_PERSONS = "Dobson, Byar, person-level"
GIVEN = ""  # the reason of an element that is given
MISSING = "a band's count or population is missing"
NOBODY = "a band has no people"
TOO_FEW = f"fewer than {FEWEST_EVENTS} events"


@dataclass(frozen=True, slots=True, eq=False)
class StandardisedRate:
    """Directly standardised rates, one for each area: every array has the shape of ``count`` without its bands.

    ``value``, ``low`` and ``high`` are events for each ``per`` people (or person-years). ``count`` is the events of
    the bands that carry weight. ``method`` says how the variance was found, or "none", with the ``reason`` beside it.
    """

    value: Floats
    low: Floats
    high: Floats
    level: float
    method: Names
    reason: Names
    count: Floats
    per: float

    def __post_init__(self) -> None:
        seal(self)


def standardised_rate(
    count: ArrayLike,
    population: ArrayLike,
    weights: ArrayLike,
    per: float = 100_000,
    level: float = 0.95,
    *,
    overdispersion: ArrayLike | None = None,
    people_by_events: ArrayLike | None = None,
) -> StandardisedRate:
    """Weight each band's rate by a standard population, with Dobson's limits on Byar's.

    Parameters
    ----------
    count : array_like of int, shape (..., bands)
        Events in each age band of each area.
    population : array_like of float, shape (..., bands)
        People, or people times years, in each band of each area.
    weights : array_like of float, shape (bands,)
        The standard population, such as the European Standard Population 2013. A band of weight 0 is left out,
        with its events and people.
    per : float
        The rate is for each this many people; above 0.
    level : float
        Confidence, above 0 and below 1: 0.95 or 0.998.
    overdispersion : array_like of float, optional
        How many times wider than Poisson's the variance of the counts is, 1 or more: one for all, or one an area.
        For events that come in bunches when who had them is not known.
    people_by_events : array_like of int, shape (..., bands, most), optional
        People with exactly 1, 2, 3 ... events in each band. For events that repeat within a person: the variance is
        then that of independent people, each with all their events. Not to be given with ``overdispersion``.

    Returns
    -------
    StandardisedRate
        An area has no rate (NaN, method "none", and the reason) when a count or population is missing, a band has no
        people, or it had fewer than 10 events in all.

    Raises
    ------
    ValueError
        When a number is negative, infinite or not a number, a count is not whole, shapes differ, a weight is missing or
        all are 0, the people and the events disagree, or an option is out of range.

    Notes
    -----
    Not advised when the bands' rates move in different directions between areas, as one number then hides both.
    Compare only with rates of the same weights. A rate on 10 to 20 events is given, and its interval is wide.

    Source: Dobson, A., Kuulasmaa, K., Eberle, E. and Scherer, J. (1991), Statistics in Medicine 10, 457-462, with
    Byar's limits (Breslow and Day 1987, page 69); no rate below 10 events, as in Morris, J. and others (2018),
    Population Health Metrics 16, 19, and the Office for Health Improvement and Disparities' guidance. Person-level:
    the variance of a sum over independent people, each counting as the square of their events.

    Examples
    --------
    >>> found = standardised_rate([[6, 20, 4], [1, 3, 2]], [[1000, 2000, 3000]] * 2, [30, 40, 30], per=1000)
    >>> found.value.round(2).tolist(), found.low.round(2).tolist(), found.reason.tolist()
    ([6.2, nan], [4.11, nan], ['', 'fewer than 10 events'])
    """
    level, per = read_level(level), read_positive("per", per)
    share = _read_weights(weights)
    events, people = _read_bands(read_counts("count", count), read_amounts("population", population), share)
    squares, method = _squares(events, people_by_events, overdispersion)
    used = share > 0
    weight = share[used] / np.where(people[..., used] > 0, people[..., used], np.nan)
    value = (weight * events[..., used]).sum(-1)
    variance = (weight**2 * squares[..., used]).sum(-1)
    total = events[..., used].sum(-1)
    reason = _reasons(events[..., used], people[..., used], total)
    given = reason == GIVEN
    low, high = poisson_limits(np.where(given, total, np.nan), level)
    scale = per * np.sqrt(variance / np.where(given, total, np.nan))
    rate = np.where(given, value * per, np.nan)
    return StandardisedRate(
        rate, np.maximum(rate + scale * (low - total), 0.0), rate + scale * (high - total), level,
        np.where(given, method, NO_METHOD), reason, total, per,
    )  # fmt: skip


def _read_weights(weights: ArrayLike) -> Floats:
    """The standard population as shares of one."""
    found = read_amounts("weights", weights)
    if found.ndim != 1 or np.isnan(found).any() or not found.sum() > 0:
        raise ValueError(
            f"weights: an array of shape {found.shape} was given. There is one weight a band, none missing, and not all 0. "
            "Give the standard population's bands in the order of the counts' last axis."
        )
    return np.asarray(found / found.sum())


def _read_bands(events: Floats, people: Floats, share: Floats) -> tuple[Floats, Floats]:
    """Counts and populations, both of the shape (..., bands)."""
    if events.ndim == 0 or events.shape[-1] != share.size or people.shape not in (events.shape, events.shape[-1:]):
        raise ValueError(
            f"count {events.shape}, population {people.shape}, weights {share.shape}: shapes differ. The last axis of each is "
            "the age band. Line them up, one row an area, before calling."
        )
    return events, np.broadcast_to(people, events.shape)


def _squares(events: Floats, by_events: ArrayLike | None, factor: ArrayLike | None) -> tuple[Floats, str]:
    """The variance of each band's count, and the method's name."""
    if by_events is not None and factor is not None:
        raise ValueError(
            "people_by_events, overdispersion: both were given. Each is another way to say that events repeat. Give one."
        )
    if by_events is not None:
        return _person_squares(events, read_counts("people_by_events", by_events)), DOBSON_PERSONS
    if factor is not None:
        return np.asarray(events * _read_factor(factor, events.shape[:-1])[..., None]), DOBSON_OVERDISPERSED
    return events, DOBSON


def _person_squares(events: Floats, people: Floats) -> Floats:
    """People times the square of their events. People and events must tell one story."""
    each = np.arange(1.0, people.shape[-1] + 1.0) if people.ndim else np.ones(1)
    if people.shape[:-1] != events.shape or not np.array_equal((people * each).sum(-1), events, equal_nan=True):
        raise ValueError(
            "people_by_events: people times their events do not add up to the counts. Both are of the same events in the same "
            "bands. Give the people with exactly 1, 2, 3 ... events on the last axis."
        )
    return np.asarray((people * each**2).sum(-1), dtype=np.float64)


def _read_factor(factor: ArrayLike, areas: tuple[int, ...]) -> Floats:
    found = read_numbers("overdispersion", factor)
    if found.shape not in ((), areas) or not (found >= 1.0).all():
        raise ValueError(
            f"overdispersion: an array of shape {found.shape} was given. It is 1 or more, one for all or one an area. "
            "Give 1 where the events are independent."
        )
    return found


def _reasons(events: Floats, people: Floats, total: Floats) -> Names:
    missing = np.isnan(events).any(-1) | np.isnan(people).any(-1)
    return np.select([missing, (people == 0).any(-1), total < FEWEST_EVENTS], [MISSING, NOBODY, TOO_FEW], default=GIVEN)
