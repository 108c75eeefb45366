from __future__ import annotations

import pytest

from sulis.catalogue.violence import find_definition
from sulis.store import Store
from sulis.vocabulary import Period
from sulis.year.needs import Assessment, assess
from tests.support.needs_store import DOCKSIDE, MERESHIRE
from tests.support.needs_views import finding, has_finding, points


def test_area_against_the_rest_of_its_force_by_person_years(small: Assessment) -> None:
    # Aldermere 8 in 4,500 / 4 person-years; the rest a4 and b5, 2 in 2,400 / 4
    found = finding(small, "benchmark-force-1")
    area, rest, ratio = (found.slot(name).estimate for name in ("area", "force", "ratio"))
    assert (area.numerator, area.denominator) == (8, 1125.0)
    assert (rest.numerator, rest.denominator) == (2, 600.0)
    assert area.value == pytest.approx(711.11, abs=0.01)
    assert rest.value == pytest.approx(333.33, abs=0.01)
    assert ratio.value == pytest.approx(2.1333, abs=0.0001)
    assert ratio.low < 1 < ratio.high
    assert found.slot("ratio").p_value == pytest.approx(0.34, abs=0.1)


def test_every_partnership_is_there_and_the_areas_own_is_marked(small: Assessment) -> None:
    found = points(small, "benchmark-partnerships-1")
    assert {key: (p.estimate.numerator, p.emphasised) for key, p in found.items()} == {
        "E22990001": (8, True),
        "E22990002": (2, False),
    }


def test_ward_stands_beside_the_partnerships_as_itself(small_store: Store) -> None:
    found = assess(
        small_store, area_code=DOCKSIDE, period=Period.between("2023-01", "2023-04"),
        definitions=[find_definition("police_uk_proxy")], software="sulis test",
    )  # fmt: skip
    marked = [p.key for p in points(found, "benchmark-partnerships-1").values() if p.emphasised]
    assert marked == [DOCKSIDE]


def test_force_has_no_rest_to_stand_against(small_store: Store) -> None:
    found = assess(
        small_store, area_code=MERESHIRE, period=Period.between("2023-01", "2023-04"),
        definitions=[find_definition("police_uk_proxy")], software="sulis test",
    )  # fmt: skip
    assert not has_finding(found, "benchmark-force-1")
    assert has_finding(found, "benchmark-partnerships-1")
