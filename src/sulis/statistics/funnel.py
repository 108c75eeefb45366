"""Limits within which areas differ by chance alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import bdtrik, betainc, pdtr, pdtrik

from sulis.statistics._inputs import (
    Floats,
    Names,
    normal_quantile,
    one_shape,
    read_amounts,
    read_counts,
    read_level,
    read_positive,
    seal,
)

FEWEST_AREAS = 3  # areas whose own mean may be the target
TAIL_SHARE = 0.1  # of the z-scores at either end, drawn in before overdispersion is estimated
ABOVE, BELOW, INSIDE, NOT_GIVEN = "above", "below", "inside", "not given"


class FunnelOf(StrEnum):
    """What the areas are compared by; it settles the distribution."""

    RATES = "rates"  # events over people: Poisson
    RATIOS = "ratios"  # events over expected events: Poisson, with a target of 1 unless told
    PROPORTIONS = "proportions"  # people with something over people: binomial


@dataclass(frozen=True, slots=True, eq=False)
class Funnel:
    """Each area's value with the limits for its size, in the shape of the counts.

    ``position`` is "above", "below" or "inside" the limits, or "not given" where a number is missing or the
    denominator is 0 (its limits are NaN). ``overdispersion`` is 1 where none was asked for or found. ``method`` is one
    for all.
    """

    value: Floats
    low: Floats
    high: Floats
    position: Names
    target: float
    overdispersion: float
    level: float
    method: str

    def __post_init__(self) -> None:
        seal(self)


def funnel(
    kind: FunnelOf,
    count: ArrayLike,
    denominator: ArrayLike,
    level: float = 0.95,
    *,
    target: float | None = None,
    overdispersed: bool = False,
) -> Funnel:
    """The limits of chance around a target for areas of different sizes, and which areas are outside.

    Parameters
    ----------
    kind : FunnelOf
        Rates, ratios or proportions.
    count : array_like of int, shape (areas,)
        Events, or people with the thing.
    denominator : array_like of float, shape (areas,)
        People or person-years (rates), expected events (ratios), people asked (proportions, whole numbers).
    level : float
        Confidence: 0.95 or 0.998.
    target : float, optional
        The value that areas are compared with, in the unit of count over denominator. Left out: 1 for ratios, else all
        areas' counts over all their denominators.
    overdispersed : bool
        Widen the limits by the spread that areas show beyond chance.

    Returns
    -------
    Funnel
        Values and limits in the unit of count over denominator.

    Raises
    ------
    ValueError
        When fewer than 3 areas are given and no target or spread can come from them, a number is negative, infinite
        or not a number, a count is not whole or above its total, or shapes differ.

    Notes
    -----
    Without overdispersion the limits are exact: an area at the target is outside no more often than the level says,
    on either side. With it they are normal on the square-root scale (arcsine for proportions), wider by the square
    root of the factor phi: the mean squared z-score after a tenth of the scores at either end has been drawn in to
    the next one; a phi under 1 is taken as 1. Winsorising takes phi down when there is no overdispersion, and keeps a
    few unusual areas from hiding themselves.

    A funnel says which areas differ by more than chance. It orders nothing: among those inside, which is higher says
    nothing. One in 20 areas is outside 95% limits by chance alone.

    Source: Spiegelhalter, D. (2005), Statistics in Medicine 24, 1185-1202 (funnel plots) and Quality and Safety in
    Health Care 14, 347-351 (overdispersion).

    Examples
    --------
    >>> found = funnel(FunnelOf.RATIOS, [4, 30, 11], [10, 15, 10])
    >>> found.position.tolist(), found.high.round(2).tolist()
    (['inside', 'above', 'inside'], [1.7, 1.53, 1.7])
    """
    level = read_level(level)
    y, n = one_shape(count=read_counts("count", count), denominator=read_amounts("denominator", denominator))
    given = ~np.isnan(y) & (n > 0)
    _refuse_shares(kind, y, n)
    aim = _target(kind, y[given], n[given], target)
    width = normal_quantile(level)
    phi = _phi(_scores(kind, y[given], n[given], aim)) if overdispersed else 1.0
    size = np.where(given, n, 1.0)
    if overdispersed:
        low, high = _normal(kind, size, aim, width * np.sqrt(phi))
    else:
        low, high = _exact(kind, size, aim, (1.0 - level) / 2.0)
    position = np.select([~given, y > high, y < low], [NOT_GIVEN, ABOVE, BELOW], default=INSIDE)
    scale = np.where(given, 1.0 / size, np.nan)
    method = "normal, transformed, overdispersed" if overdispersed else _exact_name(kind)
    return Funnel(y * scale, low * scale, high * scale, position, aim, phi, level, method)


def funnel_sentence(found: Funnel) -> str:
    """What a funnel shows, in words that leave no order between areas.

    Examples
    --------
    >>> funnel_sentence(funnel(FunnelOf.RATIOS, [4, 30, 11], [10, 15, 10]))
    'Of 3 areas, 1 is above and 0 are below the limits of chance at 95%; the rest do not differ by more than chance.'
    """
    places = {name: int((found.position == name).sum()) for name in (ABOVE, BELOW, INSIDE, NOT_GIVEN)}
    compared = places[ABOVE] + places[BELOW] + places[INSIDE]
    words = f"Of {compared} areas, {_are(places[ABOVE])} above and {_are(places[BELOW])} below the limits of chance at "
    words += f"{found.level * 100:g}%; the rest do not differ by more than chance."
    if places[NOT_GIVEN]:
        words += f" {_are(places[NOT_GIVEN])} not compared, for want of a count or a denominator."
    return words


def _are(number: int) -> str:
    return f"{number} {'is' if number == 1 else 'are'}"


def _exact_name(kind: FunnelOf) -> str:
    return "exact binomial" if kind is FunnelOf.PROPORTIONS else "exact Poisson"


def _refuse_shares(kind: FunnelOf, y: Floats, n: Floats) -> None:
    if kind is FunnelOf.PROPORTIONS and ((y > n).any() or (n % 1 > 0).any()):
        raise ValueError(
            "count, denominator: a count is above its total, or a total is not whole. A proportion is people out of people. "
            "Give whole totals, and use rates where one person can count twice."
        )


def _target(kind: FunnelOf, y: Floats, n: Floats, target: float | None) -> float:
    if target is not None:
        aim = read_positive("target", target)
        if kind is FunnelOf.PROPORTIONS and aim >= 1.0:
            raise ValueError(f"target: {aim} was given. A proportion is below 1. Give 0.25 for a quarter.")
        return aim
    if kind is FunnelOf.RATIOS:
        return 1.0
    if y.size < FEWEST_AREAS:
        raise ValueError(
            f"count, denominator: {y.size} areas have both. Without a target, limits need at least {FEWEST_AREAS} areas to "
            "stand around. Give a target from elsewhere, such as the force's rate."
        )
    return float(y.sum() / n.sum())


def _scores(kind: FunnelOf, y: Floats, n: Floats, aim: float) -> Floats:
    """How far each area is from the target, in standard deviations, on the scale that makes them equal."""
    if kind is FunnelOf.PROPORTIONS:
        return np.asarray(2.0 * np.sqrt(n) * (np.arcsin(np.sqrt(y / n)) - np.arcsin(np.sqrt(aim))))
    return np.asarray(2.0 * (np.sqrt(y) - np.sqrt(n * aim)))


def _phi(scores: Floats) -> float:
    """Overdispersion after winsorising, 1 or more."""
    if scores.size < FEWEST_AREAS:
        raise ValueError(
            f"overdispersed: {scores.size} areas are given. How much areas differ beyond chance needs at least {FEWEST_AREAS}. "
            "Ask for limits without it."
        )
    lowest, highest = np.quantile(scores, [TAIL_SHARE, 1.0 - TAIL_SHARE])
    return max(1.0, float((np.clip(scores, lowest, highest) ** 2).mean()))


def _normal(kind: FunnelOf, n: Floats, aim: float, width: float) -> tuple[Floats, Floats]:
    """Limits of the counts, normal on the transformed scale."""
    if kind is FunnelOf.PROPORTIONS:
        centre, half = np.arcsin(np.sqrt(aim)), width / (2.0 * np.sqrt(n))
        ends = (np.clip(centre + sign * half, 0.0, np.pi / 2.0) for sign in (-1.0, 1.0))
        low, high = (n * np.sin(end) ** 2 for end in ends)
        return low, high
    root = np.sqrt(n * aim)
    return np.maximum(root - width / 2.0, 0.0) ** 2, (root + width / 2.0) ** 2


def _exact(kind: FunnelOf, n: Floats, aim: float, tail: float) -> tuple[Floats, Floats]:
    """The least and the greatest count that are inside."""
    if aim == 0.0:
        return np.zeros(n.shape), np.zeros(n.shape)
    return _least(kind, n, aim, tail), _least(kind, n, aim, 1.0 - tail)


def _least(kind: FunnelOf, n: Floats, aim: float, chance: float) -> Floats:
    """The least whole count with at least this chance of no more than it."""
    binomial = kind is FunnelOf.PROPORTIONS
    mean = n * aim
    with np.errstate(all="ignore"):  # no such count below the first: NaN, which becomes 0
        near = bdtrik(chance, n, aim) if binomial else pdtrik(chance, mean)
    guess = np.maximum(np.ceil(np.nan_to_num(near, nan=0.0)) - 2.0, 0.0)
    for _ in range(4):
        below = np.minimum(guess, n - 1.0)  # the whole of a total is always reached
        reached = betainc(n - below, below + 1.0, 1.0 - aim) if binomial else pdtr(guess, mean)
        guess = np.where(reached >= chance, guess, guess + 1.0)
    return np.asarray(np.minimum(guess, n) if binomial else guess)
