"""What an import may do: no socket outside the modules that fetch, no database library inside the statistics."""

from __future__ import annotations

import ast
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.shared import ROOT

LIBRARY = ROOT / "src" / "sulis"
NETWORK = {"socket", "ssl", "http.client", "urllib.request", "ftplib", "smtplib", "requests", "httpx", "aiohttp"}

NO_SOCKETS = """
import importlib, socket, sys

def refuse(*given, **named):
    raise AssertionError("a socket was opened")

class Refusing(socket.socket):
    __init__ = refuse

socket.socket = Refusing
socket.create_connection = socket.getaddrinfo = refuse
for module in sys.argv[1:]:
    importlib.import_module(module)
"""


def module_name(file: Path) -> str:
    parts = file.relative_to(ROOT / "src").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def may_fetch(file: Path) -> bool:
    return file.name == "fetch.py" or "http" in file.relative_to(LIBRARY).with_suffix("").parts


def quiet_files() -> list[Path]:
    """Every file of the library but those that fetch."""
    return sorted(file for file in LIBRARY.rglob("*.py") if not may_fetch(file))


def imported(file: Path) -> set[str]:
    """Every module that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_library_outside_fetch_imports_without_a_socket() -> None:
    result = subprocess.run(
        [sys.executable, "-W", "error::ImportWarning", "-c", NO_SOCKETS, *map(module_name, quiet_files())],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr


def test_library_outside_fetch_names_no_network_module() -> None:
    assert [(module_name(file), name) for file in quiet_files() for name in imported(file) & NETWORK] == []


@pytest.mark.parametrize("package", ["statistics", "vocabulary"])
def test_lower_floors_load_no_table_or_database_library(package: str) -> None:
    modules = [module_name(file) for file in sorted((LIBRARY / package).rglob("*.py"))]
    heavy = ("pandas", "polars", "pyarrow", "duckdb", "ibis", "sqlglot", "django", "pyspark")
    program = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", program, *modules], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_help_loads_no_heavy_library_and_answers_at_once() -> None:
    program = (
        "import sys\n"
        "from sulis_cli.main import run\n"
        "code = run(['--help'])\n"
        "heavy = [n for n in ('duckdb', 'ibis', 'scipy', 'numpy', 'shapely', 'typst', 'django') if n in sys.modules]\n"
        "print(code, heavy, file=sys.stderr)"
    )
    started = time.perf_counter()
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stderr.strip().splitlines()[-1] == "0 []"
    assert time.perf_counter() - started < 5  # the benchmark holds the true limit; this catches a slip
