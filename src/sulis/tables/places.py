"""Premises and assets: licensed premises, bleed kits, surrender bins, schools, youth clubs."""

from __future__ import annotations

from sulis.tables.column import Check, Column, Table

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
        Column("release", "VARCHAR", "the release that the row belongs to"),
        Column("row_number", "INTEGER", "the row in the file, where the header is row 1"),
        Column("place_id", "VARCHAR", "the id of whoever keeps the list"),
        Column("kind", "VARCHAR", "what it is", allowed=KINDS),
        Column("name", "VARCHAR", "name of the place"),
        Column("longitude", "DOUBLE", "degrees east", nullable=True, unit="degrees", least=-9.5, most=2.5),
        Column("latitude", "DOUBLE", "degrees north", nullable=True, unit="degrees", least=49.0, most=61.5),
        Column("lsoa_code", "VARCHAR", "LSOA 2021", nullable=True, pattern=r"[EW]01\d{6}"),
        Column("since", "DATE", "the first day that it was there", nullable=True),
        Column("until", "DATE", "the last day that it was there", nullable=True),
        Column("hours", "VARCHAR", "when it can be reached", nullable=True),
        Column("kept_by", "VARCHAR", "the organisation that keeps it", nullable=True),
        Column("public", "BOOLEAN", "whether it may be shown to the public"),
    ),
    key=("kind", "place_id"),
    checks=(
        Check(
            "until",
            "until IS NULL OR since IS NULL OR until >= since",
            "an end before the start",
            "A place is there until its first day or later.",
        ),
        Check(
            "longitude",
            "(longitude IS NULL) = (latitude IS NULL)",
            "a longitude without a latitude, or the other way round",
            "Both must be there, or neither.",
        ),
    ),
)
