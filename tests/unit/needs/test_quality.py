from __future__ import annotations

import pytest

from sulis.year.needs import Assessment
from tests.support.needs_views import finding


def test_coverage_has_every_month_with_its_status(small: Assessment) -> None:
    assert [(row.month, row.status, row.rows) for row in small.coverage] == [
        ("2023-01", "present", 9),
        ("2023-02", "present", 5),
        ("2023-03", "missing", None),
        ("2023-04", "present", 2),
    ]


def test_coverage_counts_repeats_and_codes_of_2011(small: Assessment) -> None:
    january = small.coverage[0]
    assert (january.repeated_ids, january.lsoa_2011_rows) == (1, 2)  # a3; E01990002 and E01990005
    assert january.no_geography_share == pytest.approx(1 / 9)


def test_share_without_a_place_is_over_the_months_received(small: Assessment) -> None:
    share = finding(small, "quality-coverage").slot("no_geography").estimate
    assert (share.numerator, share.denominator) == (1, 16.0)
    assert share.area.name == "Mereshire"


def test_rows_that_no_district_can_hold_are_counted(small: Assessment) -> None:
    assert finding(small, "quality-bridge").slot("unplaced").estimate.value == 0.0


def test_releases_are_named_with_their_files(small: Assessment) -> None:
    tables = sorted(note.table for note in small.releases)
    assert tables == ["geography", "incidents", "incidents", "incidents", "population"]
    assert all(len(note.sha256) == len(note.files) > 0 for note in small.releases)
    assert small.made_up
