"""Dealing out what is planted: so many of each, in a drawn order."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from sulis.sources.made_up.draws import Draws

T = TypeVar("T")


def dealt(draws: Draws, counts: Mapping[T, int]) -> list[T]:
    """As many of each as is said, in a drawn order.

    >>> sorted(dealt(Draws(1), {"yes": 2, "no": 1}))
    ['no', 'yes', 'yes']
    """
    cards = [card for card, many in counts.items() for _ in range(many)]
    return [cards[place] for place in draws.order(len(cards)).tolist()]


def one_of(draws: Draws, words: Sequence[T], size: int) -> list[T]:
    """So many drawn from the words, each as likely as the others."""
    return [words[place] for place in draws.below(size, len(words)).tolist()]


def as_csv(
    header: Sequence[str], rows: Iterable[Sequence[object]], *, delimiter: str = ",", encoding: str = "utf-8"
) -> bytes:
    """A file as a sender's program writes it, with line ends of Windows."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def reference(draws: Draws, size: int, before: str) -> list[str]:
    """So many different references of a sender's own making, as ``before`` and seven digits."""
    numbers = draws.order(size).tolist()
    first = 1_000_000 + draws.one_below(1_000_000)
    return [f"{before}{first + 7 * number}" for number in numbers]
