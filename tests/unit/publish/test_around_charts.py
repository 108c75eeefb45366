"""A funnel and a paired chart hold every place, name no more than they must, and stand beside a table of all of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sulis.publish.documents.charts import draw, vega_lite
from sulis.publish.documents.charts.style import NARROW, WIDE, Sheet
from sulis.publish.documents.seen import SeenChart, see_finding
from sulis.publish.documents.tables import chart_table
from sulis.publish.documents.words import About, word_finding
from sulis.publish.documents.words.charts import chart_alt, chart_subtitle, chart_title
from sulis.vocabulary import Area, AreaLevel, Audience, Estimate
from sulis.year.needs.model import ChartKind, ChartSpec, Finding, FindingKind, Point, Series, Slot
from tests.support.sample_assessment import SPAN, rate, ratio

ABOUT = About("Wellow Vale", "Five Rivers", SPAN)
NAMES = ("Wellow Vale", "A community of a long name by the sea", "Third")


def estimates(*values: float, level: AreaLevel = AreaLevel.PARTNERSHIP) -> tuple[Estimate, ...]:
    given = rate(800, 100_000, SPAN)
    return tuple(
        replace(
            given, value=value, low=value * 0.9, high=value * 1.1, denominator=100_000.0 * (at + 1),
            area=Area(f"E2200000{at}", NAMES[at], level, 2024),
        )
        for at, value in enumerate(values)
    )  # fmt: skip


def band(level: float, low: float, high: float) -> Series:
    return Series(f"{level * 100:g}% limits", points([replace(one, value=1000.0, low=low, high=high, level=level)
                                                      for one in estimates(1, 1, 1)]))  # fmt: skip


def points(given: list[Estimate] | tuple[Estimate, ...]) -> tuple[Point, ...]:
    return tuple(Point(one.area.code, one.area.name, one, emphasised=at == 0) for at, one in enumerate(given))


def funnel_of(*values: float) -> Finding:
    rates = estimates(*values)
    series = (Series("rate", points(rates)), band(0.95, 800, 1200), band(0.998, 700, 1300))
    slots = [
        Slot("all", estimates(1000)[0], "all of the partnerships of Five Rivers together"),
        Slot("spread", ratio(3, 3, 3), "times"),
        Slot("area", rates[0], NAMES[0]),
    ]
    slots += [
        Slot(name, each.points[0].estimate) for name, each in zip(("limits", "wide_limits"), series[1:], strict=True)
    ]
    return Finding(
        "funnel-1", FindingKind.FUNNEL, "violence", tuple(slots), (ChartSpec("funnel-1", ChartKind.FUNNEL, series),)
    )


def paired() -> SeenChart:
    series = (Series("As counted", points(estimates(500, 1000, 1500, level=AreaLevel.WARD))),
              Series("Drawn to the mean", points(estimates(700, 1000, 1300, level=AreaLevel.WARD))))  # fmt: skip
    finding = Finding(
        "paired-1", FindingKind.STEADIED, "violence", charts=(ChartSpec("paired-1", ChartKind.PAIRED, series),)
    )
    return see_finding(finding, Audience.INTERNAL).charts[0]


def seen(*values: float) -> SeenChart:
    return see_finding(funnel_of(*values), Audience.INTERNAL).charts[0]


@pytest.mark.parametrize(
    ("own", "words"),
    [
        (1000, "does not differ from that of the partnerships of Five Rivers"),
        (1250, "is above the 95% limits"),
        (1400, "is above the 99.8% limits"),
        (750, "is below the 95% limits"),
        (600, "is below the 99.8% limits"),
    ],
)
def test_the_heading_says_where_the_area_lies_among_the_limits_for_its_size(own: float, words: str) -> None:
    said = word_finding(see_finding(funnel_of(own, 1000, 1000), Audience.INTERNAL), ABOUT)
    assert words in said.heading
    assert any("3.0 times as wide as chance alone" in sentence for sentence in said.sentences)


def test_a_funnel_names_its_own_and_those_outside_and_tells_them_apart_by_shape() -> None:
    chart = seen(1000, 1500, 1250)
    layers = vega_lite(chart)["layer"]
    dots = next(layer["data"]["values"] for layer in layers if layer["mark"]["type"] == "point")
    assert [dot["shape"] for dot in dots] == ["circle", "square", "triangle-up"]
    assert [dot["name"] for dot in dots] == list(NAMES)
    assert next(dot for dot in dots if dot["name"] == NAMES[0])["colour"] != dots[1]["colour"]
    assert chart_title(chart, ABOUT) == f"Outside the 99.8% limits: {NAMES[1]}"
    assert "Triangle: outside the narrower; square: outside both" in chart_subtitle(chart, "violence", ABOUT, 3)


def test_a_table_beside_each_has_every_place_once_with_all_series() -> None:
    funnel = chart_table(seen(1000, 1500, 1250), "x")
    assert funnel.header == ("Place", "Incidents", "Rate", "95% limits", "99.8% limits")
    assert [row[0] for row in funnel.rows] == sorted(NAMES)
    assert {row[3] for row in funnel.rows} == {"800 to 1,200"}
    assert chart_table(paired(), "x").header == ("Place", "Incidents", "As counted", "Drawn to the mean")


@pytest.mark.parametrize("sheet", [WIDE, NARROW])
@pytest.mark.parametrize("chart", [seen(1000, 1500, 1250), paired()], ids=["funnel", "paired"])
def test_each_is_drawn_within_its_sheet_with_words_for_who_cannot_see_it(chart: SeenChart, sheet: Sheet) -> None:
    title = chart_title(chart, ABOUT)
    drawing = draw(chart, title=title, description=chart_alt(chart, title, ABOUT), id="x", narrow=sheet.narrow)
    assert drawing.width <= sheet.width + 20
    assert "The table with it holds every value." in drawing.svg
    assert "…" not in drawing.svg
