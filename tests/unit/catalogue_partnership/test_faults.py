"""A broken folder gives all its faults in one report, each with its file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from sulis.vocabulary import Fault
from tests.unit.catalogue_partnership.broken import copy_of_made_up, faults_of, replace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_made_up(tmp_path)


def only(folder: Path) -> Fault:
    faults = faults_of(folder)
    assert len(faults) == 1, [str(fault) for fault in faults]
    return faults[0]


def test_copy_unbroken_loads(folder: Path) -> None:
    assert faults_of(folder) == ()


def test_many_faults_are_told_together_in_order(folder: Path) -> None:
    board = replace(folder, "boards.toml", 'to = "board_regional_vrp"', 'to = "board_regional_vpr"')
    link = replace(folder, "links.toml", 'basis = "stated"', 'basis = "sated"')
    key = replace(folder, "measures.toml", 'text = "What residents', 'txt = "What residents')
    year = replace(folder, "partnership.toml", '"2024-25"', '"2024/25"')
    expected = [
        ("copy/boards.toml", board),
        ("copy/links.toml", link),
        ("copy/measures.toml", key - 5),  # the key that is missing is told where its table begins
        ("copy/measures.toml", key),  # the key that nothing reads, where it stands
        ("copy/partnership.toml", year),
    ]
    faults = faults_of(folder)
    assert [(fault.file, fault.row) for fault in faults] == expected
    assert all(fault.given and fault.rule and fault.remedy for fault in faults)
    assert faults[0].remedy == 'Did you mean "board_regional_vrp"?'
    assert faults[1].remedy == 'Did you mean "stated"?'


@pytest.mark.parametrize(
    ("name", "old", "new", "remedy"),
    [
        ("links.toml", 'target = "measure_causes"', 'target = "measure_cause"', 'Did you mean "measure_causes"?'),
        ("links.toml", 'target = "measure_causes"', 'target = "risk_low_income"', "Known"),
        ("priorities.toml", 'number = "ii"', 'number = "iii"', 'Write "ii"'),
        ("priorities.toml", 'tiers = ["primary"]', 'tiers = ["primry"]', 'Did you mean "primary"?'),
        ("voice.toml", "number = 3", "number = 4", "Write 3"),
        ("voice.toml", "to_age = 18", "to_age = 8", "round"),
        ("organisations.toml", 'authority = "local authority"\n', "", "Add authority"),
        ("organisations.toml", 'section = "How we', 'section = "How were', 'Did you mean "How we are governed"?'),
        ("risk_factors.toml", '"poor_parental_supervision"', '"poor_supervision"', "poor_parental_supervision"),
        ("risk_factors.toml", 'evidence = ["reason_money"]', 'evidence = ["reason_mony"]', "reason_money"),
        ("arrangements.toml", "to_year = 2028", "to_year = 2018", "round"),
        ("partnership.toml", '"police_uk_proxy@1"', '"police_uk_proxy@7"', "police_uk_proxy@1"),
        ("partnership.toml", '"#5b3a8c"', '"#ffdd00"', "darker"),
        ("partnership.toml", '"E06999001"', '"06999001"', "E06000000"),
        ("findings.toml", 'test = "rising"', 'test = "risng"', 'Did you mean "rising"?'),
        ("findings.toml", 'test = "rising"\n', "", "needs in a sentence"),
        ("findings.toml", "made_up = true\n", "", "made_up = true"),
    ],
)
def test_one_fault_names_its_line_and_its_remedy(folder: Path, name: str, old: str, new: str, remedy: str) -> None:
    line = replace(folder, name, old, new)
    fault = only(folder)
    assert fault.file == f"copy/{name}"
    assert remedy in fault.remedy
    if new:
        assert fault.row == line


@pytest.mark.parametrize(
    ("written", "column", "remedy"),
    [
        ('test = "rising"\nneeds = "More."', "finding.needs", "not both"),
        ('test = "rising"\nmeasures = ["suspensions"]', "finding.measures", "Take them out"),
        ('test = "rising"\nethnic_group = "Black"', "finding.ethnic_group", "Take it out"),
        ('test = "ethnic disparity"', "finding.ethnic_group", "Add ethnic_group"),
        ('test = "worse than neighbours"', "finding.measures", "Name the measures"),
    ],
)
def test_claim_has_one_test_or_what_one_needs_and_a_measure_where_the_test_reads_one(
    folder: Path, written: str, column: str, remedy: str
) -> None:
    replace(folder, "findings.toml", 'test = "rising"', written)
    fault = only(folder)
    assert (fault.column, remedy in fault.remedy) == (column, True)


def test_id_used_twice_names_the_first(folder: Path) -> None:
    line = replace(folder, "measures.toml", 'id = "measure_homicides"', 'id = "measure_causes"')
    faults = [fault for fault in faults_of(folder) if fault.column == "measure.id"]
    assert len(faults) == 1
    assert f"line {line}" in faults[0].remedy


def test_id_without_its_kind_is_refused(folder: Path) -> None:
    replace(folder, "arrangements.toml", 'id = "arrangement_local_plan"', 'id = "local_plan"')
    assert only(folder).remedy == 'Write "arrangement_local_plan".'


def test_account_in_a_circle_is_refused(folder: Path) -> None:
    board = 'id = "board_safeguarding"\n'
    text = (folder / "boards.toml").read_text(encoding="utf-8")
    line = '\n[[board.line]]\nto = "board_local_vrp"\naccount = "accountable to"\n'
    head, tail = text.split(board)
    middle, rest = tail.split("\n[[board]]", 1)
    (folder / "boards.toml").write_text(f"{head}{board}{middle}{line}\n[[board]]{rest}", encoding="utf-8")
    fault = only(folder)
    assert "board_community_safety -> board_safeguarding -> board_local_vrp -> board_community_safety" in fault.given


def test_link_written_twice_is_refused(folder: Path) -> None:
    text = (folder / "links.toml").read_text(encoding="utf-8")
    first = text.split("[[link]]")[1]
    (folder / "links.toml").write_text(f"{text}\n[[link]]{first}", encoding="utf-8")
    assert "for a second time" in only(folder).given


def test_file_that_is_absent_is_one_fault_and_its_ids_are_not_missed(folder: Path) -> None:
    (folder / "measures.toml").unlink()
    assert only(folder).file == "copy/measures.toml"


def test_file_that_is_not_toml_is_told_with_the_rest(folder: Path) -> None:
    line = replace(folder, "measures.toml", 'scope = "local"', "scope = local")
    replace(folder, "partnership.toml", '"2024-25"', '"soon"')
    faults = faults_of(folder)
    assert (faults[0].file, faults[0].row) == ("copy/measures.toml", line)
    assert [fault.file for fault in faults] == ["copy/measures.toml", "copy/partnership.toml"]


def test_file_with_a_misspelt_name_is_not_passed_over(folder: Path) -> None:
    (folder / "measure.toml").write_text("made_up = true\n", encoding="utf-8")
    assert only(folder).remedy == 'Did you mean "measures.toml"?'


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[[[", b"priority = 3\nmade_up = true", b"a = [[[[[]]]]]"])
def test_hostile_content_is_refused_and_never_raises_anything_else(folder: Path, content: bytes) -> None:
    for path in folder.glob("*.toml"):
        original = path.read_bytes()
        path.write_bytes(content)
        assert faults_of(folder), path.name
        path.write_bytes(original)
