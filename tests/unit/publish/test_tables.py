"""What the tables and notes say where something is not known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sulis.publish.documents.seen import see_finding
from sulis.publish.documents.sources import release_words, source_notes
from sulis.publish.documents.tables import chart_table, counts_shown
from sulis.vocabulary import Audience, Estimate, Missing, Unit
from sulis.year.needs.model import ChartKind, ChartSpec, Finding, FindingKind, Point, Series
from tests.support.sample_assessment import DISTRICT, SPAN, TRAIL, count, rate, sample_assessment

NOTES = sample_assessment().releases


@pytest.mark.parametrize("audience", [Audience.INTERNAL, Audience.PUBLIC])
def test_rate_without_a_population_shows_the_count_that_stands_beside_it(audience):
    gone = Estimate.absent(
        Missing.NO_DENOMINATOR, unit=Unit.RATE_PER_100K, area=DISTRICT, period=SPAN, provenance=TRAIL
    )
    rates = (Point("a", "Abbey Ford", rate(120, 9000, SPAN)), Point("b", "Brook End", gone))
    counts = (Point("a", "Abbey Ford", count(120, SPAN)), Point("b", "Brook End", count(41, SPAN)))
    specs = tuple(
        ChartSpec(id, ChartKind.AREAS, (Series("V", points),)) for id, points in (("c", counts), ("r", rates))
    )
    seen = see_finding(Finding("f", FindingKind.PLACES, "Violence", charts=specs), audience).charts
    table = chart_table(seen[1], "Rates", counts_shown(seen))
    assert table.rows[1] == ("Brook End", "41", "no population to divide by", "", "")


@pytest.mark.parametrize(
    ("releases", "words"),
    [
        (
            NOTES,
            "The made-up district, recorded incidents, January 2023 (received on 1 November 2026); "
            "The made-up district, resident population, mid-2020 estimates (received on 3 November 2026)",
        ),
        (NOTES[:1], "The made-up district, recorded incidents, January 2023. Received on 1 November 2026"),
        (
            (NOTES[0], replace(NOTES[0], id="later", period="2023-02", received="2026-11-22")),
            "The made-up district, recorded incidents, January 2023 to February 2023 (2 releases). "
            "Received between 1 November 2026 and 22 November 2026",
        ),
    ],
)
def test_source_line_says_which_months_and_when_they_were_received(releases, words):
    assert release_words([each.id for each in releases], source_notes(releases)) == words
