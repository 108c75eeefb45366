"""Reading a sheet of identifiers: a CSV file with one row a record, taken whole or refused with every fault."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sulis.vocabulary import Fault, InputRefused

FIELDS = (
    "given_name", "family_name", "date_of_birth", "sex", "postcode", "address", "town", "email", "number",
)  # fmt: skip
"""What a record may carry besides its key. ``number`` is one that several agencies share, such as a unique pupil number."""
KEY = "record_key"
Row = Mapping[str, str]
_MOST_CELL = 1_000  # characters; a name or an address is far shorter
_MOST_FAULTS = 200
# What was given, which rule it broke, what to do.
_NO_CSV = (
    "a file that is no CSV, such as one with an unclosed quote", "Cells are parted by commas, and a quote is closed.",
    "Save it again as CSV.",
)  # fmt: skip
_NOT_UTF8 = ("bytes that are not UTF-8", "A sheet is text in UTF-8.", "Save it as CSV UTF-8.")
_NO_KEY = ("no key", "Every record has the key that its agency gave it.", "Fill it in, or leave the row out.")
_KEY_TWICE = ("a key that another row has too", "A key stands for one record.", "Number the rows, or join the two.")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows as they were read, by the names above, and the headers that were left where they are."""

    rows: tuple[Row, ...]
    not_taken: tuple[str, ...]


def read_sheet(path: Path, columns: Mapping[str, str] | None = None) -> Sheet:
    """Read a CSV file in UTF-8 with a header. Nothing is written anywhere.

    ``columns`` maps names above to the file's own headers where they differ. Other columns are not taken: what the
    linkage does not need does not enter the room.

    Raises
    ------
    InputRefused
        With every fault found: bytes that are not UTF-8, no header for a column that was named, rows of another width,
        cells too long. Values are never repeated.
    """
    text = _text(path)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        lines = list(reader)
    except csv.Error:
        raise _refused(path, None, *_NO_CSV) from None
    while lines and not any(lines[-1]):
        lines.pop()
    if not lines:
        raise _refused(path, None, "an empty file", "The first row holds the headers.", "Save the sheet again.")
    header = [cell.strip() for cell in lines[0]]
    places = _places(path, header, dict(columns or {}))
    faults = _shape(path, lines, len(header))
    if faults:
        raise InputRefused(f"{path.name} was refused", "Put right what is listed, and add it again.", tuple(faults))
    rows = tuple({name: line[place] for name, place in places.items()} for line in lines[1:])
    return Sheet(rows, tuple(h for place, h in enumerate(header) if place not in places.values()))


def check_keys(source: str, keys: Iterable[str]) -> tuple[Fault, ...]:
    """Faults of record keys: every record has one, and no two the same. Row numbers count the header as row 1."""
    faults: list[Fault] = []
    seen: set[str] = set()
    for row, key in enumerate(keys, start=2):
        if not key:
            faults.append(Fault(source, row, KEY, *_NO_KEY))
        elif key in seen:
            faults.append(Fault(source, row, KEY, *_KEY_TWICE))
        seen.add(key)
        if len(faults) == _MOST_FAULTS:
            break
    return tuple(faults)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused(path, None, *_NOT_UTF8) from None


def _places(path: Path, header: list[str], columns: dict[str, str]) -> dict[str, int]:
    """Where each column that we take stands."""
    unknown = set(columns) - {KEY, *FIELDS}
    if unknown:
        given, rule = f"columns named {', '.join(sorted(unknown))}", f"Columns are {KEY}, {', '.join(FIELDS)}."
        raise _refused(path, None, given, rule, "Name one of those.")
    if len(set(header)) != len(header):
        raise _refused(path, 1, "a header that stands twice", "Each header stands once.", "Rename one of them.")
    wanted = {name: columns.get(name, name) for name in (KEY, *FIELDS)}
    lost = [name for name in {KEY, *columns} if wanted[name] not in header]
    if lost:
        given = f"no header for {', '.join(sorted(lost))}"
        raise _refused(path, 1, given, "Every column that is asked for is there.", "Check the header, or map it.")
    return {name: header.index(theirs) for name, theirs in wanted.items() if theirs in header}


def _shape(path: Path, lines: list[list[str]], width: int) -> list[Fault]:
    faults = []
    for row, line in enumerate(lines[1:], start=2):
        if len(line) != width:
            given, rule = f"{len(line)} cells", f"The header has {width}."
        elif any(len(cell) > _MOST_CELL or "\0" in cell for cell in line):
            given, rule = "a cell too long or with a NUL", f"A cell has at most {_MOST_CELL} characters of text."
        else:
            continue
        faults.append(Fault(path.name, row, None, given, rule, "Put the row right."))
        if len(faults) == _MOST_FAULTS:
            break
    return faults


def _refused(path: Path, row: int | None, given: str, rule: str, remedy: str) -> InputRefused:
    fault = Fault(path.name, row, None, given, rule, remedy)
    return InputRefused(str(fault), remedy, (fault,))
