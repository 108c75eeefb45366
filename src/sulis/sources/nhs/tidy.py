"""Admissions to hospital after an assault with a sharp object, by quarter."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sulis.sources.files import Limits
from sulis.sources.mapped.fitting import offer_fitting
from sulis.store import Offered


def offer(paths: Iterable[Path], *, limits: Limits) -> Offered:
    """A job for each file of admissions. A star is a hidden number, and stands as suppressed.

    Raises
    ------
    WrongUsage
        When a path does not exist.
    """
    return offer_fitting(paths, ("nhs_admissions",), limits=limits)
