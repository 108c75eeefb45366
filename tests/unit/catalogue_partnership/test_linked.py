"""How well person keys were linked: read whole, and refused where its numbers cannot be of one report."""

from __future__ import annotations

from pathlib import Path

import pytest

from sulis.catalogue.partnership import load_partnership
from tests.unit.catalogue_partnership.broken import copy_of_made_up, faults_of

ENTRY = """made_up = true

[[linked]]
keys = "force_extract"
pairs = 120
right = 118
missed = 20
labelled = "two people read 400 pairs drawn at random"
measured = 2024-02-01
supplied_by = "the analysts"
"""


def test_what_was_measured_is_read(tmp_path: Path) -> None:
    folder = copy_of_made_up(tmp_path)
    (folder / "linked.toml").write_text(ENTRY, encoding="utf-8")
    (one,) = load_partnership(folder).linked
    assert (one.keys, one.pairs, one.right, one.missed) == ("force_extract", 120, 118, 20)


@pytest.mark.parametrize(
    ("old", "new", "key", "remedy"),
    [
        ("right = 118", "right = 121", "linked.right", "one report of the room"),
        ("right = 118", "right = 0", "linked.right", "Write a number in that range."),
        ("pairs = 120", "pairs = -1", "linked.pairs", "Write a number in that range."),
        ("missed = 20", "missed = 0.5", "linked.missed", "without quotes or point"),
        ('"force_extract"', '"force_extracts"', "linked.keys", "force_extract"),
        ("2024-02-01", '"today"', "linked.measured", "without quotes"),
        ('"the analysts"\n', '"the analysts"\n' + ENTRY.partition("\n\n")[2], "linked.keys", "Keep the newest"),
    ],
)
def test_numbers_that_cannot_be_are_refused(tmp_path: Path, old: str, new: str, key: str, remedy: str) -> None:
    folder = copy_of_made_up(tmp_path)
    (folder / "linked.toml").write_text(ENTRY.replace(old, new), encoding="utf-8")
    told = [fault for fault in faults_of(folder) if fault.column == key]
    assert told and any(remedy in fault.remedy for fault in told) and all(fault.row for fault in told)
