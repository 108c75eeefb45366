"""What small neighbourhoods can bear: nothing is tested among three of them, and years are counted whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sulis.catalogue.sources import PlaceKnown, TimeKnown, load_source_card
from sulis.catalogue.violence import find_definition
from sulis.vocabulary import Period
from sulis.year.needs import Assessment, assess
from sulis.year.needs.maps import middles, touching
from sulis.year.needs.model import Boundary, FindingKind
from sulis.year.needs.untested import untested_findings
from tests.support.needs_store import ALDERMERE, VIOLENCE, Recorded, mereshire
from tests.support.needs_views import finding, has_finding


def years_of(*years: int) -> dict[str, tuple[Recorded, ...]]:
    """Each month three at one place and one at another, under IDs of their own."""
    months = [f"{year}-{month:02d}" for year in years for month in range(1, 13)]
    return {
        month: (
            *((f"{month}{n}", VIOLENCE, "E01990001") for n in range(3)),
            (f"{month}x", VIOLENCE, "E01990003"),
        )
        for month in months
    }


def assessed(folder: Path, months: dict[str, tuple[Recorded, ...]]) -> Assessment:
    span = Period.between(min(months), max(months))
    return assess(
        mereshire(folder, months), area_code=ALDERMERE, period=span,
        definitions=[find_definition("police_uk_proxy")], software="sulis test",
    )  # fmt: skip


def test_the_same_place_at_the_top_for_three_whole_years_is_found_and_named(tmp_path: Path) -> None:
    found = finding(assessed(tmp_path, years_of(2021, 2022, 2023)), "places-persistence-1")
    kept, chance = found.slot("kept").estimate, found.slot("by_chance").estimate
    assert found.kind is FindingKind.PERSISTENCE
    assert (kept.value, kept.numerator, kept.denominator) == (1.0, 2, 2.0)
    assert chance.value == pytest.approx(1 / 3, abs=0.06)
    assert found.statements == ("Mere 001B",)
    assert kept.provenance is not None
    assert kept.provenance.query.count("MAKE_DATE(2023") == 12


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ({"2023-01": (("a", VIOLENCE, "E01990001"),)}, "no whole calendar year was received"),
        (years_of(2022), "one whole calendar year was received"),
        (years_of(2022, 2023), "two whole calendar years were received"),
        (
            {m: rows for m, rows in years_of(2021, 2022, 2023).items() if m != "2022-05"},
            "two whole calendar years were",
        ),
    ],
)
def test_too_few_whole_years_are_refused_with_what_to_load(
    tmp_path: Path, months: dict[str, tuple[Recorded, ...]], words: str
) -> None:
    found = finding(assessed(tmp_path, months), "places-persistence-1")
    assert found.kind is FindingKind.CANNOT_TELL
    assert words in found.statements[0] and "Load earlier years" in found.statements[0]


def test_among_three_neighbourhoods_none_is_said_to_stand_out(small: Assessment) -> None:
    for part in ("standing-out", "beyond-residents", "concentration"):
        assert not has_finding(small, f"places-{part}-1")


def test_near_repeats_and_hours_are_refused_to_months_and_snap_points_and_say_what_to_ask_for(
    small: Assessment,
) -> None:
    near, hours = finding(small, "times-near-repeats"), finding(small, "times-hours")
    assert "the month and not the day and moves each incident" in near.statements[0]
    assert "night-time economy" in hours.statements[0]
    assert all("Ask the force for an extract" in each.statements[0] for each in (near, hours))


@pytest.mark.parametrize(
    ("time", "place", "refused"),
    [
        (TimeKnown.HOUR, PlaceKnown.POINT, []),
        (TimeKnown.DAY, PlaceKnown.POINT, ["times-hours"]),
        (TimeKnown.DAY, PlaceKnown.AREA, ["times-near-repeats", "times-hours"]),
        (TimeKnown.HOUR, PlaceKnown.SNAP_POINT, ["times-near-repeats"]),
        (TimeKnown.MONTH, PlaceKnown.POINT, ["times-near-repeats", "times-hours"]),
        (None, None, []),
    ],
)
def test_refusals_follow_from_how_closely_the_card_says_that_incidents_are_known(
    time: TimeKnown | None, place: PlaceKnown | None, refused: list[str]
) -> None:
    card = replace(load_source_card("police_uk"), time=time, place=place)
    assert [one.id for one in untested_findings(card)] == refused


def square(code: str, west: float, south: float) -> Boundary:
    ring = [[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1], [west, south]]
    return Boundary(code, code, f'{{"type":"Polygon","coordinates":[{ring}]}}')


def test_places_touch_by_a_side_or_a_corner_and_middles_are_in_kilometres() -> None:
    shapes = (square("c", 5, 51), square("a", 0, 51), square("b", 1, 52))
    assert touching(shapes, ["a", "b", "c"]) == [(0, 1)]
    east, north = middles(shapes, ["a", "b", "c"])
    assert north[1] - north[0] == pytest.approx(111.2)
    assert 60 < east[1] - east[0] < 72
