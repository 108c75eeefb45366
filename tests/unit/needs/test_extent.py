"""What two lists say of those on neither, and what is said where nobody compared them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree

import pytest

from sulis.catalogue.partnership import Overlap, load_partnership, partnerships_root
from sulis.catalogue.violence import find_definition
from sulis.publish.documents.seen import see_finding
from sulis.publish.documents.words import About, word_finding
from sulis.sources.made_up.agencies.dealing import as_csv
from sulis.sources.made_up.agencies.hospital import ATTENDANCES as HOSPITAL
from sulis.store import Store, open_store
from sulis.vocabulary import Audience, InputRefused, Period
from sulis.year.needs.extent import extent_chapter
from sulis.year.needs.model import Finding, FindingKind
from sulis.year.needs.study import open_study
from sulis_cli.ingest import ingest_mapped
from tests.support.needs_store import ALDERMERE, NOW, mereshire

PERIOD = Period.between("2023-01", "2023-04")
LISTS = Overlap(
    what="people hurt by violence", first="police", second="hospital", first_count=400, second_count=500, both=200,
    begins=date(2024, 1, 1), ends=date(2024, 12, 31), matched="by the hospital", supplied_by="the hospital",
)  # fmt: skip


def findings(store: Store, *overlaps: Overlap, read: bool = False, area: str = ALDERMERE) -> list[Finding]:
    definitions = [find_definition("police_uk_proxy")]
    noted: list[str] = []
    record = noted.extend if read else None
    study = open_study(store, area_code=area, period=PERIOD, definitions=definitions, level=0.95, record=record)
    return list(extent_chapter(study, overlaps).findings)


def with_hospital(folder: Path, *months: int, site: str = "ZZ901") -> Store:
    """In each month six in Aldermere, two elsewhere, two at no known place; one of each six knows its month of arrival alone."""
    store = mereshire(folder) if not (folder / "home").exists() else open_store(folder / "home")
    places = ["E02990001"] * 6 + ["E02999999"] * 2 + [""] * 2
    for month in months:
        last = Period.month(f"2023-{month:02}").end - timedelta(days=1)
        when = f"05/{month:02}/2023"
        rows = [
            (f"01/{month:02}/2023", f"{last:%d/%m/%Y}", site, when, "", "" if at == 0 else when, "", "1", "S", place)
            for at, place in enumerate(places)
        ]
        path = folder / f"general-{site.lower()}_istv_2023-{month:02}.csv"
        path.write_bytes(as_csv(HOSPITAL, rows))
        outcome, _ = ingest_mapped([path], store.home, mapping="example_istv", now=NOW)
        assert outcome.verdict.value == "accepted", [str(fault) for fault in outcome.faults]
    return open_store(store.home)


def heading(finding: Finding, audience: Audience = Audience.INTERNAL) -> str:
    return word_finding(see_finding(finding, audience), About("Aldermere", "Mereshire", PERIOD)).heading


def test_treated_stand_beside_recorded_for_the_months_that_every_site_covers(tmp_path: Path) -> None:
    store = with_hospital(tmp_path, 1, 2)
    _, found, _ = findings(store, read=True)
    assert found.kind is FindingKind.TREATED
    here, recorded = found.slot("treated").estimate, found.slot("recorded").estimate
    assert here.value == 12 and here.low is not None and here.low < 12 and here.high is not None and here.high > 16
    assert found.slot("unknown").estimate.value == 4 / 16
    assert here.provenance is not None and not here.provenance.open_data
    treated, by_police = found.charts[0].series
    assert [point.key for point in treated.points] == ["2023-01", "2023-02"]
    assert sum(point.estimate.value or 0 for point in by_police.points) == recorded.value
    assert "2 of the 4 months of the period are covered by no file of every site" in " ".join(found.statements)
    assert heading(found).startswith("Emergency departments treated 12 people")
    assert heading(found, Audience.BOARD).startswith("Held back")


def test_month_that_one_site_did_not_send_is_left_out_and_never_zero(tmp_path: Path) -> None:
    with_hospital(tmp_path, 1, 2)
    _, found, _ = findings(with_hospital(tmp_path, 2, site="ZZ902"), read=True)
    assert found.slot("treated").estimate.value == 12 and found.slot("treated").estimate.period == Period.month(
        "2023-02"
    )
    assert found.charts == () and "2 sites sent files." in found.statements


def test_treated_are_not_told_without_leave_without_a_month_or_of_a_place_too_small(tmp_path: Path) -> None:
    store = with_hospital(tmp_path, 1)
    told = [findings(store)[1], findings(store, read=True, area="E01990001")[1]]
    assert [one.kind for one in told] == [FindingKind.CANNOT_TELL] * 2
    assert "was not asked to read it" in told[0].statements[0] and "too coarse" in told[1].statements[0]
    assert "sulis letter request istv" in findings(small(tmp_path))[1].statements[0]
    assert "cover no month of this period" in findings(with_hospital(tmp_path / "later", 9), read=True)[1].statements[0]


def small(folder: Path) -> Store:
    return mereshire(folder / "none")


def test_planted_true_number_is_within_the_interval(small_store: Store) -> None:
    """The made-up partner's three numbers come from a true number of 1,000."""
    *_, found = findings(small_store, *load_partnership("made_up").overlaps)
    number = found.slot("number").estimate
    assert number.low is not None and number.high is not None and number.low <= 1000 <= number.high
    assert number.method == "Chapman" and found.slot("seen").estimate.value == 700
    assert any("makes nobody likelier" in line for line in found.statements)
    assert heading(found).startswith("If the lists are independent, about 99")


def test_partners_numbers_are_held_back_from_the_public(small_store: Store) -> None:
    *_, found = findings(small_store, LISTS)
    assert heading(found, Audience.PUBLIC).startswith("Held back")


def test_without_an_overlap_it_cannot_be_tested_and_says_whom_to_ask(small_store: Store) -> None:
    beside, _, found = findings(small_store)
    assert found.kind is FindingKind.CANNOT_TELL and "overlaps.toml" in found.statements[0]
    assert any("no admissions to hospital" in line for line in beside.statements)
    assert beside.slot("recorded").estimate.value is not None


def test_small_overlap_carries_its_caution(small_store: Store) -> None:
    *_, found = findings(small_store, replace(LISTS, first_count=10, second_count=12, both=3))
    assert any(caveat.code == "small-overlap" for caveat in found.slot("number").estimate.caveats)


def test_nobody_on_either_list_is_a_stated_nothing(small_store: Store) -> None:
    *_, found = findings(small_store, replace(LISTS, first_count=0, second_count=0, both=0))
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
