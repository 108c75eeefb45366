"""Reasons to start control limits anew: read in the order of their months, and refused with the line where one is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from sulis.catalogue.partnership import load_partnership
from tests.unit.catalogue_partnership.broken import copy_of_made_up, faults_of

ENTRY = """made_up = true

[[rebased]]
month = "2024-03"
reason = "A new recording team began."
decided_by = "the data group"
decided = 2024-05-03
"""


def test_reasons_are_read_by_month_and_say_whose_chart_they_concern(tmp_path: Path) -> None:
    folder = copy_of_made_up(tmp_path)
    earlier = ENTRY.partition("\n\n")[2].replace("2024-03", "2023-10") + 'definition = "police_uk_proxy"\n'
    (folder / "rebased.toml").write_text(f"{ENTRY}\n{earlier}", encoding="utf-8")
    first, second = load_partnership(folder).rebased
    assert [first.month.label, second.month.label] == ["2023-10", "2024-03"]
    assert first.concerns("police_uk_proxy@1") and not first.concerns("another@1") and second.concerns("another@1")


@pytest.mark.parametrize(
    ("old", "new", "key", "remedy"),
    [
        ('"2024-03"', '"March 2024"', "rebased.month", 'Write it as "2024-03".'),
        ('"2024-03"', '"2024-13"', "rebased.month", 'Write it as "2024-03".'),
        ('"A new recording team began."', '"new"', "rebased.reason", "Write what changed"),
        ('reason = "A new recording team began."\n', "", "rebased.reason", "Add reason"),
        ("decided = 2024-05-03", 'decided = "May"', "rebased.decided", "without quotes"),
        ("decided_by", "decidedby", "rebased.decided_by", "Add decided_by"),
        ("2024-05-03\n", ENTRY.partition("\n\n")[2].join(("2024-05-03\n\n", "")), "rebased.month", "one entry"),
    ],
)
def test_what_is_no_reason_is_refused(tmp_path: Path, old: str, new: str, key: str, remedy: str) -> None:
    folder = copy_of_made_up(tmp_path)
    (folder / "rebased.toml").write_text(ENTRY.replace(old, new), encoding="utf-8")
    told = [fault for fault in faults_of(folder) if fault.column == key]
    assert told and any(remedy in fault.remedy for fault in told) and all(fault.row for fault in told)
