"""What must be in every picture: the interval, the gap, the break, the class, and nothing from outside."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from xml.dom import minidom

import pytest

from sulis.publish.documents.charts import draw, standalone, vega_lite
from sulis.publish.documents.charts.classes import class_of, map_classes
from sulis.publish.documents.charts.style import CANNOT_TELL, CLASSES, HATCH, NARROW
from sulis.publish.documents.charts.time_marks import gaps
from sulis.publish.documents.seen import SeenChart, see_finding
from sulis.publish.documents.words import About
from sulis.publish.documents.words.charts import chart_alt, chart_subtitle, chart_title
from sulis.vocabulary import Audience
from sulis.year.needs.model import ChartKind
from tests.support.sample_assessment import sample_assessment

HOSTILE = '</title><script>alert("1")</script> & \x07\x00\ufffe'
ASSESSMENT = sample_assessment()
ABOUT = About(ASSESSMENT.area.name, "Five Rivers", ASSESSMENT.period, ASSESSMENT.coverage)


def charts() -> dict[str, SeenChart]:
    found = [see_finding(finding, Audience.PUBLIC) for chapter in ASSESSMENT.chapters for finding in chapter.findings]
    return {chart.id: chart for finding in found for chart in finding.charts}


CHARTS = charts()


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    return {
        id: draw(chart, title="A title", description="A description", id=f"c-{id}").svg for id, chart in CHARTS.items()
    }


@pytest.mark.parametrize("id", CHARTS)
def test_every_drawing_is_a_named_image_that_asks_for_nothing(drawn, id):
    root = minidom.parseString(drawn[id]).documentElement
    assert root.getAttribute("role") == "img"
    named = {
        element.getAttribute("id")
        for element in (*root.getElementsByTagName("title"), *root.getElementsByTagName("desc"))
    }
    assert set(root.getAttribute("aria-labelledby").split()) == named
    assert not re.search(r"<script|href=|url\((?!#)|@import|\son\w+=", drawn[id])
    assert set(re.findall(r"https?://[^\"'\s<]+", drawn[id])) <= {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("id", CHARTS)
def test_the_same_chart_gives_the_same_bytes(drawn, id):
    assert draw(CHARTS[id], title="A title", description="A description", id=f"c-{id}").svg == drawn[id]


@pytest.mark.parametrize("id", [id for id, chart in CHARTS.items() if chart.kind is not ChartKind.MAP])
def test_every_chart_but_a_map_draws_both_ends_of_the_interval(id):
    layers = [layer for panel in panels(vega_lite(CHARTS[id])) for layer in panel["layer"]]
    spans = [layer for layer in layers if "low" in str(layer.get("encoding")) and "high" in str(layer.get("encoding"))]
    assert spans
    for layer in spans:
        assert all(row["low"] <= row["value"] <= row["high"] for row in layer["data"]["values"] if "value" in row)


def test_a_gap_breaks_the_line_and_is_hatched_and_labelled(drawn):
    chart = CHARTS["violence-monthly"]
    assert [(str(first), str(last), why) for first, last, why in gaps(chart)] == [
        ("2024-07-01", "2024-09-01", "not received")
    ]
    rows = [row for layer in vega_lite(chart)["layer"] for row in layer["data"]["values"] if "run" in row]
    assert {row["run"] for row in rows} == {0, 1}
    assert not any(row["month"].startswith(("2024-07", "2024-08")) for row in rows)
    assert 'fill="url(#c-violence-monthly-hatch)"' in drawn["violence-monthly"]
    assert HATCH not in drawn["violence-monthly"]
    assert "not received" in drawn["violence-monthly"]


def test_a_month_that_no_point_stands_for_is_a_gap_as_well(drawn):
    assert [why for _, _, why in gaps(CHARTS["violence-force"])] == ["no figure"]


def test_a_series_break_is_drawn_with_its_word(drawn):
    assert "2021 area codes begin" in drawn["violence-monthly"]


def test_a_break_that_cuts_parts_the_line_there_and_one_that_does_not_leaves_it(drawn):
    chart = CHARTS["violence-monthly"]
    cut = replace(chart, breaks=tuple(replace(each, cuts=True) for each in chart.breaks))
    assert runs(chart) == {0, 1}  # months were not received
    assert runs(cut) == {0, 1, 2}
    parts = {row["run"]: row["month"] for row in rows_of(cut)}  # the last month of each run
    assert parts[0] == "2023-05-16"
    assert "cut where the series breaks" in chart_subtitle(cut, "Violence", ABOUT, 24)
    assert "The line is cut there." in chart_alt(cut, "A title", ABOUT)
    assert "It does not matter to what is drawn here." in chart_alt(chart, "A title", ABOUT)


def test_a_break_of_one_series_leaves_the_others_whole():
    chart = CHARTS["violence-monthly"]
    other = replace(chart, breaks=tuple(replace(each, cuts=True, only=("Another",)) for each in chart.breaks))
    assert runs(other) == runs(chart)


def rows_of(chart):
    return [row for layer in vega_lite(chart)["layer"] for row in layer["data"]["values"] if "run" in row]


def runs(chart):
    return {row["run"] for row in rows_of(chart)}


def test_a_provisional_month_is_an_open_point():
    rows = [
        row
        for layer in vega_lite(CHARTS["violence-monthly"])["layer"]
        for row in layer["data"]["values"]
        if row.get("provisional")
    ]
    assert {row["month"] for row in rows} == {"2024-12-16"}
    assert "open points are provisional" in chart_subtitle(CHARTS["violence-monthly"], "Violence", ABOUT, 24)


def test_more_than_five_series_become_small_multiples_on_one_scale():
    spec = vega_lite(CHARTS["categories-monthly"])
    assert len(spec["concat"]) == 14
    assert len({str(panel["encoding"]["y"]["scale"]["domain"]) for panel in spec["concat"]}) == 1


def test_scales_start_at_zero():
    for chart in CHARTS.values():
        for panel in panels(vega_lite(chart)):
            for layer in (panel, *panel.get("layer", [])):
                for axis in ("x", "y"):
                    place = layer.get("encoding", {}).get(axis) or {}
                    if place.get("type") == "quantitative" and "domain" in place.get("scale", {}):
                        assert place["scale"]["domain"][0] == 0


def test_places_that_cannot_be_told_from_the_area_are_grey():
    spec = vega_lite(CHARTS["violence-partnerships"])
    rows = {row["row"].split(" ", 1)[1]: row["colour"] for row in spec["layer"][0]["data"]["values"]}
    assert [name for name, colour in rows.items() if colour == CANNOT_TELL] == ["Mendham", "Northmoor"]


def test_a_map_has_five_classes_at_most_and_hatches_what_it_does_not_know(drawn):
    spec = vega_lite(CHARTS["ward-map"])
    scale = spec["layer"][0]["encoding"]["color"]["scale"]
    assert set(scale["range"]) <= {*CLASSES, HATCH}
    assert len(scale["domain"]) <= 6
    assert "not collected" in scale["domain"]
    assert "ward-map-hatch" in drawn["ward-map"]


def test_map_classes_stay_apart_when_printed_in_grey():
    greys = [
        sum(weight * int(shade[at : at + 2], 16) for at, weight in ((1, 0.2126), (3, 0.7152), (5, 0.0722)))
        for shade in CLASSES
    ]
    assert all(lighter - darker > 30 for lighter, darker in pairwise(greys))


@pytest.mark.parametrize(
    "values", [[0.0], [3.0, 3.0, 3.0], [0.0, 0.0, 1.0], [1.0, 2.0], [float(each**2) for each in range(60)]]
)
@pytest.mark.parametrize("whole", [True, False])
def test_every_value_has_one_class_and_classes_do_not_overlap(values, whole):
    classes = map_classes(values, whole=whole)
    assert 1 <= len(classes) <= 5
    for value in values:
        found = classes[class_of(value, classes)]
        assert found.low <= value <= found.high
    assert all(first.high == second.low for first, second in pairwise(classes))
    assert len({each.words for each in classes}) == len(classes)


@pytest.mark.parametrize("id", CHARTS)
def test_alternative_text_names_the_extremes_and_the_gaps(id):
    chart = CHARTS[id]
    alt = chart_alt(chart, chart_title(chart, ABOUT), ABOUT)
    assert alt.endswith("The table with it holds every value.")
    assert "between" in alt
    if any(point.figure.missing for point in chart.points):
        assert "No figure: " in alt


def test_hostile_text_stays_text_in_a_drawing():
    chart = CHARTS["ward-counts"]
    point = chart.series[0].points[0]
    series = type(chart.series[0])(
        HOSTILE, (type(point)(point.key, HOSTILE, point.figure, False), *chart.series[0].points[1:])
    )
    drawing = draw(type(chart)(chart.id, chart.kind, (series,), (), ()), title=HOSTILE, description=HOSTILE, id="c")
    whole = standalone(drawing, title=HOSTILE, subtitle=HOSTILE, source=HOSTILE)
    for svg in (drawing.svg, whole):
        assert not minidom.parseString(svg).getElementsByTagName("script")


def panels(spec):
    return spec.get("concat") or spec.get("vconcat") or [spec]


@pytest.mark.parametrize("id", CHARTS)
def test_a_drawing_for_a_phone_fits_one_and_keeps_the_gap_and_the_ends(id):
    drawing = draw(CHARTS[id], title="A title", description="A description", id=f"n-{id}", narrow=True)
    assert drawing.width <= 320
    if CHARTS[id].kind is ChartKind.TIME and gaps(CHARTS[id]):
        assert f"url(#n-{id}-hatch)" in drawing.svg
    spec = vega_lite(CHARTS[id], NARROW)
    ends = [
        row for panel in panels(spec) for layer in panel["layer"] for row in layer.get("data", {}).get("values", [])
    ]
    assert CHARTS[id].kind is ChartKind.MAP or any("low" in row and "high" in row for row in ends)
