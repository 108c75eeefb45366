"""The fictional districts' children: the authority tool, its neighbours, and suspensions and exclusions."""

from __future__ import annotations

from collections.abc import Iterator

from sulis.sources.made_up.draws import Draws
from sulis.sources.made_up.names import REGION_NAME
from sulis.sources.made_up.open_statistics.parts import (
    ALDERMERE,
    BRACKWATER,
    COLDHARBOUR,
    DUNMARSH,
    FURTHER,
    NAMES,
    Made,
    PlantedFact,
    as_csv,
)

# Numbered as the mapping of the tool numbers them.
NUMBERS = {ALDERMERE: 997, BRACKWATER: 998, COLDHARBOUR: 999, DUNMARSH: 995} | {
    code: 9950 + at for at, (code, _) in enumerate(FURTHER, start=1)
}
_NAMES = NAMES | dict(FURTHER)
USUAL, ALDERMERES = 6.0, 9.0  # suspensions for each 100 pupils in the last year
ENTRANTS = 100  # first-time entrants of Aldermere, and the middle of its neighbours, in the last year
_SCHOOL = tuple(f"{year}/{year % 100 + 1}" for year in range(2015, 2024))
_CALENDAR = tuple(str(year) for year in range(2016, 2025))
_THREE = tuple(f"{year}/{year % 100 + 1}-{year % 100 + 2}/{year % 100 + 3}" for year in range(2013, 2022))
GAP_YEAR = "2021"


def files(seed: int) -> Iterator[Made]:
    """Every file, in a fixed order."""
    yield Made("dfe_lait/lait_made_up.csv", _tool(seed))
    yield Made("dfe_lait/sn_may_2025_made_up.csv", _neighbours())
    yield Made("dfe_exclusions/exclusions_202324_made_up.csv", _exclusions())


def facts() -> Iterator[PlantedFact]:
    """What is planted in them."""
    yield PlantedFact(
        "suspensions",
        "education-tool",
        "indicator_values",
        "Aldermere's suspensions to the middle of its neighbours.",
        ALDERMERES / USUAL,
    )
    yield PlantedFact(
        "entrants_equal",
        "education-tool",
        "indicator_values",
        "Aldermere's first-time entrants in the last year to the middle of its neighbours.",
        1,
    )
    yield PlantedFact(
        "entrants_gap",
        "education-tool",
        "indicator_values",
        f"First-time entrants of {GAP_YEAR} were not received from so many areas.",
        1,
    )
    yield PlantedFact(
        "alcohol_late",
        "education-tool",
        "indicator_values",
        "Of the last three years, so many areas' admissions are not yet published.",
        len(NUMBERS),
    )
    yield PlantedFact("no_year", "education-tool", "indicator_values", "Rows of a year that is none.", len(NUMBERS))
    yield PlantedFact(
        "exclusions_hidden", "exclusions", "indicator_values", "Cells of exclusions that are suppressed.", 2
    )


def _tool(seed: int) -> str:
    draws = Draws(seed, 45)
    rows: list[tuple[object, ...]] = []

    def add(measure: str, year: str, code: str, value: str) -> None:
        rows.append((measure, "", year, _NAMES[code], value, str(NUMBERS[code]), REGION))

    for code in NUMBERS:
        for year in _SCHOOL:
            level = 2.0 if year == "2019/20" else USUAL + (draws.one_below(100) / 100 if year != _SCHOOL[-1] else 0)
            add("TotFixedEx", year, code, f"{level + _apart(code, year == _SCHOOL[-1], ALDERMERES - USUAL):.5f}")
        for at, year in enumerate(_CALENDAR):
            gap = code == ALDERMERE and year == GAP_YEAR
            drawn, last = draws.one_below(20), year == _CALENDAR[-1]
            level = ENTRANTS + 10 * _apart(code, last, 0.0) if last else 300 - 25 * at + drawn
            add("FirstYJS", year, code, "-" if gap else f"{level:.0f}")
        for year in _THREE:
            add(
                "Hosp_Adm_Alc_<18yrs",
                year,
                code,
                "-" if year == _THREE[-1] else f"{30 + draws.one_below(900) / 100:.2f}",
            )
        add("CINPermExclusion", "0", code, "-")
    return as_csv(("Short Desc", "Data item", "Years", "LA and Regions", "Values", "LA Number", "Region"), rows)


REGION = "Mereland"


def _apart(code: str, last: bool, aldermeres: float) -> float:
    """How far an area is from the usual in the last year: the ten others evenly to both sides of it, Aldermere as told."""
    if not last:
        return 0.0
    others = [each for each in NUMBERS if each != ALDERMERE]
    return aldermeres if code == ALDERMERE else 0.1 * others.index(code) - 0.45


def _neighbours() -> str:
    """Under two lines of letters and numbers, as the workbook has them."""
    others = list(NUMBERS)
    header = [
        "LA num",
        "LA Name",
        "LA number",
        "GOInd",
        "GOReg",
        *(word for at in range(1, 11) for word in (f"SN{at}", "SNP")),
    ]
    rows = []
    for code, number in NUMBERS.items():
        pairs = [cell for other in others if other != code for cell in (NUMBERS[other], "Close")]
        rows.append((number, _NAMES[code], number, 7, REGION_NAME, *pairs[:20]))
    return as_csv(header, rows, above=(",".join("ABCDE"), ",".join("12345")))


def _exclusions() -> str:
    header = (
        "time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name",
        "old_la_code", "new_la_code", "la_name", "school_type", "headcount", "perm_excl", "perm_excl_rate", "suspension", "susp_rate",
    )  # fmt: skip
    start = ("202324", "Academic year", "Local authority", "E92000001", "England", "E12990001", REGION_NAME)
    return as_csv(
        header,
        (
            (*start, "997", ALDERMERE, NAMES[ALDERMERE], "Total", 24000, 31, 0.13, 2160, 9.0),
            (*start, "998", BRACKWATER, NAMES[BRACKWATER], "Total", 26000, "c", "c", 1560, 6.0),
            (*start, "999", COLDHARBOUR, NAMES[COLDHARBOUR], "Total", 12000, "x", "x", 720, 6.0),
            (*start, "995", DUNMARSH, NAMES[DUNMARSH], "Total", 9000, 0, 0, "z", "z"),
        ),
    )
