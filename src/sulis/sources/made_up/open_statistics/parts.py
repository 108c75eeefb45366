"""What the made-up open statistics share: places, text files and planted facts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sulis.sources.made_up.names import DISTRICTS

PLACES = tuple((plan.code, plan.name) for plan in DISTRICTS)
ALDERMERE, BRACKWATER, COLDHARBOUR, DUNMARSH = (code for code, _ in PLACES[:4])
NAMES = dict(PLACES)
# Authorities that only the children's statistics know: enough to be ten neighbours.
FURTHER = tuple(
    (f"E0699905{number}", name)
    for number, name in enumerate(
        ("Elmcaster", "Fenbury", "Gorsewick", "Hollinghead", "Ivyborough", "Juniper Vale", "Kestwold"), start=1
    )
)


@dataclass(frozen=True, slots=True)
class Made:
    """One file: its path under the folder, and its text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class PlantedFact:
    """Something planted that a reader of the tables must find again.

    ``table`` is where, ``statement`` is it in words, and ``value`` the number to be found. ``command`` is the `sulis ingest`
    command that loads its file.
    """

    id: str
    command: str
    table: str
    statement: str
    value: float


def as_csv(header: Sequence[str], rows: Iterable[Sequence[object]], *, above: Sequence[str] = ()) -> str:
    """CSV text with newlines as the publishers write them; ``above`` are lines before the header."""
    kept = io.StringIO()
    for line in above:
        kept.write(f"{line}\n")
    writer = csv.writer(kept, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return kept.getvalue()
