"""Places: LSOAs of both vintages, the areas above them, and outlines."""

from __future__ import annotations

from sulis.tables.column import Column, Table

_ABOVE = tuple(
    Column(f"{level}_{part}", "VARCHAR", meaning, nullable=True)
    for level, meaning in (
        ("msoa", "MSOA 2021"),
        ("ward", "electoral ward 2024, best fit"),
        ("district", "local authority 2024"),
        ("partnership", "community safety partnership 2024"),
        ("force", "police force area 2024"),
        ("region", "region 2024"),
    )
    for part in ("code", "name")
)

LSOAS = Table(
    "lsoa",
    "geography",
    "Every LSOA code of 2011 and 2021, what became of it, and the areas that it lies in.",
    (
        Column("lsoa_code", "VARCHAR", "the code"),
        Column("lsoa_name", "VARCHAR", "the name"),
        Column("in_2011", "BOOLEAN", "whether it is a code of 2011"),
        Column("in_2021", "BOOLEAN", "whether it is a code of 2021"),
        Column("bridge_code", "VARCHAR", "the bridged LSOA: the smallest area that both vintages can express"),
        Column("bridge_name", "VARCHAR", "its name"),
        Column("change_code", "VARCHAR", "U unchanged, S split, M merged, X complex"),
        *_ABOVE,
        Column("force", "VARCHAR", "the force as police.uk writes it in file names", nullable=True),
    ),
)
"""A 2011 code whose 2021 parts lie in different wards (or MSOAs, or districts) has no ward (or MSOA, or district) here:
its rows cannot be placed at that level, and are counted as unplaced rather than shared out."""

AREAS = Table(
    "area",
    "geography",
    "Areas that a number can be about.",
    (
        Column("code", "VARCHAR", "ONS code, or that of the bridged LSOA"),
        Column("name", "VARCHAR", "name"),
        Column("level", "VARCHAR", "lsoa (bridged), msoa, ward, district, partnership or force"),
        Column("vintage", "INTEGER", "year of the boundaries"),
        Column("district_code", "VARCHAR", "the district that holds it, where one does", nullable=True),
        Column("force_code", "VARCHAR", "the force that holds it, where one does", nullable=True),
    ),
)

BOUNDARIES = Table(
    "boundary",
    "boundaries",
    "Outlines for maps: simplified, so never used to place an incident.",
    (
        Column("level", "VARCHAR", "lsoa, msoa, ward, district or force"),
        Column("vintage", "INTEGER", "year of the boundaries"),
        Column("code", "VARCHAR", "ONS code"),
        Column("name", "VARCHAR", "name", nullable=True),
        Column("geometry", "VARCHAR", "GeoJSON geometry, degrees of longitude and latitude"),
    ),
)
