"""Reading a TOML file so that every fault can be told with its line."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sulis.vocabulary import Fault, InputRefused, WrongUsage

LARGEST_FILE_BYTES = 1_000_000
"""A reviewed file is read by people; anything larger is the wrong file."""

Where = tuple[str | int, ...]
"""A value's place in a document: keys, and positions in a list of tables from 0."""

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*([A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*[^=]+)?\s*=(.*)$""")
_STRINGS = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'')


def catalogue_root() -> Path:
    """Where the catalogue's reviewed files are: SULIS_CATALOGUE when set, else the checkout's, else the package's copy.

    Raises
    ------
    WrongUsage
        When there is no such folder.
    """
    named = os.environ.get("SULIS_CATALOGUE")
    package = Path(__file__).resolve().parents[1]
    places = [Path(named)] if named else [package.parents[1] / "catalogue", package / "_catalogue"]
    for place in places:
        if (place / "violence").is_dir():
            return place
    raise WrongUsage(
        f"the catalogue of reviewed files is not at {places[0]}",
        "Set SULIS_CATALOGUE to the folder that holds violence/, sources/ and offences/.",
    )


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: its name for faults, its values, and the line of every key and table."""

    name: str
    values: dict[str, Any]
    lines: dict[Where, int]

    def line(self, where: Where) -> int | None:
        """The line of the key at ``where``, or of the closest table that holds it; None when neither is found."""
        for length in range(len(where), 0, -1):
            for place in (where[:length], (*where[:length], 0)):
                if place in self.lines:
                    return self.lines[place]
        return None


def read_document(path: Path, name: str | None = None) -> Document:
    """Read one TOML file.

    Parameters
    ----------
    path
        The file.
    name
        What faults call it; the path as given when left out.

    Raises
    ------
    WrongUsage
        When there is no such file.
    InputRefused
        When it is not UTF-8, not TOML, or larger than a reviewed file can be.
    """
    label = name or str(path)
    if not path.is_file():
        raise WrongUsage(
            f"there is no file {label}", "Check the path; a definition is a file whose name ends in .toml."
        )
    if path.stat().st_size > LARGEST_FILE_BYTES:
        raise _unreadable(
            label,
            None,
            f"a file of {path.stat().st_size:,} bytes",
            "A reviewed file is under 1,000,000 bytes.",
            "Check that this is the right file.",
        )
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise _unreadable(
            label,
            None,
            f"byte {wrong.start + 1} is not UTF-8 text",
            "Files are UTF-8.",
            "Save the file again as UTF-8.",
        ) from wrong
    return parse_document(text, label)


def parse_document(text: str, name: str) -> Document:
    r"""Parse TOML text; ``name`` is what faults call it.

    Raises
    ------
    InputRefused
        When it is not TOML; the fault names the line.

    Examples
    --------
    >>> parse_document('[part]\nid = "a"', "x.toml").line(("part", "id"))
    2
    """
    plain = text.replace("\r\n", "\n")
    try:
        values = tomllib.loads(plain)
    except ValueError as wrong:  # not only TOMLDecodeError: a number of thousands of digits is one too
        found = _AT_LINE.search(str(wrong))
        said = _AT_LINE.sub("", str(wrong)).strip()
        raise _unreadable(
            name,
            int(found[1]) if found else None,
            f"TOML that cannot be read ({said})",
            "Every line is a [table], a key = value, or a # comment; text stands in quotes.",
            "Put this line right and check again; other faults are looked for afterwards.",
        ) from wrong
    except RecursionError as wrong:
        raise _unreadable(
            name,
            None,
            "lists inside lists, too deep to read",
            "Values are at most a few levels deep.",
            "Check that this is the right file.",
        ) from wrong
    return Document(name, values, _lines(plain))


def _unreadable(name: str, row: int | None, given: str, rule: str, remedy: str) -> InputRefused:
    fault = Fault(name, row, None, given, rule, remedy)
    return InputRefused(f"{name} cannot be read: {given}", remedy, (fault,))


def _lines(text: str) -> dict[Where, int]:
    """The line of every table and key that starts a line. Text and lists over several lines are stepped over."""
    found: dict[Where, int] = {}
    table: Where = ()
    rows = enumerate(text.split("\n"), start=1)
    for number, row in rows:
        header, key = _HEADER.match(row), _KEY.match(row)
        if header:
            table = _enter(found, _names(header[2]), in_list=header[1] == "[[")
            found.setdefault(table, number)
        elif key:
            found.setdefault((*table, key[1].strip("\"'")), number)
            rest = key[2]
            while _open(rest):
                following = next(rows, None)
                if following is None:
                    break
                rest += "\n" + following[1]
    return found


def _names(dotted: str) -> list[str]:
    return [name.strip().strip("\"'") for name in dotted.split(".")]


def _enter(found: dict[Where, int], names: list[str], *, in_list: bool) -> Where:
    """The place of a table header: a list of tables on the way is entered at its latest member."""
    table: Where = ()
    for depth, name in enumerate(names, start=1):
        table = (*table, name)
        members = sum(1 for place in found if place[:-1] == table and isinstance(place[-1], int))
        if depth == len(names) and in_list:
            return (*table, members)
        if members:
            table = (*table, members - 1)
    return table


def _open(value: str) -> bool:
    """Whether a value goes on: inside triple quotes, or with a bracket not yet closed."""
    for quotes in ('"""', "'''"):
        if value.lstrip().startswith(quotes):
            return value.count(quotes) < 2
    bare = "\n".join(line.split("#", 1)[0] for line in _STRINGS.sub("", value).split("\n"))
    return bare.count("[") + bare.count("{") > bare.count("]") + bare.count("}")
