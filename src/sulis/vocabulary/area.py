"""Places that a number can be about, from a neighbourhood to a country."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AreaLevel(StrEnum):
    """How large a place is; the names are the ones that ONS publishes under."""

    LSOA = "lsoa"  # about 1,500 residents; a bridged LSOA joins the 2011 and 2021 codes that overlap
    MSOA = "msoa"  # about 8,000 residents
    WARD = "ward"  # electoral ward: does not nest with MSOAs
    DISTRICT = "district"  # local authority district or unitary authority
    PARTNERSHIP = "partnership"  # community safety partnership
    FORCE = "force"  # police force area
    REGION = "region"  # one of nine regions of England
    COUNTRY = "country"


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """One place, in one vintage of the geography.

    ``code`` is the ONS code (for a bridged LSOA, see `sulis.tables.geography`), ``vintage`` the year of the boundaries.
    """

    code: str
    name: str
    level: AreaLevel
    vintage: int

    def __str__(self) -> str:
        return self.name
