"""Linkage of generated people, ours beside Splink called directly with the same model on the same records."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.linkage_people import SOURCES, write_sheets
from benchmarks.whole_process import Line, beside, fresh, side_by_side

PEOPLE = 100_000


def lines(scratch: Path, runs: int, *, people: int = PEOPLE) -> Iterator[Line]:
    """Two lines: the time, and what came of it."""
    folder, home = scratch / "linkage", scratch / "linkage-home"
    records = write_sheets(folder, people, seed=20240101)
    _clean(folder)
    ours, peer = side_by_side(
        [sys.executable, "-m", "benchmarks.linkage_ours", str(folder), str(home)],
        [sys.executable, "-m", "benchmarks.linkage_splink", str(folder)],
        runs=runs,
        before=lambda: fresh(home),
    )
    agree(folder)
    what = f"Linkage of {people:,} generated people in {records:,} records"
    yield beside(what, ours, "Splink called directly", peer, at_most=1.5)
    truth, found = _truth(folder), (_ours(folder), _splinks(folder))
    mine, theirs = (_quality(clusters, truth) for clusters in found)
    yield ("- of these, pairs under one person key", mine, theirs, "precision, recall", "")


def agree(folder: Path) -> None:
    """Both must have kept the same number of pairs: the same model found the same."""
    import duckdb

    found = duckdb.execute(f"SELECT count(*) FROM '{folder}/splink_pairs.parquet'").fetchone()
    if found != (json.loads((folder / "ours.json").read_text())["pairs"],):
        raise SystemExit("ours and Splink's pairs differ")


def _clean(folder: Path) -> None:
    """The peer's input: the same cleaned and numbered records, prepared untimed."""
    import pyarrow.parquet as parquet

    from sulis.linkage import read_sheet, records

    today = datetime.now(UTC).date()
    parts = [records.clean(source, read_sheet(folder / f"{source}.csv").rows, today)[0] for source in SOURCES]
    parquet.write_table(records.together(parts), folder / "cleaned.parquet")


def _truth(folder: Path) -> dict[int, str]:
    """Whose record each is, by the number that records have in the room."""
    with (folder / "truth.csv").open(encoding="utf-8") as sheet:
        person = {(row["source"], row["record_key"]): row["person"] for row in csv.DictReader(sheet)}
    numbered: list[str] = []
    for source in SOURCES:
        with (folder / f"{source}.csv").open(encoding="utf-8") as sheet:
            numbered += [person[source, row["record_key"]] for row in csv.DictReader(sheet)]
    return dict(enumerate(numbered))


def _ours(folder: Path) -> dict[int, str]:
    return dict(enumerate(json.loads((folder / "ours.json").read_text())["keys"]))


def _splinks(folder: Path) -> dict[int, str]:
    import duckdb

    rows = duckdb.execute(f"SELECT n, cluster_id FROM '{folder}/splink_clusters.parquet'").fetchall()
    return {number: str(cluster) for number, cluster in rows}


def _quality(clusters: Mapping[int, str], truth: Mapping[int, str]) -> str:
    linked = _pairs(Counter(clusters.values()))
    true = _pairs(Counter(truth.values()))
    right = _pairs(Counter((clusters[number], truth[number]) for number in truth))
    return f"{right / linked:.4f}, {right / true:.4f}"


def _pairs(sizes: Counter[object]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())
