"""Classes of a map: five at most, with ends that a reader can say."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

MOST_CLASSES = 5


@dataclass(frozen=True, slots=True)
class MapClass:
    """Values from ``low`` up to, but not including, ``high`` (the last class includes it), and its words."""

    low: float
    high: float
    words: str


def map_classes(values: list[float], *, whole: bool) -> tuple[MapClass, ...]:
    """Classes that hold nearly equal numbers of areas, with ends rounded to two figures, merged where they would be alike.

    ``whole`` is for counts: the words then name both ends (``0 to 11``, ``12 to 40``).

    Examples
    --------
    >>> [each.words for each in map_classes([1, 2, 3, 10, 11, 12, 40, 41, 42, 300], whole=True)]
    ['0 to 2', '3 to 10', '11 to 22', '23 to 40', '41 to 300']
    >>> map_classes([], whole=True)
    ()
    """
    if not values:
        return ()
    ordered = sorted(values)
    count = min(MOST_CLASSES, len(set(ordered)))
    inner = [_rounded(_quantile(ordered, step / count), whole=whole) for step in range(1, count)]
    top = float(math.ceil(ordered[-1])) if whole else _up(ordered[-1])
    edges = [0.0, *sorted({edge for edge in inner if 0 < edge < top}), top]
    pairs = list(pairwise(edges)) or [(0.0, 0.0)]
    pairs = [pair for pair in pairs if pair[1] > pair[0]] or [(0.0, 0.0)]
    return tuple(MapClass(low, high, _words(low, high, last=high == pairs[-1][1], whole=whole)) for low, high in pairs)


def class_of(value: float, classes: tuple[MapClass, ...]) -> int:
    """The index of the class that holds the value."""
    for index, each in enumerate(classes):
        if value < each.high:
            return index
    return len(classes) - 1


def _words(low: float, high: float, *, last: bool, whole: bool) -> str:
    if whole:
        end = high if last else high - 1
        return f"{low:,.0f} to {end:,.0f}" if end > low else f"{low:,.0f}"
    return f"{_plain(low)} to {_plain(high)}" if last else f"{_plain(low)} to under {_plain(high)}"


def _plain(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:,g}"


def _quantile(ordered: list[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def _rounded(value: float, *, whole: bool) -> float:
    if value <= 0:
        return 0.0
    step = 10.0 ** (math.floor(math.log10(value)) - 1)
    near = round(round(value / step) * step, 6)
    return float(max(1, round(near))) if whole else near


def _up(value: float) -> float:
    if value <= 0:
        return 0.0
    step = 10.0 ** (math.floor(math.log10(value)) - 1)
    return round(math.ceil(value / step - 1e-9) * step, 6)
