"""The tutorial works as it is written, on the real files, in an empty folder; then the reference's example does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import Block, blocks
from tests.support.shared import ROOT, SHARED, needs_shared

TUTORIAL = ROOT / "docs" / "tutorials" / "first-assessment.md"
STORE = ROOT / "docs" / "reference" / "store.md"


def run(block: Block, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a block as a reader would, in that folder, with the environment's commands on the path."""
    environment = {name: value for name, value in os.environ.items() if name != "SULIS_HOME"}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    shell = ["bash", "-euc", block.code] if block.language == "sh" else [sys.executable, "-c", block.code]
    return subprocess.run(shell, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[subprocess.CompletedProcess[str]]]:
    """The folder that a reader ends with, and what each step answered."""
    folder = tmp_path_factory.mktemp("reader")
    (folder / "data").symlink_to(SHARED)
    steps = [block for page in (TUTORIAL, STORE) for block in blocks(page) if block.runs]
    return folder, [run(block, folder) for block in steps]


@needs_shared
def test_steps_of_the_tutorial_all_work(answers: tuple[Path, list[subprocess.CompletedProcess[str]]]) -> None:
    failed = [
        (answer.args[-1], answer.stdout[-2000:], answer.stderr[-2000:]) for answer in answers[1] if answer.returncode
    ]
    assert failed == []


@needs_shared
def test_steps_of_the_tutorial_show_what_it_says(answers: tuple[Path, list[subprocess.CompletedProcess[str]]]) -> None:
    shown = "".join(answer.stdout for answer in answers[1])
    assert "325,069 rows loaded" in shown
    assert "missing" in shown


@needs_shared
def test_folder_at_the_end_holds_what_the_tutorial_lists(
    answers: tuple[Path, list[subprocess.CompletedProcess[str]]],
) -> None:
    made = answers[0] / "assessment"
    suffixes = ("html", "docx", "pdf", "json")
    assert [suffix for suffix in suffixes if not (made / f"assessment.{suffix}").is_file()] == []
    assert any((made / "figures").glob("*.csv"))
    series = json.loads((made / "assessment.json").read_text(encoding="utf-8"))["series"]
    assert {entry["status"] for entry in series if entry["period"] == "2024-07"} == {"missing"}
