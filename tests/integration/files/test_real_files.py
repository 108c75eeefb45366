"""Files of the shared test data, against a count and a reading by other programs; and a large file in little memory."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sulis.sources.files import Layout, Sheet, read_table
from tests.support.shared import ROOT, SHARED, needs_shared


def read(name: str, tmp_path: Path, layout: Layout = Layout()) -> Sheet:
    return read_table(SHARED / name, tmp_path / "aside", layout)


def rows(sheet: Sheet) -> list[list[str]]:
    with sheet.path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, strict=True))


@needs_shared
@pytest.mark.parametrize("name", ["la_code_list", "sn_april_2021", "sn_may_2025"])
def test_real_workbooks_read_as_another_reader_reads_them(name: str, tmp_path: Path) -> None:
    sheet = read(f"dfe_lait/{name}.xlsx", tmp_path)
    book = load_workbook(SHARED / f"dfe_lait/{name}.xlsx", data_only=True)
    other = book[book.sheetnames[0]]
    theirs = [["" if cell is None else str(cell).strip() for cell in row] for row in other.iter_rows(values_only=True)]
    theirs = [row[: len(sheet.header)] for row in theirs if any(row)]
    assert len(book.sheetnames) == 1
    assert sheet.rows == len(theirs) - 1
    assert [cells[1:] for cells in rows(sheet)] == theirs[1:]


@needs_shared
@pytest.mark.parametrize(
    "name",
    [
        "dfe_lait/lait_data_dictionary.csv",
        "home_office/prc-pfa-201718_new.csv",
        "home_office/CrimeCatMappings.csv",
        "imd/imd2019_england_lsoa11.csv.gz",
        "police_uk/street",
    ],
)
def test_real_text_has_the_rows_that_another_count_finds(name: str, tmp_path: Path) -> None:
    path = next(iter(sorted((SHARED / name).rglob("*.csv*"))), SHARED / name)
    content = path.read_bytes()
    content = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
    counted = sum(1 for _ in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))) - 1
    sheet = read_table(path, tmp_path / "aside")
    assert (sheet.rows, sheet.faults, len(rows(sheet))) == (counted, [], counted)


@needs_shared
def test_real_dictionary_with_a_byte_of_another_encoding_is_read_as_that(tmp_path: Path) -> None:
    content = (SHARED / "dfe_lait/lait_data_dictionary.csv").read_text(encoding="utf-8")
    path = tmp_path / "dictionary.csv"
    path.write_bytes(content.encode("cp1252", "replace"))
    assert read_table(path, tmp_path / "aside", Layout(encoding="cp1252")).rows == 448


@needs_shared
def test_real_parquet_has_the_rows_and_values_of_its_file(tmp_path: Path) -> None:
    import duckdb

    path = SHARED / "dfe_lait/bds_long_0.parquet"
    sheet = read("dfe_lait/bds_long_0.parquet", tmp_path)
    with duckdb.connect() as connection:
        counted = connection.execute(f"SELECT count(*), count(*) FILTER (\"Values\" = '-') FROM '{path}'").fetchall()
    place = sheet.header.index("Values") + 1
    found = rows(sheet)
    assert [(len(found), sum(cells[place] == "-" for cells in found))] == counted


PROGRAM = """
import json, sys
from pathlib import Path
from sulis.sources.files import read_table
sheet = read_table(Path(sys.argv[1]), Path(sys.argv[2]))
# The most that this program held, and not, as getrusage says, the program that started it.
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(json.dumps({"rows": sheet.rows, "peak_mb": int(peak.split()[1]) // 1024}))
"""


@pytest.mark.parametrize("packed", [False, True])
def test_file_of_300_mb_is_read_in_little_memory(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("large.csv.gz" if packed else "large.csv")
    row = ",".join(f"a cell of some length {n}" for n in range(10)) + "\n"
    block = row * 10_000
    times = 300_000_000 // len(block) + 1
    with gzip.open(path, "wt", compresslevel=1) if packed else path.open("w") as out:
        out.write(",".join(f"c{n}" for n in range(10)) + "\n")
        for number in range(times):
            out.write(block.replace("some", f"{number:04}-{os.urandom(40).hex() * packed}", 2_000))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(path), str(tmp_path / "aside")], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    answer = json.loads(done.stdout)
    assert answer["rows"] == times * 10_000
    assert answer["peak_mb"] < 300, answer
    (tmp_path / "aside").unlink()
    path.unlink()
