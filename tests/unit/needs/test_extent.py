"""What two lists say of those on neither, and what is said where nobody compared them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from sulis.catalogue.partnership import Overlap, load_partnership, partnerships_root
from sulis.catalogue.violence import find_definition
from sulis.publish.documents.seen import see_finding
from sulis.publish.documents.words import About, word_finding
from sulis.store import Store
from sulis.vocabulary import Audience, InputRefused, Period
from sulis.year.needs.extent import extent_chapter
from sulis.year.needs.model import Finding, FindingKind
from sulis.year.needs.study import open_study
from tests.support.needs_store import ALDERMERE

PERIOD = Period.between("2023-01", "2023-04")
LISTS = Overlap(
    what="people hurt by violence", first="police", second="hospital", first_count=400, second_count=500, both=200,
    begins=date(2024, 1, 1), ends=date(2024, 12, 31), matched="by the hospital", supplied_by="the hospital",
)  # fmt: skip


def findings(store: Store, *overlaps: Overlap) -> list[Finding]:
    definitions = [find_definition("police_uk_proxy")]
    study = open_study(store, area_code=ALDERMERE, period=PERIOD, definitions=definitions, level=0.95)
    return list(extent_chapter(study, overlaps).findings)


def heading(finding: Finding, audience: Audience = Audience.INTERNAL) -> str:
    return word_finding(see_finding(finding, audience), About("Aldermere", "Mereshire", PERIOD)).heading


def test_planted_true_number_is_within_the_interval(small_store: Store) -> None:
    """The made-up partner's three numbers come from a true number of 1,000."""
    _, found = findings(small_store, *load_partnership("made_up").overlaps)
    number = found.slot("number").estimate
    assert number.low is not None and number.high is not None and number.low <= 1000 <= number.high
    assert number.method == "Chapman" and found.slot("seen").estimate.value == 700
    assert any("makes nobody likelier" in line for line in found.statements)
    assert heading(found).startswith("If the lists are independent, about 99")


def test_partners_numbers_are_held_back_from_the_public(small_store: Store) -> None:
    _, found = findings(small_store, LISTS)
    assert heading(found, Audience.PUBLIC).startswith("Held back")


def test_without_an_overlap_it_cannot_be_tested_and_says_whom_to_ask(small_store: Store) -> None:
    beside, found = findings(small_store)
    assert found.kind is FindingKind.CANNOT_TELL and "overlaps.toml" in found.statements[0]
    assert any("no admissions to hospital" in line for line in beside.statements)
    assert beside.slot("recorded").estimate.value is not None


def test_small_overlap_carries_its_caution(small_store: Store) -> None:
    _, found = findings(small_store, replace(LISTS, first_count=10, second_count=12, both=3))
    assert any(caveat.code == "small-overlap" for caveat in found.slot("number").estimate.caveats)


def test_nobody_on_either_list_is_a_stated_nothing(small_store: Store) -> None:
    _, found = findings(small_store, replace(LISTS, first_count=0, second_count=0, both=0))
    assert found.slot("number").estimate.value == 0


@pytest.mark.parametrize(
    ("was", "becomes", "rule"),
    [
        ("both = 200", "both = 401", "Those on both lists are part of each."),
        ("ends = 2024-12-31", "ends = 2023-12-31", "A period ends on or after the day"),
        ("both = 200", "both = -1", "both"),
    ],
)
def test_numbers_that_cannot_be_are_refused_with_their_line(tmp_path: Path, was: str, becomes: str, rule: str) -> None:
    folder = tmp_path / "made_up"
    copytree(partnerships_root() / "made_up", folder)
    path = folder / "overlaps.toml"
    path.write_text(path.read_text("utf-8").replace(was, becomes), "utf-8")
    with pytest.raises(InputRefused) as refused:
        load_partnership(folder)
    assert any(rule in str(fault) and "overlaps.toml" in str(fault) for fault in refused.value.faults)
