"""Columns of boxes: every box a named link, lines between known boxes alone, nothing that a page must not hold."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

from sulis_web.design.diagrams.columns import Box, Columns, Stack, draw_columns

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '"><script>alert(1)</script>'


def drawn(*stacks: tuple[Box, ...], lines: tuple[tuple[str, str], ...] = ()) -> ET.Element:
    made = tuple(Stack(f"Column {number}", boxes) for number, boxes in enumerate(stacks))
    return ET.fromstring(draw_columns(Columns("A plan", made, lines)))


def box(id: str, words: str = "A box", **more: object) -> Box:
    return Box(id, words, f"Label of {words}", f"/{id}/", **more)  # type: ignore[arg-type]


def rects(svg: ET.Element) -> list[dict[str, float]]:
    return [
        {name: float(each.get(name, "0")) for name in ("x", "y", "width", "height")} for each in svg.iter(f"{SVG}rect")
    ]


def test_every_box_is_a_link_with_its_whole_name_and_a_heading_is_none() -> None:
    long = "A title of very many words that no box of this width could ever hold in three lines of its small letters"
    svg = drawn((box("a", long), Box("h", "A heading", "")), (), (), (), ())
    assert [(each.get("href"), each.get("aria-label")) for each in svg.iter(f"{SVG}a")] == [("/a/", f"Label of {long}")]
    assert "…" in "".join(svg.itertext()) and len(rects(svg)) == 1 and svg.get("role") == "group"


def test_boxes_of_a_column_never_lie_on_each_other() -> None:
    many = tuple(box(f"b{number}", f"Box {number} " * (1 + number % 4)) for number in range(12))
    svg = drawn(
        (box("a"),),
        tuple(Box(each.id, each.words, each.label, each.url, beside="a") for each in many),
        (box("c"), box("d")),
    )
    by_column: dict[float, list[dict[str, float]]] = {}
    for each in rects(svg):
        by_column.setdefault(each["x"], []).append(each)
    for column in by_column.values():
        assert all(upper["y"] + upper["height"] < lower["y"] for upper, lower in pairwise(column))
    assert all(each["y"] + each["height"] <= float(svg.get("height", "0")) for each in rects(svg))


def test_lines_run_from_left_to_right_and_one_to_no_box_is_left_out() -> None:
    svg = drawn((box("a"),), (box("b"),), lines=(("b", "a"), ("a", "nowhere")))
    paths = [each.get("d", "") for each in svg.iter(f"{SVG}path") if each.get("class") == "map__line"]
    start, end = re.match(r"M([\d.]+) .* ([\d.]+) [\d.]+$", paths[0]).groups()  # type: ignore[union-attr]
    assert len(paths) == 1 and float(start) < float(end)


def test_hostile_words_are_escaped_and_the_same_values_give_the_same_bytes() -> None:
    columns = Columns(HOSTILE, (Stack("One", (Box("a", HOSTILE, HOSTILE, f"/?q={HOSTILE}", note=HOSTILE),)),), ())
    assert "<script" not in draw_columns(columns) and "style=" not in draw_columns(columns)
    assert draw_columns(columns) == draw_columns(columns)


def test_nothing_to_draw_is_an_empty_drawing() -> None:
    assert rects(drawn(())) == []
