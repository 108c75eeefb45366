"""Where along its row each place stands: near what it is joined to, and never nearer to its neighbour than allowed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sulis_web.design.diagrams.layers import Piece, Place, Rows

BOX, PASS, GAP = 216.0, 12.0, 32.0
_FOR_EACH_LINE = 100.0  # what the words on a line need
_ROUNDS = 8


def middles(rows: Rows) -> dict[Place, float]:
    """The middle of every place, in pixels from an origin that may lie anywhere."""
    at: dict[Place, float] = {}
    for row in rows.rows:
        at |= dict(zip(row, _apart([0.0] * len(row), _widths(row, rows)), strict=True))
    for turn in range(_ROUNDS):
        order = range(len(rows.rows)) if turn % 2 == 0 else range(len(rows.rows) - 1, -1, -1)
        for number in order:
            row = rows.rows[number]
            wished = [_wish(place, number, rows, at, down=turn % 2 == 0) for place in row]
            at |= dict(zip(row, _apart(wished, _widths(row, rows)), strict=True))
    return at


def width_of(place: Place, rows: Rows) -> float:
    """A box is as wide as the words on the lines that leave it need."""
    if place.target:
        return PASS
    leaving = sum(piece.lower == place for channel in rows.pieces for piece in channel)
    return max(BOX, leaving * _FOR_EACH_LINE)


def _widths(row: Sequence[Place], rows: Rows) -> list[float]:
    return [width_of(place, rows) for place in row]


def _wish(place: Place, row: int, rows: Rows, at: dict[Place, float], *, down: bool) -> float:
    above: Sequence[Piece] = rows.pieces[row - 1] if row > 0 else ()
    below: Sequence[Piece] = rows.pieces[row] if row < len(rows.pieces) else ()
    over = [at[piece.upper] for piece in above if piece.lower == place]
    under = [at[piece.lower] for piece in below if piece.upper == place]
    near = (over or under) if down else (under or over)
    return sum(near) / len(near) if near else at[place]


def _apart(wished: Sequence[float], widths: Sequence[float]) -> list[float]:
    """The places nearest to those wished for, in order and apart: pooled as in isotonic regression."""
    offsets = [0.0]
    for left, right in pairwise(widths):
        offsets.append(offsets[-1] + (left + right) / 2 + GAP)
    pools: list[list[float]] = []
    for wish, offset in zip(wished, offsets, strict=True):
        pools.append([wish - offset])
        while len(pools) > 1 and _mean(pools[-2]) > _mean(pools[-1]):
            last = pools.pop()
            pools[-1] += last
    settled = [_mean(pool) for pool in pools for _ in pool]
    return [start + offset for start, offset in zip(settled, offsets, strict=True)]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
