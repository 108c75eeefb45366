from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sulis.sources.geography.bridge import bridges


def names(*pairs: str) -> list[tuple[str, str, str, str]]:
    return [(old, f"Old {old}", new, f"New {new}") for old, new in (pair.split(">") for pair in pairs)]


def test_bridge_unchanged_code_stands_alone() -> None:
    [bridge] = bridges(names("A>A"))
    assert (bridge.code, bridge.name, bridge.in_2011, bridge.in_2021) == ("A", "New A", ("A",), ("A",))


def test_bridge_split_keeps_the_code_of_2011() -> None:
    [bridge] = bridges(names("A>B", "A>C"))
    assert (bridge.code, bridge.name, bridge.in_2021) == ("A", "Old A", ("B", "C"))


def test_bridge_merger_takes_the_code_of_2021() -> None:
    [bridge] = bridges(names("A>C", "B>C"))
    assert (bridge.code, bridge.name, bridge.in_2011) == ("C", "New C", ("A", "B"))


def test_bridge_complex_change_joins_all_that_it_touches() -> None:
    [bridge] = bridges(names("A>X", "B>X", "B>Y"))
    assert (bridge.code, bridge.name, bridge.in_2011) == ("X+1", "New X with New Y", ("A", "B"))


@given(st.sets(st.tuples(st.sampled_from("ABCDEF"), st.sampled_from("UVWXYZ")), min_size=1))
def test_bridges_hold_every_code_once_and_no_overlap_crosses_them(pairs: set[tuple[str, str]]) -> None:
    found = bridges((old, old, new, new) for old, new in pairs)
    old_codes = [code for bridge in found for code in bridge.in_2011]
    new_codes = [code for bridge in found for code in bridge.in_2021]
    assert sorted(old_codes) == sorted({old for old, _ in pairs})
    assert sorted(new_codes) == sorted({new for _, new in pairs})
    home = {code: bridge.code for bridge in found for code in (*bridge.in_2011, *bridge.in_2021)}
    assert all(home[old] == home[new] for old, new in pairs)
