"""The contracts hold, and each is seen to fail when it is broken on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.contracts import all_contracts, check, contract, copy_source
from tests.support.shared import ROOT

# For each contract, one forbidden import: the module that would gain it, and the import.
BREAKS = {
    "packages": ("sulis/vocabulary/area.py", "import sulis_cli.main"),
    "no_django": ("sulis/store/engine.py", "import django"),
    "library": ("sulis/statistics/__init__.py", "import sulis.store"),
    "stages": ("sulis/year/another/__init__.py", "import sulis.year.needs"),
    "publishers": ("sulis/sources/police_uk/tidy.py", "import sulis.sources.geography"),
    "http": ("sulis/sources/police_uk/tidy.py", "import sulis.sources.http"),
    "statistics": ("sulis/statistics/__init__.py", "import duckdb"),
    "vocabulary": ("sulis/vocabulary/area.py", "import numpy"),
    "delivery": ("sulis/delivery/__init__.py", "import sulis.sources.police_uk"),
    "publish": ("sulis/publish/__init__.py", "import sulis.sources.police_uk"),
    "web": ("sulis_web/design/__init__.py", "import sulis_web.plan"),
    "floors": ("sulis_web/runs/models.py", "import sulis_web.runs.queries"),
    "runs": ("sulis_web/runs/models.py", "import sulis.sources.police_uk"),
    "evidence": ("sulis_web/evidence/ways.py", "import sulis.sources.mapped"),
    "publication": ("sulis_web/publication/views.py", "import sulis.sources.police_uk"),
}


def test_contracts_on_our_source_hold() -> None:
    result = check(ROOT / "src")
    assert result.returncode == 0, result.stdout + result.stderr


def test_breaks_cover_every_contract() -> None:
    assert set(BREAKS) == {one.id for one in all_contracts()}


@pytest.mark.parametrize("identifier", [one.id for one in all_contracts()])
def test_contract_broken_on_purpose_fails_by_name(identifier: str, tmp_path: Path) -> None:
    module, forbidden = BREAKS[identifier]
    source = copy_source(tmp_path)
    file = source / module
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as text:
        text.write(f"\n{forbidden}\n")
    result = check(source, identifier)
    assert result.returncode == 1
    assert f"{contract(identifier).name} BROKEN" in " ".join(result.stdout.split())


@pytest.mark.parametrize("app", contract("floors").lines("containers"))
def test_floors_of_each_app_broken_on_purpose_fail(app: str, tmp_path: Path) -> None:
    source = copy_source(tmp_path)
    folder = source / Path(*app.split("."))
    for floor in ("models", "views"):
        (folder / f"{floor}.py").touch()
    with (folder / "models.py").open("a", encoding="utf-8") as text:
        text.write(f"\nimport {app}.views\n")
    result = check(source, "floors")
    assert result.returncode == 1
    assert f"{app}.models" in result.stdout
