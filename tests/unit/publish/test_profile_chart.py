"""A published measure among its neighbours: gaps end lines and are said in words, and the table holds what the chart does."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from sulis.catalogue.indicators import load_indicator
from sulis.catalogue.profiles import ProfilePlan
from sulis.indicators.profile import Line, MeasureProfile, Profile, Value
from sulis.publish.documents.charts.profile import (
    draw_profile,
    profile_alt,
    profile_data,
    profile_spec,
    profile_table,
    profile_title,
)
from sulis.publish.documents.charts.style import HATCH
from sulis.vocabulary import Missing

MEASURE = replace(
    load_indicator("first_time_entrants"), id="entrants", name="First-time entrants", unit="children for each 100,000"
)
YEARS = ("2019", "2020", "2021", "2022", "2023")


def line(code: str, *values: float | Missing) -> Line:
    return Line(
        code,
        f"Area {code}",
        tuple(Value(None, one) if isinstance(one, Missing) else Value(float(one)) for one in values),
    )


OWN = line("own", 90, 0, Missing.SUPPRESSED, 40, 30)
NEIGHBOURS = (line("a", 80, 70, 60, 50, 45), line("b", 70, Missing.NOT_RECEIVED, 50, 45, 35))
MIDDLE = (Value(75.0), Value(None, Missing.NOT_APPLICABLE), Value(55.0), Value(47.5), Value(40.0))
GIVEN = MeasureProfile(MEASURE, YEARS, OWN, NEIGHBOURS, MIDDLE, (2, 1, 2, 2, 2))


def data(kind: str) -> list[list[dict[str, Any]]]:
    """The rows of each layer of that mark."""
    return [layer["data"]["values"] for layer in profile_spec(GIVEN)["layer"] if layer["mark"]["type"] == kind]


def test_line_ends_where_a_figure_is_missing_and_zero_is_drawn() -> None:
    own = data("line")[-1]
    assert [(row["period"], row["value"], row["run"]) for row in own] == [
        ("2019", 90.0, 0), ("2020", 0.0, 0), ("2022", 40.0, 1), ("2023", 30.0, 1),
    ]  # fmt: skip
    lone = next(rows for rows in data("point") if {row["period"] for row in rows} == {"2019"})
    assert len(lone) == 1, "what stands alone between two gaps is a point, since no line could show it"


def test_gap_is_hatched_from_foot_to_top_with_its_reason() -> None:
    [bar] = [layer for layer in profile_spec(GIVEN)["layer"] if layer["mark"]["type"] == "bar"]
    assert bar["mark"]["color"] == HATCH
    assert [(row["period"], row["text"]) for row in bar["data"]["values"]] == [("2021", "suppressed by the publisher")]
    drawing = draw_profile(GIVEN, title="t", description="d", id="x")
    assert ">suppressed by the publisher</text>" in drawing.svg
    assert "url(#x-hatch)" in drawing.svg


def test_same_measure_gives_the_same_bytes() -> None:
    first, second = (draw_profile(GIVEN, title="t", description="d", id="x").svg for _ in range(2))
    assert first == second


def test_table_has_every_value_in_words_and_no_number_for_a_gap() -> None:
    table = profile_table(GIVEN, id="x")
    assert table.header == (
        "Period",
        "Area own",
        "Middle of its neighbours",
        "Neighbours with a figure",
        "Area a",
        "Area b",
    )
    assert table.rows[1] == ("2020", "0", "too few neighbours have a figure", "1 of 2", "70", "not received")
    assert table.rows[2][1] == "suppressed by the publisher"
    assert not re.search(r"\d", table.rows[2][1])


@pytest.mark.parametrize("kind", [kind for kind in Missing if kind is not Missing.NO_DENOMINATOR])
def test_each_kind_of_missing_keeps_its_own_words_and_its_own_value(kind: Missing) -> None:
    own = line("own", 90, 0, kind, 40, 30)
    given = MeasureProfile(MEASURE, YEARS, own, NEIGHBOURS, MIDDLE, GIVEN.held)
    plan = ProfilePlan("children", "Children", "dfe_lait", 2, (MEASURE,))
    rows = profile_data(Profile(plan, "own", "Area own", (given,), ("r",), False), given).rows
    assert rows[2] == ("own", "Area own", "no", "2021", None, kind.value, "no")
    others = set()
    for other in Missing:
        if other is not kind:
            changed = line("own", 90, 0, other, 40, 30)
            beside = MeasureProfile(MEASURE, YEARS, changed, NEIGHBOURS, MIDDLE, GIVEN.held)
            others.add(profile_table(beside, id="x").rows[2][1])
    assert profile_table(given, id="x").rows[2][1] not in others


def test_title_compares_the_last_year_that_both_have() -> None:
    assert profile_title(GIVEN) == "First-time entrants, Area own: 30, below the middle of its neighbours (40) in 2023"
    assert "No figure of Area own: 2021 (suppressed by the publisher)." in profile_alt(GIVEN)
    nothing = MeasureProfile(
        MEASURE, YEARS[:1], line("own", Missing.WITHDRAWN), (), (Value(None, Missing.NOT_APPLICABLE),), (0,)
    )
    assert "no year in common" in profile_title(nothing)
    assert draw_profile(nothing, title="t", description="d", id="x").width > 0
