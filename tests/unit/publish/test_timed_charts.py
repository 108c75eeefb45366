"""Control charts, charts of the parts of a day, week or year, and the near-repeat table: the picture, its words and its table."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from sulis.publish.documents.charts import draw, vega_lite
from sulis.publish.documents.charts.style import NARROW, TROUBLE, WIDE
from sulis.publish.documents.seen import SeenChart, see_finding
from sulis.publish.documents.tables import chart_table
from sulis.publish.documents.words import About
from sulis.publish.documents.words.charts import chart_alt, chart_subtitle, chart_title
from sulis.vocabulary import Audience, Estimate, Missing, Period, Unit
from sulis.year.needs.model import ChartKind, ChartSpec, Finding, FindingKind, Point, Series, Signal
from tests.support.sample_assessment import DISTRICT, SPAN, TRAIL, ratio, share

ABOUT = About("Wellow Vale", "Five Rivers", SPAN)
MONTHS = list(Period.between("2024-01", "2024-06").months())
GONE = "2024-04"
MARKED = {"2024-02": (Signal.RUN_BELOW,), "2024-05": (Signal.ABOVE, Signal.NEAR_LIMIT)}


def a_day(value: float, low: float, high: float, month: Period) -> Estimate:
    if month.label == GONE:
        return Estimate.absent(Missing.NOT_RECEIVED, unit=Unit.INCIDENTS_A_DAY, area=DISTRICT, period=month)
    return Estimate(value, low, high, 0.9973, "u', Laney", Unit.INCIDENTS_A_DAY, DISTRICT, month, provenance=TRAIL)


def seen(kind: ChartKind, *series: Series) -> SeenChart:
    finding = Finding("x", FindingKind.CONTROL, "violence", charts=(ChartSpec("x", kind, series),))
    return see_finding(finding, Audience.PUBLIC).charts[0]


def control() -> SeenChart:
    values = {"2024-02": 9.0, "2024-05": 21.0}
    points = tuple(
        Point(
            m.label,
            m.label,
            a_day(v := values.get(m.label, 15.0), v - 2, v + 2, m),
            m.label in MARKED,
            MARKED.get(m.label, ()),
        )
        for m in MONTHS
    )
    limits = tuple(Point(m.label, m.label, a_day(15.0, 11.0, 19.0, m)) for m in MONTHS)
    return seen(ChartKind.CONTROL, Series("violence", points), Series("mean and limits", limits))


def cycle(unit: Unit) -> SeenChart:
    made = share(60, 300) if unit is Unit.PROPORTION else ratio(1.2, 1.05, 1.4)
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    points = tuple(Point(str(at), day, made) for at, day in enumerate(days))
    return seen(ChartKind.CYCLE, Series("violence", points))


def grid() -> SeenChart:
    none = Estimate.absent(Missing.NOT_APPLICABLE, unit=Unit.RATIO, area=DISTRICT, period=SPAN)
    pairs = replace(ratio(2.6, 1.4, 5.0), numerator=26, denominator=10.0)
    cells = (Point("0-0", "the same day", none), Point("0-1", "1 to 7 days", pairs, emphasised=True))
    return seen(ChartKind.GRID, Series("at the same place", cells), Series("up to 100 m apart", cells))


EVERY = {"control": control(), "shares": cycle(Unit.PROPORTION), "ratios": cycle(Unit.RATIO), "grid": grid()}


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("narrow", [False, True])
def test_each_is_drawn_within_its_sheet_and_the_same_each_time(name: str, *, narrow: bool) -> None:
    drawn, again = (draw(EVERY[name], title="A title", description="Words", id="c", narrow=narrow) for _ in range(2))
    assert drawn == again
    assert drawn.width <= (NARROW if narrow else WIDE).width + 12
    assert not re.search(r"NaN|undefined|null", drawn.svg)


def test_marked_months_differ_by_shape_as_well_as_colour() -> None:
    rows = [row for layer in vega_lite(EVERY["control"])["layer"] for row in layer["data"]["values"] if "shape" in row]
    by_month = {row["month"][:7]: (row["shape"], row["colour"]) for row in rows if row["value"] != 15.0}
    assert by_month["2024-05"] == ("square", TROUBLE)
    assert by_month["2024-02"][0] == "triangle-up"
    assert {row["shape"] for row in rows if row["value"] == 15.0} == {"circle"}


def test_neither_line_nor_limits_cross_a_gap() -> None:
    rows = [row for layer in vega_lite(EVERY["control"])["layer"] for row in layer["data"]["values"] if "run" in row]
    assert {row["run"] for row in rows} == {0, 1}
    assert not any(row["month"].startswith(GONE) for row in rows)


def test_the_convention_is_named_under_the_chart_and_the_table_says_why_each_is_marked() -> None:
    chart = EVERY["control"]
    told = chart_subtitle(chart, "violence", ABOUT, 6)
    assert "Control chart (u', Laney; NHS rules)" in told and "no run crosses them" in told
    assert chart_title(chart, ABOUT) == "Marked as unusual: February 2024 and May 2024"
    assert "No figure: April 2024." in chart_alt(chart, "A title", ABOUT)
    rows = {row[0]: row for row in chart_table(chart, "Caption").rows}
    assert rows["May 2024"] == (
        "May 2024", "21.0", "15.0", "11.0 to 19.0", "Above the upper limit; two of three in a row near one limit",
    )  # fmt: skip
    assert rows["April 2024"][1] == "not received" and rows["March 2024"][-1] == "Not marked"


def test_parts_keep_their_own_order_and_stand_beside_an_even_spread() -> None:
    table = chart_table(EVERY["shares"], "Caption")
    assert [row[0] for row in table.rows] == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    evens = [json.dumps(vega_lite(EVERY[name])["layer"][0]["data"]) for name in ("shares", "ratios")]
    assert evens == ['{"values": [{"even": 20.0}]}', '{"values": [{"even": 1.0}]}']
    assert chart_title(EVERY["shares"], ABOUT) == "No part clearly stands apart from another"


def test_a_cell_that_stands_out_is_framed_and_one_without_pairs_is_a_dash() -> None:
    rows = vega_lite(EVERY["grid"])["data"]["values"]
    assert [(row["words"], row["frame"] > 0) for row in rows[:2]] == [("–", False), ("2.6", True)]
    assert chart_table(EVERY["grid"], "Caption").rows[1] == (
        "At the same place, 1 to 7 days", "26", "10.0", "2.6", "Yes",
    )  # fmt: skip
    assert chart_title(EVERY["grid"], ABOUT) == "Cells that stand out: 2 of 4"
