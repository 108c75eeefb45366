"""The contracts of ``.importlinter``, and a way to check them against a copy of the source."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.support.shared import ROOT

FILE = ROOT / ".importlinter"
PACKAGES = ("sulis", "sulis_web", "sulis_cli")
_PREFIX = "importlinter:contract:"


@dataclass(frozen=True)
class Contract:
    """One section of the file."""

    id: str
    name: str
    settings: dict[str, str]

    def lines(self, setting: str) -> list[str]:
        return [line.strip() for line in self.settings.get(setting, "").splitlines() if line.strip()]

    def layers(self) -> list[list[str]]:
        """The layers from the highest down, each with the names that stand on it."""
        return [[name.strip(" ()") for name in line.split("|")] for line in self.lines("layers")]


def all_contracts() -> list[Contract]:
    """Every contract that the file holds, in its order."""
    parser = configparser.ConfigParser()
    parser.read(FILE, encoding="utf-8")
    sections = [section for section in parser.sections() if section.startswith(_PREFIX)]
    return [Contract(name.removeprefix(_PREFIX), parser[name]["name"], dict(parser[name])) for name in sections]


def contract(identifier: str) -> Contract:
    """The contract of that name."""
    return next(one for one in all_contracts() if one.id == identifier)


def copy_source(target: Path) -> Path:
    """A copy of the three packages' modules that a test may break."""
    for package in PACKAGES:
        shutil.copytree(
            ROOT / "src" / package,
            target / package,
            ignore=lambda folder, names: [
                name for name in names if not name.endswith(".py") and not (Path(folder) / name).is_dir()
            ],
        )
    return target


def check(source: Path, *identifiers: str) -> subprocess.CompletedProcess[str]:
    """Run the import linter over that source, on the contracts named or on all."""
    chosen = [part for identifier in identifiers for part in ("--contract", identifier)]
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", program, "--config", str(FILE), "--no-cache", "--no-logo", *chosen],
        cwd=source,
        env={**os.environ, "PYTHONPATH": str(source), "COLUMNS": "400", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
