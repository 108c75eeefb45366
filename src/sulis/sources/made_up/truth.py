"""A planted truth: something that a reader of the files must find again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TruthKind(StrEnum):
    """What sort of thing was planted."""

    HOT_PLACE = "hot_place"  # one bridged LSOA's rate against the rest of its district
    LEVEL = "level"  # mean incidents a month
    TREND = "trend"  # incidents of the later months against the earlier ones
    NO_CHANGE = "no_change"  # the same comparison where nothing was planted
    SEASON = "season"  # mean of the warm months against mean of the cold ones
    RATE_RATIO = "rate_ratio"  # one area's rate a person against another's
    NO_GEOGRAPHY = "no_geography"  # share of rows without a place
    GAPS = "gaps"  # months that were never delivered
    REPEATED_IDS = "repeated_ids"  # rows a month whose ID was already printed that month
    CONCENTRATION = "concentration"  # how few bridged LSOAs hold half of all incidents
    TOP_SHARE = "top_share"  # share of incidents in the busiest twentieth of bridged LSOAs


@dataclass(frozen=True, slots=True)
class Truth:
    """One planted truth.

    ``value`` is what was planted or follows exactly from it; an estimate from the files lies from ``low`` to ``high``.
    ``area`` is an area's code, for a hot place the LSOA 2011 code of the bridged LSOA; ``against`` is the area compared
    with (for a hot place and a district: the rest of the district or of the force), None where nothing is.
    ``months`` are those to be used, ``earlier`` those that they are compared with; ``categories`` is empty for all.
    """

    id: str
    kind: TruthKind
    statement: str
    value: float
    low: float
    high: float
    area: str
    against: str | None
    categories: tuple[str, ...]
    months: tuple[str, ...]
    earlier: tuple[str, ...] = ()

    def plain(self) -> dict[str, object]:
        """The truth as plain values, for JSON."""
        named = {name: getattr(self, name) for name in self.__slots__}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in named.items()}
