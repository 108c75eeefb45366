"""The built style sheets hold nothing that belongs to GOV.UK alone, and ask no other host for anything."""

from __future__ import annotations

import importlib.util
import re
from types import ModuleType

import pytest

from tests.support.shared import ROOT


@pytest.fixture(scope="module")
def build() -> ModuleType:
    specification = importlib.util.spec_from_file_location("build_assets", ROOT / "frontend" / "build_assets.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_without_identity_typeface_crest_and_map_are_gone(build: ModuleType) -> None:
    given = (
        '@charset "UTF-8";@font-face{font-family:GDS Transport;src:url(/assets/fonts/a.woff2)}'
        ".a{font-family:GDS Transport,arial,sans-serif}.b{background-image:url(/assets/images/crest.svg)}"
        "/*# sourceMappingURL=x.css.map */"
    )
    assert build.without_identity(given) == (
        '.a{font-family:"Atkinson Hyperlegible Next",arial,sans-serif}.b{background-image:none}'
    )


def test_without_identity_unknown_way_of_writing_is_refused(build: ModuleType) -> None:
    with pytest.raises(SystemExit, match="writes it differently"):
        build.without_identity(".a{font-family:'GDS Transport'}")


def test_built_files_name_only_files_beside_them(build: ModuleType) -> None:
    styles = sorted(build.TARGET.glob("*.css"))
    assert [file.name for file in styles] == ["fonts.css", "govuk-frontend.min.css"]
    asked = {name for file in styles for name in re.findall(r"url\([\"']?([^\"')]+)", file.read_text(encoding="utf-8"))}
    outside = {name for name in asked if not name.startswith("data:") and not (build.TARGET / name).is_file()}
    assert outside == set()


def test_built_files_hold_four_faces_and_their_licence(build: ModuleType) -> None:
    assert len(list(build.TARGET.glob("*.woff2"))) == len(build.FACES) == 4
    assert "SIL Open Font License" in (build.TARGET / "atkinson-hyperlegible-next.LICENSE.txt").read_text(
        encoding="utf-8"
    )
