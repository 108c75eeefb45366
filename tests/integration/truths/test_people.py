"""What was planted in the made-up force's own extract is found again by the chapters on people and times, within the interval stated."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sulis.catalogue.violence import find_definition
from sulis.sources.made_up.agencies import AGENCY_TRUTHS
from sulis.sources.made_up.fetch import write_demonstration
from sulis.sources.made_up.open_statistics import write_open_statistics
from sulis.store import Store, open_store
from sulis.vocabulary import Estimate, Period
from sulis.year.needs import assess
from sulis.year.needs.model import Assessment, Finding
from sulis_cli.ingest import ingest_geography, ingest_mapped, ingest_police_uk, ingest_population
from sulis_cli.ingest_open import ingest_open
from tests.support.needs_views import finding

ALDERMERE = "E06999001"
HALF_YEAR = ("2024-01", "2024-06")  # the months that the made-up force's own extract covers
NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The demonstration of those months alone, which is drawn and loaded in a fraction of the whole one's time."""
    folder = tmp_path_factory.mktemp("half-year")
    raw, home = folder / "raw", folder / "home"
    write_demonstration(raw, first=HALF_YEAR[0], last=HALF_YEAR[1])
    write_open_statistics(raw)
    outcomes = [
        ingest_geography([raw / "lookups"], home, now=NOW)[0],
        ingest_population([raw / "population"], home, now=NOW)[0],
        ingest_police_uk([raw / "police_uk" / "street"], home, now=NOW)[0],
        ingest_open("census", [raw / "census"], home, now=NOW)[0],
        ingest_mapped(_sent(raw, "*_incidents.csv"), home, mapping="example_force_incidents", now=NOW)[0],
        ingest_mapped(_sent(raw, "*_people.csv"), home, mapping="example_force_people", now=NOW)[0],
    ]
    assert {outcome.verdict.value for outcome in outcomes} == {"accepted"}
    return open_store(home)


def _sent(raw: Path, form: str) -> Iterable[Path]:
    return sorted((raw / "agencies").glob(form))


@pytest.fixture(scope="module")
def whole(store: Store) -> Assessment:
    return assessed(store, *HALF_YEAR)


def assessed(store: Store, first: str, last: str) -> Assessment:
    return assess(
        store, area_code=ALDERMERE, period=Period.between(first, last), definitions=[find_definition("police_uk_proxy")],
        software="test", record=lambda _: None,
    )  # fmt: skip


def holds(estimate: Estimate, truth: float) -> bool:
    return (estimate.low or 0.0) <= truth <= (estimate.high or 0.0)


def ratio_of(found: Finding, group: str) -> tuple[Estimate, float]:
    slot = next(one for one in found.slots if one.name.startswith("ratio_") and one.label.startswith(group))
    assert slot.p_value is not None
    return slot.estimate, slot.p_value


def test_repeat_victims_are_recovered_and_are_more_than_chance(whole: Assessment) -> None:
    found = finding(whole, "people-repeat-victims")
    people, chance = found.slot("people").estimate, found.slot("chance").estimate
    once = 2 * AGENCY_TRUTHS.incidents_a_quarter * (1 - AGENCY_TRUTHS.repeat_share)
    assert holds(people, AGENCY_TRUTHS.repeat_victims / (AGENCY_TRUTHS.repeat_victims + once))
    assert holds(found.slot("events").estimate, AGENCY_TRUTHS.repeat_share)
    assert (chance.high or 1) < (people.low or 0)


def test_repeat_suspects_and_those_who_were_hurt_too_are_recovered(whole: Assessment) -> None:
    assert holds(finding(whole, "people-repeat-suspects").slot("people").estimate, AGENCY_TRUTHS.suspects_again)
    assert holds(finding(whole, "people-both-roles").slot("suspects").estimate, AGENCY_TRUTHS.suspects_hurt)


def test_disparity_of_suspects_by_sex_is_recovered_and_none_is_told_of_victims(whole: Assessment) -> None:
    suspects, p_value = ratio_of(finding(whole, "people-suspects-sex"), "women and girls")
    assert holds(suspects, AGENCY_TRUTHS.women_among_suspects)
    assert (suspects.high or 9) < 1 and p_value < 0.001
    victims, p_value = ratio_of(finding(whole, "people-victims-sex"), "women and girls")
    assert holds(victims, 1.0) and p_value > 0.05


def test_disparity_by_ethnic_group_is_recovered_whoever_the_unknown_are(whole: Assessment, store: Store) -> None:
    found = finding(whole, "people-victims-ethnicity")
    truth = _recorded("B") / _recorded("W") * _residents(store, "White") / _residents(store, "Black")
    ratio, p_value = ratio_of(found, "Black")
    assert truth > 1.5
    assert holds(ratio, truth) and (ratio.low or 0) > 1 and p_value < 0.05
    bounds = next(slot for slot in found.slots if slot.name.startswith("bounds_") and slot.label.startswith("Black"))
    assert (bounds.estimate.low or 0) < (ratio.low or 0) and (ratio.high or 0) < (bounds.estimate.high or 0)


@pytest.mark.parametrize("group", ["Asian", "people of mixed", "people of other"])
def test_no_disparity_is_told_where_hardly_any_was_planted(whole: Assessment, group: str) -> None:
    ratio, p_value = ratio_of(finding(whole, "people-victims-ethnicity"), group)
    assert (ratio.low or 9) <= 1 <= (ratio.high or 0) or p_value >= 0.05


def test_direction_of_violence_by_girls_is_not_told_from_half_a_year(whole: Assessment) -> None:
    assert finding(whole, "people-girls-direction").slot("change").estimate.missing is not None


def test_evening_and_knives_are_recovered_with_the_unknown_in_the_interval(whole: Assessment) -> None:
    evening = finding(whole, "times-hours").slot("evening").estimate
    assert holds(evening, AGENCY_TRUTHS.evening_share) and (evening.low or 0) > 0.25
    yes, no, _ = AGENCY_TRUTHS.knife
    assert holds(finding(whole, "times-knife").slot("share").estimate, yes / (yes + no))


def test_near_repeats_are_found_in_the_quarter_in_which_they_were_planted_and_not_in_the_other(store: Store) -> None:
    planted, nothing = (
        finding(assessed(store, *months), "times-near-repeats")
        for months in (("2024-01", "2024-03"), ("2024-04", "2024-06"))
    )
    strongest = planted.slot("strongest")
    assert (strongest.label, (strongest.p_value or 1) < 0.05) == ("up to 100 m apart, 1 to 7 days", True)
    extra = (strongest.estimate.numerator or 0) - (strongest.estimate.denominator or 0)
    assert 0.5 * AGENCY_TRUTHS.near_pairs[0] < extra < 1.2 * AGENCY_TRUTHS.near_pairs[0]
    assert not any(point.emphasised for series in nothing.charts[0].series for point in series.points)


def _recorded(letter: str) -> float:
    return sum(share for code, share in AGENCY_TRUTHS.ethnic_groups if code.startswith(letter))


def _residents(store: Store, heading: str) -> int:
    """As the census file has them, summed over the district's LSOAs."""
    found: Counter[str] = Counter()
    with store.connect() as connection:
        query = "SELECT lsoa_code FROM lsoa WHERE in_2021 AND district_code = 'E06999001'"
        codes = {code for (code,) in connection.execute(query).fetchall()}
    with (store.home.parent / "raw" / "census" / "ethnicity-lsoa.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["lsoa21_code"] in codes:
                found[row["ethnic_group"].partition(",")[0]] += int(float(row["n"]))
    return found[heading]
