"""A country's worth of invented rows in the publisher's format, for measuring speed. It carries no planted truths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sulis.sources.made_up.draws import Draws, Whole
from sulis.sources.made_up.incidents import HEADER
from sulis.sources.made_up.names import REGION_CODE, REGION_NAME, STEMS, STREETS
from sulis.sources.made_up.outcomes import OUTCOMES, draw_outcomes
from sulis.sources.made_up.pattern import ASB, KINDS, LABELS
from sulis.vocabulary import Period

LSOAS = 33_000
VARIANTS = 3
NAMES = tuple(f"{stem}shire" for stem in STEMS if "'" not in stem)
_HEX = np.frombuffer("".join(f"{byte:02x}" for byte in range(256)).encode(), dtype=np.uint8).reshape(256, 2)
_BLANK_ID = "0" * 64
_BLANK_MONTH = "0000-00"

Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Country:
    """What was written: rows without headers, files and their bytes."""

    rows: int
    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class _Template:
    """A month of a force with blank IDs and months: the text, each row's length, and whether the row has an ID."""

    text: Bytes
    lengths: Whole
    has_id: NDArray[np.bool_]


def write_country(
    folder: Path,
    *,
    months: int = 36,
    rows_per_month: int = 500_000,
    forces: int = 40,
    seed: int = 20240101,
    first: str = "2022-01",
    districts: int = 1,
) -> Country:
    """Write ``forces`` forces' street-level files and the look-ups that go with them.

    Parameters
    ----------
    folder
        Made if absent; laid out as the shared test data is.
    months, rows_per_month
        How many months from ``first`` on, and about how many rows in each over all forces.
    forces
        At most as many as there are invented names (about fifty).
    seed
        Same seed, same bytes.
    districts
        Into how many districts each force is divided; each is a community safety partnership.

    Returns
    -------
    Country
        The rows, files and bytes of the street-level files.

    Raises
    ------
    ValueError
        When there are not enough names for the forces asked for.

    Notes
    -----
    A few months of rows are drawn for each force, and every file is one of them with some rows left out and fresh IDs:
    memory stays at one force's rows, and every ID in the country is different.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     made = write_country(Path(name), months=2, rows_per_month=300, forces=3)
    >>> made.files, 400 < made.rows <= 600
    (6, True)
    """
    if not 0 < forces <= len(NAMES):
        raise ValueError(f"from 1 to {len(NAMES)} forces can be named, not {forces}")
    labels = _months(first, months)
    for name, content in _lookups(forces, districts):
        path = folder / "lookups" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    # About 4% of the rows drawn are left out of each file.
    drawn = rows_per_month * 25 // 24 // forces
    rows = size = 0
    for force in range(forces):
        draws = Draws(seed, 7, force)
        templates = [_draw_template(force, forces, drawn, draws) for _ in range(VARIANTS)]
        for position, month in enumerate(labels):
            content, count = _fill(templates[position % VARIANTS], month, draws)
            path = folder / "police_uk" / "street" / month / f"{month}-{NAMES[force].lower()}-street.csv"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            rows, size = rows + count, size + len(content)
    return Country(rows, forces * len(labels), size)


def _months(first: str, count: int) -> list[str]:
    start = Period.month(first).start
    total = start.year * 12 + start.month - 1
    return [f"{(total + n) // 12}-{(total + n) % 12 + 1:02d}" for n in range(count)]


def areas_of_force(force: int, forces: int) -> Iterator[tuple[str, str, int]]:
    """Code, name and number within the force of each of its LSOAs; five make an MSOA."""
    each = LSOAS // forces
    for number in range(each):
        yield f"E019{force * each + number:05d}", f"{NAMES[force]} {number // 5 + 1:03d}{'ABCDE'[number % 5]}", number


def _draw_template(force: int, forces: int, rows: int, draws: Draws) -> _Template:
    areas = list(areas_of_force(force, forces))
    uneven = (10 + draws.below(len(areas), 200) ** 3 // 4000).astype(np.int64)
    kinds = draws.pick(rows, np.array([kind.share for kind in KINDS]))
    placed = draws.below(rows, 1000) >= np.array([kind.no_place for kind in KINDS])[kinds]
    area = np.where(placed, draws.pick(rows, uneven), len(areas))
    order = np.lexsort((kinds, area))
    outcomes = draw_outcomes(kinds, draws)
    point = draws.below(rows, 12)
    title = f"{NAMES[force]} Police"
    lines = []
    for row in order.tolist():
        kind, where = int(kinds[row]), int(area[row])
        name = "" if kind == ASB else _BLANK_ID
        place = _place(areas[where], force, int(point[row])) if where < len(areas) else ",,No Location,,"
        tail = f"{LABELS[kind]},{OUTCOMES[outcomes[row]]}"
        lines.append(f"{name},{_BLANK_MONTH},{title},{title},{place},{tail},\n")
    text = np.frombuffer("".join(lines).encode(), dtype=np.uint8)
    return _Template(text, np.array([len(line) for line in lines], dtype=np.int64), kinds[order] != ASB)


def _place(area: tuple[str, str, int], force: int, point: int) -> str:
    """A snap point in open water, on a street that is the same each time."""
    code, name, number = area
    east = -8.6 + (force % 8) * 0.2 + (number % 30) * 0.006 + point * 0.0004
    north = 49.4 + (force // 8) * 0.1 + (number // 30) * 0.003 + point % 4 * 0.0005
    street = STREETS[(number * 12 + point) % len(STREETS)]
    return f"{east:.6f},{north:.6f},On or near {street},{code},{name}"


def _fill(template: _Template, month: str, draws: Draws) -> tuple[bytes, int]:
    """A file: most of the template's rows, with this month and fresh IDs."""
    kept = draws.unit(len(template.lengths)) < 0.93 + 0.06 * draws.unit(1)[0]
    text = template.text[np.repeat(kept, template.lengths)]
    lengths, has_id = template.lengths[kept], template.has_id[kept]
    starts = np.cumsum(lengths) - lengths
    with_id = starts[has_id]
    text[with_id.reshape(-1, 1) + np.arange(64)] = draws.hexadecimal(len(with_id), _HEX)
    months = starts + np.where(has_id, 65, 1)
    text[months.reshape(-1, 1) + np.arange(7)] = np.frombuffer(month.encode(), dtype=np.uint8)
    return (HEADER + "\n").encode() + text.tobytes(), len(lengths)


def _lookups(forces: int, districts: int) -> Iterator[tuple[str, bytes]]:
    """The look-ups that the rows need; no LSOA changes between 2011 and 2021 here."""
    each = LSOAS // forces
    rows = [
        (force, force * districts + number * districts // each, code, name, number)
        for force in range(forces)
        for code, name, number in areas_of_force(force, forces)
    ]
    district = [
        (f"E0698{force * districts + part:04d}", NAMES[force] if districts == 1 else f"{NAMES[force]} {part + 1}")
        for force in range(forces)
        for part in range(districts)
    ]
    yield (
        "lsoa11_lsoa21_ltla22.csv",
        _csv(
            "lsoa11_name,lsoa11_code,change_code,lsoa21_name,lsoa21_code,ltla22_name,ltla22_code",
            [f"{name},{code},U,{name},{code},{district[d][1]},{district[d][0]}" for _, d, code, name, _ in rows],
        ),
    )
    yield (
        "lsoa21_ward24_ltla24.csv",
        _csv(
            "lsoa21_name,lsoa21_code,ward24_name,ward24_code,ltla24_name,ltla24_code",
            [
                f"{name},{code},{NAMES[f]} Ward {n // 10 + 1},E0598{f * 100 + n // 10:04d},{district[d][1]},{district[d][0]}"
                for f, d, code, name, n in rows
            ],
        ),
    )
    yield (
        "ltla24_csp24_pfa24.csv",
        _csv(
            "ltla24_code,ltla24_name,csp24_code,csp24_name,pfa24_code,pfa24_name",
            [
                f"{code},{name},E2298{d:04d},{name},E2398{d // districts:04d},{NAMES[d // districts]}"
                for d, (code, name) in enumerate(district)
            ],
        ),
    )
    yield (
        "ltla24_region24.csv",
        _csv(
            "ltla24_name,ltla24_code,region24_name,region24_code",
            [f"{name},{code},{REGION_NAME},{REGION_CODE}" for code, name in district],
        ),
    )


def _csv(header: str, lines: list[str]) -> bytes:
    return ("\n".join([header, *lines]) + "\n").encode()
