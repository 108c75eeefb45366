from __future__ import annotations

import duckdb
import pytest

from sulis.indicators import find_scope
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
    connection: duckdb.DuckDBPyConnection, code: str, level: AreaLevel, name: str, same_ground: bool
) -> None:
    found = find_scope(connection, code)
    assert (found.area.level, found.area.name, found.force_slug) == (level, name, "mereshire")
    assert found.is_partnership is same_ground


@pytest.mark.parametrize(
    ("code", "near"),
    [("Alder", "E06990001 Aldermere"), ("E06990003", "E06990001"), ("e06990001", "E06990001"), ("", "ONS code")],
)
def test_unknown_area_names_those_near_it(connection: duckdb.DuckDBPyConnection, code: str, near: str) -> None:
    with pytest.raises(WrongUsage) as refused:
        find_scope(connection, code)
    assert near in refused.value.remedy


def test_part_of_a_bridged_lsoa_names_the_whole(connection: duckdb.DuckDBPyConnection) -> None:
    bridge = connection.execute("SELECT bridge_code FROM lsoa WHERE lsoa_code = 'E01990012'").fetchone()
    assert bridge is not None
    with pytest.raises(WrongUsage) as refused:
        find_scope(connection, "E01990012")
    assert bridge[0] in refused.value.remedy


def test_code_with_a_quote_is_only_text(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(WrongUsage):
        find_scope(connection, "x' OR 'a' = 'a")
