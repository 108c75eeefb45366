"""How many people live in each LSOA of 2011, by single year of age to 90 and over."""

from __future__ import annotations

import numpy as np

from sulis.sources.made_up.draws import Draws, Whole
from sulis.sources.made_up.geography import World

YEAR = 2020
AGES = 91
# Relative numbers at ages 0, 5, 10 ... 85 and 90+, joined by straight lines; one line for each kind of neighbourhood.
_PROFILES = (
    (115, 125, 125, 115, 110, 120, 130, 130, 125, 125, 130, 125, 105, 90, 80, 55, 35, 18, 40),  # mixed
    (150, 165, 160, 130, 80, 90, 130, 165, 170, 150, 130, 105, 80, 60, 45, 30, 18, 8, 15),  # families
    (70, 75, 85, 85, 60, 65, 75, 85, 95, 115, 145, 155, 150, 150, 145, 105, 70, 40, 95),  # older
    (45, 35, 30, 120, 520, 330, 180, 110, 80, 65, 55, 50, 40, 30, 25, 16, 10, 5, 9),  # young adults by a town
)


def draw_people(seed: int, world: World) -> Whole:
    """Persons by LSOA 2011 (in the order of ``world.lsoa11``) and single year of age; the last age is 90 and over."""
    draws = Draws(seed, 2)
    count = len(world.lsoa11)
    sizes = (1100 + 500 * (draws.unit(count) + draws.unit(count) + draws.unit(count))).astype(np.int64)
    kinds = draws.pick(count, np.array([50, 25, 25]))
    people = np.zeros((count, AGES), dtype=np.int64)
    for row, lsoa in enumerate(world.lsoa11):
        kind = 3 if _by_town(world, lsoa.atoms[0], lsoa.parent) else int(kinds[row])
        size = int(sizes[row]) * (5 if len(lsoa.atoms) > 1 else 3) // 3
        people[row] = np.bincount(draws.pick(size, _ages(kind)), minlength=AGES)
    return people


def people_by_bridge(world: World, people: Whole) -> list[int]:
    """Persons of all ages in each bridged LSOA, in the order of ``world.bridges``."""
    row_of = {lsoa.atoms: row for row, lsoa in enumerate(world.lsoa11)}
    totals = people.sum(axis=1).tolist()
    return [sum(totals[row_of[part]] for part in bridge.change.lsoas_2011) for bridge in world.bridges]


def _by_town(world: World, atom: int, district: str) -> bool:
    """True within about five hexagons of the middle of a district's town."""
    return world.town_distance(atom, district) < 12 * 5**2


def _ages(kind: int) -> Whole:
    knots = np.array(_PROFILES[kind])
    weights = np.zeros(AGES, dtype=np.int64)
    for age in range(AGES - 1):
        step, over = divmod(age, 5)
        after = knots[min(step + 1, 17)]
        weights[age] = knots[step] * (5 - over) + after * over
    weights[90] = 5 * knots[18]
    return weights
