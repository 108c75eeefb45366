"""A package that no contract names is a package that may import anything: none may exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.contracts import contract, copy_source
from tests.support.shared import ROOT

SOURCE = ROOT / "src"


def children(package: Path) -> set[str]:
    """The modules and packages directly inside a package."""
    folders = {item.name for item in package.iterdir() if item.is_dir() and any(item.rglob("*.py"))}
    return folders | {item.stem for item in package.glob("*.py") if item.stem != "__init__"}


def unnamed(identifier: str, package: str, source: Path = SOURCE) -> set[str]:
    """What the package holds that the contract's layers do not name."""
    named = {name for layer in contract(identifier).layers() for name in layer}
    return children(source / package) - named


@pytest.mark.parametrize(
    ("identifier", "package"), [("library", "sulis"), ("publishers", "sulis/sources"), ("web", "sulis_web")]
)
def test_package_without_a_layer_does_not_exist(identifier: str, package: str) -> None:
    assert unnamed(identifier, package) == set()


def test_package_without_a_layer_would_be_named(tmp_path: Path) -> None:
    source = copy_source(tmp_path)
    (source / "sulis" / "newcomer").mkdir()
    (source / "sulis" / "newcomer" / "__init__.py").touch()
    assert unnamed("library", "sulis", source) == {"newcomer"}


def test_apps_without_floors_do_not_exist() -> None:
    apps = {f"sulis_web.{app.name}" for app in (SOURCE / "sulis_web").iterdir() if (app / "apps.py").is_file()}
    containers = set(contract("floors").lines("containers"))
    assert apps == {each for each in containers if each.count(".") == 1}, (
        "a package inside an app may have floors of its own beside"
    )


def test_modules_of_an_app_stand_on_a_floor_or_serve_one() -> None:
    floors = {name for layer in contract("floors").layers() for name in layer}
    for app in contract("floors").lines("containers"):
        models_first = [module for module in children(SOURCE / Path(*app.split("."))) if module in floors]
        assert models_first, f"{app} has none of the floors {sorted(floors)}"


def test_packages_say_what_they_are() -> None:
    silent = [
        file.relative_to(SOURCE).as_posix()
        for package in ("sulis", "sulis_cli")
        for file in (SOURCE / package).rglob("__init__.py")
        if file.read_text(encoding="utf-8").lstrip()[:3] != '"""'
    ]
    assert silent == []
