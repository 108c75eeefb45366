"""Columns of boxes with lines from each to the next, drawn so that every box is a link that a keyboard reaches.

A drawing of this kind is a way about, so it is no picture: its boxes are announced one by one, in the order of the columns. It
stands beside a table that holds the same, and gives way to that table where the screen is narrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sulis_web.design.diagrams import ink

WIDTH, GAP = 1060.0, 52.0
_WORDS, _NOTE, _PAD = 12.5, 11.5, 6.0
_BETWEEN, _HEAD, _MOST_LINES = 7.0, 30.0, 3


@dataclass(frozen=True, slots=True)
class Box:
    """One box; without ``url`` a heading. ``label`` is its accessible name, ``note`` stands under it, ``lacks`` draws it broken.

    ``beside`` names a box of an earlier column: the two stand as nearly level as the boxes above leave room for.
    """

    id: str
    words: str
    label: str
    url: str = ""
    note: str = ""
    lacks: bool = False
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Stack:
    """A column: its heading, and its boxes from the top."""

    heading: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """``lines`` are pairs of ids of boxes, from an earlier column to a later one."""

    title: str
    stacks: tuple[Stack, ...]
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    box: Box
    x: float
    y: float
    high: float
    column: int

    @property
    def middle(self) -> float:
        return self.y + self.high / 2


def draw_columns(drawing: Columns) -> str:
    """The drawing as SVG text. The same values give the same bytes; it carries classes and no styles."""
    wide = (WIDTH - GAP * (len(drawing.stacks) - 1)) / len(drawing.stacks)
    heights = [_column_height(stack.boxes, wide) for stack in drawing.stacks]
    placed: dict[str, _Placed] = {}
    for number, stack in enumerate(drawing.stacks):
        placed |= _in_place(stack.boxes, number, wide, max(heights) - heights[number], placed)
    whole = max((each.y + each.high for each in placed.values()), default=0.0)
    lines = {
        pair: _path(placed[pair[0]], placed[pair[1]], wide)
        for pair in drawing.lines
        if pair[0] in placed and pair[1] in placed
    }
    headings = "".join(
        ink.lines([stack.heading], number * (wide + GAP), 2, 14, bold=True)
        for number, stack in enumerate(drawing.stacks)
    )
    under = "".join(f'<path class="map__line" d="{path}"/>' for path in lines.values())
    boxes = "".join(_drawn(each, wide, _near(each, lines)) for each in placed.values())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="map__drawing" viewBox="0 0 {WIDTH:g} {whole + 4:g}" '
        f'width="{WIDTH:g}" height="{whole + 4:g}" role="group" aria-labelledby="map-title">'
        f'<title id="map-title">{ink.plain(drawing.title)}</title>{headings}{under}{boxes}</svg>'
    )


def _texts(box: Box, wide: float) -> tuple[list[str], list[str]]:
    """What is written in the box; words that take too many lines are cut, and stand whole in its name."""
    room = wide - 2 * _PAD - 4
    words = ink.wrapped(box.words, room, _WORDS, bold=not box.url)
    if len(words) > _MOST_LINES:
        words = [*words[: _MOST_LINES - 1], f"{words[_MOST_LINES - 1].rstrip(' .,;')[:-1]}…"]
    return words, ink.wrapped(box.note, room, _NOTE)


def _height(box: Box, wide: float) -> float:
    words, note = _texts(box, wide)
    return 2 * _PAD + (len(words) * _WORDS + len(note) * _NOTE) * ink.LINE_HEIGHT


def _column_height(boxes: Iterable[Box], wide: float) -> float:
    heights = [_height(box, wide) for box in boxes]
    return sum(heights) + _BETWEEN * max(0, len(heights) - 1)


def _in_place(
    boxes: tuple[Box, ...], column: int, wide: float, spare: float, before: Mapping[str, _Placed]
) -> dict[str, _Placed]:
    """Each box of a column in its place. A column with room to spare spreads, or stands beside what its boxes name."""
    between = _BETWEEN if any(box.beside for box in boxes) else _BETWEEN + min(spare / max(1, len(boxes)), 60.0)
    y = _HEAD + max(0.0, spare - (between - _BETWEEN) * (len(boxes) - 1)) / 2 * (between > _BETWEEN)
    found: dict[str, _Placed] = {}
    for box in boxes:
        high = _height(box, wide)
        if box.beside in before:
            y = max(y, before[box.beside].middle - high / 2)
        found[box.id] = _Placed(box, column * (wide + GAP), y, high, column)
        y += high + between
    return found


def _path(start: _Placed, end: _Placed, wide: float) -> str:
    """A line from the right of the earlier box to the left of the later one."""
    first, last = (start, end) if start.column <= end.column else (end, start)
    x, to = first.x + wide, last.x
    bend = min(GAP * 0.8, (to - x) / 2)
    return f"M{x:g} {first.middle:g}C{x + bend:g} {first.middle:g} {to - bend:g} {last.middle:g} {to:g} {last.middle:g}"


def _near(each: _Placed, lines: Mapping[tuple[str, str], str]) -> str:
    paths = [path for pair, path in lines.items() if each.box.id in pair]
    return "".join(f'<path d="{path}"/>' for path in paths)


def _drawn(each: _Placed, wide: float, near: str) -> str:
    box = each.box
    words, note = _texts(box, wide)
    top = each.y + _PAD
    written = ink.lines(words, each.x + _PAD + 2, top, _WORDS, bold=not box.url) + ink.lines(
        note, each.x + _PAD + 2, top + len(words) * _WORDS * ink.LINE_HEIGHT, _NOTE, kind="quiet"
    )
    if not box.url:
        return written
    name = "map__box map__box--lacks" if box.lacks else "map__box"
    shape = (
        f'<rect class="{name}" x="{each.x:g}" y="{each.y:g}" width="{wide:g}" height="{each.high:g}" rx="2" '
        f'fill="{ink.STONE}" stroke="{ink.INK}"/>'
    )
    inside = f'<a href="{ink.plain(box.url)}" aria-label="{ink.plain(box.label)}">{shape}{written}</a>'
    return f'<g class="map__node"><g class="map__near">{near}</g>{inside}</g>'
