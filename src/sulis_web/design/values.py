"""Values that components draw. Presenters build them; templates only lay them out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """How a word is meant. Its shape says the same as its colour."""

    GOOD = "good"  # a disc: as it should be
    WATCH = "watch"  # a diamond: look at it soon
    TROUBLE = "trouble"  # a triangle: something must be done
    QUIET = "quiet"  # an empty square: a plain state that asks for nothing


@dataclass(frozen=True, slots=True)
class Mark:
    """A status: its word, and the tone that gives it a shape and a colour."""

    word: str
    tone: Tone = Tone.QUIET


@dataclass(frozen=True, slots=True)
class Action:
    """A link that does something, such as "Change". ``about`` is read aloud after it, so that five of them differ."""

    words: str
    url: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a summary list."""

    label: str
    text: str
    url: str = ""
    mark: Mark | None = None
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A summary list with a heading of its own, for one of several alike."""

    title: str
    facts: tuple[Fact, ...]
    actions: tuple[Action, ...] = ()
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    url: str = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Columns on a desk, cards on a phone. The first cell of each row is its heading."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def laid_out(self) -> list[list[tuple[Column, Cell]]]:
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Crumb:
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Thread:
    """One link of the chain of reasons, seen from a record. ``how`` leads to what is known of the link itself."""

    words: str
    url: str
    kind: str
    how: str = ""
