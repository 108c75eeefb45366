"""Fingertips as far as fetching goes: an unknown or outdated area type brings old figures or none, and never an error."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.support.publishers.loopback import NOTHING, Asked, Reply

# The publisher's columns in its order; facts of the interface.
HEADER = (
    "Indicator ID", "Indicator Name", "Parent Code", "Parent Name", "Area Code", "Area Name", "Area Type", "Sex", "Age",
    "Category Type", "Category", "Time period", "Value", "Lower CI 95.0 limit", "Upper CI 95.0 limit",
    "Lower CI 99.8 limit", "Upper CI 99.8 limit", "Count", "Denominator", "Value note", "Recent Trend",
    "Compared to England value or percentiles", "Compared to Region value or percentiles", "Time period Sortable",
    "New data", "Compared to goal",
)  # fmt: skip
AREA_TYPES: list[dict[str, Any]] = [
    {"Id": 15, "Name": "England", "Short": "England"},
    {"Id": 6, "Name": "Government Office Regions (E12)", "Short": "Regions"},
    {"Id": 202, "Name": "Upper tier local authorities (4/19 - 3/20)", "Short": "Counties & UAs (4/19 - 3/20)"},
    {"Id": 502, "Name": "Upper tier local authorities (post 4/23)", "Short": "Counties & UAs (from Apr 2023)"},
]


def values(indicator: int, area_type: str, years: range, *, areas: tuple[str, ...] = ("E06000022",)) -> bytes:
    """A table of values: England and each area, a row a year; no area when there are no years."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, HEADER, restval="", lineterminator="\r\n")
    writer.writeheader()
    for year in years:
        for code, kind in (("E92000001", "England"), *((area, area_type) for area in areas)):
            writer.writerow(
                {
                    "Indicator ID": indicator, "Area Code": code, "Area Type": kind, "Sex": "Persons",
                    "Time period": str(year), "Value": 41.5, "Time period Sortable": f"{year}0000",
                }
            )  # fmt: skip
    return out.getvalue().encode()


@dataclass
class FingertipsSite:
    """``tables`` by indicator and area type; one that is asked for and is not there brings the header alone."""

    tables: dict[tuple[int, int], bytes] = field(default_factory=dict)
    area_types: Any = field(default_factory=lambda: AREA_TYPES)
    header: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/csv"})

    def respond(self, asked: Asked) -> Reply:
        if asked.path == "/api/area_types":
            return Reply(json.dumps(self.area_types).encode(), headers={"Content-Type": "application/json"})
        if asked.path == "/api/indicator_metadata/csv/all":
            return Reply(b"Indicator ID,Indicator,Definition\r\n11201,Violence,Episodes\r\n", headers=self.header)
        if asked.path != "/api/all_data/csv/by_indicator_id":
            return NOTHING
        key = (int(asked.query["indicator_ids"]), int(asked.query["child_area_type_id"]))
        return Reply(self.tables.get(key, values(key[0], "", range(0))), headers=self.header)
