"""What a source's ``tidy`` hands to `sulis.delivery`: rows waiting in a connection, or reasons for refusing them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sulis.catalogue.sources import SourceCard
from sulis.store.release import RawFile, Release
from sulis.vocabulary import Fault

if TYPE_CHECKING:
    import duckdb

Slot = tuple[str, str, str]
"""The place that only one current release can fill: table, series and period."""


@dataclass(frozen=True, slots=True)
class Tidied:
    """One delivery of one period of one series, judged.

    ``rows`` maps each table's name to the SQL that selects its rows (all columns but ``release``) on the connection
    that tidied it. A refused delivery has no rows, and its faults say why; otherwise the faults are those of quarantined
    rows. ``header`` are the file's own headers and ``unnamed`` those that no one reads, for the door to judge. ``made_up`` is None
    for rows that say nothing of any place, so that they may lie beside made-up and real data alike.
    """

    card: SourceCard
    table: str
    series: str
    period: str
    files: tuple[RawFile, ...]
    rows_read: int
    rows_quarantined: int = 0
    repeated_ids: int = 0
    refused: bool = False
    made_up: bool | None = False
    faults: tuple[Fault, ...] = ()
    caveats: tuple[str, ...] = ()
    rows: dict[str, str] | None = None
    header: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    provisional: bool = False


class KnownReleases(Protocol):
    """What a job needs to know of the store; `sulis.delivery` has it."""

    def holds(self, raw: RawFile, slot: Slot) -> bool:
        """Whether a file with the same content was ever accepted there."""
        ...

    def current(self, table: str) -> tuple[Release, ...]:
        """The current releases of a table."""
        ...


Job = Callable[["duckdb.DuckDBPyConnection", Path, KnownReleases], Tidied]
"""Judges one file: on a connection of its own, with a scratch path of its own, knowing what is loaded already."""


@dataclass(slots=True)
class Offered:
    """What a source makes of the files handed to it: a job for each that it knows, the names of those that it passes by,
    and what is already seen to be wrong. `sulis.delivery` runs the jobs, and none where anything is wrong. What is ``secret`` may
    name people: nothing of it is written to disk before it has passed the door.
    """

    jobs: list[Job] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    refused: list[Fault] = field(default_factory=list)
    secret: bool = False
