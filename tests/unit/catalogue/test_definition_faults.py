"""Each way that a definition file can be wrong, with the line, the key and what the report says."""

from __future__ import annotations

from pathlib import Path

import pytest

from sulis.catalogue.toml import parse_document
from sulis.catalogue.violence import find_definition
from sulis.catalogue.violence.read import read_definition
from sulis.vocabulary import Fault, InputRefused, WrongUsage
from tests.unit.catalogue.definition_text import RIGHT


def faults_of(text: str) -> tuple[Fault, ...]:
    with pytest.raises(InputRefused) as refused:
        read_definition(parse_document(text, "my.toml"))
    return refused.value.faults


def changed(before: str, after: str) -> str:
    assert RIGHT.count(before) >= 1, before
    return RIGHT.replace(before, after, 1)


def test_right_file_has_no_fault() -> None:
    definition = read_definition(parse_document(RIGHT, "my.toml"))
    assert definition.ref == "small@1"
    assert definition.part("priority_focus").terms[1].criteria.codes == ("34A", "34B")


# before, after, row, key, a piece of what was given or of the rule, a piece of the remedy
CASES = [
    ('title = "Small"', 'titel = "Small"', 3, "titel", "No such key", 'Did you mean "title"?'),
    ('author = "A. Author"\n', "", None, "author", "author is required", "Add author."),
    ('id = "small"', 'id = "Small One"', 1, "id", "small letters", 'Did you mean "small_one"?'),
    ("version = 1", 'version = "1"', 2, "version", "version is a whole number", "without quotes"),
    ("version = 1", "version = 1.0", 2, "version", "version is a whole number", "without quotes"),
    ("version = 1", "version = true", 2, "version", "version is a whole number", "without quotes"),
    ("version = 1", "version = 0", 2, "version", "lies from 1", "in that range"),
    ("version = 1", "version = 1" + "0" * 4_500, None, None, "TOML that cannot be read", "this line"),
    ("written = 2026-01-01", 'written = "2026-01-01"', 9, "written", "a day that exists", "without quotes"),
    ("written = 2026-01-01", "written = 2026-01-01T00:00:00", 9, "written", "a day that exists", "without quotes"),
    ("next_review = 2027-01-01", "next_review = 2025-01-01", 10, "next_review", "comes after", "two dates"),
    ('"robbery incidents"', '"Recorded robbery incidents"', 4, "counted_as", "short noun phrase", 'Leave "recorded" out'),
    ('"robbery incidents"', '"robbery incidents."', 4, "counted_as", "short noun phrase", "Leave the last mark out"),
    ('"robbery incidents"', '"robbery"', 4, "counted_as", "short noun phrase", "Say that incidents are counted"),
    ('"robbery incidents"', f'"{"very " * 12}bad incidents"', 4, "counted_as", "short noun phrase", "at most 60"),
    ('checker = "C. Checker"', 'checker = "A. Author"', 8, "checker", "two people", "awaiting a check"),
    ('impact_on_victim = "Grave."\n', "", 11, "reasoning.impact_on_victim", "s.13(6)", "Add impact_on_victim"),
    ('impact_on_victim = "Grave."', 'impact_on_victim = " "', 13, "reasoning.impact_on_victim", "s.13(6)", "Write"),
    ('"34A"', '"34C"', 19, "offence_lists.robbery.codes", "4.1 and 4.10 differ", 'Did you mean "34'),
    ('"34A"', "4.10", 19, "offence_lists.robbery.codes", "4.1 and 4.10 differ", "in quotes"),
    ('offences = ["robbery"]', 'offences = ["robery"]', 38, "part.term.offences", "[offence_lists.NAME]", '"robbery"'),
    ('offences = ["robbery"]', 'categories = ["Robery"]', 38, "part.term.categories", "police.uk", '"Robbery"'),
    ('offences = ["robbery"]', 'place = ["pubic"]', 38, "part.term.place", "fixed list", '"public"'),
    ('offences = ["robbery"]', 'weapon = ["sword"]', 38, "part.term.weapon", "fixed list", "Known: gun, knife"),
    ('offences = ["robbery"]', 'flags = "alcohol"', 38, "part.term.flags", "is a list", 'flags = ["..."]'),
    ('offences = ["robbery"]\n', "", 35, "part.term.id", "at least one condition", "Add one of offences"),
    ('role = "kind"', 'role = "optional"', 36, "part.term.role", "fixed list", "Known: kind, required"),
    ("age_under = 25", "age_under = 0", 31, "part.term.age_under", "lies from 1 to 120", "in that range"),
    ("age_under = 25", "age_under = 24.5", 31, "part.term.age_under", "whole number", "without quotes or point"),
    ('age_of = "either"', 'age_of = "anyone"', 32, "part.term.age_of", "fixed list", "either, suspect, victim"),
    ('age_of = "either"\n', "", 31, "part.term.age_under", "victim's, the suspect's or either", "age_of"),
    ("age_under = 25\n", "", 31, "part.term.age_of", "whose age a limit is about", "Add age_under"),
    ("age_under = 25\n", "age_under = 25\nage_over = 24\n", 32, "part.term.age_over", "No age is both", "right"),
    ('id = "robbery"\nrole', 'id = "young"\nrole', 35, "part.term.id", "once in its list", "another id"),
    ('id = "priority_focus"', 'id = "main"', 23, "part.id", "assessments count", "priority_focus"),
    ('holders = ["Offender management"]\n', "", 40, "held_elsewhere.holders", "names who holds it", "Add holders"),
    ("ages = [25]", "ages = [25, 26]", 50, "gap.ages", "ages that nobody holds", "Take it out"),
    ("ages = [25]", 'ages = ["25"]', 50, "gap.ages", "lists the ages", "ages = [25]"),
    ("age_over = 25", "age_over = 26", 40, "held_elsewhere", "Ages that nobody holds are listed", "ages = [26]"),
    ('source = "force_extract"', 'source = "force"', 56, "example.source", "fixed list", "Did you mean"),
    ("victim_age = 12", "victim_agee = 12", 59, "example.record.victim_agee", "No such key", '"victim_age"'),
    ("victim_age = 12", "victim_age = 300", 59, "example.record.victim_age", "lies from 0 to 120", "in that range"),
    ('offence = "34B", victim', 'offence = "34Z", victim', 59, "example.record.offence", "Home Office", "Did you mean"),
    ("victim_age = 12", "category = 'Robbery', victim_age = 12", 59, "example.record.category", "what the source", "not"),
    ('priority_focus = "in"', 'priority_focus = "yes"', 60, "example.expected.priority_focus", "fixed list", "Known: in"),
    ('priority_focus = "in"', 'wider = "in"', 60, "example.expected.wider", "No such key", "priority_focus"),
    ('id = "older_people"', 'id = "young_victim"', 63, "example.id", "once in its list", "another id"),
    ("held_by = []", 'held_by = ["older"]', 58, "example.held_by", "it is held by []", "Change"),
    ("victim_age = 12", "suspect_age = 40", 60, "example.expected.priority_focus", 'it is "unknown"', "Change"),
    ("victim_age = 60", "victim_age = 12", 69, "example.expected.priority_focus", 'it is "in"', "Change what is expected"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "row", "key", "said", "remedy"), CASES)
def test_fault_names_line_key_rule_and_remedy(
    before: str, after: str, row: int | None, key: str | None, said: str, remedy: str
) -> None:
    told = [
        fault
        for fault in faults_of(changed(before, after))
        if (fault.row, fault.column) == (row, key) and said in f"{fault.given} {fault.rule}" and remedy in fault.remedy
    ]
    assert told, [str(fault) for fault in faults_of(changed(before, after))]


def test_all_faults_of_a_file_come_in_one_report_in_its_order() -> None:
    text = changed('title = "Small"', 'titel = "Small"').replace("version = 1", 'version = "1"')
    text = text.replace("age_under = 25", "age_under = 0").replace("2027-01-01", "2025-01-01")
    faults = faults_of(text)
    assert {"titel", "title", "version", "part.term.age_under", "next_review"} <= {fault.column for fault in faults}
    rows = [fault.row or 0 for fault in faults]
    assert rows == sorted(rows)
    assert {fault.file for fault in faults} == {"my.toml"}


def test_missing_reasoning_is_one_fault() -> None:
    start, end = RIGHT.index("[reasoning]"), RIGHT.index("[offence_lists")
    (fault,) = faults_of(RIGHT[:start] + RIGHT[end:])
    assert fault.column == "reasoning"
    assert "four tests" in fault.rule


def test_same_record_with_two_answers_contradicts() -> None:
    again = RIGHT[RIGHT.index('[[example]]\nid = "young_victim"') : RIGHT.index('[[example]]\nid = "older_people"')]
    again = again.replace("young_victim", "young_victim_again").replace('"in"', '"out"')
    assert any("contradicts" in fault.given for fault in faults_of(RIGHT + "\n" + again))


def test_file_without_examples_is_refused() -> None:
    (fault,) = faults_of(RIGHT[: RIGHT.index("[[example]]")])
    assert "Hand-written examples are the definition's test" in fault.rule


def test_unused_offence_list_is_a_fault() -> None:
    (fault,) = faults_of(
        changed("[[part]]", '[offence_lists.spare]\ntitle = "x"\ncodes = ["1"]\nsource = "x"\n[[part]]')
    )
    assert "never used" in fault.given


def test_unknown_stand_in_is_a_fault() -> None:
    (fault,) = faults_of('stands_in_for = "police_uk_proxy@9"\n' + RIGHT)
    assert fault.remedy == 'Did you mean "police_uk_proxy@1"?'


def test_unknown_name_is_wrong_usage_with_a_suggestion() -> None:
    with pytest.raises(WrongUsage) as wrong:
        find_definition("police_uk_prox")
    assert 'Did you mean "police_uk_proxy"?' in wrong.value.remedy


@pytest.mark.parametrize("name", ["police_uk_proxy", "police_uk_proxy@1", "catalogue/violence/police_uk_proxy_v1.toml"])
def test_definition_is_found_by_id_version_and_path(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.support.shared import ROOT

    monkeypatch.chdir(ROOT)
    assert find_definition(name).ref == "police_uk_proxy@1"


def test_other_file_may_not_take_an_id_and_version_of_the_catalogue(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(RIGHT.replace('id = "small"', 'id = "police_uk_proxy"'), encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        find_definition(path)
    (fault,) = refused.value.faults
    assert (fault.row, fault.remedy) == (2, "Write version = 2, or another id.")


def test_latest_version_is_found_by_id_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    from tests.support.shared import ROOT

    shutil.copytree(ROOT / "catalogue", tmp_path / "catalogue")
    for version in (1, 2, 10):
        text = RIGHT.replace("version = 1", f"version = {version}", 1)
        (tmp_path / f"catalogue/violence/small_v{version}.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("SULIS_CATALOGUE", str(tmp_path / "catalogue"))
    assert find_definition("small").ref == "small@10"
    assert find_definition("small@2").version == 2
    (tmp_path / "catalogue/violence/small_v3.toml").write_text(RIGHT, encoding="utf-8")
    with pytest.raises(InputRefused, match="small_v3"):
        find_definition("small@3")
