"""The fictional districts' people: census tables, people on a working day, deprivation, values by authority."""

from __future__ import annotations

from collections.abc import Iterator

from sulis.sources.made_up.draws import Draws
from sulis.sources.made_up.geography import World
from sulis.sources.made_up.open_statistics.parts import (
    ALDERMERE,
    BRACKWATER,
    COLDHARBOUR,
    DUNMARSH,
    NAMES,
    PLACES,
    Made,
    PlantedFact,
    as_csv,
)
from sulis.sources.made_up.pattern import hot_bridge
from sulis.sources.made_up.people import draw_people, people_by_bridge
from sulis.sources.made_up.planted import PLANTED

AGES = (
    "Aged 4 years and under",
    *(f"Aged {first} to {first + 4} years" for first in range(5, 85, 5)),
    "Aged 85 years and over",
)
_STUDENTS = ("Aged 15 to 19 years", "Aged 20 to 24 years")
USUAL, STUDENTS = 3_000, 9_000  # of each age and sex; of a student age in Aldermere
WORKDAY = {ALDERMERE: 240_000, COLDHARBOUR: 80_000, DUNMARSH: 45_000}
MOST_DEPRIVED = 9
CENTRE_CROWD = PLANTED.hot_ratio  # people on a working day for each resident of the planted hot place
_DOMAINS = ("IMD", "Income", "Employment", "Education", "Health", "Crime", "Housing_and_Access", "Environment")
_GROUPS = (
    "Asian, Asian British or Asian Welsh", "Black, Black British, Black Welsh, Caribbean or African",
    "Mixed or Multiple ethnic groups", "White", "Other ethnic group",
)  # fmt: skip


def files(seed: int, world: World) -> Iterator[Made]:
    """Every file, in a fixed order."""
    yield Made("census/age-sex-authority.csv", _age_and_sex())
    yield Made("census/ethnicity-lsoa.csv", _ethnicity(seed, world))
    yield Made("census/workday-authority-2021.csv", _workday())
    yield Made("census/workday-lsoa-2021.csv", _workday_of_lsoas(seed, world))
    yield Made("imd/imd2019_made_up.csv", _deprivation(seed, world))
    yield Made("indicators/health_index_made_up.csv", _health_index(seed))
    yield Made("indicators/crime_severity_made_up.csv", _severity())
    yield Made("indicators/homelessness_made_up.csv", _homelessness())


def facts() -> Iterator[PlantedFact]:
    """What is planted in them."""
    young, all_ages = (
        2 * len(_STUDENTS) * STUDENTS,
        2 * ((len(AGES) - len(_STUDENTS)) * USUAL + len(_STUDENTS) * STUDENTS),
    )
    yield PlantedFact(
        "students",
        "census",
        "population_groups",
        "Of Aldermere's residents, this share is aged 15 to 24.",
        young / all_ages,
    )
    yield PlantedFact(
        "workday",
        "census",
        "workday_population",
        "So many people are in Aldermere on a working day.",
        WORKDAY[ALDERMERE],
    )
    yield PlantedFact("workday_hidden", "census", "workday_population", "In so many areas the number is suppressed.", 1)
    yield PlantedFact(
        "deprived",
        "deprivation",
        "deprivation",
        "So many LSOAs are in the most deprived tenth for crime.",
        MOST_DEPRIVED,
    )
    yield PlantedFact(
        "severity_gap", "area-indicators", "indicator_values", "So many severity scores were not received.", 1
    )
    yield PlantedFact(
        "severity_unclear", "area-indicators", "indicator_values", "So many severity scores are not collected.", 1
    )


def _age_and_sex() -> str:
    header = (
        "Lower tier local authorities Code", "Lower tier local authorities", "Age (18 categories) Code", "Age (18 categories)",
        "Sex (2 categories) Code", "Sex (2 categories)", "Observation",
    )  # fmt: skip
    rows = [
        (code, name, at, age, which, sex, STUDENTS if code == ALDERMERE and age in _STUDENTS else USUAL)
        for code, name in PLACES
        for at, age in enumerate(AGES, start=1)
        for which, sex in ((1, "Female"), (2, "Male"))
    ]
    return as_csv(header, rows)


def _ethnicity(seed: int, world: World) -> str:
    draws = Draws(seed, 42)
    rows = []
    for area in world.lsoa21:
        numbers = [
            int(number) * (40 if group == "White" else 2)
            for number, group in zip(draws.below(5, 40), _GROUPS, strict=True)
        ]
        rows += [
            (area.code, f"{sum(numbers)}.0", group, f"{n}.0", n / (sum(numbers) or 1))
            for n, group in zip(numbers, _GROUPS, strict=True)
        ]
    return as_csv(("lsoa21_code", "total_residents", "ethnic_group", "n", "prop"), rows)


def _workday() -> str:
    rows = [
        ("2021", NAMES[code], code, WORKDAY.get(code, "*")) for code in (ALDERMERE, BRACKWATER, COLDHARBOUR, DUNMARSH)
    ]
    return as_csv(("date", "geography", "geography code", "Workday population"), rows)


def _workday_of_lsoas(seed: int, world: World) -> str:
    """As many as live there, but for the hot place: so many more that each person there meets no more than elsewhere."""
    residents, hot = people_by_bridge(world, draw_people(seed, world)), hot_bridge(world)
    codes = {area.atoms: (area.name, area.code) for area in world.lsoa21}
    rows = [
        (
            "2021",
            *codes[part],
            round(residents[at] * (CENTRE_CROWD if at == hot else 1) / len(bridge.change.lsoas_2021)),
        )
        for at, bridge in enumerate(world.bridges)
        for part in bridge.change.lsoas_2021
    ]
    return as_csv(("date", "geography", "geography code", "Workday population"), rows)


def _deprivation(seed: int, world: World) -> str:
    draws = Draws(seed, 43)
    deprived = set(draws.order(len(world.lsoa11))[:MOST_DEPRIVED].tolist())
    rows = []
    for at, area in enumerate(world.lsoa11):
        deciles = [int(number) + 1 for number in draws.below(len(_DOMAINS), 10)]
        deciles[_DOMAINS.index("Crime")] = 1 if at in deprived else max(2, deciles[_DOMAINS.index("Crime")])
        rows.append((area.code, *(f"{d}.0" for d in deciles), *(f"{(d - 1) * 3284 + at + 1}.0" for d in deciles)))
    header = ("lsoa11_code", *(f"{name}_decile" for name in _DOMAINS), *(f"{name}_rank" for name in _DOMAINS))
    return as_csv(header, rows)


def _health_index(seed: int) -> str:
    draws = Draws(seed, 44)
    rows = [
        (code, f"{year}.0", name, f"{90 + draws.one_below(2000) / 100:.2f}")
        for name in ("Personal crime", "Alcohol misuse", "Child poverty")
        for year in range(2015, 2022)
        for code, _ in PLACES
    ]
    return as_csv(("ltla21_code", "year", "indicator", "value"), rows)


def _severity() -> str:
    """One authority without a score, and one with the two of the districts that it was made of."""
    scores = ((ALDERMERE, "9.9"), (BRACKWATER, "14.25"), (COLDHARBOUR, ":"), (DUNMARSH, "7.5"), (DUNMARSH, "11.5"))
    return as_csv(("ltla23_code", "crime_severity_score"), scores)


def _homelessness() -> str:
    header = (
        "ltla23_code",
        "Households assessed as homeless per (000s)",
        "Households in temporary accommodation per 1,000",
    )
    return as_csv(
        header, ((ALDERMERE, "0.8", "0.9"), (BRACKWATER, "2.1", ""), (COLDHARBOUR, "1.2", "2.4"), (DUNMARSH, "", "0.0"))
    )
