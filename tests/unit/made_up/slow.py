"""Counts by the slowest and plainest means, sharing nothing with the library."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    month: str
    cells: dict[str, str]

    @property
    def lsoa(self) -> str:
        return self.cells["LSOA code"]

    @property
    def category(self) -> str:
        return self.cells["Crime type"]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def once_each(rows: list[Row]) -> list[Row]:
    """One row for each ID of a month: the first with a place, else the first. Rows without an ID all stay."""
    kept: list[Row] = []
    by_id: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.cells["Crime ID"]:
            by_id[row.month, row.cells["Crime ID"]].append(row)
        else:
            kept.append(row)
    for same in by_id.values():
        kept.append(next((row for row in same if row.lsoa), same[0]))
    return kept


def bridge_of(folder: Path) -> dict[str, str]:
    """The lowest 2011 code that each LSOA code of either vintage is joined to, by walking the overlaps to their end."""
    near: dict[str, set[str]] = defaultdict(set)
    old = set()
    for pair in table(folder / "lookups/lsoa11_lsoa21_ltla22.csv"):
        near["11" + pair["lsoa11_code"]].add("21" + pair["lsoa21_code"])
        near["21" + pair["lsoa21_code"]].add("11" + pair["lsoa11_code"])
        old.add("11" + pair["lsoa11_code"])
    found: dict[str, str] = {}
    for start in sorted(near):
        reached, waiting = {start}, [start]
        while waiting:
            for other in near[waiting.pop()] - reached:
                reached.add(other)
                waiting.append(other)
        found[start[2:]] = min(node for node in reached if node in old)[2:]
    return found


def district_of(folder: Path) -> dict[str, str]:
    found = {}
    for pair in table(folder / "lookups/lsoa11_lsoa21_ltla22.csv"):
        found[pair["lsoa11_code"]] = found[pair["lsoa21_code"]] = pair["ltla22_code"]
    return found


def people_of(folder: Path) -> dict[str, int]:
    """Persons by LSOA 2011."""
    lines = table(folder / "population/population20_lsoa11.csv")
    return {line["lsoa11_code"]: int(float(line["total_population"])) for line in lines}


def busiest_share(counts: Counter[str], part: int = 20) -> float:
    """The share of all that the busiest places hold, one in ``part`` of them."""
    ordered = sorted(counts.values(), reverse=True)
    return sum(ordered[: round(len(ordered) / part)]) / sum(ordered)


def places_with_half(counts: Counter[str]) -> int:
    total = 0
    for number, count in enumerate(sorted(counts.values(), reverse=True), start=1):
        total += count
        if 2 * total >= sum(counts.values()):
            return number
    raise AssertionError("no counts")
