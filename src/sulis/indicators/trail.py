"""The road back from a number to the releases it was made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sulis.vocabulary import Provenance

if TYPE_CHECKING:
    from sulis.store import Release, Store


@dataclass(frozen=True)
class Trail:
    """The releases that were current when a run began, by id."""

    by_id: dict[str, Release]

    def ids(self, table: str) -> tuple[str, ...]:
        """Ids of the releases of one kind (incidents, geography, boundaries, population)."""
        return self._of_tables.get(table, ())

    @cached_property
    def _of_tables(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for id_, release in sorted(self.by_id.items()):
            found.setdefault(release.table, []).append(id_)
        return {table: tuple(ids) for table, ids in found.items()}

    def to(self, releases: Iterable[str], query: str, definition: str | None = None) -> Provenance:
        """Where a number comes from that was counted by LSOA: these releases and the look-ups."""
        used = tuple(sorted({*releases, *self.ids("geography")}))
        return Provenance(used, query, definition, self.open(used))

    def with_population(self, counted: Provenance, query: str) -> Provenance:
        """Where a rate comes from: what its count comes from, and the population."""
        return self.with_table(counted, "population", query)

    def with_table(self, counted: Provenance, table: str, query: str) -> Provenance:
        """Where a rate comes from: what its count comes from, and the releases of the table that it divides by."""
        used = tuple(sorted({*counted.releases, *self.ids(table)}))
        return Provenance(used, f"{counted.query};\n\n{query}", counted.definition, self.open(used))

    def open(self, releases: Iterable[str]) -> bool:
        """Whether all of them are official statistics under an open licence."""
        return all(self.by_id[id_].open_data for id_ in releases)


def trail_of(store: Store) -> Trail:
    """The trail of everything that is current in the store."""
    return Trail({release.id: release for release in store.releases()})
