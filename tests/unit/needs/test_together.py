"""Factors that meet in one person: a planted meeting is found, a planted none is not, and impossible counts are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from sulis.catalogue.partnership import load_partnership
from sulis.catalogue.violence import find_definition
from sulis.publish.documents.seen import see_finding
from sulis.publish.documents.words import About, word_finding
from sulis.store import Store
from sulis.vocabulary import Audience, Missing, Period
from sulis.year.needs.determinants import determinants_chapter
from sulis.year.needs.model import Finding, FindingKind
from sulis.year.needs.study import open_study
from tests.support.needs_store import ALDERMERE
from tests.unit.catalogue_partnership.broken import copy_of_made_up, faults_of

PERIOD = Period.between("2023-01", "2023-04")
# Of 400 people: exclusion and family violence meet twice as often as chance would have it, unemployment meets neither.
FILE = """made_up = true

[[group]]
of = "young people known to the youth justice service"
people = 400
begins = 2023-01-01
ends = 2023-12-31
linked = "in a linkage room, by name, date of birth and address"
supplied_by = "the youth justice service (made up)"
hidden_below = 6
factor = [
    { id = "low_attainment", people = 160 },
    { id = "exposure_to_family_violence", people = 100 },
    { id = "unemployment", people = 40 },
]
pair = [
    { first = "low_attainment", second = "exposure_to_family_violence", both = 80 },
    { first = "low_attainment", second = "unemployment", both = 16 },
    { first = "exposure_to_family_violence", second = "unemployment", both = "hidden" },
]
"""


def findings(store: Store, folder: Path, text: str = FILE) -> list[Finding]:
    (folder / "co_occurrence.toml").write_text(text, encoding="utf-8")
    groups = load_partnership(folder).co_occurrence
    definitions = [find_definition("police_uk_proxy")]
    study = open_study(store, area_code=ALDERMERE, period=PERIOD, definitions=definitions, level=0.95)
    return [one for one in determinants_chapter(study, groups).findings if "together" in one.id]


def test_planted_meeting_is_told_and_the_null_is_not(small_store: Store, tmp_path: Path) -> None:
    (found,) = findings(small_store, copy_of_made_up(tmp_path))
    assert found.kind is FindingKind.TOGETHER
    planted, null, hidden = (found.slot(f"pair_{number}") for number in (1, 2, 3))
    assert planted.estimate.value == 2 and planted.estimate.low is not None and planted.estimate.low > 1
    assert planted.p_value is not None and planted.p_value < 0.001
    assert null.estimate.value == 1 and null.p_value is not None and null.p_value > 0.5
    assert hidden.estimate.missing is Missing.SUPPRESSED and hidden.p_value is None
    wording = word_finding(see_finding(found, Audience.INTERNAL), About("Aldermere", "Mereshire", PERIOD))
    assert wording.heading.startswith(
        "Of 3 pairs of factors 1 meets in young people known to the youth justice service"
    )
    assert "Of 1 pair the number is so small that the partner hides it." in wording.sentences
    held = word_finding(see_finding(found, Audience.BOARD), About("Aldermere", "Mereshire", PERIOD))
    assert held.heading.startswith("Held back")


def test_factor_that_nobody_has_gives_no_ratio(small_store: Store, tmp_path: Path) -> None:
    text = FILE.replace('"unemployment", people = 40', '"unemployment", people = 0').replace("both = 16", "both = 0")
    (found,) = findings(small_store, copy_of_made_up(tmp_path), text)
    assert found.slot("pair_2").estimate.missing is Missing.NOT_APPLICABLE


def test_without_a_file_it_cannot_be_told_and_says_where_counts_go(small_store: Store) -> None:
    study = open_study(
        small_store, area_code=ALDERMERE, period=PERIOD, definitions=[find_definition("police_uk_proxy")], level=0.95
    )
    *_, found = determinants_chapter(study).findings
    assert found.kind is FindingKind.NO_INDICATOR and "co_occurrence.toml" in found.statements[0]


@pytest.mark.parametrize(
    ("old", "new", "key", "remedy"),
    [
        ("both = 80", "both = 101", "group.pair.both", "Count again."),
        ("both = 80", "both = 5", "group.pair.both", 'Write both = "hidden".'),
        ("both = 80", "both = -1", "group.pair.both", "Write a number in that range."),
        ('"low_attainment", people = 160', '"low_attainment", people = 401', "group.factor.people", "in that range"),
        ('id = "unemployment"', 'id = "unemploymen"', "group.factor.id", 'Did you mean "unemployment"?'),
        ('    { first = "low_attainment", second = "unemployment", both = 16 },\n', "", "group.pair", "Add the pair"),
        (
            'second = "unemployment", both = 16',
            'second = "exposure_to_family_violence", both = 16',
            "group.pair",
            "Take one",
        ),
        ("ends = 2023-12-31", "ends = 2022-12-31", "group.ends", "Turn them round."),
    ],
)
def test_counts_that_cannot_be_are_refused(tmp_path: Path, old: str, new: str, key: str, remedy: str) -> None:
    folder = copy_of_made_up(tmp_path)
    (folder / "co_occurrence.toml").write_text(FILE.replace(old, new), encoding="utf-8")
    told = [fault for fault in faults_of(folder) if fault.column == key]
    assert told and any(remedy in fault.remedy for fault in told)
