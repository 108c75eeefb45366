"""Street-level files made for tests, in the publisher's own layout."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)
FORCE = "Mereshire Police"
NAME = "2024-03-mereshire-street.csv"
LSOAS = ("E01990001", "E01990002", "E01990003")
CATEGORIES = ("Anti-social behaviour", "Burglary", "Violence and sexual offences", "Robbery", "Drugs")


def row(number: int, *, month: str = "2024-03", **changed: str) -> list[str]:
    """One sound row; ``changed`` replaces cells by the names below."""
    category = CATEGORIES[number % len(CATEGORIES)]
    asb = category == "Anti-social behaviour"
    cells = {
        "id": "" if asb else hashlib.sha256(f"{month}/{number}".encode()).hexdigest(),
        "month": month,
        "reported": FORCE,
        "within": FORCE,
        "longitude": f"{-8.5 + number / 1000:.6f}",
        "latitude": f"{49.5 + number / 1000:.6f}",
        "location": f"On or near Lantern Row {number % 7}",
        "lsoa": LSOAS[number % len(LSOAS)],
        "lsoa_name": f"Aldermere 00{number % len(LSOAS) + 1}A",
        "category": category,
        "outcome": "" if asb else "Under investigation",
        "context": "",
    }
    assert set(changed) <= set(cells), changed
    return list((cells | changed).values())


def rows(count: int = 60, *, month: str = "2024-03") -> list[list[str]]:
    return [row(number, month=month) for number in range(count)]


def text(lines: Sequence[Sequence[str]], *, header: str = HEADER, end: str = "\n") -> str:
    return end.join([header, *(",".join(cells) for cells in lines)]) + end


def write_months(folder: Path, months: Sequence[str], *, count: int = 60) -> list[Path]:
    """One sound file a month."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for month in months:
        path = folder / f"{month}-mereshire-street.csv"
        path.write_text(text(rows(count, month=month)), encoding="utf-8")
        paths.append(path)
    return paths
