"""Every file of the shared test data goes in by its source, with the count that the test makes for itself."""

from __future__ import annotations

import csv
import gzip
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import sulis
from tests.support.shared import SHARED, needs_shared

pytestmark = needs_shared


def rows_of(path: Path) -> list[dict[str, str]]:
    """A CSV file read by Python's own reader, plain or gzip."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def loaded(home: Path, command: str, *paths: Path) -> dict[str, Any]:
    answer = sulis("ingest", command, *paths, "--home", home, "--json")
    assert answer.code == 0, answer.document["faults"][:3]
    document: dict[str, Any] = answer.document
    assert document["rows_quarantined"] == 0
    return document


def asked(home: Path, query: str) -> list[tuple[Any, ...]]:
    from sulis.store import open_store

    with open_store(home).connect() as connection:
        return connection.execute(query).fetchall()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_recorded_crime_keeps_every_offence_and_every_correction(home: Path) -> None:
    rows = rows_of(SHARED / "home_office" / "prc-pfa-201718_new.csv")
    key = ("Financial_Quarter", "Force_Name", "Offence_Code", "Offence_Subgroup")
    summed: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        summed[tuple(row[name] for name in key)] += int(row["Number_of_Offences"])
    document = loaded(home, "home-office", SHARED / "home_office" / "prc-pfa-201718_new.csv")
    assert document["rows_loaded"] == len(summed) == len(rows) - 528
    assert any("528 rows are parts" in caveat for caveat in document["caveats"])
    found = asked(
        home,
        "SELECT count(*), sum(offences), count(*) FILTER (offences < 0), count(offences_missing) FROM recorded_crime",
    )
    negative = sum(number < 0 for number in summed.values())
    assert found == [(len(summed), sum(summed.values()), negative, 0)]
    assert negative == 34  # of 36 in the file, two are parts of a homicide total
    homicides = "SELECT sum(offences) FROM recorded_crime WHERE offence_code = '1/4.1/4.10/4.2' AND force_name = 'Avon and Somerset'"
    assert asked(home, homicides) == [(14,)]


def test_severity_weights_stand_once_each(home: Path) -> None:
    rows = rows_of(SHARED / "reference" / "severity_codes.csv")
    pairs = {(row["code_severity"], row["offence"].strip()): float(row["weight"]) for row in rows}
    document = loaded(home, "severity-weights", SHARED / "reference" / "severity_codes.csv")
    assert document["rows_loaded"] == len(pairs)
    assert {
        (code, offence): weight
        for code, offence, weight in asked(home, "SELECT offence_code, offence, weight FROM severity_weights")
    } == pairs


def test_deprivation_has_a_row_for_each_lsoa_and_domain(home: Path) -> None:
    path = SHARED / "imd" / "imd2019_england_lsoa11.csv.gz"
    rows = rows_of(path)
    domains = [name.removesuffix("_rank") for name in rows[0] if name.endswith("_rank")]
    assert loaded(home, "deprivation", path)["rows_loaded"] == len(rows) * len(domains)
    crime = {row["lsoa11_code"]: (int(float(row["Crime_rank"])), int(float(row["Crime_decile"]))) for row in rows}
    found = asked(home, "SELECT lsoa_code, rank, decile FROM deprivation WHERE domain = 'crime'")
    assert {code: (rank, decile) for code, rank, decile in found} == crime
    assert asked(home, "SELECT DISTINCT score, score_missing FROM deprivation") == [(None, "not collected")]


def test_census_by_sex_is_the_files_and_its_unsaid_ages_are_left(home: Path) -> None:
    path = SHARED / "population" / "age_gender21_ltla21_ew.csv"
    rows = rows_of(path)
    assert loaded(home, "census", path)["rows_loaded"] == len(rows) * 3
    found = asked(home, "SELECT sex, sum(persons), count(*) FROM population_groups GROUP BY sex ORDER BY sex")
    totals = [sum(int(float(row[f"total_{name}"])) for row in rows) for name in ("females", "males", "population")]
    assert found == [(sex, total, len(rows)) for sex, total in zip(("female", "male", None), totals, strict=True)]


def test_census_by_ethnic_group_takes_the_numbers_and_not_the_percentages(home: Path) -> None:
    path = SHARED / "population" / "ethnicity21_ltla21.csv.gz"
    numbers = [row for row in rows_of(path) if row["ethnic_group"].endswith("(number)")]
    assert loaded(home, "census", path)["rows_loaded"] == len(numbers)
    found = asked(
        home,
        "SELECT count(*), sum(persons), count(DISTINCT ethnicity), any_value(ethnicity_scheme) FROM population_groups",
    )
    assert found == [(len(numbers), sum(int(float(row["value"])) for row in numbers), 19, "census 2021 19")]


def test_census_by_lsoa_and_ethnic_group_goes_in_whole(home: Path) -> None:
    path = SHARED / "population" / "ethnicity21_lsoa21.csv.gz"
    rows = rows_of(path)
    assert loaded(home, "census", path)["rows_loaded"] == len(rows)
    found = asked(
        home, "SELECT sum(persons), count(DISTINCT area_code), count(*) FILTER (persons = 0) FROM population_groups"
    )
    people = [int(float(row["n"])) for row in rows]
    assert found == [(sum(people), len({row["lsoa21_code"] for row in rows}), people.count(0))]


def test_area_indicators_go_in_from_one_folder(home: Path) -> None:
    folder = SHARED / "indicators"
    index = rows_of(folder / "ons_health_index_2015_2021.csv.gz")
    severity = rows_of(folder / "ons_crime_severity_by_ltla23.csv")
    homeless = rows_of(folder / "homelessness_by_ltla.csv")
    document = loaded(home, "area-indicators", folder)
    times = Counter(row["ltla23_code"] for row in severity)
    by_series = {release["series"]: release["rows_loaded"] for release in document["releases"]}
    assert by_series == {"health-index": len(index), "crime-severity": len(times), "homelessness": 2 * len(homeless)}
    kinds = asked(
        home,
        """SELECT indicator, value_missing, count(*) FROM indicator_values WHERE value IS NULL
        GROUP BY ALL ORDER BY ALL""",
    )
    several = [code for code, many in times.items() if many > 1]
    colons = [row for row in severity if row["crime_severity_score"] == ":" and row["ltla23_code"] not in several]
    assert kinds == [
        ("Crime severity score", "missing", len(colons)),
        ("Crime severity score", "not collected", len(several)),
        ("Households assessed as homeless", "missing", 8),
        ("Households in temporary accommodation", "missing", 12),
    ]
    assert (len(colons), len(several)) == (13, 4)
    assert asked(home, "SELECT sum(value) FROM indicator_values WHERE indicator = 'Low-level crime'") == [
        (pytest.approx(sum(float(row["value"]) for row in index if row["indicator"] == "Low-level crime")),)
    ]


def test_geography_and_population_go_in_whole(home: Path) -> None:
    loaded(home, "geography", SHARED / "lookups", SHARED / "boundaries")
    codes = {
        row[name]
        for row in rows_of(SHARED / "lookups" / "lsoa11_lsoa21_ltla22.csv.gz")
        for name in ("lsoa11_code", "lsoa21_code")
    }
    assert asked(home, "SELECT count(*) FROM lsoa") == [(len(codes),)]
    path = SHARED / "population" / "population20_lsoa11.csv.gz"
    rows = rows_of(path)
    loaded(home, "population", path)
    everyone = sum(int(float(row["total_population"])) for row in rows)
    assert asked(home, "SELECT sum(persons), count(*) FROM population") == [(everyone, len(rows) * 91)]


def months(folder: str) -> Iterator[Path]:
    yield from sorted((SHARED / "police_uk" / folder).glob("*.csv.gz"))


def test_both_extracts_of_police_uk_go_in_row_for_row(home: Path) -> None:
    earlier = sum(len(rows_of(path)) for path in months("street_earlier_extracts"))
    later = sum(len(rows_of(path)) for path in months("street"))
    for path in months("street_earlier_extracts"):
        sulis("ingest", "police-uk", path, "--home", home)
    assert asked(home, "SELECT count(*) FROM incidents") == [(earlier,)]
    document = loaded(home, "police-uk", SHARED / "police_uk" / "street")
    assert (document["rows_loaded"], later) == (later, 325_069)
    assert asked(home, "SELECT count(*) FROM incidents") == [(later,)]
    assert sum(release["changes"] is not None for release in document["releases"]) == 5
