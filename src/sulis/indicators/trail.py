"""The road back from a number to the releases it was made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulis.vocabulary import Provenance

if TYPE_CHECKING:
    from sulis.store import Release, Store


@dataclass(frozen=True, slots=True)
class Trail:
    """The releases that were current when a run began, by id."""

    by_id: dict[str, Release]

    def ids(self, table: str) -> tuple[str, ...]:
        """Ids of the releases of one kind (incidents, geography, boundaries, population)."""
        return tuple(sorted(id_ for id_, release in self.by_id.items() if release.table == table))

    def to(self, releases: Iterable[str], query: str, definition: str | None = None) -> Provenance:
        """Where a number comes from that was counted by LSOA: these releases and the look-ups."""
        used = tuple(sorted({*releases, *self.ids("geography")}))
        return Provenance(used, query, definition, self.open(used))

    def with_population(self, counted: Provenance, query: str) -> Provenance:
        """Where a rate comes from: what its count comes from, and the population."""
        used = tuple(sorted({*counted.releases, *self.ids("population")}))
        return Provenance(used, f"{counted.query};\n\n{query}", counted.definition, self.open(used))

    def open(self, releases: Iterable[str]) -> bool:
        """Whether all of them are official statistics under an open licence."""
        return all(self.by_id[id_].open_data for id_ in releases)


def trail_of(store: Store) -> Trail:
    """The trail of everything that is current in the store."""
    return Trail({release.id: release for release in store.releases()})
