"""Residents by single year of age."""

from __future__ import annotations

from sulis.tables.column import Column, Table

POPULATION = Table(
    "population",
    "population",
    "Mid-year estimates of residents by LSOA 2011 and single year of age, both sexes together.",
    (
        Column("lsoa_code", "VARCHAR", "LSOA 2011"),
        Column("age", "SMALLINT", "years; 90 means 90 and over"),
        Column("persons", "INTEGER", "residents"),
        Column("year", "SMALLINT", "the mid-year of the estimate"),
    ),
)
