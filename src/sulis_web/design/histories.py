"""What changed, who changed it and when; and two edits of one record side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from enum import StrEnum

from sulis_web.design.values import Mark, Tone

_WORD = re.compile(r"\S+\s*")


class Piece(StrEnum):
    SAME = "same"  # stands in both
    ADDED = "added"  # stands in this one alone
    REMOVED = "removed"  # stood in the earlier one alone


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a record before and after; an empty text is told as "nothing"."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that was done to a record."""

    when: datetime
    who: str
    what: str
    changes: tuple[Change, ...] = ()
    reason: str = ""
    organisation: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class KeyDate:
    on: date
    words: str
    url: str = ""
    mark: Mark | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """One field in three states: as both people found it, as the other left it, and as yours would leave it."""

    label: str
    was: str
    theirs: str
    yours: str

    @property
    def mark(self) -> Mark:
        if self.yours == self.theirs:
            both = self.yours != self.was
            return Mark("Both changed it alike", Tone.GOOD) if both else Mark("Not changed")
        if self.theirs == self.was:
            return Mark("You changed this", Tone.WATCH)
        if self.yours == self.was:
            return Mark("They changed this", Tone.WATCH)
        return Mark("Both changed this, differently", Tone.TROUBLE)

    @property
    def differs(self) -> bool:
        return not self.was == self.theirs == self.yours

    @property
    def their_pieces(self) -> tuple[tuple[Piece, str], ...]:
        return pieces(self.was, self.theirs)

    @property
    def your_pieces(self) -> tuple[tuple[Piece, str], ...]:
        return pieces(self.was, self.yours)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two edits of one record, of which the other's was saved first."""

    rows: tuple[Compared, ...]
    they: str
    at: datetime | None = None

    @property
    def different(self) -> tuple[Compared, ...]:
        return tuple(row for row in self.rows if row.differs)

    @property
    def alike(self) -> tuple[Compared, ...]:
        return tuple(row for row in self.rows if not row.differs)


def pieces(before: str, after: str) -> tuple[tuple[Piece, str], ...]:
    """The later text cut where it differs from the earlier, word by word, with what was taken out left in its place."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    # Compared without the space behind each word, so that a word that became the last is still the same word.
    found = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False)
    cut: list[tuple[Piece, str]] = []
    for kind, old_from, old_to, new_from, new_to in found.get_opcodes():
        if kind == "equal":
            same = "".join(new[new_from:new_to])
            # The last word of the later text has no space behind it, though what was taken out may follow.
            cut.append((Piece.SAME, same if same[-1:].isspace() or old_to == len(old) else f"{same} "))
            continue
        if old_to > old_from:
            cut.append((Piece.REMOVED, "".join(old[old_from:old_to])))
        if new_to > new_from:
            cut.append((Piece.ADDED, "".join(new[new_from:new_to])))
    return tuple(cut)
