"""How well person keys were linked, as a linkage room measured it. linked.toml, which may be left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sulis.catalogue.partnership.reading import Reading
from sulis.catalogue.reader import Table

MOST = 1_000_000_000
KEYS = ("force_extract",)  # source cards whose people stand under a key


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Labelled pairs of records under the keys of one source, as `sulis linkage report` counts them.

    ``pairs`` stand under one key, ``right`` of them are one person; ``missed`` are one person under two keys. ``labelled`` says
    how the truth of a pair was known.
    """

    keys: str
    pairs: int
    right: int
    missed: int
    labelled: str
    measured: date
    supplied_by: str


def read_linked(reading: Reading) -> tuple[Linked, ...]:
    """What was measured, one entry for each source."""
    top = reading.open("linked.toml", required=False)
    found: list[Linked] = []
    for table in top.tables("linked", required=False):
        one = _linked(table)
        if one.keys in {other.keys for other in found}:
            table.fault("keys", f'"{one.keys}"', "A source has one entry.", "Keep the newest and take the other out.")
        found.append(one)
    top.finish()
    return tuple(found)


def _linked(table: Table) -> Linked:
    linked = Linked(
        keys=table.word("keys", KEYS),
        pairs=table.whole("pairs", 1, MOST) or 0,
        right=table.whole("right", 1, MOST) or 0,
        missed=table.whole("missed", 0, MOST) or 0,
        labelled=table.text("labelled", why="How the truth was known decides what the numbers mean."),
        measured=table.day("measured"),
        supplied_by=table.text("supplied_by"),
    )
    if linked.right > linked.pairs:
        table.fault(
            "right", str(linked.right), "Pairs that are one person are some of those under one key.",
            "Take pairs, right and missed from one report of the room.",
        )  # fmt: skip
    return linked
