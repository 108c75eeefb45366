"""Whatever text a program writes into the cells of a table comes back as it was, but for the spaces around it."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sulis.sources.files import Layout, read_table
from tests.support.spreadsheets import xlsx

# Text that a file can hold: no control characters but line breaks and tabs, no halves of letters.
LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n\t,\"';|=+@\\")
TEXTS = st.text(LETTERS, max_size=12)
ROWS = st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=1, max_size=6)
HEADER = ["first", "second", "third"]


def trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Rows as they must come back: those with a value, each cell without the blanks around it."""
    stripped = [[cell.strip() for cell in row] for row in rows]
    return [row for row in stripped if any(row)]


def back(path: Path, layout: Layout) -> list[list[str]]:
    sheet = read_table(path, path.with_name("aside"), layout)
    assert not sheet.faults
    with sheet.path.open(encoding="utf-8", newline="") as lines:
        return [cells[1:] for cells in csv.reader(lines, strict=True)]


@given(rows=ROWS, delimiter=st.sampled_from([",", ";", "\t", "|"]), encoding=st.sampled_from(["utf-8", "utf-16"]))
def test_cells_written_as_csv_come_back(rows: list[list[str]], delimiter: str, encoding: str) -> None:
    rows = [*rows, ["an end", "", ""]]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        with path.open("w", encoding=encoding, newline="") as out:
            csv.writer(out, delimiter=delimiter).writerows([HEADER, *rows])
        assert back(path, Layout(delimiter=delimiter, encoding=encoding)) == trimmed(rows)


# A text that starts with = is a formula to the program that writes, and one like #REF! an error.
PLAIN = TEXTS.filter(lambda text: not text.startswith(("=", "#")) and "_x" not in text)


@given(rows=st.lists(st.lists(PLAIN, min_size=3, max_size=3), min_size=1, max_size=6))
def test_cells_written_as_a_workbook_come_back(rows: list[list[str]]) -> None:
    rows = [*rows, ["an end", "", ""]]
    with tempfile.TemporaryDirectory() as folder:
        path = xlsx(Path(folder) / "a.xlsx", [HEADER, *rows])
        assert back(path, Layout()) == trimmed(rows)


# The program that writes keeps sixteen digits of a number.
NUMBERS = st.floats(allow_nan=False, allow_infinity=False).filter(lambda number: float(f"{number:.16g}") == number)


@given(numbers=st.lists(NUMBERS, min_size=1, max_size=6))
def test_numbers_written_as_a_workbook_come_back_exactly(numbers: list[float]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = xlsx(Path(folder) / "a.xlsx", [["number"], *([number] for number in numbers)])
        found = [cells[0] for cells in back(path, Layout())]
    assert [float(text) for text in found] == numbers
    assert not any("e" in text.lower() or text.endswith(".0") for text in found)
