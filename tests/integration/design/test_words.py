"""Days and times in words, and what an error page says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from sulis_web.design import dates, presenters
from sulis_web.design.codes import QrCode
from sulis_web.design.trouble import too_many_tries

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 22, 8, 5, tzinfo=UTC), "22 November 2026, 8:05am"),
        (datetime(2026, 11, 22, 12, 0, tzinfo=UTC), "22 November 2026, midday"),
        (datetime(2026, 11, 22, 0, 0, tzinfo=UTC), "22 November 2026, midnight"),
        (datetime(2026, 11, 22, 0, 30, tzinfo=UTC), "22 November 2026, 12:30am"),
        (datetime(2026, 11, 22, 15, 0, tzinfo=UTC), "22 November 2026, 3pm"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "1 July 2026, 12:30am"),  # summer time has passed midnight
    ],
)
def test_moment_is_told_by_the_clock_here(at: datetime, words: str) -> None:
    assert dates.moment(at) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 22), "today"),
        (date(2026, 11, 23), "tomorrow"),
        (date(2026, 11, 21), "yesterday"),
        (date(2026, 12, 14), "in 22 days"),
        (date(2026, 9, 30), "53 days ago"),
        (date(2027, 1, 21), "in 60 days"),
        (date(2027, 1, 22), "in 2 months"),
        (date(2027, 3, 31), "in 4 months"),
        (date(2029, 1, 1), "in 2 years"),
    ],
)
def test_distance_is_told_in_the_unit_that_people_use(day: date, words: str) -> None:
    assert dates.distance(day, TODAY) == words


def test_too_many_tries_says_when_to_come_back_to_people_and_to_programs() -> None:
    at = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    told = too_many_tries(at=at, until=at + timedelta(minutes=15))
    assert (told.status, told.retry_after) == (429, 900)
    assert "12:15pm" in told.remedy


def test_every_trouble_says_what_happened_and_what_to_do() -> None:
    found = presenters.troubles()
    assert {each.status for each in found} >= {400, 403, 404, 409, 413, 422, 429, 500, 503}
    assert all(each.title and each.happened.endswith(".") and each.remedy.endswith(".") for each in found)


@pytest.mark.parametrize(
    "svg",
    [
        "https://example.org/code.svg",
        '<svg><path style="fill:red" d="M0 0"/></svg>',
        "<svg><script>1</script></svg>",
        '<svg><image href="x"/></svg>',
        '<svg onload="1"></svg>',
    ],
)
def test_qr_code_that_is_more_than_shapes_is_refused(svg: str) -> None:
    with pytest.raises(ValueError, match="QR code"):
        QrCode(svg, "ABCD", "an example")


def test_qr_code_leaves_out_the_declaration_and_groups_the_secret() -> None:
    code = QrCode("<?xml version='1.0'?>\n<svg><path d='M0 0'/></svg>", "ABCDEFGHIJ", "an example")
    assert code.drawing.startswith("<svg>")
    assert code.grouped == "ABCD EFGH IJ"
