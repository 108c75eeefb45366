"""The fictional areas: districts, wards, MSOAs and LSOAs of both vintages, made of the same smallest pieces."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sulis.sources.made_up.changes import Change, plan_changes
from sulis.sources.made_up.draws import Draws
from sulis.sources.made_up.mesh import Lattice, Links, Point, blob, gap, grow, spread, within
from sulis.sources.made_up.names import DISTRICTS, DistrictPlan

CELLS_PER_ATOM = 16
LSOAS_PER_MSOA = 5
LATTICE = Lattice(columns=120, rows=124)


@dataclass(frozen=True, slots=True)
class Area:
    """A coded and named area made of atoms; ``parent`` is the ward of an LSOA 2021 and the district of the others."""

    code: str
    name: str
    atoms: tuple[int, ...]
    parent: str


@dataclass(frozen=True, slots=True)
class Bridge:
    """The LSOAs of both vintages that overlap, as atoms: ``lsoas_2011[i]`` are the atoms of the i-th old LSOA.

    ``ward`` is the position of the ward in its district, None where the parts lie in two wards.
    """

    change: Change
    district: str
    ward: int | None
    msoa: str

    @property
    def atoms(self) -> tuple[int, ...]:
        return tuple(sorted(atom for part in self.change.lsoas_2011 for atom in part))


@dataclass(frozen=True, slots=True)
class World:
    """Everything that has a place. An atom is a position in ``cells``, the hexagons that it is made of."""

    cells: tuple[tuple[int, ...], ...]
    towns: dict[str, Point]
    districts: tuple[Area, ...]
    wards: tuple[Area, ...]
    msoas: tuple[Area, ...]
    lsoa11: tuple[Area, ...]
    lsoa21: tuple[Area, ...]
    bridges: tuple[Bridge, ...]

    def atoms_of(self, district: str) -> tuple[int, ...]:
        return next(area.atoms for area in self.districts if area.code == district)

    def bridge_name(self, bridge: Bridge) -> str:
        """The name of its first LSOA 2011."""
        first = min(bridge.change.lsoas_2011[0])
        return next(area.name for area in self.lsoa11 if first in area.atoms)

    def town_distance(self, atom: int, district: str) -> int:
        """Squared lattice distance of an atom's first hexagon from the middle of its district's town."""
        return gap(LATTICE.centre(self.cells[atom][0]), self.towns[district])


@dataclass(slots=True)
class _Drawing:
    """What is collected while the districts are drawn one after the other."""

    cells: list[tuple[int, ...]]
    towns: dict[str, Point]
    districts: list[Area]
    wards: list[Area]
    msoas: list[Area]
    lsoa11: list[Area]
    lsoa21: list[Area]
    bridges: list[Bridge]


def draw_world(seed: int) -> World:
    """Draw the force's four districts and the neighbour outside it."""
    drawing = _Drawing([], {}, [], [], [], [], [], [])
    links = LATTICE.links()
    for number, (plan, cells) in enumerate(zip(DISTRICTS, _district_cells(seed, links), strict=True)):
        _draw_district(drawing, plan, within(links, cells), Draws(seed, 1, 1, number))
    return World(
        cells=tuple(drawing.cells),
        towns=drawing.towns,
        districts=tuple(drawing.districts),
        wards=tuple(drawing.wards),
        msoas=tuple(drawing.msoas),
        lsoa11=tuple(drawing.lsoa11),
        lsoa21=tuple(drawing.lsoa21),
        bridges=tuple(drawing.bridges),
    )


def _district_cells(seed: int, links: Links) -> list[list[int]]:
    draws = Draws(seed, 1, 0)
    quotas = [plan.atoms * CELLS_PER_ATOM for plan in DISTRICTS]
    land = blob(LATTICE, links, sum(quotas), draws)
    places = {cell: LATTICE.centre(cell) for cell in land}
    # The neighbour outside the force takes the eastern end.
    beyond = max(land, key=lambda cell: (places[cell][0], cell))
    seeds = [*spread(land, places, len(quotas) - 1, draws), beyond]
    owner = grow(within(links, land), seeds, quotas, draws)
    return [[cell for cell in land if owner[cell] == number] for number in range(len(quotas))]


def _draw_district(drawing: _Drawing, plan: DistrictPlan, links: Links, draws: Draws) -> None:
    places = {cell: LATTICE.centre(cell) for cell in links}
    middle = (sum(p[0] for p in places.values()) // len(places), sum(p[1] for p in places.values()) // len(places))
    town = min(places, key=lambda cell: (gap(places[cell], middle), cell))
    drawing.towns[plan.code] = places[town]
    ward_of = _draw_atoms(drawing, plan, links, places, draws)
    atom_links = _atom_links(drawing.cells, sorted(ward_of), links)
    near = sorted(ward_of, key=lambda atom: (ward_of[atom], atom))
    changes = plan_changes(plan, atom_links, ward_of, near, draws)
    msoa_of = _draw_msoas(plan, changes, atom_links, drawing, draws)
    _name(drawing, plan, changes, ward_of, msoa_of)


def _draw_atoms(
    drawing: _Drawing, plan: DistrictPlan, links: Links, places: dict[int, Point], draws: Draws
) -> dict[int, int]:
    """Cut the district into wards, the wards into atoms; return the ward position of each atom."""
    count = len(plan.wards)
    town = drawing.towns[plan.code]
    seeds = spread(sorted(links), places, count, draws)
    seeds.sort(key=lambda cell: (gap(places[cell], town), cell))
    shares = [plan.atoms // count + (1 if number < plan.atoms % count else 0) for number in range(count)]
    owner = grow(links, seeds, [share * CELLS_PER_ATOM for share in shares], draws)
    ward_of: dict[int, int] = {}
    for ward, share in enumerate(shares):
        cells = [cell for cell in sorted(links) if owner[cell] == ward]
        atom = grow(within(links, cells), spread(cells, places, share, draws), [1] * share, draws)
        for number in range(share):
            ward_of[len(drawing.cells)] = ward
            drawing.cells.append(tuple(cell for cell in cells if atom[cell] == number))
    return ward_of


def _atom_links(cells: list[tuple[int, ...]], atoms: list[int], links: Links) -> dict[int, list[int]]:
    home = {cell: atom for atom in atoms for cell in cells[atom]}
    found: dict[int, set[int]] = {atom: set() for atom in atoms}
    for cell, atom in home.items():
        found[atom].update(home[n] for n in links[cell] if home[n] != atom)
    return {atom: sorted(near) for atom, near in found.items()}


def _draw_msoas(
    plan: DistrictPlan, changes: list[Change], atom_links: Links, drawing: _Drawing, draws: Draws
) -> list[int]:
    """The MSOA number of each change group: neighbouring groups, about five LSOAs each."""
    group_of = {atom: number for number, change in enumerate(changes) for atom in change.atoms}
    links: dict[int, set[int]] = defaultdict(set)
    for atom, group in group_of.items():
        links[group].update(group_of[n] for n in atom_links[atom] if group_of[n] != group)
    groups = list(range(len(changes)))
    places = {g: LATTICE.centre(drawing.cells[changes[g].atoms[0]][0]) for g in groups}
    count = max(1, plan.lsoas_2011 // LSOAS_PER_MSOA)
    seeds = spread(groups, places, count, draws)
    seeds.sort(key=lambda group: (-places[group][1], places[group][0]))
    owner = grow({g: sorted(links[g]) for g in groups}, seeds, [1] * count, draws)
    return [owner[group] for group in groups]


def _name(
    drawing: _Drawing, plan: DistrictPlan, changes: list[Change], ward_of: dict[int, int], msoa_of: list[int]
) -> None:
    """Give every area its code and name, in the order of its MSOA, as the publisher does."""
    ward_codes = [f"E0599{len(drawing.wards) + n + 1:04d}" for n in range(len(plan.wards))]
    next_msoa = len(drawing.msoas)
    by_msoa: dict[int, list[Change]] = defaultdict(list)
    for change, msoa in zip(changes, msoa_of, strict=True):
        by_msoa[msoa].append(change)
    for msoa in sorted(by_msoa):
        code, name = f"E0299{next_msoa + msoa + 1:04d}", f"{plan.name} {msoa + 1:03d}"
        inside = sorted(atom for change in by_msoa[msoa] for atom in change.atoms)
        drawing.msoas.append(Area(code, name, tuple(inside), plan.code))
        _name_lsoas(drawing, plan, by_msoa[msoa], (code, name), ward_codes, ward_of)
    for number, ward in enumerate(plan.wards):
        atoms = tuple(atom for atom in sorted(ward_of) if ward_of[atom] == number)
        drawing.wards.append(Area(ward_codes[number], ward, atoms, plan.code))
    drawing.districts.append(Area(plan.code, plan.name, tuple(sorted(ward_of)), plan.code))


def _name_lsoas(
    drawing: _Drawing,
    plan: DistrictPlan,
    changes: list[Change],
    msoa: tuple[str, str],
    ward_codes: list[str],
    ward_of: dict[int, int],
) -> None:
    letters = iter("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    unchanged: dict[tuple[int, ...], tuple[str, str]] = {}
    for change in changes:
        for part in change.lsoas_2011:
            unchanged[part] = f"E0199{len(drawing.lsoa11) + 1:04d}", f"{msoa[1]}{next(letters)}"
            drawing.lsoa11.append(Area(*unchanged[part], part, plan.code))
    for change in changes:
        for part in change.lsoas_2021:
            fresh = change.kind != "U"
            code = f"E01995{len(drawing.lsoa21) + 1:03d}" if fresh else unchanged[part][0]
            name = f"{msoa[1]}{next(letters)}" if fresh else unchanged[part][1]
            drawing.lsoa21.append(Area(code, name, part, ward_codes[ward_of[part[0]]]))
        wards = {ward_of[atom] for atom in change.atoms}
        drawing.bridges.append(Bridge(change, plan.code, wards.pop() if len(wards) == 1 else None, msoa[0]))
