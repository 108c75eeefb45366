"""All of the agencies' files: a seed in, bytes out. Same seed, same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sulis.sources.made_up.agencies.force import force_files
from sulis.sources.made_up.agencies.hospital import hospital_files
from sulis.sources.made_up.agencies.places import place_files
from sulis.sources.made_up.agencies.schools import school_files
from sulis.sources.made_up.agencies.youth import youth_files
from sulis.sources.made_up.geography import World, draw_world
from sulis.sources.made_up.names import ALDERMERE
from sulis.sources.made_up.places import Surface


def agency_files(seed: int, world: World) -> Iterator[tuple[str, bytes]]:
    """Each file's name and bytes, as its sender would hand it over."""
    wards = {ward.code for ward in world.wards if ward.parent == ALDERMERE}
    lsoas = tuple(area.code for area in world.lsoa21 if area.parent in wards)
    msoas = tuple(area.code for area in world.msoas if area.parent == ALDERMERE)
    districts = tuple(area.code for area in world.districts[:2])
    yield from force_files(seed, lsoas, _ground(seed, world, lsoas))
    yield from hospital_files(seed, msoas, districts)
    yield from youth_files(seed)
    yield from school_files(seed)
    yield from place_files(seed, lsoas)


def _ground(seed: int, world: World, lsoas: tuple[str, ...]) -> dict[str, list[tuple[int, int]]]:
    """The middles of the hexagons of each LSOA, from which points are drawn."""
    surface, wanted = Surface(seed, world), set(lsoas)
    return {
        area.code: [surface.middle(cell) for atom in area.atoms for cell in world.cells[atom]]
        for area in world.lsoa21
        if area.code in wanted
    }


def write_agency_files(folder: Path, seed: int) -> dict[str, Path]:
    """Write them into a folder, made if absent; the path of each by its name."""
    folder.mkdir(parents=True, exist_ok=True)
    written = {}
    for name, content in agency_files(seed, draw_world(seed)):
        written[name] = folder / name
        written[name].write_bytes(content)
    return written
