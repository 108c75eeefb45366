"""Whether one incident is soon followed by another nearby, more often than chance would have it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulis.indicators import ExtractIncident, absent_estimate, exact_estimate
from sulis.vocabulary import Caveat, Estimate, Missing, Unit
from sulis.year.needs.happened import EVERY_KIND, SUBJECT, Happened
from sulis.year.needs.model import ChartKind, ChartSpec, Finding, FindingKind, Point, Series, Slot

if TYPE_CHECKING:
    from sulis.statistics import NearRepeat

FEWEST = 50  # incidents with a point and a day
SAME_PLACE = 10.0  # metres
DISTANCES = (100, 200, 400)  # metres
SPANS = (7, 14, 28)  # days
FALSE_SHARE = 0.05  # of the cells that are said to stand out, at most this share is so by chance, on average
DEALS = 999
METRES = 111_195.0  # a degree of latitude
KNOX = Caveat(
    "near-repeats-method",
    "Pairs of incidents are counted by how far and how many days apart they lie, and set beside what chance makes when the days"
    " are dealt out anew among the places (Knox), so that a busy place or season alone is no near repeat. A cell is told only"
    " where it stands out with every other cell allowed for.",
)
PAIRS = Caveat("pairs", "A run of three incidents makes three pairs, so pairs are more than incidents.")
_ROWS = ("at the same place", *(f"{a or 'up'} to {b} m apart" for a, b in pairwise((0, *DISTANCES))))
_COLUMNS = ("the same day", *(f"{a + 1} to {b} days" for a, b in pairwise((0, *SPANS))))


def near_finding(happened: Happened) -> Finding:
    """The table of near repeats, its strongest cell, and how many incidents were followed by another."""
    from sulis.statistics import chains, near_repeat

    placed = [
        one for one in happened.incidents if one.occurred_on and one.longitude is not None and one.latitude is not None
    ]
    if len(placed) < FEWEST:
        return _too_few(happened, len(placed))
    x, y = metres(placed)
    days = [one.occurred_on.toordinal() for one in placed if one.occurred_on]
    found = near_repeat(
        x,
        y,
        days,
        distances=DISTANCES,
        days=SPANS,
        same_place=SAME_PLACE,
        permutations=DEALS,
        level=happened.study.level,
    )
    runs = chains(x, y, days, distance=DISTANCES[1], days=SPANS[0])
    judged = adjusted(found)
    slots = (
        _strongest(happened, found, judged),
        *(
            Slot(name, exact_estimate(many, len(placed), Unit.INCIDENTS, happened.like, happened.study.level), words)
            for name, many, words in (
                ("originators", runs.originators, "were followed by another, and followed none"),
                ("followers", runs.between + runs.followers, "followed another"),
            )
        ),
        happened.unknown(len(happened.incidents) - len(placed), "have no point or no day"),
    )
    return Finding(
        "times-near-repeats", FindingKind.NEAR_REPEATS, SUBJECT, slots, (_chart(happened, found, judged),),
        caveats=(KNOX, PAIRS, EVERY_KIND),
    )  # fmt: skip


def _too_few(happened: Happened, placed: int) -> Finding:
    question = "whether one incident is soon followed by another nearby"
    why = f"fewer than {FEWEST} have both a day and a point; the extract may give an area alone."
    ask = "Ask the force for the point of each incident (easting and northing, or longitude and latitude)."
    return happened.too_few("times-near-repeats", "near repeats", question, why, ask, placed)


def metres(incidents: Sequence[ExtractIncident]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """East and north in metres, on a plane that touches the middle of the incidents; within a force that is near enough."""
    longitude = np.array([one.longitude for one in incidents], dtype=float)
    latitude = np.array([one.latitude for one in incidents], dtype=float)
    east = longitude * METRES * math.cos(math.radians(float(latitude.mean())))
    return east, latitude * METRES


def adjusted(found: NearRepeat) -> NDArray[np.float64]:
    """The p of an excess in each cell, every cell of the table allowed for."""
    from sulis.statistics import adjusted_p

    return np.asarray(adjusted_p(found.p_more.ravel())).reshape(found.p_more.shape)


def stands_out(found: NearRepeat, judged: NDArray[np.float64], cell: tuple[int, int]) -> bool:
    """Whether a cell holds more pairs than chance: the test and the interval agree."""
    return bool(judged[cell] < FALSE_SHARE and found.observed[cell] > found.high[cell])


def _strongest(happened: Happened, found: NearRepeat, judged: NDArray[np.float64]) -> Slot:
    """The cell that stands out most; where none does, the one that is told least by chance."""
    cells = [(row, column) for row in range(len(_ROWS)) for column in range(len(_COLUMNS))]
    best = min(
        cells,
        key=lambda cell: (
            not stands_out(found, judged, cell),
            _or_one(float(judged[cell])),
            -found.observed[cell],
            cell,
        ),
    )
    p_value = float(judged[best]) if not math.isnan(judged[best]) else None
    return Slot("strongest", _ratio(happened, found, best), f"{_ROWS[best[0]]}, {_COLUMNS[best[1]]}", p_value)


def _or_one(p_value: float) -> float:
    return 1.0 if math.isnan(p_value) else float(p_value)


def _ratio(happened: Happened, found: NearRepeat, cell: tuple[int, int]) -> Estimate:
    """Pairs over what chance makes of them; the ends are those over the ends of what chance makes."""
    like, level = happened.like, happened.study.level
    pairs, value = int(found.observed[cell]), float(found.ratio[cell])
    if not math.isfinite(value):
        return absent_estimate(Missing.NOT_APPLICABLE, Unit.RATIO, like, level)
    few, many = float(found.low[cell]), float(found.high[cell])
    low = pairs / many if many else value
    high = max(pairs, 1) / few if few else math.inf
    return Estimate(
        value, min(low, value), max(high, value), level, str(found.method[cell]), Unit.RATIO, like.area, like.period,
        numerator=pairs, denominator=float(found.expected[cell]), caveats=like.caveats, provenance=like.provenance,
    )  # fmt: skip


def _chart(happened: Happened, found: NearRepeat, judged: NDArray[np.float64]) -> ChartSpec:
    series = tuple(
        Series(
            name,
            tuple(
                Point(
                    f"{row}-{column}",
                    words,
                    _ratio(happened, found, (row, column)),
                    stands_out(found, judged, (row, column)),
                )
                for column, words in enumerate(_COLUMNS)
            ),
        )
        for row, name in enumerate(_ROWS)
    )
    return ChartSpec("times-near-repeats", ChartKind.GRID, series)
