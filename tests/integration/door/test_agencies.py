"""What is planted in the agencies' files is found again in the tables."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

from sulis.sources.made_up.agencies import AGENCY_TRUTHS, write_agency_files
from sulis.store import open_store
from tests.integration.door.conftest import SEED, load, read


def test_same_seed_gives_same_bytes(sent: Path, tmp_path: Path) -> None:
    again = write_agency_files(tmp_path, SEED)
    assert {name: path.read_bytes() for name, path in again.items()} == {
        path.name: path.read_bytes() for path in sent.iterdir()
    }


def test_every_file_says_that_it_is_made_up(loaded: Path) -> None:
    releases = open_store(loaded).releases()
    assert len(releases) == 17
    assert {(r.made_up, r.publisher) for r in releases} == {(True, "Sulis (nobody's records)")}


def test_repeat_victims_are_found_within_a_quarter_and_across_two(loaded: Path) -> None:
    """Across two quarters only because one person has one key in both."""
    victims = "SELECT release, person_key, count(*) AS times FROM incident_people WHERE role = 'victim' GROUP BY ALL"
    rows = read(
        loaded,
        f"SELECT release, sum(times) FILTER (times > 1), sum(times) FROM ({victims}) GROUP BY 1",
        "incident_people",
    )
    assert {hurt / whole for _, hurt, whole in rows} == {AGENCY_TRUTHS.repeat_share}
    both = read(
        loaded,
        f"SELECT count(*) FROM (SELECT person_key FROM ({victims}) GROUP BY 1 HAVING sum(times) = 2 * {AGENCY_TRUTHS.times_a_quarter})",
        "incident_people",
    )
    assert both == [(AGENCY_TRUTHS.repeat_victims,)]


def test_people_join_their_incidents(loaded: Path) -> None:
    query = "SELECT count(*), count(i.incident_key) FROM incident_people p LEFT JOIN force_incidents i USING (force, incident_key)"
    people, joined = read(loaded, query, "incident_people", "force_incidents")[0]
    assert people == joined > 0


def test_evening_peak_and_unknown_hours_of_the_force(loaded: Path) -> None:
    query = (
        "SELECT count(*) FILTER (hour(occurred_from) >= 18) / count(occurred_from),"
        " count(*) FILTER (occurred_from IS NULL AND occurred_on IS NOT NULL),"
        " count(*) FILTER (knife), count(*) FILTER (NOT knife), count(*) FILTER (knife IS NULL) FROM force_incidents GROUP BY release"
    )
    expected = (AGENCY_TRUTHS.evening_share, AGENCY_TRUTHS.hour_unknown, *AGENCY_TRUTHS.knife)
    assert read(loaded, query, "force_incidents") == [expected, expected]


def test_weekend_nights_of_the_hospital_are_the_same_from_csv_and_xml(loaded: Path) -> None:
    query = (
        "SELECT strftime(period_start, '%Y-%m'), count(*) FILTER (assault_weekday[:1] = 'S' AND assault_hours = '00 to 05'),"
        " count(*) FILTER (assault_hours IS NULL), count(*) FROM attendances GROUP BY 1 ORDER BY 1"
    )
    counted = (AGENCY_TRUTHS.weekend_nights, AGENCY_TRUTHS.when_unknown, AGENCY_TRUTHS.attendances_a_month)
    assert read(loaded, query, "attendances") == [(month, *counted) for month in ("2024-04", "2024-05", "2024-06")]


def test_attendances_hold_nothing_finer_than_the_card_states(loaded: Path) -> None:
    query = "SELECT DISTINCT day(arrived_month), day(assault_month) FROM attendances WHERE assault_month IS NOT NULL"
    assert read(loaded, query, "attendances") == [(1, 1)]
    areas = read(
        loaded, "SELECT DISTINCT left(location_area, 3) FROM attendances WHERE location_area IS NOT NULL", "attendances"
    )
    assert areas == [("E02",)]


def test_hidden_number_and_none_stay_apart(loaded: Path, sent: Path) -> None:
    query = (
        "SELECT DISTINCT attendances, attendances_missing FROM attendance_counts"
        " WHERE month = '{}' AND age_band = '{}' AND sex = '{}' AND mechanism = '{}'"
    )
    hidden = read(loaded, query.format(*AGENCY_TRUTHS.hidden_cell), "attendance_counts")
    none = read(loaded, query.format(*AGENCY_TRUTHS.zero_cell), "attendance_counts")
    assert (hidden, none) == ([(None, "suppressed")], [(0, None)])
    with next(sent.glob("*_ecds_*")).open(newline="", encoding="utf-8") as file:
        stars = sum(row["Attendances"] == "*" for row in csv.DictReader(file))
    told = read(
        loaded, "SELECT count(*) FROM attendance_counts WHERE attendances_missing = 'suppressed'", "attendance_counts"
    )
    assert told == [(stars,)] and stars > 0


def test_children_come_back_and_first_entries_are_counted(loaded: Path) -> None:
    twice = "SELECT count(*) FROM (SELECT person_key FROM youth_cases GROUP BY 1 HAVING count(DISTINCT release) = 2)"
    assert read(loaded, twice, "youth_cases") == [(AGENCY_TRUTHS.children_in_both_quarters,)]
    first = read(loaded, "SELECT count(*) FILTER (first_time) FROM youth_cases GROUP BY release", "youth_cases")
    assert first == [(AGENCY_TRUTHS.first_entries_a_quarter,)] * 2
    query = "SELECT count(*) FROM youth_needs n ANTI JOIN youth_cases c USING (case_key, person_key)"
    assert read(loaded, query, "youth_needs", "youth_cases") == [(0,)]


def test_suspended_pupils_are_more_often_on_free_meals(loaded: Path) -> None:
    query = "SELECT count(*) FILTER (free_school_meals) / count(*) FROM school_events WHERE kind = 'suspension' GROUP BY release"
    assert read(loaded, query, "school_events") == [(AGENCY_TRUTHS.suspended_on_free_meals,)] * 2


def test_absence_keeps_hidden_numbers_and_thousands(loaded: Path, sent: Path) -> None:
    wanted: Counter[str] = Counter()
    for path in sent.glob("*_absence_*"):
        with path.open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                wanted["hidden"] += row["Severe"] == "c"
                wanted["possible"] += int(row["Possible"].replace(",", ""))
    query = "SELECT count(*) FILTER (severely_absent_missing = 'suppressed'), sum(possible) FROM school_absence"
    assert read(loaded, query, "school_absence") == [(wanted["hidden"], wanted["possible"])]


def test_places_are_no_restricted_table(loaded: Path) -> None:
    rows = read(loaded, "SELECT kind, count(*), bool_and(public) FROM places GROUP BY 1 ORDER BY 1")
    assert rows == [
        ("bleed kit", AGENCY_TRUTHS.bleed_kits, True),
        ("licensed premises", AGENCY_TRUTHS.licensed_premises, False),
        ("surrender bin", AGENCY_TRUTHS.surrender_bins, True),
    ]
    assert list((loaded / "restricted").rglob("*places*")) == []
    ends = read(loaded, "SELECT DISTINCT until FROM places WHERE until IS NOT NULL")
    assert ends == [(date(2024, 5, 31),)]


def test_several_people_in_one_row_become_one_row_each(tmp_path: Path) -> None:
    file = tmp_path / "mereshire_2024-q3_wide.csv"
    parts = [
        f"{who} {number} {what}" for who in ("Victim", "Suspect") for number in (1, 2) for what in ("ref", "age", "sex")
    ]
    file.write_text(
        ",".join(["Crime Ref", "Recorded", *parts]) + "\n"
        "A1,2024-07-01,N1,17,M,N2,19,F,N3,22,M,,,\n"
        "A2,2024-07-02,N1,17,M,,,,,,,,,\n",
        encoding="utf-8",
    )  # fmt: skip
    outcome = load(tmp_path / "home", "example_force_people_in_one_row", file)
    assert outcome.rows_loaded == 4, [str(fault) for fault in outcome.faults]
    rows = read(
        tmp_path / "home",
        "SELECT role, age, sex, count(*) FROM incident_people GROUP BY ALL ORDER BY ALL",
        "incident_people",
    )
    assert rows == [("suspect", 22, "male", 1), ("victim", 17, "male", 2), ("victim", 19, "female", 1)]
