"""Offences weighed and costed: on sums that a reader can check, and what is said where there is nothing to weigh."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from shutil import copytree

import pytest

from sulis.catalogue.costs import load_costs
from sulis.catalogue.violence import find_definition
from sulis.publish.documents.seen import see_finding
from sulis.publish.documents.words import About, Wording, word_finding
from sulis.sources.made_up.open_statistics import write_open_statistics
from sulis.sources.made_up.open_statistics.police import heavy_share
from sulis.store import Store, open_store
from sulis.vocabulary import Audience, Period, Unit
from sulis.year.needs.harm import harm_chapter
from sulis.year.needs.model import Finding, FindingKind
from sulis.year.needs.study import open_study
from tests.support.command import sulis
from tests.support.needs_store import ALDERMERE

PERIOD = Period.between("2023-01", "2023-04")
NAMES = {
    "1": ("Murder", "Homicide"),
    "5D": ("Assault with intent", "Violence with injury"),
    "8N": ("Assault with injury", "Violence with injury"),
    "104": ("Assault without injury", "Violence without injury"),
    "4.4": ("Death by dangerous driving", "Unlawful driving"),
}
Numbers = dict[
    str, Sequence[int | None]
]  # by code, the two years' numbers; a year is four quarters of a quarter each, the rest in the last


def crimes(numbers: Numbers, place: str = "Aldermere", years: Sequence[str] = ("2022/23", "2023/24")) -> str:
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(
        ("Financial Year", "Financial Quarter", "Force Name", "CSP Name", "Offence Description", "Offence Group",
         "Offence Subgroup", "Offence Code", "Number of Offences")
    )  # fmt: skip
    for code, given in numbers.items():
        name, subgroup = NAMES[code]
        for year, number in zip(years, given, strict=True):
            for quarter in range(1, 5):
                share = "" if number is None else (number if quarter == 4 else 0)
                table.writerow(
                    (year, quarter, "Mereshire", place, name, "Violence against the person", subgroup, code, share)
                )
    return text.getvalue()


def weights(**of: float) -> str:
    rows = [
        f"violence,{NAMES[code][0]},{code},{code},violence,{NAMES[code][0]},{weight}" for code, weight in of.items()
    ]
    return "\n".join(
        ("category_counts,description,code_severity,code_original,category_severity,offence,weight", *rows, "")
    )


WEIGHTS = weights(**{"1": 8000.0, "5D": 2000.0, "8N": 200.0, "4.4": 3000.0})
Load = Callable[..., Store]


@pytest.fixture
def load(small_store: Store, tmp_path: Path) -> Load:
    """A home with recorded crime and, unless told otherwise, weights."""

    def loaded(numbers: Numbers, *, weighed: str = WEIGHTS, **how: object) -> Store:
        copytree(small_store.home, tmp_path / "home")
        given = {"home-office": ("crimes.csv", crimes(numbers, **how)), "severity-weights": ("weights.csv", weighed)}  # type: ignore[arg-type]
        for command, (name, text) in given.items():
            if text:
                (tmp_path / name).write_text(text, encoding="utf-8")
                answer = sulis("ingest", command, tmp_path / name, "--home", tmp_path / "home", "--json")
                assert answer.document["verdict"] == "accepted", answer.out
        return open_store(tmp_path / "home")

    return loaded


def findings(store: Store) -> dict[str, Finding]:
    definitions = [find_definition("police_uk_proxy")]
    study = open_study(store, area_code=ALDERMERE, period=PERIOD, definitions=definitions, level=0.95)
    return {finding.id: finding for finding in harm_chapter(study).findings}


def worded(finding: Finding) -> Wording:
    return word_finding(see_finding(finding, Audience.PUBLIC), About("Aldermere", "Mereshire", PERIOD))


def test_count_stands_still_while_its_weight_rises(load: Load) -> None:
    found = findings(load({"5D": (10, 60), "8N": (490, 440)}))["harm-weighted"]
    assert [found.slot(name).estimate.value for name in ("count", "count_before")] == [500, 500]
    assert found.slot("weighted").estimate.value == pytest.approx(60 * 2000 + 440 * 200)
    assert found.slot("weighted_before").estimate.value == pytest.approx(10 * 2000 + 490 * 200)
    assert found.slot("weighted").estimate.unit is Unit.SEVERITY
    assert worded(found).heading == (
        "The number of violent offences cannot be told to have moved from one year to the next; their weight rose"
    )


def test_few_offences_are_most_of_the_weight(load: Load) -> None:
    mix = findings(load({"5D": (40, 60), "8N": (440, 440)}))["harm-mix"]
    heavy, common = mix.slot("heavy_weight"), mix.slot("common_count")
    assert heavy.label == "Assault with intent" and common.label == "Assault with injury"
    assert heavy.estimate.value == pytest.approx(120_000 / 208_000)
    low, high = heavy.estimate.low, heavy.estimate.high
    assert low is not None and high is not None and 0 < low < 120_000 / 208_000 < high < 1
    assert "A count alone hides this" in worded(mix).sentences[-1]


def test_offence_without_a_weight_is_counted_and_never_weighed_as_nothing(load: Load) -> None:
    found = findings(load({"5D": (40, 60), "104": (100, 140)}))["harm-weighted"]
    assert found.slot("count").estimate.value == 200
    assert found.slot("weighted").estimate.value == pytest.approx(60 * 2000)
    [told] = [c.text for c in found.slot("count").estimate.caveats if c.code == "offences-without-weight"]
    assert told.startswith("140 of 200 offences of 2023/24")


def test_unlawful_driving_is_no_violence(load: Load) -> None:
    assert findings(load({"5D": (40, 60), "4.4": (7, 7)}))["harm-weighted"].slot("count").estimate.value == 60


def test_code_that_ends_below_zero_is_named_and_in_no_sum(load: Load) -> None:
    found = findings(load({"5D": (40, 60), "1": (1, -2)}))["harm-weighted"]
    assert found.slot("count").estimate.value == 60
    assert any(c.code == "corrected-below-zero" and "Murder" in c.text for c in found.slot("count").estimate.caveats)


def test_year_with_a_missing_quarter_is_not_a_year(load: Load) -> None:
    found = findings(load({"5D": (40, None)}))["harm-weighted"]
    assert found.slot("count").estimate.value == 40 and not any(slot.name == "ratio" for slot in found.slots)
    assert worded(found).sentences[-1] == "There is no whole year before it to set it beside."


def test_too_few_offences_give_no_weight_and_say_so(load: Load) -> None:
    found = findings(load({"5D": (3, 4)}))["harm-weighted"]
    assert found.slot("weighted").estimate.value is None
    assert worded(found).heading.startswith("Cannot tell")


def test_force_stands_for_a_partnership_only_when_it_says_so(load: Load) -> None:
    found = findings(load({"5D": (40, 60)}, place=""))["harm-weighted"]
    count = found.slot("count").estimate
    assert count.area.name == "Mereshire" and any(c.code == "whole-force" for c in count.caveats)


def test_nothing_loaded_says_what_to_load(small_store: Store) -> None:
    found = findings(small_store)["harm-weighted"]
    assert found.kind is FindingKind.CANNOT_TELL and "sulis ingest home-office" in found.statements[0]


def test_without_weights_counts_are_costed_and_nothing_is_weighed(load: Load) -> None:
    found = findings(load({"5D": (40, 60)}, weighed=""))
    assert found["harm-weighted"].kind is FindingKind.CANNOT_TELL
    assert "severity-weights" in found["harm-weighted"].statements[0]
    assert found["harm-cost"].kind is FindingKind.COST


def test_cost_is_the_count_times_the_unit_cost_in_its_own_prices(load: Load) -> None:
    found = findings(load({"5D": (40, 60), "8N": (440, 440)}))["harm-cost"]
    [slot] = found.slots
    each = next(cost.pounds for cost in load_costs().costs if cost.kind == "violence with injury")
    assert slot.estimate.value == 500 * each and slot.estimate.numerator == 500
    assert found.unsaid == (load_costs().price_year,) and "2015/16" in worded(found).heading


@pytest.mark.parametrize("wrong", ["-5", "inf", "nan"])
def test_weight_that_is_no_weight_is_refused_at_the_door(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "weights.csv").write_text(weights(**{"5D": 2000.0}).replace("2000.0", wrong), encoding="utf-8")
    answer = sulis("ingest", "severity-weights", tmp_path / "weights.csv", "--home", tmp_path / "home", "--json")
    assert answer.document["verdict"] != "accepted" or answer.document["rows_quarantined"] == 1


def test_planted_share_of_the_heavy_offence_is_found_within_its_interval(small_store: Store, tmp_path: Path) -> None:
    """The made-up district's own files, by the partnership's name."""
    home = tmp_path / "home"
    copytree(small_store.home, home)
    write_open_statistics(tmp_path / "raw")
    for command, folder in (("home-office", "home_office"), ("severity-weights", "severity")):
        answer = sulis("ingest", command, tmp_path / "raw" / folder, "--home", home, "--json")
        assert answer.document["verdict"] == "accepted", answer.out
    found = findings(open_store(home))["harm-mix"]
    of_count, of_weight = heavy_share()
    assert found.slot("heavy_weight").label == "Assault with intent to cause serious harm"
    for name, planted in (("heavy_count", of_count), ("heavy_weight", of_weight)):
        estimate = found.slot(name).estimate
        assert estimate.low is not None and estimate.high is not None and estimate.low <= planted <= estimate.high
