"""Boxes never meet, lines run only up, down or across and never through a box, and every drawing has its words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulis_web.design.diagram import Diagram, Edge, Node, drawn
from sulis_web.design.diagrams.layers import MOST_IN_A_ROW, in_rows

SVG = "{http://www.w3.org/2000/svg}"
Box = tuple[float, float, float, float]
Segment = tuple[tuple[float, float], tuple[float, float]]


def diagram(names: str, lines: str) -> Diagram:
    """`diagram("abc", "ab bc")`: a leads to b, and b to c."""
    nodes = tuple(Node(name, f"Board {name}") for name in names)
    return Diagram("boards", "Boards", nodes, tuple(Edge(line[0], line[1], "answers to") for line in lines.split()))


@st.composite
def diagrams(draw: st.DrawFn) -> Diagram:
    names = "abcdefghij"[: draw(st.integers(1, 10))]
    ends = st.tuples(st.sampled_from(names), st.sampled_from(names))
    return diagram(names, " ".join("".join(pair) for pair in draw(st.lists(ends, max_size=14))))


def boxes(svg: str) -> list[Box]:
    found = ElementTree.fromstring(svg).iter(f"{SVG}rect")
    return [
        (float(r.get("x", 0)), float(r.get("y", 0)), float(r.get("width", 0)), float(r.get("height", 0)))
        for r in found
        if "diagram__box" in str(r.get("class"))
    ]


def segments(svg: str) -> list[Segment]:
    found: list[Segment] = []
    for line in ElementTree.fromstring(svg).iter(f"{SVG}polyline"):
        points = [tuple(map(float, point.split(","))) for point in str(line.get("points")).split()]
        found += list(pairwise(points))  # type: ignore[arg-type]
    return found


def meet(one: Box, other: Box) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def goes_through(segment: Segment, box: Box) -> bool:
    """Whether a line passes the inside of a box, its edges left out."""
    (x1, y1), (x2, y2) = segment
    left, top, right, bottom = box[0] + 1, box[1] + 1, box[0] + box[2] - 1, box[1] + box[3] - 1
    return max(x1, x2) > left and min(x1, x2) < right and max(y1, y2) > top and min(y1, y2) < bottom


@settings(max_examples=120, deadline=None)
@given(diagrams())
def test_any_diagram_is_drawn_with_boxes_apart_and_lines_beside_them(given: Diagram) -> None:
    picture = drawn(given)
    for svg in (picture.svg, picture.narrow):
        found = boxes(svg)
        assert len(found) == len(given.nodes)
        assert not any(meet(one, other) for at, one in enumerate(found) for other in found[at + 1 :])
        for segment in segments(svg):
            (x1, y1), (x2, y2) = segment
            assert x1 == x2 or y1 == y2
            assert not any(goes_through(segment, box) for box in found)


@settings(max_examples=120, deadline=None)
@given(diagrams())
def test_any_diagram_stays_inside_its_frame(given: Diagram) -> None:
    for svg in (drawn(given).svg, drawn(given).narrow):
        root = ElementTree.fromstring(svg)
        width, height = float(root.get("width", 0)), float(root.get("height", 0))
        assert all(x >= 0 and y >= 0 and x + w <= width and y + h <= height for x, y, w, h in boxes(svg))
        assert all(0 <= x <= width and 0 <= y <= height for segment in segments(svg) for x, y in segment)


@settings(max_examples=60, deadline=None)
@given(diagrams())
def test_any_diagram_is_told_in_words_and_drawn_alike_twice(given: Diagram) -> None:
    picture = drawn(given)
    assert picture == drawn(given)
    assert len(picture.sentences) == len(given.nodes)
    for edge in given.edges:
        told = next(words for words in picture.sentences if words.startswith(given.named(edge.source).words))
        assert f"answers to {given.named(edge.target).words}" in told


def test_row_of_a_board_is_above_those_that_answer_to_it() -> None:
    rows = in_rows(diagram("abcd", "ab bc ac"))
    names = [[place.id for place in row if not place.target] for row in rows.rows]
    assert names == [["c"], ["b"], ["a"], ["d"]]


def test_row_that_would_be_too_long_goes_on_in_the_next() -> None:
    rows = in_rows(diagram("abcdefg", "ba ca da ea fa ga"))
    counted = [sum(not place.target for place in row) for row in rows.rows]
    assert counted == [1, MOST_IN_A_ROW, 2]


def test_circle_is_drawn_without_its_closing_line_and_told_whole() -> None:
    picture = drawn(diagram("ab", "ab ba"))
    assert picture.sentences == ("Board a: answers to Board b.", "Board b: answers to Board a.")
    assert len(boxes(picture.svg)) == 2


def test_box_without_lines_is_told_so() -> None:
    assert drawn(diagram("a", "")).sentences == ("Board a: no line of account is recorded.",)


def test_text_is_escaped_and_what_xml_cannot_hold_is_left_out() -> None:
    given = Diagram("x", "A & B", (Node("a", '<script>"\x00\x0b</script>', "note & <b>"),), ())
    for svg in (drawn(given).svg, drawn(given).narrow):
        ElementTree.fromstring(svg)
        assert "<script" not in svg and "<b>" not in svg


def test_drawing_carries_neither_styles_nor_anything_that_acts() -> None:
    picture = drawn(diagram("abc", "ab bc ac"))
    for svg in (picture.svg, picture.narrow):
        assert not re.search(r"\sstyle=|<style|<script|\son\w+=|href=", svg)
        assert 'role="img"' in svg and "<title" in svg and "<desc" in svg


def test_names_inside_the_two_drawings_of_a_page_differ() -> None:
    picture = drawn(diagram("ab", "ab"))
    wide, narrow = (set(re.findall(r'\sid="([^"]+)"', svg)) for svg in (picture.svg, picture.narrow))
    assert wide and narrow and not wide & narrow


def test_line_to_a_box_that_is_absent_is_refused_with_its_name() -> None:
    with pytest.raises(ValueError, match="ends at 'z'"):
        diagram("ab", "az")


def test_two_boxes_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two boxes named 'a'"):
        diagram("aa", "")
