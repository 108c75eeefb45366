"""The answer to every query, worked out row by row in plain Python: slow, and meant to be obvious.

A function has the name of the query that it stands beside, takes the tables' rows and the query's arguments, and gives
the rows in any order; the order is the query's own business, and is compared between the engines.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from sulis.catalogue.concepts import Concept
from sulis.catalogue.sources import load_source_card
from sulis.catalogue.violence import Answer
from sulis.catalogue.violence.by_hand import judge
from sulis.catalogue.violence.model import frozen
from sulis.indicators import Marked, Recipe, Within
from sulis.indicators.scope import COLUMN_OF
from sulis.vocabulary import AreaLevel, Period
from tests.engines.tables import Row

Tables = dict[str, list[Row]]
Rows = list[tuple[Any, ...]]
PLACES = ("lsoa_code", "in_2021", "bridge_code", "bridge_name", "msoa_code", "msoa_name", "ward_code", "ward_name")


def inside(row: Row, within: Within) -> bool:
    return not within.column or row[within.column] in within.codes


def takes_in(recipe: Recipe, row: Row) -> bool:
    card = load_source_card(recipe.compiled.source)
    return judge(recipe.compiled.part, frozen({Concept.CATEGORY: row["category"]}), card) is Answer.IN


def sums(rows: Iterable[Row], wanted: Marked) -> tuple[int, ...]:
    """Rows, incidents, those of each definition, and those that the first shares with each of the others."""
    rows = list(rows)
    incidents = [row for row in rows if row["counts"]]
    marked = [[takes_in(recipe, row) for recipe in wanted.recipes] for row in incidents]
    defined = [sum(marks[number] for marks in marked) for number in range(len(wanted.recipes))]
    shared = [sum(marks[0] and marks[number] for marks in marked) for number in range(1, len(wanted.recipes))]
    return (len(rows), len(incidents), *defined, *shared)


def grouped(rows: Iterable[Row], key: Callable[[Row], tuple[Any, ...]], wanted: Marked) -> Rows:
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return [(*found, *sums(of, wanted)) for found, of in groups.items()]


def in_period(row: Row, period: Period) -> bool:
    return bool(period.start <= row["month"] < period.end)


def known(tables: Tables) -> dict[str, Row]:
    return {row["lsoa_code"]: row for row in tables["lsoa"]}


def quality_of_releases(tables: Tables, force: str) -> Rows:
    found, by_code = [], known(tables)
    for release in {row["release"] for row in tables["incidents"] if row["force"] == force}:
        rows = [row for row in tables["incidents"] if row["release"] == release]
        placed = [by_code[row["lsoa_code"]] for row in rows if row["lsoa_code"] in by_code]
        found.append((
            release,
            len(rows),
            sum(row["lsoa_code"] is None for row in rows),
            sum(place["force"] != force for place in placed),
            len(placed),
            sum(place["in_2011"] and not place["in_2021"] for place in placed),
        ))  # fmt: skip
    return found


def incidents_by_month(tables: Tables, within: Within, period: Period, wanted: Marked) -> Rows:
    codes = {row["lsoa_code"] for row in tables["lsoa"] if inside(row, within)}
    rows = [row for row in tables["incidents"] if in_period(row, period) and row["lsoa_code"] in codes]
    return grouped(rows, lambda row: (row["month"], row["category"], row["release"]), wanted)


def incidents_by_lsoa(tables: Tables, within: Within, months: tuple[date, ...], wanted: Marked) -> Rows:
    rows = [row for row in tables["incidents"] if row["month"] in months]
    return [
        (*(place[name] for name in PLACES), *sums((r for r in rows if r["lsoa_code"] == place["lsoa_code"]), wanted))
        for place in tables["lsoa"]
        if inside(place, within)
    ]


def incidents_by_partnership(tables: Tables, forces: tuple[str, ...], period: Period, wanted: Marked) -> Rows:
    places = {code: place for code, place in known(tables).items() if place["force"] in forces}
    rows = [row for row in tables["incidents"] if in_period(row, period) and row["lsoa_code"] in places]

    def key(row: Row) -> tuple[Any, ...]:
        place = places[row["lsoa_code"]]
        return (place["partnership_code"] or place["force"], row["month"], row["release"])

    return grouped(rows, key, wanted)


def numbers_of(tables: Tables) -> dict[tuple[str, str], int]:
    keys = sorted({(row["force"], row["incident_key"]) for row in tables["force_incidents"]})
    return {key: number for number, key in enumerate(keys)}


def sent(tables: Tables, within: Within, period: Period) -> list[Row]:
    codes = {row["lsoa_code"] for row in tables["lsoa"] if inside(row, within)}
    numbers = numbers_of(tables)
    return [
        row | {"incident": numbers[row["force"], row["incident_key"]]}
        for row in tables["force_incidents"]
        if period.start <= row["recorded_on"] < period.end and row["lsoa_code"] in codes
    ]


def extract_incidents(tables: Tables, within: Within, period: Period, wanted: Marked) -> Rows:
    names = (
        "incident", "release", "recorded_on", "occurred_on", "occurred_from", "occurred_to", "lsoa_code", "longitude", "latitude",
        "place_type", "knife", "domestic",
    )  # fmt: skip
    card = load_source_card("force_extract")
    says = {Answer.IN: True, Answer.OUT: False, Answer.UNKNOWN: None}

    def marks(row: Row) -> list[bool | None]:
        known = frozen({concept: row[column] for concept, column in card.columns.items() if row[column] is not None})
        return [says[judge(recipe.compiled.part, known, card)] for recipe in wanted.recipes]

    return [(*(row[name] for name in names), *marks(row)) for row in sent(tables, within, period)]


def extract_parts(tables: Tables, within: Within, period: Period) -> Rows:
    names = ("role", "relationship", "age", "sex", "ethnicity", "ethnicity_scheme", "release", "row_number")
    met = {(row["force"], row["incident_key"]): row["incident"] for row in sent(tables, within, period)}
    keys = sorted({row["person_key"] for row in tables["incident_people"]} - {None})
    return [
        (met[key], keys.index(row["person_key"]) if row["person_key"] else None, *(row[name] for name in names))
        for row in tables["incident_people"]
        if (key := (row["force"], row["incident_key"])) in met
    ]


def extract_placing(tables: Tables, force: str, period: Period) -> Rows:
    rows = [
        row
        for row in tables["force_incidents"]
        if row["force"] == force and period.start <= row["recorded_on"] < period.end
    ]
    places = {row["incident_key"]: None for row in rows}
    for row in rows:
        places[row["incident_key"]] = max(filter(None, (places[row["incident_key"]], row["lsoa_code"])), default=None)
    days = [max(row["recorded_on"] for row in rows if row["incident_key"] == key) for key in places]
    unknown = sum(code is not None and code not in known(tables) for code in places.values())
    without = sum(code is None for code in places.values())
    return [(len(places), without, unknown, min(days, default=None), max(days, default=None))]


def extract_strays(tables: Tables, force: str) -> Rows:
    sent = {row["incident_key"] for row in tables["force_incidents"] if row["force"] == force}
    people = [row["incident_key"] for row in tables["incident_people"] if row["force"] == force]
    return [(len(people), sum(key not in sent for key in people))]


def attendances_by_month(tables: Tables, within: Within, period: Period) -> Rows:
    places = {row[name] for row in tables["lsoa"] if inside(row, within) for name in ("msoa_code", "ward_code")} - {
        None
    }
    found: dict[date, list[str | None]] = defaultdict(list)
    for row in tables["attendances"]:
        month = row["assault_month"] or row["arrived_month"] or row["period_start"].replace(day=1)
        if period.start <= month < period.end:
            found[month].append(row["location_area"])
    return [
        (month, sum(area in places for area in found[month] if area), sum(area is None for area in found[month]))
        for month in sorted(found)
    ]


def attendances_covered(tables: Tables) -> Rows:
    return sorted({(row["site_code"], row["period_start"], row["period_end"]) for row in tables["attendances"]})


def residents_in_groups(tables: Tables, area_code: str, within: Within) -> Rows:
    codes = {row["lsoa_code"] for row in tables["lsoa"] if row["in_2021"] and inside(row, within)}
    names = ("release", "year", "age_from", "age_to", "sex", "ethnicity", "ethnicity_scheme")
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in tables["population_groups"]:
        if row["area_code"] == area_code or row["area_code"] in codes:
            groups[(row["area_code"] == area_code, *(row[name] for name in names))].append(row)
    return [
        (
            *key, len(codes), len({row["area_code"] for row in rows}),
            None if any(row["persons"] is None for row in rows) else sum(row["persons"] for row in rows),
        )
        for key, rows in groups.items()
    ]  # fmt: skip


def country_by_partnership(tables: Tables, period: Period, wanted: Marked) -> Rows:
    places = known(tables)
    rows = [row for row in tables["incidents"] if in_period(row, period)]

    def key(row: Row) -> tuple[Any, ...]:
        place = places.get(row["lsoa_code"])
        return (place and place["partnership_code"], row["month"], row["category"])

    return grouped(rows, key, wanted)


def country_by_force(tables: Tables, period: Period, wanted: Marked) -> Rows:
    rows = [row for row in tables["incidents"] if in_period(row, period)]
    return grouped(rows, lambda row: (row["force"], row["month"], row["category"]), wanted)


def partnerships_everywhere(tables: Tables) -> Rows:
    found = []
    for code in {row["partnership_code"] for row in tables["lsoa"]} - {None}:
        rows = [row for row in tables["lsoa"] if row["partnership_code"] == code]
        names = [row["partnership_name"] or code for row in rows]
        forces = [row["force"] for row in rows if row["force"]]
        found.append((code, min(names), min(forces, default=None)))
    return found


def forces_everywhere(tables: Tables) -> Rows:
    return [(force,) for force in {row["force"] for row in tables["lsoa"]} - {None}]


def areas_of_code(tables: Tables, code: str) -> Rows:
    return [(r["code"], r["name"], r["level"], r["vintage"]) for r in tables["area"] if r["code"] == code]


def forces_of_area(tables: Tables, within: Within) -> Rows:
    found = []
    rows = [row for row in tables["lsoa"] if inside(row, within) and row["force"]]
    for force in {row["force"] for row in rows}:
        held = [row for row in rows if row["force"] == force]
        partnerships = {row["partnership_code"] for row in held} - {None}
        first = held[0]
        found.append((
            force, first["force_code"], first["force_name"], len(held), min(partnerships, default=None), len(partnerships)
        ))  # fmt: skip
    return found


def lsoas_outside(tables: Tables, within: Within, partnership: str) -> Rows:
    rows = [row for row in tables["lsoa"] if row["in_2021"] and row["partnership_code"] == partnership]
    return [(sum(not inside(row, within) for row in rows),)]


def lsoas_reaching_out(tables: Tables, within: Within, level: AreaLevel) -> Rows:
    column = f"{COLUMN_OF[level]}_code"
    rows = [row for row in tables["lsoa"] if row["in_2021"]]
    met = {row[column] for row in rows if inside(row, within)} - {None}
    return [(sum(not inside(row, within) and row[column] in met for row in rows),)]


def latest_vintages(tables: Tables) -> Rows:
    levels = {row["level"] for row in tables["area"]}
    return [(level, max(row["vintage"] for row in tables["area"] if row["level"] == level)) for level in levels]


def partnerships_in(tables: Tables, forces: tuple[str, ...]) -> Rows:
    return list({
        (row["force"], row["partnership_code"], row["partnership_name"] or row["partnership_code"])
        for row in tables["lsoa"]
        if row["force"] in forces and row["partnership_code"]
    })  # fmt: skip


def bridge_of(tables: Tables, lsoa_code: str) -> Rows:
    return [(r["bridge_code"], r["bridge_name"]) for r in tables["lsoa"] if r["lsoa_code"] == lsoa_code]


def areas_with(tables: Tables, words: str) -> Rows:
    rows = [r for r in tables["area"] if words.lower() in r["name"].lower() and r["level"] != "lsoa"]
    return sorted(((r["code"], r["name"]) for r in rows), key=lambda row: (len(row[1]), row[0]))[:5]


def areas_of_levels(tables: Tables, levels: tuple[str, ...]) -> Rows:
    return [(row["code"], row["name"]) for row in tables["area"] if row["level"] in levels]


def outlines_of_level(tables: Tables, level: str, codes: tuple[str, ...]) -> Rows:
    found = []
    for code in codes:
        shapes = [row for row in tables["boundary"] if row["level"] == level and row["code"] == code]
        latest = max((row["vintage"] for row in shapes), default=None)
        found += [(code, row["name"], row["geometry"]) for row in shapes if row["vintage"] == latest]
    return found


def outlines_of_bridges(tables: Tables, codes: tuple[str, ...]) -> Rows:
    found = []
    for code in codes:
        shapes = [
            (place, shape)
            for place in tables["lsoa"]
            for shape in tables["boundary"]
            if place["bridge_code"] == code and (shape["level"], shape["code"]) == ("lsoa", place["lsoa_code"])
        ]
        new = [(place, shape) for place, shape in shapes if shape["vintage"] == 2021 and place["in_2021"]]
        old = [(place, shape) for place, shape in shapes if shape["vintage"] == 2011 and place["in_2011"]]
        found += [(code, place["bridge_name"], shape["geometry"]) for place, shape in new or old]
    return found


def of_force(tables: Tables, force: str, months: tuple[date, ...]) -> list[Row]:
    return [row for row in tables["incidents"] if row["force"] == force and row["month"] in months]


def rows_without_place(tables: Tables, force: str, months: tuple[date, ...]) -> Rows:
    rows = of_force(tables, force, months)
    return [
        (month, len(of), sum(row["lsoa_code"] is None for row in of))
        for month in months
        if (of := [row for row in rows if row["month"] == month])
    ]


def rows_of_divided(tables: Tables, force: str, months: tuple[date, ...]) -> Rows:
    places = [known(tables).get(row["lsoa_code"]) for row in of_force(tables, force, months)]
    there = [place for place in places if place is not None]
    return [(len(there), sum(place["district_code"] is None for place in there))]


def years_of_population(tables: Tables) -> Rows:
    return [(year,) for year in {row["year"] for row in tables["population"]}]


def residents_of_bridges(tables: Tables, year: int) -> Rows:
    persons: Counter[str] = Counter()
    for row in tables["population"]:
        if row["year"] == year and row["lsoa_code"] in known(tables):
            persons[known(tables)[row["lsoa_code"]]["bridge_code"]] += row["persons"]
    return list(persons.items())


def workday_of_bridges(tables: Tables, codes: tuple[str, ...]) -> Rows:
    found = []
    for code in codes:
        parts = [row["lsoa_code"] for row in tables["lsoa"] if row["bridge_code"] == code and row["in_2021"]]
        counted = [[row for row in tables["workday_population"] if row["area_code"] == part] for part in parts]
        latest = [max(rows, key=lambda row: row["year"]) if rows else None for rows in counted]
        there = [row for row in latest if row is not None]
        persons = [row["persons"] for row in there if row["persons"] is not None]
        if parts:
            year = max((row["year"] for row in there), default=None)
            found.append((code, sum(persons) if persons else None, year, len(persons) < len(parts)))
    return found


def residents_of_areas(tables: Tables, level: AreaLevel, within: Within, year: int) -> Rows:
    persons = dict(residents_of_bridges(tables, year))
    areas_of: dict[str, set[str | None]] = defaultdict(set)
    for row in tables["lsoa"]:
        if row["in_2021"]:
            areas_of[row["bridge_code"]].add(row[f"{COLUMN_OF[level]}_code"] if inside(row, within) else None)
    found = []
    for area in set().union(*areas_of.values()) - {None}:
        met = [bridge for bridge, areas in areas_of.items() if area in areas]
        whole = [bridge for bridge in met if areas_of[bridge] == {area}]
        divided = [bridge for bridge in met if areas_of[bridge] != {area}]
        found.append((
            area,
            sum(persons.get(bridge, 0) for bridge in whole),
            sum(persons.get(bridge, 0) for bridge in divided),
            len(divided),
            any(bridge not in persons for bridge in met),
        ))  # fmt: skip
    return found


def neighbours_of(tables: Tables, area_code: str) -> Rows:
    rows = [row for row in tables["neighbours"] if row["area_code"] == area_code]
    return [(row["release"], row["place"], row["neighbour_code"]) for row in rows]


def recorded_places(tables: Tables) -> Rows:
    return list({(row["force_name"], row["partnership_name"]) for row in tables["recorded_crime"]})


def recorded_by_code(tables: Tables, force_name: str, partnership_name: str) -> Rows:
    held: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in tables["recorded_crime"]:
        if row["force_name"] == force_name and row["partnership_name"] == (partnership_name or None):
            key = (row["financial_year"], row["offence_code"], row["offence_subgroup"], row["offence_group"])
            held[key].append(row)
    found = []
    for key, rows in held.items():
        there = [row["offences"] for row in rows if row["offences"] is not None]
        quarters = len({row["quarter"] for row in rows})
        total = sum(there) if there else None
        found.append((*key, min(row["offence"] for row in rows), total, len(rows) - len(there), quarters))
    return found


def weights_of_codes(tables: Tables) -> Rows:
    held: dict[str, list[float]] = defaultdict(list)
    for row in tables["severity_weights"]:
        held[row["offence_code"]].append(row["weight"])
    return [(code, min(weights), max(weights)) for code, weights in held.items()]


def series_as_published(tables: Tables, indicator: str, area_code: str, sex: str, age: str) -> Rows:
    names = ("release", "period", "period_start", "period_end", "value", "value_missing", "low", "high", "provisional")
    found = [
        tuple(row[name] for name in (*names, "row_number"))
        for row in tables["indicator_values"]
        if row["indicator_id"] == indicator and row["area_code"] == area_code and row["category"] is None
        if sex in ("", row["sex"]) and age in ("", row["age"])
    ]
    return sorted(found, key=lambda row: (row[0], row[-1]))


def published_values(tables: Tables, indicators: tuple[str, ...], areas: tuple[str, ...]) -> Rows:
    names = ("release", "indicator_id", "area_code", "area_name", "period", "value", "value_missing", "provisional")
    more = ("low", "high", "sex", "age", "category", "row_number")
    return [
        tuple(row[name] for name in (*names, *more))
        for row in tables["indicator_values"]
        if row["indicator_id"] in indicators and row["area_code"] in areas
    ]


def regions_of_area(tables: Tables, within: Within) -> Rows:
    met: Counter[tuple[str, str]] = Counter()
    for row in tables["lsoa"]:
        if inside(row, within) and row["in_2021"] and row["region_code"] is not None:
            met[row["region_code"], row["region_name"]] += 1
    return [(*region, many) for region, many in sorted(met.items(), key=lambda pair: (-pair[1], pair[0]))]
