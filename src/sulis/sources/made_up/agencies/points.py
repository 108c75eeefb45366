"""Where the force's incidents lie: a point each, some planted close to one of a few days before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sulis.sources.made_up.draws import Draws

Point = tuple[int, int]
"""Longitude and latitude in ten-millionths of a degree."""
Ground = Mapping[str, Sequence[Point]]
"""The middles of the hexagons of each LSOA."""

ASIDE = (12_000, 8_000)  # ten-millionths of a degree across which incidents of one hexagon are strewn
BESIDE = (6_000, 4_000)  # and those planted beside another: under 40 m away
SOON = 7  # days after the first within which the second is planted


def points_of(draws: Draws, areas: Sequence[str], days: Sequence[date], ground: Ground, pairs: int) -> list[str]:
    """``longitude,latitude`` of each incident, empty where it has no area; so many ``pairs`` lie near in place and time.

    Areas and days are kept as they are: the second of a pair is moved beside the first within their common area.
    """
    found = [_strewn(draws, ground[area], ASIDE) if area else None for area in areas]
    for first, second in _soon_after(areas, days)[:pairs]:
        at = found[first]
        found[second] = _strewn(draws, [at], BESIDE) if at else None
    return ["" if point is None else f"{point[0] / 1e7:.7f},{point[1] / 1e7:.7f}" for point in found]


def _strewn(draws: Draws, middles: Sequence[Point], across: Point) -> Point:
    """A drawn middle, moved a little."""
    east, north = middles[draws.one_below(len(middles))]
    return east + draws.one_below(across[0]) - across[0] // 2, north + draws.one_below(across[1]) - across[1] // 2


def _soon_after(areas: Sequence[str], days: Sequence[date]) -> list[tuple[int, int]]:
    """Incidents of one area, each in one pair at most, of which the second follows within a week and not on the same day."""
    pairs: list[tuple[int, int]] = []
    waiting: dict[str, list[int]] = {}
    for place in sorted(range(len(days)), key=lambda one: (days[one], one)):
        if not areas[place]:
            continue
        held = waiting.setdefault(areas[place], [])
        first = next((one for one in held if 1 <= (days[place] - days[one]).days <= SOON), None)
        if first is None:
            held.append(place)
        else:
            held.remove(first)
            pairs.append((first, place))
    return pairs
