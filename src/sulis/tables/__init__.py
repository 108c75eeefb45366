"""The tables that evidence is kept in: columns, types, meaning and caveats."""

from sulis.tables.children import ABSENCE, SCHOOL_EVENTS, YOUTH_CASES, YOUTH_NEEDS
from sulis.tables.column import MISSING, Check, Column, Table, quantity
from sulis.tables.force import FORCE_INCIDENTS, INCIDENT_PEOPLE
from sulis.tables.forces import force_name, force_of_area_name, is_made_up
from sulis.tables.geography import AREAS, BOUNDARIES, LSOAS
from sulis.tables.health import ADMISSIONS, ATTENDANCE_COUNTS, ATTENDANCES
from sulis.tables.incidents import CATEGORIES, CATEGORIES_BEFORE_JUNE_2013, INCIDENTS
from sulis.tables.indicator_values import INDICATOR_VALUES
from sulis.tables.neighbours import NEIGHBOURS
from sulis.tables.places import PLACES
from sulis.tables.police import OUTCOMES, RECORDED_CRIME, SEVERITY_WEIGHTS, STOPS
from sulis.tables.population import DEPRIVATION, POPULATION, POPULATION_GROUPS, WORKDAY_POPULATION

TABLES = {
    table.name: table
    for table in (
        INCIDENTS, OUTCOMES, STOPS, RECORDED_CRIME, SEVERITY_WEIGHTS, FORCE_INCIDENTS, INCIDENT_PEOPLE,
        ATTENDANCES, ATTENDANCE_COUNTS, ADMISSIONS, INDICATOR_VALUES, NEIGHBOURS, SCHOOL_EVENTS, ABSENCE, YOUTH_CASES, YOUTH_NEEDS,
        PLACES, LSOAS, AREAS, BOUNDARIES, POPULATION, POPULATION_GROUPS, WORKDAY_POPULATION, DEPRIVATION,
    )
}  # fmt: skip

__all__ = [
    "ABSENCE",
    "ADMISSIONS",
    "AREAS",
    "ATTENDANCES",
    "ATTENDANCE_COUNTS",
    "BOUNDARIES",
    "CATEGORIES",
    "CATEGORIES_BEFORE_JUNE_2013",
    "DEPRIVATION",
    "FORCE_INCIDENTS",
    "INCIDENTS",
    "INCIDENT_PEOPLE",
    "INDICATOR_VALUES",
    "LSOAS",
    "MISSING",
    "NEIGHBOURS",
    "OUTCOMES",
    "PLACES",
    "POPULATION",
    "POPULATION_GROUPS",
    "RECORDED_CRIME",
    "SCHOOL_EVENTS",
    "SEVERITY_WEIGHTS",
    "STOPS",
    "TABLES",
    "WORKDAY_POPULATION",
    "YOUTH_CASES",
    "YOUTH_NEEDS",
    "Check",
    "Column",
    "Table",
    "force_name",
    "force_of_area_name",
    "is_made_up",
    "quantity",
]
