"""What a reader may count on in every file: short, documented, free of addresses and of any one machine's paths."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.repository import committed_files
from tests.support.shared import ROOT

LIBRARY = ROOT / "src" / "sulis"
LONGEST = 500
VAGUE = {"utils", "common", "helpers", "core", "services"}
# Written backwards, so that this file names none itself.
REGISTRIES = [
    name[::-1]
    for name in (
        "gro.ipyp",
        "gro.detsohnohtyp",
        "gro.sjmpn.yrtsiger",
        "moc.gkpnray.yrtsiger",
        "moc.rorrimmpn",
        "gro.naibed.bed",
        "oi.setarc",
        "gro.adnocana.adnoc",
    )
]
MACHINE_PATHS = re.compile(
    r"(?<![\w./-])/(?:" + "|".join(("wo" + "rk", "ho" + "me", "ro" + "ot", "Us" + "ers")) + r")/\w"
)


def texts() -> Iterator[tuple[str, str]]:
    """Every committed file that is text, with its name."""
    for file in committed_files():
        try:
            yield file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_no_file_names_a_registry() -> None:
    assert [(name, host) for name, text in texts() for host in REGISTRIES if host in text] == []


def test_no_file_holds_a_path_of_one_machine() -> None:
    assert [(name, found.group()) for name, text in texts() if (found := MACHINE_PATHS.search(text))] == []


def test_npm_lock_holds_hashes_and_no_addresses() -> None:
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert lock.count('"integrity"') == lock.count('"node_modules/')


@pytest.mark.parametrize("name", ["app", "test", "from-source", "node", "boot"])
def test_requirements_pin_every_package_by_hash(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert [entry.split()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_requirements_for_tests_hold_all_of_the_applications() -> None:
    lists = [set((ROOT / "requirements" / f"{name}.txt").read_text().splitlines()) for name in ("app", "test")]
    assert lists[0] - lists[1] == set()


def test_no_folder_or_module_has_a_vague_name() -> None:
    named = {part for file in committed_files() for part in file.relative_to(ROOT).with_suffix("").parts}
    assert named & VAGUE == set()


def test_no_source_file_is_too_long_to_read() -> None:
    ours = [file for file in committed_files() if file.suffix in {".py", ".html", ".css", ".js", ".mjs"}]
    assert [file.relative_to(ROOT).as_posix() for file in ours if len(file.read_text().splitlines()) > LONGEST] == []


def public_functions(file: Path) -> Iterator[ast.FunctionDef]:
    """The functions that a file offers to others: not underscored, and neither nested nor a class's."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def test_public_functions_of_the_library_have_docstrings() -> None:
    silent = [
        f"{file.relative_to(LIBRARY)}:{function.lineno} {function.name}"
        for file in sorted(LIBRARY.rglob("*.py"))
        if not file.name.startswith("_") or file.name == "__init__.py"
        for function in public_functions(file)
        if not ast.get_docstring(function)
    ]
    assert silent == []


def test_result_values_neither_print_nor_write() -> None:
    loud = [
        f"{file.relative_to(LIBRARY)}:{node.lineno}"
        for file in sorted(LIBRARY.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"print", "input"}
    ]
    assert loud == []
