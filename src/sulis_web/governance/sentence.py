"""One answer of the front page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """``link`` is the part of the words that leads somewhere; it follows ``words``."""

    words: str
    link: str = ""
    url: str = ""


def listed(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def several(number: int, one: str, many: str) -> str:
    """``One person has``, ``4 people have``."""
    return f"One {one}" if number == 1 else f"{number} {many}"
