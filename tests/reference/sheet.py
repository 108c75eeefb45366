"""Reads a sheet of published numbers: a CSV that a spreadsheet opens, with its ``source.md`` beside it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

Row = Mapping[str, str]


def rows(test_file: str, name: str) -> list[Row]:
    """The rows of the sheet of that name beside the test."""
    with (Path(test_file).parent / f"{name}.csv").open(encoding="utf-8", newline="") as sheet:
        return list(csv.DictReader(sheet))


def label(row: Row) -> str:
    """The first few cells, to tell one row's test from another's."""
    return " ".join(list(row.values())[:4])


def as_published(row: Row, column: str) -> object:
    """What to compare with: equal to the number as printed, to half a unit of the last figure printed."""
    printed = row[column]
    figures = len(printed.partition(".")[2])
    return pytest.approx(float(printed), rel=0, abs=0.5000001 * 10.0**-figures)
