"""Residents and outlines for the invented country, so that rates, maps and tests of place are measured with the rest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from sulis.sources.made_up.country import areas_of_force

AGES = (*(str(age) for age in range(90)), "90+")
EACH_AGE = 17  # residents of each year of age: about as many as a neighbourhood has


def write_country_ground(folder: Path, forces: int = 40) -> None:
    """Write ``population`` and ``boundaries`` beside what `write_country` wrote for as many forces.

    Neighbourhoods are squares in open water, thirty to a row, where the rows of incidents lie; each has the same residents.
    """
    population = folder / "population" / "population20_lsoa11.csv"
    population.parent.mkdir(parents=True, exist_ok=True)
    ages = ",".join([str(EACH_AGE)] * len(AGES))
    lines = [f"{name},{code},{EACH_AGE * len(AGES)},{ages}" for _, code, name, _ in _areas(forces)]
    header = f"lsoa11_name,lsoa11_code,total_population,{','.join(AGES)}"
    population.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    outlines = folder / "boundaries" / "boundaries_lsoa21.geojson"
    outlines.parent.mkdir(parents=True, exist_ok=True)
    features = [_feature(*area) for area in _areas(forces)]
    document = {"type": "FeatureCollection", "name": "boundaries_lsoa21", "features": features}
    outlines.write_text(json.dumps(document), encoding="utf-8")


def _areas(forces: int) -> Iterator[tuple[int, str, str, int]]:
    """Force, code, name and number of every neighbourhood."""
    return (
        (force, code, name, number) for force in range(forces) for code, name, number in areas_of_force(force, forces)
    )


def _feature(force: int, code: str, name: str, number: int) -> dict[str, object]:
    west, south = -8.6 + (force % 8) * 0.2 + (number % 30) * 0.006, 49.4 + (force // 8) * 0.1 + (number // 30) * 0.003
    corners = ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
    ring = [[round(west + east * 0.006, 6), round(south + north * 0.003, 6)] for east, north in corners]
    named = {"lsoa21_name": name, "lsoa21_code": code}
    return {
        "type": "Feature",
        "properties": named,
        "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]},
    }
