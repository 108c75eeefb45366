"""A test is left out for the shared test data, or for a part that `.ci/run` installs, and for nothing else."""

from __future__ import annotations

import ast

from tests.support.parts import INSTALLED
from tests.support.shared import ROOT

WAYS = {"skip", "skipif", "importorskip", "xfail", "skipTest", "SkipTest"}
ALLOWED = {"tests/support/shared.py": {"skipif"}, "tests/support/parts.py": {"skip"}}


def test_nothing_else_leaves_a_test_out() -> None:
    found: dict[str, set[str]] = {}
    for path in (ROOT / "tests").rglob("*.py"):
        names = {node.attr for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Attribute)}
        if names & WAYS:
            found[path.relative_to(ROOT).as_posix()] = names & WAYS
    assert found == ALLOWED


def test_every_part_that_may_be_missed_is_installed_by_the_run() -> None:
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert [part for part, bringing in INSTALLED.items() if f"needed+=({package_of(bringing)})" not in run] == []


def package_of(bringing: str) -> str:
    """The Debian package that is named first."""
    return bringing.removeprefix("Debian's package ").split(",")[0]
