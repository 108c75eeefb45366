"""Mid-year estimates by LSOA 2011 and single year of age, one row an LSOA and one column an age."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import re
import zlib
from collections.abc import Iterable
from pathlib import Path

import duckdb

from sulis.catalogue.sources import load_source_card
from sulis.store import Job, KnownReleases, RawFile, Tidied
from sulis.store.sql import literal, struct
from sulis.tables import is_made_up
from sulis.vocabulary import Fault, WrongUsage

AGES = (*(str(age) for age in range(90)), "90+")
_CODE, _TOTAL = "lsoa11_code", "total_population"
_YEAR = re.compile(r"population[-_ ]?(?:20)?(\d\d)(?!\d)", re.IGNORECASE)


def jobs(paths: Iterable[Path]) -> tuple[list[Job], list[str], list[Fault]]:
    """Jobs for `sulis.delivery`, the files passed by, and what is wrong with those recognised.

    Raises
    ------
    WrongUsage
        When a path does not exist.
    """
    made: list[Job] = []
    ignored: list[str] = []
    faults: list[Fault] = []
    for path in paths:
        if not path.exists():
            raise WrongUsage(f"{path} does not exist", "Check the path; a file or a folder will do.")
        named = path.is_file()
        for file in [path] if named else sorted(p for p in path.rglob("*") if p.is_file()):
            taken = _take(file)
            if isinstance(taken, Fault):
                (faults.append(taken) if named or _YEAR.search(file.name) else ignored.append(str(file)))
            elif taken is None:
                (faults.append(_not_estimates(file)) if named else ignored.append(str(file)))
            else:
                made.append(taken)
    if not made and not faults:
        faults.append(_not_estimates(Path("the files given")))
    return made, ignored, faults


def _take(path: Path) -> Job | Fault | None:
    """A job for a file of estimates, a fault when it is one that cannot be used, None when it is something else."""
    try:
        raw = path.read_bytes()
        content = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
        text = content.decode("utf-8-sig")
        rows = csv.reader(io.StringIO(text, newline=""))
        header = [cell.strip() for cell in next(rows, [])]
        if not {_CODE, "0", "90+"} <= set(header):
            return None
        return _checked(path, RawFile(path.name, _sha(raw), len(raw), _sha(content)), header, rows)
    except (UnicodeDecodeError, zlib.error, gzip.BadGzipFile, EOFError, csv.Error):
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


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
