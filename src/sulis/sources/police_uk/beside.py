"""What police.uk publishes beside street-level crime: outcomes, and stops and searches, by month and force."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sulis.sources.files import Limits
from sulis.sources.mapped.fitting import offer_fitting
from sulis.store import Offered

OUTCOMES = "-outcomes.csv -outcomes.csv.gz"
STOPS = "-stop-and-search.csv -stop-and-search.csv.gz"


def offer_outcomes(paths: Iterable[Path], *, limits: Limits) -> Offered:
    """A job for each file of outcomes; in a folder the publisher's other files are passed by.

    Raises
    ------
    WrongUsage
        When a path does not exist.
    """
    return offer_fitting(paths, ("police_uk_outcomes",), limits=limits, name_ends=OUTCOMES)


def offer_stops(paths: Iterable[Path], *, limits: Limits) -> Offered:
    """A job for each file of stops and searches; in a folder the publisher's other files are passed by.

    Raises
    ------
    WrongUsage
        When a path does not exist.
    """
    return offer_fitting(paths, ("police_uk_stops",), limits=limits, name_ends=STOPS)
