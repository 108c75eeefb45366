"""Look-ups and outlines as deliveries of the tables ``geography`` and ``boundaries``."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb

from sulis.catalogue.sources import load_source_card
from sulis.sources.geography.files import Handed, Outlines, recognise
from sulis.sources.geography.lookups import Cells, Lookups, areas
from sulis.store import Job, KnownReleases, Offered, Tidied
from sulis.store.sql import literal, struct
from sulis.tables import AREAS, BOUNDARIES, LSOAS, Table, is_made_up
from sulis.vocabulary import Fault


def offer(paths: Iterable[Path]) -> Offered:
    """A job for the look-ups and one for the outlines of each level and vintage.

    One call gives all look-ups at once (the one from LSOA 2011 to LSOA 2021 at least), or outlines, or both.
    """
    handed = recognise(paths)
    if not handed.faults and not handed.lookups and not handed.outlines:
        handed.faults.append(_nothing())
    if handed.lookups and "lsoa" not in handed.lookups and not handed.faults:
        handed.faults.append(_no_base(handed))
    made: list[Job] = []
    if "lsoa" in handed.lookups:
        made.append(_lookups_job(handed))
    groups: dict[tuple[str, int], list[Outlines]] = {}
    for outlines in handed.outlines:
        groups.setdefault((outlines.level, outlines.vintage), []).append(outlines)
    made += [_outlines_job(level, vintage, group) for (level, vintage), group in sorted(groups.items())]
    return Offered(made, handed.ignored, handed.faults)


def _lookups_job(handed: Handed) -> Job:
    def run(connection: duckdb.DuckDBPyConnection, aside: Path, known: KnownReleases) -> Tidied:
        files = tuple(raw for raw, _ in handed.lookups.values())
        made_up = is_made_up(handed.lookups["lsoa"][1][0]["lsoa21_code"]) if handed.lookups["lsoa"][1] else False
        card = load_source_card("made_up" if made_up else "ons_geography")
        slot = ("geography", "made-up" if made_up else "england-and-wales", "2024")
        if all(known.holds(raw, slot) for raw in files):
            return Tidied(card, *slot, files, 0)
        lookups = Lookups({kind: rows for kind, (_, rows) in handed.lookups.items()}, _msoa_names(handed.outlines))
        lsoas = list(lookups.lsoas())
        rows = {
            "lsoa": _load(connection, aside, LSOAS, lsoas),
            "area": _load(connection, aside, AREAS, areas(lsoas)),
        }
        return Tidied(
            card, *slot, files, len(lsoas), made_up=made_up, caveats=lookups.caveats(), rows=rows
        )  # fmt: skip

    return run


def _msoa_names(outlines: Iterable[Outlines]) -> dict[str, str]:
    """The code of each MSOA 2021 that came with an outline, by name."""
    wanted = (one for one in outlines if (one.level, one.vintage) == ("msoa", 2021))
    return {name: code for one in wanted for code, name, _ in one.features if name}


def _outlines_job(level: str, vintage: int, group: Sequence[Outlines]) -> Job:
    def run(connection: duckdb.DuckDBPyConnection, aside: Path, known: KnownReleases) -> Tidied:
        files = tuple(outlines.raw for outlines in group)
        found: dict[str, Cells] = {}
        for outlines in group:
            for code, name, geometry in outlines.features:
                found.setdefault(code, [level, vintage, code, name, geometry])
        made_up = any(is_made_up(code) for code in found)
        card = load_source_card("made_up" if made_up else "ons_geography")
        slot = ("boundaries", level, str(vintage))
        if all(known.holds(raw, slot) for raw in files):
            return Tidied(card, *slot, files, 0)
        rows = {"boundary": _load(connection, aside, BOUNDARIES, list(found.values()))}
        return Tidied(card, *slot, files, len(found), made_up=made_up, rows=rows)

    return run


def _load(connection: duckdb.DuckDBPyConnection, aside: Path, table: Table, rows: Sequence[Cells]) -> str:
    """Put rows into a temporary table by way of a scratch file; the SQL that selects them in their order."""
    name = f"{table.name}_{aside.stem}"
    scratch = aside.with_name(f"{name}.csv")
    with scratch.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out, quoting=csv.QUOTE_NONNUMERIC).writerows(
            ["\\N" if cell is None else str(cell) for cell in row] for row in rows
        )
    columns = {column.name: column.sql_type for column in table.columns}
    connection.execute(
        f"""CREATE TEMP TABLE {name} AS SELECT * FROM read_csv({literal(scratch)},
            columns = {struct(columns)}, header = false, auto_detect = false,
            delim = ',', quote = '"', escape = '"', nullstr = '\\N', max_line_size = 10000000, buffer_size = 20000000)"""
    )
    scratch.unlink()
    return f"SELECT * FROM {name}"


def _nothing() -> Fault:
    return Fault(
        "the files given", None, None, "no look-up and no boundary file",
        "Look-ups are known by their columns (lsoa11_code with lsoa21_code, and so on), boundaries by their GeoJSON.",
        "Give the folder that holds ONS's look-ups or boundaries.",
    )  # fmt: skip


def _no_base(handed: Handed) -> Fault:
    name = next(iter(handed.lookups.values()))[0].name
    return Fault(
        name, None, None, "look-ups without the one from LSOA 2011 to LSOA 2021",
        "All look-ups of a delivery come in one call, and that one is the base of the others.",
        "Give the whole folder of look-ups at once.",
    )  # fmt: skip
