"""The demonstration, written once for all tests of this folder, and its rows read by the plainest means."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from sulis.sources.made_up.fetch import Manifest, write_demonstration
from tests.unit.made_up.slow import Row


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("made_up")


@pytest.fixture(scope="session")
def manifest(folder: Path) -> Manifest:
    return write_demonstration(folder)


@pytest.fixture(scope="session")
def rows(folder: Path, manifest: Manifest) -> list[Row]:
    return [Row(path.name[:7], row) for path in _street(folder, manifest) for row in _read(path)]


def _street(folder: Path, manifest: Manifest) -> list[Path]:
    return [folder / f"police_uk/street/{m}/{m}-mereshire-street.csv" for m in manifest.months]


def _read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
