from __future__ import annotations

from pathlib import Path

import pytest

from sulis.catalogue.violence import find_definition
from sulis.store import Store
from sulis.tables import CATEGORIES
from sulis.vocabulary import Period
from sulis.year.needs import Assessment, assess
from tests.support.needs_store import ALDERMERE
from tests.support.needs_views import chart, finding
from tests.support.shared import ROOT

PROXY = ROOT / "catalogue" / "violence" / "police_uk_proxy_v1.toml"


@pytest.fixture(scope="module")
def narrower(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stand-in of the catalogue under another id, counting bicycle theft in the place of robbery."""
    path = tmp_path_factory.mktemp("definitions") / "narrower_v1.toml"
    given = PROXY.read_text(encoding="utf-8").replace('id = "police_uk_proxy"', 'id = "narrower"')
    given = given.split("[[example]]")[0] + _EXAMPLES
    path.write_text(given.replace('categories = ["Robbery"]', 'categories = ["Bicycle theft"]'), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def both(small_store: Store, narrower: Path) -> Assessment:
    return assess(
        small_store, area_code=ALDERMERE, period=Period.between("2023-01", "2023-04"),
        definitions=[find_definition("police_uk_proxy"), find_definition(narrower)], software="sulis test",
    )  # fmt: skip


_EXAMPLES = """[[example]]
id = "assault"
story = "A made-up assault in a street, published as violence and sexual offences."
source = "police_uk"
record = { category = "Violence and sexual offences" }
expected = { priority_focus = "in" }
why = "It is the first kind."

[[example]]
id = "burglary"
story = "A made-up burglary of a shop, published as burglary."
source = "police_uk"
record = { category = "Burglary" }
expected = { priority_focus = "out" }
why = "It is no kind of the definition."
"""


def test_both_definitions_are_counted_and_drawn_side_by_side(both: Assessment) -> None:
    found = finding(both, "definition-pair-2")
    assert (found.slot("first").estimate.value, found.slot("second").estimate.value) == (8.0, 7.0)  # one is a robbery
    assert [series.points[1].estimate.value for series in chart(both, "definition-pair-2").series] == [4.0, 3.0]
    assert both.definitions == ("police_uk_proxy@1", "narrower@1")


def test_ratio_allows_for_shared_incidents_and_states_them(both: Assessment) -> None:
    found = finding(both, "definition-pair-2")
    ratio = found.slot("ratio").estimate
    assert ratio.value == pytest.approx(7 / 8)
    # log interval with variance 1/7 + 1/8 - 2 x 7 / 56 = 0.017857
    assert (ratio.low, ratio.high) == (pytest.approx(0.6734, abs=0.0005), pytest.approx(1.1370, abs=0.0005))
    assert "7 incidents are counted by both" in found.caveats[0].text


def test_each_number_names_its_own_definition(both: Assessment) -> None:
    named = {
        point.estimate.provenance.definition
        for id_ in ("trend-monthly-1", "trend-monthly-2")
        for point in chart(both, id_).series[0].points
        if point.estimate.provenance
    }
    assert named == {"police_uk_proxy@1", "narrower@1"}


def test_what_the_source_cannot_tell_is_listed(small: Assessment) -> None:
    told = finding(small, "recorded-cannot-tell-definition_1").statements
    assert any("no ages" in statement for statement in told)
    assert "police-uk-proxy" in {caveat.code for caveat in small.caveats}


def test_recorded_totals_add_up_over_categories(small: Assessment) -> None:
    # 5 of January without the repeat, 4 of February, 1 of April
    found = finding(small, "recorded-total")
    points = chart(small, "recorded-categories").series[0].points
    assert found.slot("total").estimate.value == sum(point.estimate.value or 0 for point in points) == 10.0
    assert found.slot("largest").label == "Violence and sexual offences"
    assert {point.key for point in points} == set(CATEGORIES)
