"""No query of definitions, indicators, tables or the year is written by hand: each goes through `sulis.store.query`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.shared import ROOT

LIBRARY = ROOT / "src" / "sulis"
FOLDERS = ("definition", "indicators", "tables", "store/coverage.py", "year")
RUNS = {"execute", "executemany", "sql", "query"}
# The rows of a definition's examples are written into a table of their own, and asked about through Ibis.
MAY_RUN = {"definition/examples.py"}
SELECTS = re.compile(r"\bSELECT\b")


def files() -> Iterator[Path]:
    for name in FOLDERS:
        path = LIBRARY / name
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


def by_hand(text: str, *, may_run: bool = False) -> list[str]:
    """What in a module's text is SQL written by hand, or runs SQL past the engines."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SELECTS.search(node.value):
            found.append(f"{node.lineno}: SELECT in a text")
        if not may_run and isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            on_connection = node.func.attr in RUNS and not (node.func.attr == "sql" and not node.args)
            found += [f"{node.lineno}: .{node.func.attr}("] if on_connection else []
    return found


@pytest.mark.parametrize("file", list(files()), ids=lambda file: file.relative_to(LIBRARY).as_posix())
def test_module_has_no_query_written_by_hand(file: Path) -> None:
    name = file.relative_to(LIBRARY).as_posix()
    assert by_hand(file.read_text(encoding="utf-8"), may_run=name in MAY_RUN) == []


@pytest.mark.parametrize(
    "text",
    [
        'connection.execute(f"SELECT count(*) FROM {name}").fetchall()',
        'QUERY = """\nSELECT 1\n"""',
        "connection.execute(written).fetchall()",
        "connection.sql(written)",
    ],
)
def test_query_written_by_hand_would_be_found(text: str) -> None:
    assert by_hand(text) != []


def test_asking_through_an_engine_is_no_query_written_by_hand() -> None:
    assert by_hand("rows = engine.run(asked)\nshown = asked.sql()") == []
