"""From ONS's look-ups to the tables ``lsoa`` and ``area``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from sulis.sources.geography.bridge import Bridge, bridges
from sulis.sources.geography.files import Row
from sulis.tables import AREAS, LSOAS
from sulis.tables.forces import force_of_area_name

Cells = list[str | int | bool | None]
_LEVELS = ("msoa", "ward", "district", "partnership", "force", "region")
_VINTAGES = {"lsoa": 2021, "msoa": 2021, "ward": 2024, "district": 2024, "partnership": 2024, "force": 2024}
_ABSENT = {
    "ward": "No look-up from LSOA to ward was given, so wards are not known and districts are those of 2022.",
    "partnership": "No look-up to community safety partnership and police force was given, so neither is known.",
    "msoa": "No look-up to MSOA was given, so MSOAs are not known.",
}

_LOST = (
    "{:,} LSOAs of 2021 lie in MSOAs that the look-ups do not list, so they are counted in no MSOA. "
    "Outlines of MSOA 2021 given in the same call fill in those that they name."
)

_Value = TypeVar("_Value")


class Lookups:
    """The look-ups of one delivery, ready to place any LSOA code.

    ``given`` holds rows by kind; ``lsoa`` must be there. ``outlined`` gives the code of each MSOA 2021 that came with an
    outline, by name.
    """

    def __init__(self, given: Mapping[str, list[Row]], outlined: Mapping[str, str] | None = None) -> None:
        self.given = given
        self.pairs = given["lsoa"]
        self.change = {row["lsoa11_code"]: row["change_code"] for row in self.pairs} | {
            row["lsoa21_code"]: row["change_code"] for row in self.pairs
        }
        self.names = {row["lsoa11_code"]: row["lsoa11_name"] for row in self.pairs} | {
            row["lsoa21_code"]: row["lsoa21_name"] for row in self.pairs
        }
        self.bridges = bridges(
            (row["lsoa11_code"], row["lsoa11_name"], row["lsoa21_code"], row["lsoa21_name"]) for row in self.pairs
        )
        self._wards = {row["lsoa21_code"]: row for row in given.get("ward", [])}
        self._partnerships = {row["ltla24_code"]: row for row in given.get("partnership", [])}
        self._regions = {row["ltla24_code"]: row for row in given.get("region", [])}
        self._districts_2022 = {
            row["lsoa21_code"]: (row["ltla22_code"], row["ltla22_name"]) for row in self.pairs if "ltla22_code" in row
        }
        self._msoas = self._msoa_of_2021(outlined or {})

    def caveats(self) -> tuple[str, ...]:
        """What cannot be known for want of a look-up."""
        absent = tuple(text for kind, text in _ABSENT.items() if kind not in self.given)
        lost = len({row["lsoa21_code"] for row in self.pairs} - set(self._msoas))
        return (*absent, _LOST.format(lost)) if lost and "msoa" in self.given else absent

    def lsoas(self) -> Iterator[Cells]:
        """Rows of `sulis.tables.LSOAS`, in order of bridge and code."""
        for bridge in self.bridges:
            parts = self._parts(bridge)
            for code in sorted({*bridge.in_2011, *bridge.in_2021}):
                above = [cell for level in _LEVELS for cell in self._place(code, parts, level)]
                force = self._place(code, parts, "force")[1]
                yield [
                    code, self.names[code], code in bridge.in_2011, code in bridge.in_2021, bridge.code, bridge.name,
                    self.change[code], *above, force_of_area_name(force) if force else None,
                ]  # fmt: skip

    def _parts(self, bridge: Bridge) -> dict[str, tuple[str, ...]]:
        """The 2021 codes that each code of a bridge covers: itself if it is one, else the parts of a 2011 code."""
        parts: dict[str, tuple[str, ...]] = {code: (code,) for code in bridge.in_2021}
        for code in bridge.in_2011:
            if code not in parts:
                parts[code] = tuple(new for new in bridge.in_2021 if (code, new) in self._overlaps())
        return parts

    def _overlaps(self) -> set[tuple[str, str]]:
        if not hasattr(self, "_overlap_set"):
            self._overlap_set = {(row["lsoa11_code"], row["lsoa21_code"]) for row in self.pairs}
        return self._overlap_set

    def _place(self, code: str, parts: Mapping[str, tuple[str, ...]], level: str) -> tuple[str | None, str | None]:
        """The one area of a level that holds all parts of a code; nothing when they lie in several."""
        return only({self._above(part, level) for part in parts[code]}) or (None, None)

    def _above(self, code: str, level: str) -> tuple[str | None, str | None]:
        if level == "msoa":
            return self._msoas.get(code, (None, None))
        ward = self._wards.get(code)
        if level == "ward":
            return (ward["ward24_code"], ward["ward24_name"]) if ward else (None, None)
        district = (ward["ltla24_code"], ward["ltla24_name"]) if ward else self._districts_2022.get(code, (None, None))
        if level == "district" or district[0] is None:
            return district
        row = (self._regions if level == "region" else self._partnerships).get(district[0], {})
        stem = {"partnership": "csp24", "force": "pfa24", "region": "region24"}[level]
        return row.get(f"{stem}_code"), row.get(f"{stem}_name")

    def _msoa_of_2021(self, outlined: Mapping[str, str]) -> dict[str, tuple[str, str]]:
        """MSOA 2021 of each LSOA 2021, by its name: that of the LSOA without its last letter.

        The published look-up from MSOA 2011 leaves out MSOAs that were new in 2021, so names that outlines give are used
        too. An LSOA whose MSOA neither of them names is in none: its 2011 parent may be a neighbour.
        """
        codes = {**outlined, **{row["msoa21_name"]: row["msoa21_code"] for row in self.given.get("msoa", [])}}
        named = {row["lsoa21_code"]: row["lsoa21_name"][:-1] for row in self.pairs}
        return {code: (codes[name], name) for code, name in named.items() if name in codes}


def areas(lsoas: Iterable[Cells]) -> list[Cells]:
    """Rows of `sulis.tables.AREAS`: every area that an LSOA lies in, with the one district and force that hold it."""
    position = {name: number for number, name in enumerate(LSOAS.names)}
    names: dict[tuple[str, str], str] = {}
    districts: dict[tuple[str, str], set[str | None]] = {}
    forces: dict[tuple[str, str], set[str | None]] = {}
    for cells in lsoas:
        for level in _VINTAGES:
            prefix = "bridge" if level == "lsoa" else level
            code = cells[position[f"{prefix}_code"]]
            if code is None:
                continue
            key = (str(code), level)
            names[key] = str(cells[position[f"{prefix}_name"]])
            districts.setdefault(key, set()).add(_text(cells[position["district_code"]]))
            forces.setdefault(key, set()).add(_text(cells[position["force_code"]]))
    assert len(AREAS.columns) == 6
    return [
        [code, name, level, _VINTAGES[level], only(districts[code, level]), only(forces[code, level])]
        for (code, level), name in sorted(names.items())
    ]


def only(values: set[_Value]) -> _Value | None:
    """The one member of a set, or None when it has none or several.

    >>> only({"a"}), only({"a", "b"})
    ('a', None)
    """
    return next(iter(values)) if len(values) == 1 else None


def _text(cell: str | int | bool | None) -> str | None:
    return None if cell is None else str(cell)
