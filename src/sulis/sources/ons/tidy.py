"""Census tables, severity weights and scores, the health index; and the deprivation and homelessness that stand beside them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sulis.sources.files import Limits
from sulis.sources.mapped.fitting import offer_fitting
from sulis.store import Offered

CENSUS = (
    "census_2021_ethnicity_authority",
    "census_2021_ethnicity_lsoa",
    "census_2021_sex_authority",
    "census_2021_age_sex",
    "workday_population",
)
AREA_INDICATORS = ("ons_health_index", "ons_crime_severity", "mhclg_homelessness")


def offer_census(paths: Iterable[Path], *, limits: Limits) -> Offered:
    """A job for each census table: sex, ages, ethnic groups, people on a working day.

    Raises
    ------
    WrongUsage
        When a path does not exist.
    """
    return offer_fitting(paths, CENSUS, limits=limits)


def offer_deprivation(paths: Iterable[Path], *, limits: Limits) -> Offered:
    """A job for each file of the indices of 2019, one row an LSOA, made one row an LSOA and domain.

    Raises
    ------
    WrongUsage
        When a path does not exist.
    """
    return offer_fitting(paths, ("deprivation_2019",), limits=limits)


def offer_area_indicators(paths: Iterable[Path], *, limits: Limits) -> Offered:
    """A job for each file of values by authority: the health index, crime severity scores, homelessness.

    Raises
    ------
    WrongUsage
        When a path does not exist.
    """
    return offer_fitting(paths, AREA_INDICATORS, limits=limits)


def offer_severity_weights(paths: Iterable[Path], *, limits: Limits) -> Offered:
    """A job for each file of severity weights by offence code.

    Raises
    ------
    WrongUsage
        When a path does not exist.
    """
    return offer_fitting(paths, ("severity_weights",), limits=limits)
