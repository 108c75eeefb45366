"""The tables that evidence is kept in: columns, types, meaning and caveats."""

from sulis.tables.column import Column, Table
from sulis.tables.forces import force_name, force_of_area_name, is_made_up
from sulis.tables.geography import AREAS, BOUNDARIES, LSOAS
from sulis.tables.incidents import CATEGORIES, CATEGORIES_BEFORE_JUNE_2013, INCIDENTS
from sulis.tables.population import POPULATION

TABLES = {table.name: table for table in (INCIDENTS, LSOAS, AREAS, BOUNDARIES, POPULATION)}

__all__ = [
    "AREAS",
    "BOUNDARIES",
    "CATEGORIES",
    "CATEGORIES_BEFORE_JUNE_2013",
    "INCIDENTS",
    "LSOAS",
    "POPULATION",
    "TABLES",
    "Column",
    "Table",
    "force_name",
    "force_of_area_name",
    "is_made_up",
]
