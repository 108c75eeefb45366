"""The fictional districts' health: public health indicators, and admissions after assaults with a sharp object."""

from __future__ import annotations

from collections.abc import Iterator

from sulis.sources.made_up.open_statistics.parts import (
    ALDERMERE,
    BRACKWATER,
    COLDHARBOUR,
    DUNMARSH,
    NAMES,
    Made,
    PlantedFact,
    as_csv,
)

AREA_TYPE = "Counties & UAs (from Apr 2023)"
INDICATOR = 11201
_RATES = {ALDERMERE: (38.0, 34.0, 42.4, 330), BRACKWATER: (61.0, 55.4, 67.0, 440), COLDHARBOUR: (40.5, 35.1, 46.5, 205)}
_HIDDEN = "Value suppressed for disclosure control due to small count"
ADMISSIONS = {ALDERMERE: (10, "*", 10, "*"), BRACKWATER: (15, 20, 15, 20), COLDHARBOUR: ("*", "*", 10, "*")}
STARS = 5


def files() -> Iterator[Made]:
    """Every file, in a fixed order."""
    yield Made(f"fingertips/{INDICATOR}_502.csv", _fingertips())
    yield Made("nhs/admissions_made_up.csv", _admissions())


def facts() -> Iterator[PlantedFact]:
    """What is planted in them."""
    yield PlantedFact(
        "violence_admissions",
        "fingertips",
        "indicator_values",
        "Brackwater's rate to Aldermere's; limits lie apart.",
        61 / 38,
    )
    yield PlantedFact("fingertips_hidden", "fingertips", "indicator_values", "So many values are suppressed.", 1)
    yield PlantedFact(
        "stars", "hospital-admissions", "admissions", "So many numbers of admissions are suppressed.", STARS
    )
    yield PlantedFact(
        "provisional", "hospital-admissions", "admissions", "So many rows are provisional: the last quarter's.", 3
    )


def _fingertips() -> str:
    header = (
        "Indicator ID", "Indicator Name", "Parent Code", "Parent Name", "Area Code", "Area Name", "Area Type", "Sex", "Age",
        "Category Type", "Category", "Time period", "Value", "Lower CI 95.0 limit", "Upper CI 95.0 limit",
        "Lower CI 99.8 limit", "Upper CI 99.8 limit", "Count", "Denominator", "Value note", "Recent Trend",
        "Compared to England value or percentiles", "Time period Sortable",
    )  # fmt: skip
    rows = []
    for code in (ALDERMERE, BRACKWATER, COLDHARBOUR, DUNMARSH):
        value, low, high, count = _RATES.get(code, ("", "", "", ""))
        note = "" if code in _RATES else _HIDDEN
        rows.append(
            (INDICATOR, "Violent crime - hospital admissions for violence", "E92000001", "England", code, NAMES[code], AREA_TYPE,
             "Persons", "All ages", "", "", "2020/21 - 22/23", value, low, high, "", "", count, "", note, "", "", "20200000")
        )  # fmt: skip
    return as_csv(header, rows)


def _admissions() -> str:
    rows = [
        (f"2024/25 Q{at}", code, NAMES[code], "Assault by sharp object", "All ages", "All", number, "Provisional" if at == 4 else "Final")
        for code, numbers in ADMISSIONS.items()
        for at, number in enumerate(numbers, start=1)
    ]  # fmt: skip
    return as_csv(("Quarter", "Area code", "Area name", "Cause", "Age group", "Sex", "Admissions", "Status"), rows)
