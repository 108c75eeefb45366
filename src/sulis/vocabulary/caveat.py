"""What a reader must know before relying on a number. A caveat travels with it to the page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Caveat:
    """``code`` names the kind once and for all; ``text`` is one or two plain sentences that stand on their own."""

    code: str
    text: str

    def __str__(self) -> str:
        return self.text
