"""Recognising look-ups and boundaries by what they hold, whatever they are called."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sulis.store import RawFile, Refused, handed_over, read_raw
from sulis.vocabulary import Fault

Row = dict[str, str]

_ONS_NAMES = {"chgind": "change_code"}
_ONS_PARTS = re.compile(r"(lsoa|msoa|wd|lad|csp|pfa|rgn)(\d\d)(cd|nm)")
_OUR_LEVELS = {"wd": "ward", "lad": "ltla", "rgn": "region"}
_BOUNDARY_KEY = re.compile(r"(lsoa|msoa|ward|ltla|pfa)(\d\d)_code")
_LEVELS = {"ltla": "district", "pfa": "force"}
_CODE = re.compile(r"[EWSN]\d{8}")

LOOKUPS: dict[str, frozenset[str]] = {
    "lsoa": frozenset({"lsoa11_code", "lsoa11_name", "lsoa21_code", "lsoa21_name", "change_code"}),
    "ward": frozenset({"lsoa21_code", "ward24_code", "ward24_name", "ltla24_code", "ltla24_name"}),
    "lsoa_msoa": frozenset({"lsoa11_code", "msoa11_code"}),
    "msoa": frozenset({"msoa11_code", "msoa21_code", "msoa21_name"}),
    "partnership": frozenset({"ltla24_code", "csp24_code", "csp24_name", "pfa24_code", "pfa24_name"}),
    "region": frozenset({"ltla24_code", "region24_code", "region24_name"}),
}
"""The columns that each look-up is known by; ONS's own names (LSOA11CD, CHGIND) are taken for ours."""


@dataclass(frozen=True, slots=True)
class Outlines:
    """The features of one boundary file: one level and vintage."""

    raw: RawFile
    level: str
    vintage: int
    features: tuple[tuple[str, str | None, str], ...]  # code, name, geometry as GeoJSON text


@dataclass(slots=True)
class Handed:
    """What was recognised among the files handed over."""

    lookups: dict[str, tuple[RawFile, list[Row]]] = field(default_factory=dict)
    outlines: list[Outlines] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def recognise(paths: Iterable[Path]) -> Handed:
    """Sort files and the content of folders into look-ups, outlines and others.

    Raises
    ------
    WrongUsage
        When a path does not exist.
    """
    handed = Handed()
    for path, _ in handed_over(paths, handed.ignored):
        _sort(path, handed)
    return handed


def _sort(path: Path, handed: Handed) -> None:
    name = path.name.lower().removesuffix(".gz")
    if not name.endswith((".csv", ".json", ".geojson")):
        handed.ignored.append(str(path))
        return
    try:
        raw, content = read_raw(path)
        text = content.decode("utf-8-sig")
        if name.endswith(".csv"):
            _take_lookup(path, raw, text, handed)
        else:
            _take_outlines(path, raw, text, handed)
    except Refused as refused:
        handed.faults.append(refused.fault)
    except (UnicodeDecodeError, csv.Error, json.JSONDecodeError, RecursionError) as wrong:
        handed.faults.append(
            Fault(
                path.name, getattr(wrong, "lineno", None), None, "a file that cannot be read to its end",
                "Look-ups are UTF-8 CSV and boundaries are GeoJSON.", "Download the file again.",
            )
        )  # fmt: skip


def _take_lookup(path: Path, raw: RawFile, text: str, handed: Handed) -> None:
    records = csv.reader(io.StringIO(text, newline=""))
    header = [_our_name(cell) for cell in next(records, [])]
    kind = next((kind for kind, columns in LOOKUPS.items() if columns <= set(header)), None)
    if kind is None:
        handed.ignored.append(str(path))
        return
    rows = []
    for number, cells in enumerate(records, start=2):
        if len(cells) != len(header):
            handed.faults.append(_width(path, number, len(cells), len(header)))
            return
        rows.append(dict(zip(header, cells, strict=True)))
    if not rows:
        handed.faults.append(
            Fault(
                path.name, 1, None, "a header and no rows", "A look-up has a row for each area.", "Download it again."
            )
        )
        return
    wrong = _first_wrong_code(rows, sorted(LOOKUPS[kind]))
    if wrong:
        handed.faults.append(Fault(path.name, *wrong))
        return
    handed.lookups[kind] = (raw, rows)


def _our_name(cell: str) -> str:
    plain = cell.strip().lower()
    parts = _ONS_PARTS.fullmatch(plain)
    if parts:
        return f"{_OUR_LEVELS.get(parts[1], parts[1])}{parts[2]}_{'code' if parts[3] == 'cd' else 'name'}"
    return _ONS_NAMES.get(plain, plain)


def _width(path: Path, row: int, found: int, width: int) -> Fault:
    return Fault(
        path.name, row, None, f"a row of {found} cells", f"Every row must have {width}, as the header has.",
        "Download the file again.",
    )  # fmt: skip


def _first_wrong_code(rows: list[Row], columns: list[str]) -> tuple[int, str, str, str, str] | None:
    codes = [column for column in columns if column.endswith("_code") and column != "change_code"]
    for number, row in enumerate(rows, start=2):
        for column in codes:
            if not _CODE.fullmatch(row[column]):
                return (
                    number,
                    column,
                    "something that is not an ONS code",
                    "A code is a letter and eight figures.",
                    ("Download the file again."),
                )
    return None


def _take_outlines(path: Path, raw: RawFile, text: str, handed: Handed) -> None:
    document = json.loads(text, parse_constant=_no_number)
    features = document.get("features") if isinstance(document, dict) else None
    keys = _keys(features)
    if keys is None or not isinstance(features, list):
        handed.ignored.append(str(path))
        return
    code_key, name_key, level, vintage = keys
    found = []
    for number, feature in enumerate(features, start=1):
        properties, geometry = feature.get("properties") or {}, feature.get("geometry") or {}
        code = properties.get(code_key)
        if not code or geometry.get("type") not in ("Polygon", "MultiPolygon"):
            handed.faults.append(
                Fault(
                    path.name, number, code_key, "an outline without its code, or that is no polygon",
                    "Every feature has a code and a Polygon or MultiPolygon.", "Download the file again.",
                )
            )  # fmt: skip
            return
        found.append((code, properties.get(name_key), json.dumps(geometry, separators=(",", ":"))))
    handed.outlines.append(Outlines(raw, level, vintage, tuple(found)))


def _no_number(word: str) -> Any:
    """Refuse NaN and Infinity, which Python reads and GeoJSON does not have."""
    raise json.JSONDecodeError("not a number", word, 0)


def _keys(features: Any) -> tuple[str, str, str, int] | None:
    """The properties that hold code and name, and the level and vintage that they speak of."""
    if not isinstance(features, list) or not features or not isinstance(features[0], dict):
        return None
    given = {_our_name(key): key for key in features[0].get("properties") or {}}
    for ours, theirs in given.items():
        match = _BOUNDARY_KEY.fullmatch(ours)
        if match:
            name = given.get(f"{match[1]}{match[2]}_name", "")
            return theirs, name, _LEVELS.get(match[1], match[1]), 2000 + int(match[2])
    return None
