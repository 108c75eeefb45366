"""How high each line between two rows runs across, so that no two lie on each other and few cross."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations, starmap

from sulis_web.design.diagrams.layers import Place

_TOUCH = 7.0  # lines nearer than this read as one
_MOST_TRIED = 6


@dataclass(frozen=True, slots=True)
class Bundle:
    """The lines between two rows that lead to one place: they join on one track and go up from it together."""

    upper: Place
    up_at: float
    from_at: tuple[float, ...]

    @property
    def is_straight(self) -> bool:
        return all(at == self.up_at for at in self.from_at)

    def crosses(self, at: float) -> bool:
        ends = (self.up_at, *self.from_at)
        return min(ends) < at < max(ends)


def tracks(bundles: Sequence[Bundle]) -> list[Bundle]:
    """The bundles that run across, from the highest track to the lowest. Straight lines need none."""
    bent = sorted((bundle for bundle in bundles if not bundle.is_straight), key=lambda bundle: bundle.up_at)
    if len(bent) > _MOST_TRIED:
        return bent
    return list(min(permutations(bent), key=_cost))


def _cost(order: Sequence[Bundle]) -> int:
    pairs = [(high, low) for number, high in enumerate(order) for low in order[number + 1 :]]
    return sum(starmap(_cost_of_pair, pairs))


def _cost_of_pair(high: Bundle, low: Bundle) -> int:
    """Lines lying on each other count as a hundred crossings."""
    on_each_other = sum(abs(at - low.up_at) < _TOUCH for at in high.from_at)
    return 100 * on_each_other + sum(map(low.crosses, high.from_at)) + high.crosses(low.up_at)
