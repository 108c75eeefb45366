"""The fixed list of points that incidents are snapped to, and where each lies on the earth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sulis.sources.made_up.draws import Draws, Real, Whole
from sulis.sources.made_up.geography import LATTICE, World
from sulis.sources.made_up.mesh import CORNERS
from sulis.sources.made_up.names import STREETS, SUBURB_PLACES, TOWN_PLACES

# Open sea south of Ireland and west of Scilly, so that the fictional force covers no real place.
WEST, SOUTH = -8.6, 49.58
DEGREES_EAST, DEGREES_NORTH = 0.0035, 0.00132
# The nearer to a town, the denser people live, so the lattice is drawn together there.
PULL, REACH = 0.62, 18.0


@dataclass(frozen=True, slots=True)
class Points:
    """Snap points by position: ``text`` is the row's longitude, latitude and location; ``first[atom]`` the position of
    an atom's first point, ``weights[atom]`` the relative use of its points.
    """

    text: tuple[str, ...]
    first: Whole
    weights: tuple[Whole, ...]


class Surface:
    """From lattice corners to longitude and latitude, in whole ten-millionths of a degree."""

    def __init__(self, seed: int, world: World) -> None:
        self._towns = list(world.towns.values())
        columns, rows = 2 * LATTICE.columns + 4, 3 * LATTICE.rows + 6
        shifts = Draws(seed, 4).unit(2 * columns * rows).reshape(2, columns, rows) - 0.5
        self._east, self._north = self._warp(shifts * np.array([0.62, 1.05]).reshape(2, 1, 1))

    def _warp(self, shifts: Real) -> tuple[Whole, Whole]:
        columns, rows = shifts.shape[1:]
        x = np.arange(columns).reshape(-1, 1) - 1 + shifts[0]
        y = np.arange(rows).reshape(1, -1) - 2 + shifts[1]
        moved_x, moved_y = x.copy(), y.copy()
        for town_x, town_y in self._towns:
            dx, dy = x - town_x, y - town_y
            fade = 1.0 + (3.0 * dx * dx + dy * dy) / (3.0 * REACH * REACH)
            moved_x -= PULL * dx / (fade * fade)
            moved_y -= PULL * dy / (fade * fade)
        east = np.rint((WEST + moved_x * DEGREES_EAST) * 1e7).astype(np.int64)
        north = np.rint((SOUTH + moved_y * DEGREES_NORTH) * 1e7).astype(np.int64)
        return east, north

    def at(self, corner: tuple[int, int]) -> tuple[int, int]:
        """Longitude and latitude of a lattice corner, in ten-millionths of a degree."""
        return int(self._east[corner[0] + 1, corner[1] + 2]), int(self._north[corner[0] + 1, corner[1] + 2])

    def middle(self, cell: int) -> tuple[int, int]:
        """The middle of a hexagon's corners, which lies inside it."""
        x, y = LATTICE.centre(cell)
        corners = [self.at((x + dx, y + dy)) for dx, dy in CORNERS]
        return sum(c[0] for c in corners) // 6, sum(c[1] for c in corners) // 6


def draw_points(seed: int, world: World, surface: Surface) -> Points:
    """A dozen or so points in each atom: one in each hexagon, most on streets, a few at kinds of place."""
    draws = Draws(seed, 5)
    town = {atom: world.town_distance(atom, d.code) < 12 * 6**2 for d in world.districts for atom in d.atoms}
    text: list[str] = []
    first: list[int] = []
    weights: list[Whole] = []
    for atom, cells in enumerate(world.cells):
        first.append(len(text))
        names = _names(len(cells), town[atom], draws)
        text.extend(f"{_degrees(surface.middle(cell))},{name}" for cell, name in zip(cells, names, strict=True))
        weights.append(draws.below(len(cells), 90) ** 2 // 40 + 5)
    return Points(tuple(text), np.array(first, dtype=np.int64), tuple(weights))


def _names(count: int, town: bool, draws: Draws) -> list[str]:
    kinds = TOWN_PLACES if town else SUBURB_PLACES
    names = [STREETS[i] for i in draws.below(count, len(STREETS)).tolist()]
    if town:
        special = min(count // 3, 3)
    else:
        special = 1 if draws.one_below(2) else 0
    for position in range(special):
        names[position] = kinds[draws.one_below(len(kinds))]
    return [f"On or near {name}" for name in names]


def _degrees(at: tuple[int, int]) -> str:
    """Longitude and latitude with six decimals, as the publisher writes them."""
    return f"{at[0] / 1e7:.6f},{at[1] / 1e7:.6f}"
