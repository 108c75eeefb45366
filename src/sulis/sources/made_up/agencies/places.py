"""The council's list of places: bleed kits, surrender bins and licensed premises."""

from __future__ import annotations

from collections.abc import Iterator

from sulis.sources.made_up.agencies.dealing import as_csv, dealt, one_of
from sulis.sources.made_up.agencies.planted import AGENCY_TRUTHS as TRUE
from sulis.sources.made_up.draws import Draws

PLACES = ("Ref", "Type", "Where", "LSOA", "In place from", "Removed", "Access", "Looked after by", "Publish?")
_ON = ("Mill Lane", "Harbour Road", "Station Approach", "Market Place", "Bell Street", "Chapel Row", "Weir Walk")


def place_files(seed: int, lsoas: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """One list."""
    draws = Draws(seed, 70)
    kinds = dealt(
        draws, {"BLEED KIT": TRUE.bleed_kits, "KNIFE BIN": TRUE.surrender_bins, "LICENSED": TRUE.licensed_premises}
    )
    size = len(kinds)
    streets, areas = one_of(draws, _ON, size), one_of(draws, lsoas, size)
    gone, months = one_of(draws, ("", "", "", "31.05.2024"), size), one_of(draws, tuple(range(1, 13)), size)
    rows = []
    for at, kind in enumerate(kinds):
        licensed = kind == "LICENSED"
        name = f"{'The Old Ferry' if licensed else kind.title()}, {streets[at]}"
        hours = "Until 02:00" if licensed else "At all hours"
        kept = "Licensee" if licensed else "Aldermere Council"
        since = f"01.{months[at]:02}.2023"
        rows.append((f"A{at + 1:03}", kind, name, areas[at], since, gone[at], hours, kept, "no" if licensed else "yes"))
    yield "mereshire_places_2024-06.csv", as_csv(PLACES, rows, delimiter="\t", encoding="utf-16")
