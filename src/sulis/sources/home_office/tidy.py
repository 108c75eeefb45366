"""Recorded crime by force and by partnership: three layouts of the same table."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sulis.sources.files import Limits
from sulis.sources.mapped.fitting import offer_fitting
from sulis.store import Offered

LAYOUTS = ("home_office_partnership", "home_office_force", "home_office_force_copy")
"""In the order in which they are tried: the first has a column more than the second."""


def offer(paths: Iterable[Path], *, limits: Limits) -> Offered:
    """A job for each file, CSV, XLSX or ODS. Numbers below zero are corrections, and are kept.

    Raises
    ------
    WrongUsage
        When a path does not exist.
    """
    return offer_fitting(paths, LAYOUTS, limits=limits)
