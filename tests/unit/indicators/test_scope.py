from __future__ import annotations

import pytest

from sulis.indicators import find_scope
from sulis.indicators.scope import bridge_of
from sulis.store.engine import Engine
from sulis.vocabulary import AreaLevel, WrongUsage
from tests.support.needs_store import ALDERMERE, DOCKSIDE, MERESHIRE


@pytest.mark.parametrize(
    ("code", "level", "name", "same_ground"),
    [
        (ALDERMERE, AreaLevel.DISTRICT, "Aldermere", True),
        ("E22990002", AreaLevel.PARTNERSHIP, "Borrowdean", True),
        (DOCKSIDE, AreaLevel.WARD, "Dockside", False),
        ("E02990001", AreaLevel.MSOA, "Mere 001", True),
        (MERESHIRE, AreaLevel.FORCE, "Mereshire", False),
    ],
)
def test_scope_of_each_level_is_found(
    engine: Engine, code: str, level: AreaLevel, name: str, same_ground: bool
) -> None:
    found = find_scope(engine, code)
    assert (found.area.level, found.area.name, found.force_slug) == (level, name, "mereshire")
    assert found.is_partnership is same_ground


@pytest.mark.parametrize(
    ("code", "near"),
    [("Alder", "E06990001 Aldermere"), ("E06990003", "E06990001"), ("e06990001", "E06990001"), ("", "ONS code")],
)
def test_unknown_area_names_those_near_it(engine: Engine, code: str, near: str) -> None:
    with pytest.raises(WrongUsage) as refused:
        find_scope(engine, code)
    assert near in refused.value.remedy


def test_part_of_a_bridged_lsoa_names_the_whole(engine: Engine) -> None:
    (bridge,) = engine.run(bridge_of("E01990012"))
    with pytest.raises(WrongUsage) as refused:
        find_scope(engine, "E01990012")
    assert bridge[0] in refused.value.remedy


def test_code_with_a_quote_is_only_text(engine: Engine) -> None:
    with pytest.raises(WrongUsage):
        find_scope(engine, "x' OR 'a' = 'a")
