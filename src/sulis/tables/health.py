"""What hospitals give: attendances without anything that tells who, and published admissions."""

from __future__ import annotations

from sulis.tables.column import Check, Column, Table, quantity
from sulis.tables.origin import origin
from sulis.tables.period import MONTH, QUARTER
from sulis.vocabulary import Caveat

HOUR_BANDS = ("00 to 05", "06 to 11", "12 to 17", "18 to 23")
_NOT_ALL = Caveat(
    "assault-recording-varies",
    "Hospitals differ in how often they ask about assault and write it down, so counts are lower bounds.",
)

ATTENDANCES = Table(
    "attendances",
    "attendances",
    "Attendances at emergency departments after an assault (Information Sharing to Tackle Violence), one row each.",
    (
        *origin("the hospital's file"),
        Column("period_start", "DATE", "the first day that the extract covers"),
        Column("period_end", "DATE", "the last day that the extract covers"),
        Column("site_code", "VARCHAR", "the site of treatment, by its national code", pattern="[A-Z0-9]{3,9}"),
        Column("arrived_month", "DATE", "the month of arrival, by its first day", nullable=True),
        Column("assault_month", "DATE", "the month of the assault, by its first day", nullable=True),
        Column(
            "assault_weekday",
            "VARCHAR",
            "the day of the week",
            nullable=True,
            allowed=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        ),
        Column("assault_hours", "VARCHAR", "a quarter of the day", nullable=True, allowed=HOUR_BANDS),
        Column("method", "VARCHAR", "how the person was assaulted, as coded", nullable=True),
        Column("location_type", "VARCHAR", "kind of place, as coded", nullable=True),
        Column(
            "location_area",
            "VARCHAR",
            "the MSOA or ward of the place; nothing smaller is kept",
            nullable=True,
            pattern=r"[EW]0[25]\d{6}",
        ),
    ),
    checks=(
        Check(
            "period_end",
            "period_end >= period_start",
            "an end before the start",
            "A period ends on or after its first day.",
        ),
    ),
    caveats=(
        _NOT_ALL,
        Caveat(
            "no-person",
            "The set has no age, sex, ethnicity or identifier, so it says nothing of who was hurt or how often.",
        ),
    ),
    restricted=True,
)

ATTENDANCE_COUNTS = Table(
    "attendance_counts",
    "attendance_counts",
    "Attendances after an assault, counted by the hospital or NHS England by month, area and group.",
    (
        *origin("the file"),
        MONTH,
        Column("site_code", "VARCHAR", "the site of treatment", nullable=True),
        Column("area_code", "VARCHAR", "the area of residence or of the assault, as the card says", nullable=True),
        Column("age_band", "VARCHAR", "ages together, as delivered", nullable=True),
        Column("sex", "VARCHAR", "sex as recorded", nullable=True),
        Column("mechanism", "VARCHAR", "how, as coded: sharp object, blunt object, body part", nullable=True),
        *quantity("attendances", "INTEGER", "attendances", "attendances"),
    ),
    key=("month", "site_code", "area_code", "age_band", "sex", "mechanism"),
    caveats=(_NOT_ALL,),
    restricted=True,
)

ADMISSIONS = Table(
    "admissions",
    "admissions",
    "Admissions to hospital for assault by cause, as NHS England publishes them by quarter.",
    (
        *origin(),
        QUARTER,
        Column("area_code", "VARCHAR", "area of residence"),
        Column("area_name", "VARCHAR", "its name", nullable=True),
        Column("cause", "VARCHAR", "cause as published, such as assault by sharp object"),
        Column("age_band", "VARCHAR", "ages together, as published"),
        Column("sex", "VARCHAR", "sex as published", nullable=True),
        *quantity("admissions", "INTEGER", "admissions", "admissions"),
        Column("provisional", "BOOLEAN", "whether the publisher may still change it"),
    ),
    key=("quarter", "area_code", "cause", "age_band", "sex"),
    caveats=(
        Caveat("admitted-only", "Only injuries that led to a stay in hospital are counted: most do not."),
        Caveat(
            "rounded-by-publisher",
            "Small numbers are hidden and others may be rounded by the publisher, so sums of areas differ from published totals.",
        ),
    ),
)
