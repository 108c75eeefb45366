"""Mid-year estimates by LSOA 2011 and single year of age, one row an LSOA and one column an age."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

import duckdb

from sulis.catalogue.sources import load_source_card
from sulis.store import Job, KnownReleases, Offered, RawFile, Refused, Tidied, handed_over, read_raw
from sulis.store.sql import literal, struct
from sulis.tables import is_made_up
from sulis.vocabulary import Fault

AGES = (*(str(age) for age in range(90)), "90+")
_CODE, _TOTAL = "lsoa11_code", "total_population"
_YEAR = re.compile(r"population[-_ ]?(?:20)?(\d\d)(?!\d)", re.IGNORECASE)


def offer(paths: Iterable[Path]) -> Offered:
    """A job for each file of estimates.

    Raises
    ------
    WrongUsage
        When a path does not exist.
    """
    offered = Offered()
    for path, named_by_hand in handed_over(paths, offered.ignored):
        try:
            taken = _take(path)
        except Refused as refused:
            taken = refused.fault
        if isinstance(taken, Fault) and (named_by_hand or _YEAR.search(path.name)):
            offered.refused.append(taken)
        elif isinstance(taken, Fault):
            offered.ignored.append(str(path))
        else:
            offered.jobs.append(taken)
    if not offered.jobs and not offered.refused:
        offered.refused.append(_not_estimates(Path("the files given")))
    return offered


def _take(path: Path) -> Job | Fault:
    """A job for a file of estimates, or why it is none."""
    raw, content = read_raw(path)
    try:
        rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        header = [cell.strip() for cell in next(rows, [])]
        if not {_CODE, "0", "90+"} <= set(header):
            return _not_estimates(path)
        return _checked(path, raw, header, rows)
    except (UnicodeDecodeError, csv.Error):
        return Fault(
            path.name, None, None, "a file that cannot be read to its end", "Estimates are UTF-8 CSV, plain or gzip.",
            "Download the file again.",
        )  # fmt: skip


def _checked(path: Path, raw: RawFile, header: list[str], rows: Iterable[list[str]]) -> Job | Fault:
    year = _YEAR.search(path.name)
    if not year:
        return Fault(
            path.name, None, None, "estimates that do not say their year", "The year stands in the file's name alone.",
            "Name the file after its mid-year, for instance population20_lsoa11.csv for mid-2020.",
        )  # fmt: skip
    absent = [age for age in AGES if age not in header]
    if absent:
        return Fault(
            path.name, 1, absent[0], "a header without every single year of age", "Ages run from 0 to 90+.",
            "Give the file by single year of age.",
        )  # fmt: skip
    estimates: list[tuple[str, list[int]]] = []
    places = [header.index(age) for age in AGES]
    code_at, total_at = header.index(_CODE), header.index(_TOTAL) if _TOTAL in header else None
    for number, cells in enumerate(rows, start=2):
        if not cells:
            continue
        try:
            persons = [round(float(cells[place])) for place in places]
            total = round(float(cells[total_at])) if total_at is not None else sum(persons)
        except (ValueError, IndexError, OverflowError):
            return _wrong(path, number, "a cell that is not a number of residents", "Every age has a number.")
        if min(persons) < 0 or total != sum(persons):
            return _wrong(path, number, "ages that do not add up to the total", "Ages add up, and none is below 0.")
        if not re.fullmatch(r"[EW]01\d{6}", cells[code_at]):
            return _wrong(path, number, "something that is not an LSOA code", "A code is E01 or W01 and six figures.")
        estimates.append((cells[code_at], persons))
    if len({code for code, _ in estimates}) != len(estimates) or not estimates:
        return _wrong(path, None, "no rows, or an LSOA that stands twice", "Each LSOA stands once.")
    return _job(raw, 2000 + int(year[1]), estimates)


def _job(raw: RawFile, year: int, estimates: list[tuple[str, list[int]]]) -> Job:
    def run(connection: duckdb.DuckDBPyConnection, aside: Path, known: KnownReleases) -> Tidied:
        made_up = is_made_up(estimates[0][0])
        card = load_source_card("made_up" if made_up else "ons_population")
        slot = ("population", "lsoa-2011", "mid-year")
        if known.holds(raw, slot):
            return Tidied(card, *slot, (raw,), 0)
        name = f"population_{aside.stem}"
        with aside.open("w", encoding="utf-8") as out:
            out.writelines(f"{code},{','.join(map(str, persons))}\n" for code, persons in estimates)
        columns = {"lsoa_code": "VARCHAR", **{f"a{age}": "INTEGER" for age in range(91)}}
        connection.execute(
            f"""CREATE TEMP TABLE {name} AS
            SELECT lsoa_code, age[2:]::SMALLINT AS age, persons, {year}::SMALLINT AS year
            FROM (UNPIVOT (FROM read_csv({literal(aside)}, columns = {struct(columns)}, header = false, auto_detect = false))
                  ON COLUMNS(* EXCLUDE lsoa_code) INTO NAME age VALUE persons)"""
        )
        aside.unlink()
        rows = {"population": f"SELECT * FROM {name} ORDER BY lsoa_code, age"}
        return Tidied(card, *slot, (raw,), len(estimates), made_up=made_up, rows=rows)

    return run


def _wrong(path: Path, row: int | None, given: str, rule: str) -> Fault:
    return Fault(path.name, row, None, given, rule, "Download the file again.")


def _not_estimates(path: Path) -> Fault:
    return Fault(
        path.name, None, None, "no estimates by LSOA 2011 and single year of age",
        f"Such a file has the columns {_CODE}, 0 to 89 and 90+.", "Give that file, plain or gzip.",
    )  # fmt: skip
