"""A slip in an organisation, a board, an agreement or a date is told with its line and its remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.catalogue_partnership.broken import copy_of_made_up, faults_of, replace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_made_up(tmp_path)


@pytest.mark.parametrize(
    ("name", "old", "new", "key", "remedy"),
    [
        ("agreements.toml", "expires = 2028-06-30", "expires = 2024-06-02", "agreement.expires", "Check both days"),
        ("agreements.toml", "review = 2026-06-30", "review = 2029-06-30", "agreement.expires", "Check both days"),
        ("agreements.toml", "signed = 2025-02-10", "signed = 2205-02-10", "agreement.signed", "Check the year."),
        ("agreements.toml", "signed = 2025-02-10", 'signed = "10 February"', "agreement.signed", "without quotes"),
        ("agreements.toml", '"organisation_night_lamps"', '"organisation_night_lamp"', "agreement.parties",
         'Did you mean "organisation_night_lamps"?'),
        ("agreements.toml", '["organisation_council", "organisation_police", "organisation_night_lamps"]',
         '["organisation_police"]', "agreement.parties", 'Write parties = ["organisation_..."'),
        ("agreements.toml", '"case discussion"', '"case discusion"', "agreement.purposes",
         'Did you mean "case discussion"?'),
        ("agreements.toml", 'purposes = ["strategy", "urgent response"]\n', "", "agreement.purposes", "Add purposes"),
        ("agreements.toml", 'controller = "organisation_police"', 'controller = "organisation_fire"',
         "impact_assessment.controller", "organisation_police, organisation_icb"),
        ("agreements.toml", 'agreement = "agreement_busy_nights"', 'agreement = "agreement_busy_night"',
         "impact_assessment.agreement", 'Did you mean "agreement_busy_nights"?'),
        ("agreements.toml", 'outcome = "go ahead"\n', 'outcome = "go"\n', "impact_assessment.outcome", "go ahead"),
        ("agreements.toml", 'id = "impact_assessment_busy_nights"', 'id = "busy_nights"', "impact_assessment.id",
         'Write "impact_assessment_busy_nights".'),
        ("agreements.toml", "expires = 2027-02-09", "expiry = 2027-02-09", "agreement.expires", "Add expires."),
        ("calendar.toml", 'cadence = "quarterly"', 'cadence = "quaterly"', "entry.cadence",
         'Did you mean "quarterly"?'),
        ("calendar.toml", 'requirement = "yearly_review"', 'requirement = "yearly_revue"', "entry.requirement",
         'Did you mean "yearly_review"?'),
        ("calendar.toml", 'board = "board_regional_vrp"', 'board = "organisation_council"', "entry.board", "board_"),
        ("organisations.toml", "until = 2026-03-31", "until = 2022-03-31", "organisation.until", "Check both days"),
        ("organisations.toml", 'authority = "local authority"', 'authority = "local authorty"',
         "organisation.authority", 'Did you mean "local authority"?'),
        ("organisations.toml", 'authority = "educational authority"', 'authority = "probation service"',
         "organisation.authority", 'Write duty = "specified", or another authority.'),
        ("organisations.toml", 'duty = "other"', 'duty = "other"\nauthority = "charity"', "organisation.authority",
         "Take authority out"),
        ("boards.toml", 'cadence = "every two months"', 'cadence = "every 2 months"', "board.cadence",
         'Did you mean "every two months"?'),
        ("boards.toml", 'cadence = "quarterly"\n', "", "board.first_meeting", "Add cadence"),
        ("boards.toml", 'chair = "organisation_commissioner"', 'chair = "organisation_college"', "board.chair",
         "Write one of them (organisation_commissioner)"),
        ("boards.toml", 'organisation = "organisation_brindlewood"', 'organisation = "organisation_tarnleigh"',
         "board.seat.organisation", "Take one of them out."),
        ("boards.toml", 'organisation = "organisation_brindlewood"', 'organisation = "organisation_night_lamps"',
         "board.seat.organisation", "Add it to one of those lists"),
        ("boards.toml", 'organisation = "organisation_brindlewood"', 'organisation = "organisation_brindlewod"',
         "board.seat.organisation", 'Did you mean "organisation_brindlewood"?'),
        ("boards.toml", '    "organisation_schools",\n', '    "organisation_fire",\n', "board.supporters",
         "Take it out of one of the lists."),
        ("boards.toml", "until = 2026-03-31", "until = 2020-03-31", "board.seat.until", "Check both days"),
        ("partnership.toml", "reviewed = 2025-06-17", "reviewed = 2023-06-17", "plan.reviewed", "Check both days"),
        ("partnership.toml", 'consulted = ["organisation_schools"]', 'consulted = ["organisation_school"]',
         "plan.consulted", 'Did you mean "organisation_schools"?'),
    ],
)  # fmt: skip
def test_a_slip_names_its_line_and_its_remedy(
    folder: Path, name: str, old: str, new: str, key: str, remedy: str
) -> None:
    replace(folder, name, old, new)
    found = [fault for fault in faults_of(folder) if fault.column == key]
    assert len(found) == 1, [str(fault) for fault in faults_of(folder)]
    assert found[0].file == f"copy/{name}"
    assert remedy in found[0].remedy
    told = (folder / name).read_text(encoding="utf-8").splitlines()[(found[0].row or 0) - 1]
    missing = f"[[{key.rpartition('.')[0]}]]"  # a key that is not there is told where its table begins
    assert told.startswith((f"{key.rpartition('.')[2]} = ", missing))


def test_folder_without_agreements_and_calendar_loads(folder: Path) -> None:
    for name in ("agreements.toml", "calendar.toml"):
        (folder / name).unlink()
    assert faults_of(folder) == ()


def test_agreements_of_a_made_up_partnership_say_that_they_are(folder: Path) -> None:
    line = replace(folder, "agreements.toml", "made_up = true\n", "")
    (fault,) = faults_of(folder)
    assert (fault.file, line) == ("copy/agreements.toml", 2)
    assert "made_up = true" in fault.remedy


def test_agreement_that_the_plan_does_not_mention_needs_no_section(folder: Path) -> None:
    replace(folder, "agreements.toml", 'section = "What the needs assessment found"\n', "")
    assert faults_of(folder) == ()


def test_organisation_of_the_plan_needs_its_section(folder: Path) -> None:
    replace(folder, "organisations.toml", 'section = "How we are governed"\n', "")
    (fault,) = faults_of(folder)
    assert fault.column == "organisation.section"


def test_misspelt_name_of_an_optional_file_is_not_passed_over(folder: Path) -> None:
    (folder / "agreements.toml").rename(folder / "agreement.toml")
    (fault,) = faults_of(folder)
    assert fault.remedy == 'Did you mean "agreements.toml"?'
