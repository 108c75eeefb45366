"""Apps also refer to each other by strings: foreign keys, template tags, templates, urls. These keep the same order."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.contracts import contract
from tests.support.shared import ROOT

WEB = ROOT / "src" / "sulis_web"
LAYERS = contract("web").layers()
HEIGHT = {app: -depth for depth, layer in enumerate(LAYERS) for app in layer}
APPS = sorted(app for app in HEIGHT if (WEB / app).is_dir())
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
LOAD = re.compile(r"{%\s*load\s+([\w\s.]+?)(?:\s+from\s+(\w+))?\s*%}")
TEMPLATE = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"']+)["']""")


def may_use(user: str, used: str) -> bool:
    """Whether one app may refer to another: to itself, or to one on a lower layer."""
    return user == used or HEIGHT[used] < HEIGHT[user]


def related_apps(app: str) -> set[str]:
    """The apps that an app's models point to by name, as in ``ForeignKey("runs.Run")``."""
    found = set()
    for file in (WEB / app).rglob("models*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in RELATIONS and node.args:
                target = node.args[0]
                if isinstance(target, ast.Constant) and "." in str(target.value):
                    found.add(str(target.value).split(".")[0])
    return found & set(HEIGHT)


def tag_libraries() -> dict[str, str]:
    """Each template tag library and the app that it belongs to."""
    return {file.stem: app for app in APPS for file in (WEB / app).glob("templatetags/*.py") if file.stem != "__init__"}


def templates(app: str) -> list[Path]:
    return sorted((WEB / app).glob("templates/**/*.*"))


def loaded_libraries(template: Path) -> set[str]:
    found: set[str] = set()
    for names, library in LOAD.findall(template.read_text(encoding="utf-8")):
        found |= {library} if library else set(names.split())
    return found


@pytest.mark.parametrize("app", APPS)
def test_foreign_keys_by_name_point_down(app: str) -> None:
    assert [other for other in related_apps(app) if not may_use(app, other)] == []


@pytest.mark.parametrize("app", APPS)
def test_templates_load_tags_from_below(app: str) -> None:
    owner = tag_libraries()
    wrong = [
        (template.name, library)
        for template in templates(app)
        for library in loaded_libraries(template) & set(owner)
        if not may_use(app, owner[library])
    ]
    assert wrong == []


@pytest.mark.parametrize("app", APPS)
def test_templates_include_templates_from_below(app: str) -> None:
    wrong = [
        (template.name, other)
        for template in templates(app)
        for other in TEMPLATE.findall(template.read_text(encoding="utf-8"))
        if other.split("/")[0] in HEIGHT and not may_use(app, other.split("/")[0])
    ]
    assert wrong == []


def test_apps_use_no_signals_between_each_other() -> None:
    listening = [
        file.relative_to(WEB).as_posix()
        for file in WEB.rglob("*.py")
        if re.search(r"@receiver\(|\.connect\(\w+, sender=", file.read_text(encoding="utf-8"))
    ]
    assert listening == []


def test_urls_are_included_by_config_alone() -> None:
    included = [
        file.relative_to(WEB).as_posix()
        for file in WEB.rglob("*.py")
        if re.search(r"include\(\s*[\"']", file.read_text(encoding="utf-8")) and file.parent.name != "config"
    ]
    assert included == []
