"""The drawing for a desk and for paper: rows of boxes, with lines that run up, across and up."""

from __future__ import annotations

from dataclasses import dataclass

from sulis_web.design.diagrams import ink
from sulis_web.design.diagrams.layers import Piece, Place, Rows, in_rows
from sulis_web.design.diagrams.nodes import Diagram, Node
from sulis_web.design.diagrams.placing import BOX, middles
from sulis_web.design.diagrams.tracks import Bundle, tracks

WIDTH = 960.0
_WORDS, _NOTE, _LABEL = 15.5, 13.5, 13.5
_PAD, _EDGE, _TRACK, _CLEAR = 12.0, 3.0, 16.0, 24.0


@dataclass(frozen=True, slots=True)
class Channel:
    """The room between two rows, and the lines that pass through it."""

    bundles: tuple[Bundle, ...]
    pieces: tuple[tuple[Piece, float], ...]  # with the place along the row where each begins
    order: tuple[Bundle, ...]
    labels: float

    @property
    def height(self) -> float:
        return self.labels + _CLEAR + _TRACK * max(1, len(self.order)) + 8


def draw_wide(diagram: Diagram, description: str) -> str:
    """The diagram as SVG text, 960 pixels wide or as much wider as its rows need."""
    rows = in_rows(diagram)
    found = middles(rows)
    shift = _EDGE - min((at - BOX / 2 for place, at in found.items() if not place.target), default=0.0)
    at = {place: middle + shift for place, middle in found.items()}
    right = max((middle + BOX / 2 for place, middle in at.items() if not place.target), default=0.0)
    channels = [_channel(diagram, pieces, at) for pieces in rows.pieces]
    parts, y = [], _EDGE
    for number, row in enumerate(rows.rows):
        high = max((_height(diagram.named(place.id)) for place in row if not place.target), default=0.0)
        parts += _row(diagram, rows, number, at, y, high)
        y += high
        if number < len(channels):
            parts += _lines(channels[number], at, y)
            y += channels[number].height
    width = max(WIDTH, right + _EDGE)
    return ink.whole(parts, width, y + _EDGE, id=f"{diagram.id}-wide", title=diagram.title, description=description)


def _channel(diagram: Diagram, pieces: tuple[Piece, ...], at: dict[Place, float]) -> Channel:
    begun = tuple((piece, _port(piece, pieces, at)) for piece in pieces)
    uppers = dict.fromkeys(piece.upper for piece in pieces)
    bundles = tuple(
        Bundle(upper, at[upper], tuple(start for piece, start in begun if piece.upper == upper)) for upper in uppers
    )
    deepest = max((len(_label(piece, pieces)) for piece in pieces), default=0)
    return Channel(bundles, begun, tuple(tracks(bundles)), deepest * _LABEL * ink.LINE_HEIGHT + 10)


def _port(piece: Piece, pieces: tuple[Piece, ...], at: dict[Place, float]) -> float:
    """Where on its lower place a line begins: spread over the box in the order in which the lines lead away."""
    if piece.lower.target:
        return at[piece.lower]
    leaving = sorted((each for each in pieces if each.lower == piece.lower), key=lambda each: at[each.upper])
    spread = at[piece.lower] - BOX / 2 + BOX * (leaving.index(piece) + 0.5) / len(leaving)
    return at[piece.upper] if abs(spread - at[piece.upper]) <= 14 else spread


def _label(piece: Piece, pieces: tuple[Piece, ...]) -> list[str]:
    leaving = sum(each.lower == piece.lower for each in pieces)
    return ink.wrapped(", ".join(piece.words), BOX / leaving - 10, _LABEL)


def _row(
    diagram: Diagram, rows: Rows, number: int, at: dict[Place, float], y: float, high: float
) -> list[str]:
    parts = []
    for place in rows.rows[number]:
        if place.target:
            parts.append(ink.line([(at[place], y), (at[place], y + high)]))
        else:
            parts.append(_box(diagram.named(place.id), at[place], y, high))
    return parts


def _box(node: Node, middle: float, y: float, high: float) -> str:
    words, note = _texts(node)
    top = y + (high - _height(node)) / 2 + _PAD
    under = top + len(words) * _WORDS * ink.LINE_HEIGHT + 2
    return (
        ink.box(middle - BOX / 2, y, BOX, high, emphasis=node.emphasis)
        + ink.lines(words, middle, top, _WORDS, bold=True, middle=True)
        + ink.lines(note, middle, under, _NOTE, kind="quiet", middle=True)
    )


def _texts(node: Node) -> tuple[list[str], list[str]]:
    room = BOX - 2 * _PAD
    return ink.wrapped(node.words, room, _WORDS, bold=True), ink.wrapped(node.note, room, _NOTE)


def _height(node: Node) -> float:
    words, note = _texts(node)
    return 2 * _PAD + (len(words) * _WORDS + len(note) * _NOTE) * ink.LINE_HEIGHT + (2 if note else -2)


def _lines(channel: Channel, at: dict[Place, float], top: float) -> list[str]:
    """The lines of a channel, then what is written on them. ``top`` is the lower edge of the row above."""
    bottom = top + channel.height
    pieces = tuple(piece for piece, _start in channel.pieces)
    level = {bundle.upper: top + _CLEAR + number * _TRACK for number, bundle in enumerate(channel.order)}
    drawn, written = [], []
    for piece, start in channel.pieces:
        end, tip = at[piece.upper], top if piece.upper.target else top + 8
        across = level.get(piece.upper, tip)
        drawn.append(ink.line(dict.fromkeys([(start, bottom), (start, across), (end, across), (end, tip)])))
        if label := _label(piece, pieces):
            high = len(label) * _LABEL * ink.LINE_HEIGHT
            wide = max(map(len, label)) * _LABEL * 0.52 + 8
            written.append(ink.ground(start - wide / 2, bottom - high - 7, wide, high + 1))
            written.append(ink.lines(label, start, bottom - high - 6, _LABEL, middle=True))
    drawn += [ink.arrow(at[bundle.upper], top + 1) for bundle in channel.bundles if not bundle.upper.target]
    return drawn + written
