"""How many victims are also suspects, and the other way round."""

from __future__ import annotations

from dataclasses import dataclass

from sulis.statistics._inputs import read_whole
from sulis.statistics.proportion import Proportion, wilson


@dataclass(frozen=True, slots=True)
class RolesOverlap:
    """Shares of people, 0 to 1, with Wilson's limits. Who had which role in which event is kept apart: a role is no kind of person."""

    victims_also_suspects: Proportion
    suspects_also_victims: Proportion


def roles_overlap(victims: int, suspects: int, both: int, level: float = 0.95) -> RolesOverlap:
    """The share of victims who are also suspects, and of suspects who are also victims.

    Parameters
    ----------
    victims, suspects : int
        Different people in each role, those in both included.
    both : int
        People in both, in any events of the period.
    level : float
        Confidence, above 0 and below 1.

    Returns
    -------
    RolesOverlap
        With nobody in a role that role's share is NaN, its method "none".

    Raises
    ------
    ValueError
        When a number is negative or not whole, or more are in both than in one.

    Notes
    -----
    Links that were missed make the overlap too small, false ones too large: say the linkage's recall and precision
    beside it. A longer period gives a larger overlap: compare equal periods alone.

    Source: Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209-212.

    Examples
    --------
    >>> found = roles_overlap(200, 120, 30)
    >>> float(found.victims_also_suspects.value), float(found.suspects_also_victims.value)
    (0.15, 0.25)
    """
    shared = read_whole("both", both, least=0)
    return RolesOverlap(
        wilson(shared, read_whole("victims", victims, least=0), level),
        wilson(shared, read_whole("suspects", suspects, least=0), level),
    )
