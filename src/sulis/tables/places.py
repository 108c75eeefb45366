"""Premises and assets: licensed premises, bleed kits, surrender bins, schools, youth clubs."""

from __future__ import annotations

from sulis.tables.column import Check, Column, Table
from sulis.tables.ground import LSOA, degrees
from sulis.tables.origin import origin
from sulis.tables.period import in_order

KINDS = (
    "bleed kit",
    "surrender bin",
    "defibrillator",
    "licensed premises",
    "school",
    "college or university",
    "youth provision",
    "health",
    "transport",
    "camera",
    "other",
)

PLACES = Table(
    "places",
    "places",
    "Places that matter for preventing violence, each with the days on which it was there.",
    (
        *origin("the file"),
        Column("place_id", "VARCHAR", "the id of whoever keeps the list"),
        Column("kind", "VARCHAR", "what it is", allowed=KINDS),
        Column("name", "VARCHAR", "name of the place"),
        *degrees(),
        Column("lsoa_code", "VARCHAR", "LSOA 2021", nullable=True, pattern=LSOA),
        Column("since", "DATE", "the first day that it was there", nullable=True),
        Column("until", "DATE", "the last day that it was there", nullable=True),
        Column("hours", "VARCHAR", "when it can be reached", nullable=True),
        Column("kept_by", "VARCHAR", "the organisation that keeps it", nullable=True),
        Column("public", "BOOLEAN", "whether it may be shown to the public"),
    ),
    key=("kind", "place_id"),
    checks=(
        in_order("since", "until", "A place is there until its first day or later."),
        Check(
            "longitude",
            "(longitude IS NULL) = (latitude IS NULL)",
            "a longitude without a latitude, or the other way round",
            "Both must be there, or neither.",
        ),
    ),
)
