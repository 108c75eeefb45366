"""The fictional areas and people in the Office for National Statistics' own file formats."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sulis.sources.made_up.draws import Whole
from sulis.sources.made_up.geography import LATTICE, Area, World
from sulis.sources.made_up.mesh import outline
from sulis.sources.made_up.names import DISTRICTS, REGION_CODE, REGION_NAME
from sulis.sources.made_up.people import AGES
from sulis.sources.made_up.places import Surface

Line = Iterable[str]


def lookups(world: World) -> Iterator[tuple[str, bytes]]:
    """Each look-up's file name and bytes."""
    district = {area.code: area.name for area in world.districts}
    msoa = {atom: area for area in world.msoas for atom in area.atoms}
    ward = {area.code: area for area in world.wards}
    yield (
        "lsoa11_lsoa21_ltla22.csv",
        _csv("lsoa11_name,lsoa11_code,change_code,lsoa21_name,lsoa21_code,ltla22_name,ltla22_code", _changes(world)),
    )
    yield (
        "lsoa11_msoa11.csv",
        _csv(
            "lsoa11_name,lsoa11_code,msoa11_name,msoa11_code",
            ((a.name, a.code, msoa[a.atoms[0]].name, msoa[a.atoms[0]].code) for a in world.lsoa11),
        ),
    )
    yield (
        "msoa11_msoa21_ltla22.csv",
        _csv(
            "msoa11_name,msoa11_code,msoa21_name,msoa21_code,ltla22_name,ltla22_code",
            ((m.name, m.code, m.name, m.code, district[m.parent], m.parent) for m in world.msoas),
        ),
    )
    yield (
        "lsoa21_ward24_ltla24.csv",
        _csv(
            "lsoa21_name,lsoa21_code,ward24_name,ward24_code,ltla24_name,ltla24_code",
            (
                (a.name, a.code, ward[a.parent].name, a.parent, district[ward[a.parent].parent], ward[a.parent].parent)
                for a in world.lsoa21
            ),
        ),
    )
    yield from _upper_lookups()


def _upper_lookups() -> Iterator[tuple[str, bytes]]:
    yield (
        "ltla24_csp24_pfa24.csv",
        _csv(
            "ltla24_code,ltla24_name,csp24_code,csp24_name,pfa24_code,pfa24_name",
            ((d.code, d.name, d.partnership_code, d.name, d.force_code, d.force_name) for d in DISTRICTS),
        ),
    )
    yield (
        "ltla24_region24.csv",
        _csv(
            "ltla24_name,ltla24_code,region24_name,region24_code",
            ((d.name, d.code, REGION_NAME, REGION_CODE) for d in DISTRICTS),
        ),
    )


def _changes(world: World) -> Iterator[Line]:
    """A row for each pair of an old and a new LSOA that overlap."""
    old = {area.atoms: area for area in world.lsoa11}
    new = {area.atoms: area for area in world.lsoa21}
    names = {area.code: area.name for area in world.districts}
    for bridge in world.bridges:
        change = bridge.change
        for before in change.lsoas_2011:
            for after in change.lsoas_2021:
                if set(before) & set(after):
                    one, two = old[before], new[after]
                    yield one.name, one.code, change.kind, two.name, two.code, names[bridge.district], bridge.district


def population(world: World, people: Whole) -> bytes:
    """Persons by single year of age and LSOA 2011, written with a decimal point as in the file imitated."""
    header = "lsoa11_name,lsoa11_code,total_population," + ",".join(map(str, range(AGES - 1))) + ",90+"
    rows = zip(world.lsoa11, people.tolist(), strict=True)
    return _csv(header, ((a.name, a.code, f"{sum(ages)}.0", *(f"{n}.0" for n in ages)) for a, ages in rows))


def boundaries(world: World, surface: Surface) -> Iterator[tuple[str, bytes]]:
    """Each boundary file's name and bytes."""
    layers: tuple[tuple[str, str, Sequence[Area]], ...] = (
        ("boundaries_lsoa11_mereshire", "lsoa11", world.lsoa11),
        ("boundaries_lsoa21_mereshire", "lsoa21", world.lsoa21),
        ("boundaries_msoa21_mereshire", "msoa21", world.msoas),
        ("boundaries_wards24_mereshire", "ward24", world.wards),
        ("boundaries_ltla24", "ltla24", world.districts),
        ("boundaries_pfa20", "pfa20", _forces(world)),
    )
    for name, prefix, areas in layers:
        features = [_feature(world, surface, prefix, area) for area in areas]
        document = {"type": "FeatureCollection", "name": name.removesuffix("_mereshire"), "features": features}
        yield f"{name}.geojson", (json.dumps(document) + "\n").encode()


def _forces(world: World) -> list[Area]:
    atoms: dict[tuple[str, str], tuple[int, ...]] = {}
    for plan in DISTRICTS:
        key = plan.force_code, plan.force_name
        atoms[key] = (*atoms.get(key, ()), *world.atoms_of(plan.code))
    return [Area(code, name, inside, "") for (code, name), inside in atoms.items()]


def _feature(world: World, surface: Surface, prefix: str, area: Area) -> dict[str, object]:
    rings = outline(LATTICE, (cell for atom in area.atoms for cell in world.cells[atom]))
    placed = [[_degrees(surface.at(corner)) for corner in ring] for ring in rings]
    outer = [ring for ring in placed if _turn(ring) < 0]
    holes = [ring for ring in placed if _turn(ring) >= 0]
    # A hole can only lie in the one outer line of a connected area.
    polygons = [[outer[0], *holes], *([ring] for ring in outer[1:])]
    return {
        "type": "Feature",
        "properties": {f"{prefix}_name": area.name, f"{prefix}_code": area.code},
        "geometry": {"type": "MultiPolygon", "coordinates": polygons},
    }


def _degrees(at: tuple[int, int]) -> list[float]:
    return [at[0] / 1e7, at[1] / 1e7]


def _turn(ring: list[list[float]]) -> float:
    """Twice the signed area: negative when the line runs clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


def _csv(header: str, rows: Iterable[Line]) -> bytes:
    return ("\n".join([header, *(",".join(row) for row in rows)]) + "\n").encode()
