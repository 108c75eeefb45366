"""One dated delivery of a source, as the store keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sulis.tables import TABLES


class ReleaseStatus(StrEnum):
    """Where a release is in its life."""

    CURRENT = "current"  # what readers see
    SUPERSEDED = "superseded"  # a later version of the same month and force took its place
    WITHDRAWN = "withdrawn"  # taken back, with a reason; nothing has taken its place


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file as it was received. For a member of an archive the name holds both, joined by ``!``.

    ``sha256`` is the checksum of the bytes as received; ``content_sha256`` that of the text inside once unpacked, so
    that the same month is recognised whether it comes plain, compressed or in an archive.
    """

    name: str
    sha256: str
    bytes: int
    content_sha256: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a revision changed, against the release that it took the place of.

    ``columns`` counts, for rows with an ID that stands once in both, how many differ in each column.
    """

    replaced: str
    rows_added: int
    rows_gone: int
    rows_changed: int
    columns: dict[str, int]


@dataclass(frozen=True, slots=True)
class Release:
    """A version of one period of one series of a table. ``id`` is stable and fit to be quoted.

    ``received`` is an ISO date and time in UTC. ``paths`` are relative to the home, one Parquet file a table.
    ``repeated_ids`` is the number of IDs that stand on more than one row.
    """

    id: str
    table: str
    source: str
    publisher: str
    licence: str
    series: str
    period: str
    version: int
    status: ReleaseStatus
    provisional: bool
    open_data: bool
    made_up: bool
    received: str
    rows_read: int
    rows_loaded: int
    rows_quarantined: int
    repeated_ids: int
    files: tuple[RawFile, ...]
    paths: dict[str, str]
    parquet_sha256: dict[str, str]
    caveats: tuple[str, ...]
    change: Change | None = None
    withdrawn_because: str | None = None

    @property
    def slot(self) -> tuple[str, str, str]:
        """The place that only one current release can fill: table, series and period."""
        return (self.table, self.series, self.period)

    @property
    def restricted(self) -> bool:
        """Whether its tables are about people, so that it is kept encrypted and each read of it is noted."""
        return any(table.restricted for table in TABLES.values() if table.kept_with == self.table)

    @property
    def kept_as(self) -> str:
        """Status as the coverage ledger says it: present, provisional, revised or withdrawn."""
        if self.status is ReleaseStatus.WITHDRAWN:
            return "withdrawn"
        if self.provisional:
            return "provisional"
        return "revised" if self.version > 1 else "present"
