"""The drawing for a desk and for paper: rows of boxes, with lines that run up, across and up."""

from __future__ import annotations

from dataclasses import dataclass

from sulis_web.design.diagrams import ink
from sulis_web.design.diagrams.layers import Piece, Place, in_rows
from sulis_web.design.diagrams.nodes import Diagram, Node
from sulis_web.design.diagrams.placing import middles, width_of
from sulis_web.design.diagrams.tracks import Bundle, tracks

_WORDS, _NOTE, _LABEL = 15.5, 13.5, 13.5
_PAD, _EDGE, _TRACK, _CLEAR = 12.0, 3.0, 16.0, 24.0

Where = dict[Place, float]


@dataclass(frozen=True, slots=True)
class Channel:
    """The room between two rows, and the lines that pass through it."""

    bundles: tuple[Bundle, ...]
    pieces: tuple[tuple[Piece, float], ...]  # with the place along the row where each begins
    order: tuple[Bundle, ...]
    label: dict[Piece, list[str]]
    labels: float

    @property
    def height(self) -> float:
        return self.labels + _CLEAR + _TRACK * max(1, len(self.order)) + 8


def draw_wide(diagram: Diagram, description: str) -> str:
    """The diagram as SVG text, as wide as its rows need."""
    rows = in_rows(diagram)
    found = middles(rows)
    wide = {place: width_of(place, rows) for place in found}
    shift = _EDGE - min((found[place] - wide[place] / 2 for place in found), default=0.0)
    at = {place: middle + shift for place, middle in found.items()}
    right = max((at[place] + wide[place] / 2 for place in at), default=0.0)
    channels = [_channel(pieces, at, wide) for pieces in rows.pieces]
    parts, y = [], _EDGE
    for number, row in enumerate(rows.rows):
        high = max((_height(diagram.named(place.id), wide[place]) for place in row if not place.target), default=0.0)
        parts += [_stands(diagram, place, at[place], wide[place], y, high) for place in row]
        y += high
        if number < len(channels):
            parts += _lines(channels[number], at, y)
            y += channels[number].height
    return ink.whole(
        parts, right + _EDGE, y + _EDGE, id=f"{diagram.id}-wide", title=diagram.title, description=description
    )


def _channel(pieces: tuple[Piece, ...], at: Where, wide: Where) -> Channel:
    begun = tuple((piece, _port(piece, pieces, at, wide)) for piece in pieces)
    uppers = dict.fromkeys(piece.upper for piece in pieces)
    bundles = tuple(
        Bundle(upper, at[upper], tuple(start for piece, start in begun if piece.upper == upper)) for upper in uppers
    )
    labels = {piece: _label(piece, pieces, wide) for piece in pieces}
    deepest = max(map(len, labels.values()), default=0)
    return Channel(bundles, begun, tuple(tracks(bundles)), labels, deepest * _LABEL * ink.LINE_HEIGHT + 10)


def _port(piece: Piece, pieces: tuple[Piece, ...], at: Where, wide: Where) -> float:
    """Where on its lower place a line begins: spread over the box in the order in which the lines lead away.

    The only line between two boxes runs straight up where it can.
    """
    end, width = at[piece.upper], wide[piece.lower]
    if piece.lower.target:
        return at[piece.lower]
    leaving = sorted((each for each in pieces if each.lower == piece.lower), key=lambda each: at[each.upper])
    spread = at[piece.lower] - width / 2 + width * (leaving.index(piece) + 0.5) / len(leaving)
    alone = len(leaving) == 1 and sum(each.upper == piece.upper for each in pieces) == 1
    return end if abs(spread - end) <= (width / 2 - 40 if alone else 14) else spread


def _label(piece: Piece, pieces: tuple[Piece, ...], wide: Where) -> list[str]:
    leaving = sum(each.lower == piece.lower for each in pieces)
    return ink.wrapped(", ".join(piece.words), wide[piece.lower] / leaving - 10, _LABEL)


def _stands(diagram: Diagram, place: Place, middle: float, width: float, y: float, high: float) -> str:
    """What stands at a place: a box, or the line that passes."""
    if place.target:
        return ink.line([(middle, y), (middle, y + high)])
    node = diagram.named(place.id)
    words, note = _texts(node, width)
    top = y + (high - _height(node, width)) / 2 + _PAD
    under = top + len(words) * _WORDS * ink.LINE_HEIGHT + 2
    return (
        ink.box(middle - width / 2, y, width, high, emphasis=node.emphasis)
        + ink.lines(words, middle, top, _WORDS, bold=True, middle=True)
        + ink.lines(note, middle, under, _NOTE, kind="quiet", middle=True)
    )


def _texts(node: Node, width: float) -> tuple[list[str], list[str]]:
    room = width - 2 * _PAD
    return ink.wrapped(node.words, room, _WORDS, bold=True), ink.wrapped(node.note, room, _NOTE)


def _height(node: Node, width: float) -> float:
    words, note = _texts(node, width)
    return 2 * _PAD + (len(words) * _WORDS + len(note) * _NOTE) * ink.LINE_HEIGHT + (2 if note else -2)


def _lines(channel: Channel, at: Where, top: float) -> list[str]:
    """The lines of a channel, then what is written on them. ``top`` is the lower edge of the row above."""
    bottom = top + channel.height
    level = {bundle.upper: top + _CLEAR + number * _TRACK for number, bundle in enumerate(channel.order)}
    drawn, written = [], []
    for piece, start in channel.pieces:
        end, tip = at[piece.upper], top if piece.upper.target else top + 8
        across = level.get(piece.upper, tip)
        drawn.append(ink.line(dict.fromkeys([(start, bottom), (start, across), (end, across), (end, tip)])))
        if label := channel.label[piece]:
            high = len(label) * _LABEL * ink.LINE_HEIGHT
            wide = max(map(len, label)) * _LABEL * 0.52 + 8
            written.append(ink.ground(start - wide / 2, bottom - high - 7, wide, high + 1))
            written.append(ink.lines(label, start, bottom - high - 6, _LABEL, middle=True))
    drawn += [ink.arrow(at[bundle.upper], top + 1) for bundle in channel.bundles if not bundle.upper.target]
    return drawn + written
