"""Indicators among neighbours as a picture: every mark is in the table, nothing is told by colour alone, rows without a range say so."""

from __future__ import annotations

import json

import pytest

from sulis.publish.documents.charts import draw, vega_lite
from sulis.publish.documents.charts.style import NARROW, WIDE, Sheet
from sulis.publish.documents.seen import SeenChart, see_finding
from sulis.publish.documents.tables import chart_data, chart_table
from sulis.publish.documents.words import About
from sulis.publish.documents.words.charts import chart_alt, chart_subtitle, chart_title
from sulis.publish.documents.words.numbers import published_words
from sulis.vocabulary import Audience
from tests.unit.needs.test_determinants import YEAR, made, one, set_beside

ABOUT = About("Aldermere", "Mereshire", YEAR)


@pytest.fixture(scope="module")
def chart() -> SeenChart:
    chapter = made(
        set_beside("suspensions", 9.0, reach=0.5), set_beside("attainment_8", 6.0), set_beside("persistent_absence", 4.0, (3.0, None))
    )  # fmt: skip
    return see_finding(one(chapter, "level-individual"), Audience.PUBLIC).charts[0]


def test_title_names_what_lies_outside_and_subtitle_says_what_each_mark_is(chart: SeenChart) -> None:
    assert chart_title(chart, ABOUT) == "Outside the range of its neighbours: Suspensions from school, of 3 indicators"
    subtitle = chart_subtitle(chart, "Within the individual", ABOUT, 14)
    for mark in ("dot: Aldermere", "ticks: its statistical neighbours", "band: where 19 of 20", "diamond: England"):
        assert mark in subtitle
    assert "square" not in subtitle, "no region is drawn"


def test_reader_who_cannot_see_it_is_told_each_value_and_range(chart: SeenChart) -> None:
    told = chart_alt(chart, "Title", ABOUT)
    assert "Suspensions from school 9, neighbours 5.28 to 6.72" in told
    assert "Pupils who are persistently absent 4, neighbours without a range" in told


def test_table_has_a_row_an_indicator_and_the_file_every_mark(chart: SeenChart) -> None:
    table = chart_table(chart, "Caption")
    assert table.header[2:] == (
        "Aldermere",
        "Mean of its neighbours",
        "One more like them",
        "Lowest and highest neighbour",
        "England",
    )
    assert table.rows[0][0] == "Suspensions from school"
    assert table.rows[0][2:] == ("9 (8.5 to 9.5)", "6", "5.28 to 6.72", "5.55 to 6.45", "6.2")
    assert table.rows[2][3:6] == ("1 with a figure", "no range", "3 to 3")
    points = sum(len(series.points) for series in chart.series)
    assert len(chart_data(chart).rows) == points


@pytest.mark.parametrize("sheet", [WIDE, NARROW])
def test_each_row_is_lined_up_at_the_mean_and_marks_differ_in_shape(chart: SeenChart, sheet: Sheet) -> None:
    spec = vega_lite(chart, sheet)
    marks = [layer["mark"] for layer in spec["vconcat"][0]["layer"]]
    shapes = {mark.get("shape", mark["type"]) for mark in marks if isinstance(mark, dict)}
    assert shapes >= {"tick", "bar", "diamond", "point", "rule", "text"}
    assert [row["x"] for row in spec["vconcat"][0]["layer"][1]["data"]["values"]] == [0.0]
    rows = [row for layer in spec["vconcat"][0]["layer"] for row in layer["data"]["values"]]
    assert max(abs(row[name]) for row in rows for name in ("x", "x2") if name in row) == pytest.approx(1.0)
    for panel in spec["vconcat"]:
        assert max(map(len, (*panel["title"]["text"], *panel["title"]["subtitle"]))) <= sheet.width // 8
    assert "too few neighbours" in json.dumps(spec["vconcat"][2])


def test_same_chart_gives_the_same_bytes(chart: SeenChart) -> None:
    first, second = (draw(chart, title="T", description="D", id="c", narrow=True) for _ in range(2))
    assert first.svg == second.svg and first.width <= 320


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (13.0273, "13"),
        (2.3, "2.3"),
        (0.10217, "0.102"),
        (1258.4, "1,258"),
        (0.0, "0"),
        (-4.56, "-4.56"),
        (99.96, "100"),
    ],
)
def test_published_values_are_said_to_three_digits(value: float, said: str) -> None:
    assert published_words(value) == said
