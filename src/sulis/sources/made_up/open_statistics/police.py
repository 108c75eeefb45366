"""Outcomes, stops and recorded crime of the fictional force."""

from __future__ import annotations

from collections.abc import Iterator

from sulis.sources.made_up.draws import Draws
from sulis.sources.made_up.geography import World
from sulis.sources.made_up.names import FORCE_NAME, FORCE_SLUG, FORCE_TITLE
from sulis.sources.made_up.open_statistics.parts import NAMES, Made, PlantedFact, as_csv

MONTHS = ("2024-10", "2024-11", "2024-12")
NO_STOPS = "2024-11"  # a month in which the force gave no stops
OUTCOMES_A_MONTH, STOPS_A_MONTH, YOUNG_STOPS, STOPS_WITHOUT_PLACE = 500, 120, 42, 9
CLOSED = "Investigation complete; no suspect identified"
CLOSED_A_MONTH = 200
_OTHERS = ("Unable to prosecute suspect", "Awaiting court outcome", "Local resolution", "Offender given a caution")
_OUTCOMES = (
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code", "LSOA name",
    "Outcome type",
)  # fmt: skip
_STOPS = (
    "Type", "Date", "Part of a policing operation", "Policing operation", "Latitude", "Longitude", "Gender", "Age range",
    "Self-defined ethnicity", "Officer-defined ethnicity", "Legislation", "Object of search", "Outcome",
    "Outcome linked to object of search", "Removal of more than just outer clothing",
)  # fmt: skip
_CODES = (
    ("1", "Homicide", "Violence against the person", "Homicide", 1),
    ("5D", "Assault with intent to cause serious harm", "Violence against the person", "Violence with injury", 40),
    ("8N", "Assault with injury", "Violence against the person", "Violence with injury", 900),
    ("34B", "Robbery of personal property", "Robbery", "Robbery", 70),
    ("10D", "Possession of article with blade or point", "Possession of weapons offences", "Possession of weapons offences", 30),
)  # fmt: skip
YEARS = ("2023/24", "2024/25")
# Invented weights, in days: assault with intent is few of the offences and most of the weight.
_WEIGHTS = {"1": 8000.0, "5D": 6000.0, "8N": 200.0, "34B": 800.0, "10D": 50.0}
HEAVY = "5D"
BLADES_RATIO = 1.5
CORRECTION = -2


def files(seed: int, world: World) -> Iterator[Made]:
    """Every file of the force, in a fixed order."""
    for month in MONTHS:
        yield Made(f"police_uk/outcomes/{month}/{month}-{FORCE_SLUG}-outcomes.csv", _outcomes(seed, world, month))
        if month != NO_STOPS:
            yield Made(f"police_uk/stops/{month}/{month}-{FORCE_SLUG}-stop-and-search.csv", _stops(seed, month))
    yield Made("home_office/prc-pfa-made-up.csv", _by_force())
    yield Made("home_office/prc-csp-made-up.csv", _by_partnership())
    yield Made("severity/severity_codes.csv", _weights())


def facts() -> Iterator[PlantedFact]:
    """What is planted in them."""
    yield PlantedFact(
        "outcomes_closed",
        "police-uk-outcomes",
        "outcomes",
        "Of outcomes, this share found no suspect.",
        CLOSED_A_MONTH / OUTCOMES_A_MONTH,
    )
    yield PlantedFact(
        "stops_young",
        "police-uk-stops",
        "stops",
        "Of stops, this share was of people aged 18 to 24.",
        YOUNG_STOPS / STOPS_A_MONTH,
    )
    yield PlantedFact("stops_months", "police-uk-stops", "stops", "Stops were given for so many of three months.", 2)
    yield PlantedFact(
        "blades",
        "home-office",
        "recorded_crime",
        "Blade offences rose by this ratio from one year to the next.",
        BLADES_RATIO,
    )
    yield PlantedFact(
        "correction",
        "home-office",
        "recorded_crime",
        "A force took homicides back: the number is below zero.",
        CORRECTION,
    )


def heavy_share() -> tuple[float, float]:
    """The planted share of the heavy offence in one district's last year: of the offences, and of their weight."""
    counted: dict[str, int] = {}
    for year, _, code, *_, count in _crimes(4):
        if year == YEARS[-1]:
            counted[code] = counted.get(code, 0) + count
    kept = {code: count for code, count in counted.items() if count > 0}
    weighed = {code: count * _WEIGHTS[code] for code, count in kept.items()}
    return kept[HEAVY] / sum(kept.values()), weighed[HEAVY] / sum(weighed.values())


def _weights() -> str:
    header = (
        "category_counts",
        "description",
        "code_severity",
        "code_original",
        "category_severity",
        "offence",
        "weight",
    )
    rows = (
        (group.lower(), offence, code, code, group.lower(), offence, _WEIGHTS[code])
        for code, offence, group, _, _ in _CODES
    )
    return as_csv(header, rows)


def _outcomes(seed: int, world: World, month: str) -> str:
    draws = Draws(seed, 40, int(month[:4]), int(month[5:]))
    areas = [area for area in world.lsoa21 if area.code.startswith("E01")]
    places, kinds = draws.below(OUTCOMES_A_MONTH, len(areas)), draws.below(OUTCOMES_A_MONTH, len(_OTHERS))
    order = draws.order(OUTCOMES_A_MONTH)
    rows = []
    for at in range(OUTCOMES_A_MONTH):
        area = areas[int(places[at])]
        outcome = CLOSED if order[at] < CLOSED_A_MONTH else _OTHERS[int(kinds[at])]
        id_ = f"{int(month[:4]) * 100 + int(month[5:]):08x}{at:056x}"
        rows.append((id_, month, FORCE_TITLE, FORCE_TITLE, "", "", "No location", area.code, area.name, outcome))
    return as_csv(_OUTCOMES, rows)


def _stops(seed: int, month: str) -> str:
    draws = Draws(seed, 41, int(month[:4]), int(month[5:]))
    order, hours, sexes = draws.order(STOPS_A_MONTH), draws.below(STOPS_A_MONTH, 24), draws.below(STOPS_A_MONTH, 10)
    rows = []
    for at in range(STOPS_A_MONTH):
        age = "18-24" if order[at] < YOUNG_STOPS else ("10-17", "25-34", "over 34", "")[at % 4]
        sex = "Male" if sexes[at] < 8 else "Female" if sexes[at] == 8 else ""
        place = ("", "") if at < STOPS_WITHOUT_PLACE else ("51.2", "-2.3")
        rows.append(
            ("Person search", f"{month}-{at % 28 + 1:02}T{hours[at]:02}:15:00+00:00", "False", "", *place, sex, age, "", "White",
             "Misuse of Drugs Act 1971 (section 23)", "Controlled drugs", "A no further action disposal", "", "False")
        )  # fmt: skip
    return as_csv(_STOPS, rows)


def _crimes(places: int) -> Iterator[tuple[str, int, str, str, str, str, int]]:
    """Year, quarter, code, offence, group, subgroup and number, for one of so many places that share a force's."""
    for year in YEARS:
        for quarter in range(1, 5):
            for code, offence, group, subgroup, number in _CODES:
                count = round(number * (BLADES_RATIO if code == "10D" and year == YEARS[-1] else 1)) // places
                if (code, year, quarter) == ("1", YEARS[-1], 2):
                    count = CORRECTION
                yield year, quarter, code, offence, group, subgroup, count


_BEFORE = ("Financial Year", "Financial Quarter", "Force Name")
_AFTER = ("Offence Description", "Offence Group", "Offence Subgroup", "Offence Code", "Number of Offences")


def _by_force() -> str:
    rows = ((y, q, FORCE_NAME, o, g, s, c, n) for y, q, c, o, g, s, n in _crimes(1))
    return as_csv((*_BEFORE, *_AFTER), rows)


def _by_partnership() -> str:
    names = list(NAMES.values())[:4]
    rows = ((y, q, FORCE_NAME, name, o, g, s, c, n) for name in names for y, q, c, o, g, s, n in _crimes(4))
    return as_csv((*_BEFORE, "CSP Name", *_AFTER), rows)
