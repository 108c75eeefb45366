"""Estimates that have passed disclosure for one audience. Only `sulis.publish.disclosure` makes them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sulis.vocabulary.estimate import Estimate, Unit
from sulis.vocabulary.missing import Missing


class Audience(StrEnum):
    """Who will read it."""

    INTERNAL = "internal"  # analysts and the co-ordinator of the partnership
    BOARD = "board"  # members of the boards that the partnership answers to
    PUBLIC = "public"  # anyone


@dataclass(frozen=True, slots=True)
class Figure:
    """What an audience may see of an estimate: the whole of it, or a changed copy, never more.

    ``shown`` is the estimate after disclosure control; words and charts read it and nothing else.
    """

    shown: Estimate

    @property
    def value(self) -> float | None:
        return self.shown.value

    @property
    def low(self) -> float | None:
        return self.shown.low

    @property
    def high(self) -> float | None:
        return self.shown.high

    @property
    def unit(self) -> Unit:
        return self.shown.unit

    @property
    def missing(self) -> Missing | None:
        return self.shown.missing


@dataclass(frozen=True, slots=True)
class InternalFigure(Figure):
    """Cleared for the partnership's own analysts."""


@dataclass(frozen=True, slots=True)
class BoardFigure(Figure):
    """Cleared for board members."""


@dataclass(frozen=True, slots=True)
class PublicFigure(Figure):
    """Cleared for anyone. A public template accepts this type and no other."""


@dataclass(frozen=True, slots=True)
class Suppressed:
    """Held back from this audience. ``reason`` is a sentence that gives away nothing about the value."""

    reason: str
    audience: Audience
