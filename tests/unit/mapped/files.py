"""A small mapping and a small file, changed as a test asks."""

from __future__ import annotations

from pathlib import Path

import duckdb

from sulis.catalogue.mappings import Mapping, read_mapping
from sulis.catalogue.sources import load_source_card, source_ids
from sulis.sources.files import Limits
from sulis.sources.mapped import DryRun, dry_run, offer
from sulis.store import Tidied
from sulis.tables import TABLES

ADMISSIONS = """
id = "admissions_try"
title = "Admissions, as a test has them"
source = "{source}"
table = "admissions"

[release]
series = "try"
period_from = "quarter"

[[column]]
to = "quarter"
from = "Quarter"
label = "financial"

[[column]]
to = "area_code"
from = "Area"

[[column]]
to = "cause"
value = "assault by sharp object"

[[column]]
to = "age_band"
from = ["Age", "Age band"]
codes = {{ A = "0 to 17", B = "18 to 24" }}

[[column]]
to = "admissions"
from = "Number"
missing = {{ "*" = "suppressed", "" = "not received", ":" = "not collected" }}

[[column]]
to = "provisional"
from = "Status"
yes = ["P"]
no = ["F"]
"""
HEADER = "Quarter,Area,Age,Number,Status"
ROWS = (
    "2023/24 Q1,E06000022,A,12,F",
    "2023/24 Q2,E06000022,A,*,F",
    "2023/24 Q3,E06000022,B,0,F",
    "2023/24 Q4,E06000022,B,,P",
)


class NothingKnown:
    """A store in which nothing was ever loaded."""

    def holds(self, *_: object) -> bool:
        return False

    def current(self, _table: str) -> tuple[()]:
        return ()


def mapping(folder: Path, more: str = "", *, text: str = ADMISSIONS) -> Mapping:
    source = next(card for card in source_ids() if "admissions" in load_source_card(card).tables)
    path = folder / "admissions_try.toml"
    path.write_text(text.format(source=source) + more, encoding="utf-8")
    return read_mapping(path)


def file(folder: Path, *rows: str, header: str = HEADER, name: str = "given.csv") -> Path:
    path = folder / name
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def tidied(path: Path, chosen: Mapping, folder: Path) -> tuple[Tidied, list[tuple[object, ...]]]:
    """What one file comes to, and its rows."""
    [job] = offer([path], chosen, limits=Limits()).jobs
    with duckdb.connect() as connection:
        done = job(connection, folder / "0.csv", NothingKnown())
        rows = connection.execute(done.rows[chosen.table_name]).fetchall() if done.rows else []
    return done, rows


def tried(path: Path, chosen: Mapping, folder: Path) -> DryRun:
    return dry_run(path, chosen, limits=Limits(), aside=folder / "0.csv")


def column(rows: list[tuple[object, ...]], table: str, name: str) -> list[object]:
    place = [one for one in TABLES[table].names if one != "release"].index(name)
    return [row[place] for row in rows]
