"""How the fictional incidents are spread over kinds, months and places before any is drawn: the expected numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from sulis.sources.made_up.draws import Draws, Real, Whole
from sulis.sources.made_up.geography import World
from sulis.sources.made_up.names import ALDERMERE, DISTRICTS
from sulis.sources.made_up.people import people_by_bridge
from sulis.sources.made_up.planted import PLANTED

# One turn of a wave in twelve months, in thousandths: the months' distance from the peak is the position.
_WAVE = (1000, 866, 500, 0, -500, -866, -1000, -866, -500, 0, 500, 866)


@dataclass(frozen=True, slots=True)
class Kind:
    """One police.uk category. ``share`` of all rows and ``no_place`` of its own rows are in thousandths.

    ``swing`` is the height of the yearly wave in thousandths, ``peak`` its month; ``town`` is the share in
    thousandths of its incidents that follow the town centre rather than where people live.
    """

    label: str
    share: int
    no_place: int
    swing: int
    peak: int
    town: int


# In the publisher's order inside an LSOA: anti-social behaviour first, other crime last.
KINDS = (
    Kind("Anti-social behaviour", 129, 0, 150, 7, 220),
    Kind("Bicycle theft", 12, 105, 210, 8, 350),
    Kind("Burglary", 37, 52, 80, 11, 50),
    Kind("Criminal damage and arson", 78, 73, 60, 6, 120),
    Kind("Drugs", 13, 115, 40, 5, 250),
    Kind("Other theft", 69, 100, 75, 8, 350),
    Kind("Possession of weapons", 6, 80, 90, 7, 250),
    Kind("Public order", 99, 75, 90, 7, 350),
    Kind("Robbery", 12, 90, 140, 7, 350),
    Kind("Shoplifting", 91, 56, 120, 8, 780),
    Kind("Theft from the person", 5, 134, 130, 7, 700),
    Kind("Vehicle crime", 56, 86, 60, 8, 50),
    Kind("Violence and sexual offences", 376, 63, 60, 7, 220),
    Kind("Other crime", 16, 95, 80, 9, 100),
)
LABELS = tuple(kind.label for kind in KINDS)
ASB = LABELS.index("Anti-social behaviour")


@dataclass(frozen=True, slots=True)
class Pattern:
    """Expected placed incidents. ``base[district][kind]`` is a month's mean before season and trend, districts in the
    order of ``inside``; ``weights[district][kind]`` are whole-number shares over that district's ``atoms``.
    """

    inside: tuple[str, ...]
    atoms: dict[str, Whole]
    base: dict[str, Real]
    weights: dict[str, tuple[Whole, ...]]

    def mean(self, district: str, kind: int, month: str) -> float:
        """Expected incidents with a place of one kind in one district and month."""
        return float(self.base[district][kind]) * season(KINDS[kind], month) * trend(district, LABELS[kind], month)

    def no_place_mean(self, kind: int, month: str) -> float:
        """Expected rows of one kind without a place, for the whole force."""
        share = KINDS[kind].no_place
        return sum(self.mean(district, kind, month) for district in self.inside) * share / (1000 - share)


def season(kind: Kind, month: str) -> float:
    """The calendar month's factor; the twelve average 1."""
    return 1.0 + kind.swing * _WAVE[(int(month[5:]) - kind.peak) % 12] / 1_000_000


def trend(district: str, label: str, month: str) -> float:
    """The planted step between years: only violence in Aldermere, from 2024."""
    stepped = district == ALDERMERE and label == PLANTED.trend_category and month[:4] >= PLANTED.trend_from
    return PLANTED.trend_ratio if stepped else 1.0


def draw_pattern(seed: int, world: World, people: Whole) -> Pattern:
    """Set the level of each district and the spread over its places, so that the planted truths hold exactly."""
    residents = people_by_bridge(world, people)
    plans = [plan for plan in DISTRICTS if plan.level > 0]
    spread_of = {plan.code: _spread(seed, world, residents, plan.code) for plan in plans}
    return Pattern(
        inside=tuple(plan.code for plan in plans),
        atoms={code: atoms for code, (atoms, _) in spread_of.items()},
        base=_levels(world, residents),
        weights={code: weights for code, (_, weights) in spread_of.items()},
    )


def _levels(world: World, residents: list[int]) -> dict[str, Real]:
    """Each district's monthly mean of each kind: Aldermere as planted, the rest of the force by the planted ratio."""
    total: dict[str, int] = {}
    for bridge, persons in zip(world.bridges, residents, strict=True):
        total[bridge.district] = total.get(bridge.district, 0) + persons
    placed = np.array([kind.share * (1000 - kind.no_place) for kind in KINDS], dtype=np.float64)
    aldermere = PLANTED.aldermere_placed_a_month * placed / float(np.cumsum(placed)[-1])
    rest = [plan for plan in DISTRICTS if plan.level > 0 and plan.code != ALDERMERE]
    weighted = sum(plan.level * total[plan.code] for plan in rest)
    persons = sum(total[plan.code] for plan in rest)
    rate = aldermere / total[ALDERMERE] / PLANTED.rate_ratio_to_rest
    others = {plan.code: rate * (plan.level * total[plan.code] * persons / weighted) for plan in rest}
    return {ALDERMERE: aldermere, **others}


def hot_bridge(world: World) -> int:
    """The position in ``world.bridges`` of the planted hot place: a split LSOA in Aldermere's first ward."""
    return next(
        number
        for number, bridge in enumerate(world.bridges)
        if bridge.district == ALDERMERE and bridge.ward == 0 and bridge.change.kind == "S"
    )


def _spread(seed: int, world: World, residents: list[int], district: str) -> tuple[Whole, tuple[Whole, ...]]:
    """The district's atoms, and for each kind their whole-number weights."""
    numbers = [number for number, bridge in enumerate(world.bridges) if bridge.district == district]
    draws = Draws(seed, 3, int(district[-1]))
    people = np.array([residents[number] for number in numbers], dtype=np.float64)
    rough = _uneven(len(numbers))[draws.order(len(numbers))]
    home = people * rough
    hot = numbers.index(hot_bridge(world)) if district == ALDERMERE else None
    town = _town(world, numbers, draws, hot)
    shares = [_mix(home, town, kind.town) for kind in KINDS]
    planted = [share if hot is None else _heat(share, people, hot) for share in shares]
    cut = _cuts(world, numbers)
    atoms = np.array([atom for atom, _, _ in cut], dtype=np.int64)
    owner = np.array([position for _, position, _ in cut], dtype=np.int64)
    part = np.array([thousandths for _, _, thousandths in cut], dtype=np.float64)
    return atoms, tuple(np.rint(share[owner] * part * 1e6).astype(np.int64) for share in planted)


def _uneven(size: int) -> Real:
    """Log-normal weights at evenly spaced ranks: as uneven for every seed, only differently placed."""
    ranks = ((position + 0.5) / size for position in range(size))
    return np.array([math.exp(0.7 * NormalDist().inv_cdf(rank)) for rank in ranks])


def _town(world: World, numbers: list[int], draws: Draws, hot: int | None) -> Real:
    """Weight falling away from the town: the nearest few bridged LSOAs hold most, and a few parades elsewhere some."""
    near = sorted(numbers, key=lambda n: (world.town_distance(world.bridges[n].atoms[0], world.bridges[n].district), n))
    order = [n for n in near if hot is None or n != numbers[hot]]
    weight = {n: 40.0 / (rank + 1) for rank, n in enumerate(order[:8])}
    for position in draws.below(7, len(numbers)).tolist():
        weight[numbers[position]] = weight.get(numbers[position], 0.0) + 7.0
    return np.array([weight.get(n, 0.25) for n in numbers])


def _mix(home: Real, town: Real, town_share: int) -> Real:
    mixed: Real = (1000 - town_share) * home / np.cumsum(home)[-1] + town_share * town / np.cumsum(town)[-1]
    return mixed / 1000


def _heat(share: Real, people: Real, hot: int) -> Real:
    """Give the hot place the planted multiple of the rate of the rest of its district."""
    others = float(np.cumsum(people)[-1] - people[hot])
    pull = PLANTED.hot_ratio * float(people[hot])
    rest = share.copy()
    rest[hot] = 0.0
    heated: Real = rest / np.cumsum(rest)[-1] * (others / (others + pull))
    heated[hot] = pull / (others + pull)
    return heated


def _cuts(world: World, numbers: list[int]) -> list[tuple[int, int, int]]:
    """Each atom with the position of its bridged LSOA and its part of it in thousandths."""
    parts = {1: (1000,), 2: (600, 400), 3: (450, 350, 200)}
    return [
        (atom, position, part)
        for position, number in enumerate(numbers)
        for atom, part in zip(world.bridges[number].atoms, parts[len(world.bridges[number].atoms)], strict=True)
    ]
