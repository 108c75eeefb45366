"""Where on the ground: codes of small areas, and degrees inside the United Kingdom."""

from __future__ import annotations

from sulis.tables.column import Column

LSOA = r"[EW]01\d{6}"
"""The form of an LSOA's code, of either vintage."""

WEST, EAST, SOUTH, NORTH = -9.5, 2.5, 49.0, 61.5
"""The box, in degrees, that holds the United Kingdom."""


def degrees(of: str = "") -> tuple[Column, Column]:
    """The columns of a point; both are empty where it is unknown. ``of`` says whose point it is, where that is not plain."""
    of = f" of {of}" if of else ""
    return (
        Column("longitude", "DOUBLE", f"degrees east{of}", nullable=True, unit="degrees", least=WEST, most=EAST),
        Column("latitude", "DOUBLE", f"degrees north{of}", nullable=True, unit="degrees", least=SOUTH, most=NORTH),
    )
