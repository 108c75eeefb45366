"""Where a number comes from: which releases, which definition, which query."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Provenance:
    """The road back from a number to the publisher's files.

    ``releases`` are release ids of the store, ``query`` the SQL that was run, ``definition`` the id and version
    of the definition, or None where none was used. ``open_data`` is true only if every release is
    an official statistic published under an open licence; anything else is held back from public pages.
    """

    releases: tuple[str, ...]
    query: str
    definition: str | None = None
    open_data: bool = False
