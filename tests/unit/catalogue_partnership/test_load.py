"""Both partnerships load, and share a structure."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from sulis.catalogue.partnership import (
    Kind,
    Level,
    Partnership,
    Seen,
    list_partnerships,
    load_partnership,
    load_risk_factors,
    partnerships_root,
)
from sulis.catalogue.violence import find_definition
from sulis.vocabulary import WrongUsage

BOTH = ("bath_and_north_east_somerset", "made_up")
FILES = (
    "arrangements",
    "boards",
    "definition",
    "findings",
    "interventions",
    "links",
    "measures",
    "organisations",
    "partnership",
    "priorities",
    "risk_factors",
    "voice",
)
ONLY_WHERE_THERE_ARE_ANY = (
    "actions", "agreements", "calendar", "co_occurrence", "linked", "measure_figures", "measure_recipes",
    "overlaps", "rebased", "recommendations", "sentences",
    "strategies",
)  # fmt: skip
TABLES_ONLY_WHERE_THERE_ARE_ANY = {"board.seat", "board.clause"}
REGISTERED = {Kind.AGREEMENT, Kind.IMPACT_ASSESSMENT, Kind.CALENDAR_ENTRY, Kind.ACTION, Kind.THREAT}


def test_list_partnerships_gives_every_folder() -> None:
    assert set(BOTH) <= set(list_partnerships())


@pytest.mark.parametrize("name", BOTH)
def test_every_id_is_found_and_unique(name: str) -> None:
    partnership = load_partnership(name)
    ids = [item.id for item in (*partnership.items(), *partnership.registered())]
    assert len(ids) == len(set(ids))
    for item in partnership.items():
        assert partnership.item(item.id) is item
        assert item.title
        assert item.text
        assert item.section in partnership.plan.sections


@pytest.mark.parametrize("name", BOTH)
def test_definition_parts_stand_beside_a_definition_that_loads(name: str) -> None:
    definition = load_partnership(name).definition
    assert [part.id for part in definition.parts] == ["priority_focus", "wider_commitment"]
    loaded = find_definition(definition.ref)
    assert {part.id for part in loaded.parts} <= {part.id for part in definition.parts}


def test_both_have_the_same_files_kinds_and_keys() -> None:
    first, second = (partnerships_root() / name for name in BOTH)
    for folder in (first, second):
        assert set(FILES) <= {path.stem for path in folder.glob("*.toml")} <= {*FILES, *ONLY_WHERE_THERE_ARE_ANY}
    for name in FILES:
        differing = tables_of(first / f"{name}.toml") ^ tables_of(second / f"{name}.toml")
        assert differing <= TABLES_ONLY_WHERE_THERE_ARE_ANY, name
    real, fictional = (load_partnership(name) for name in BOTH)
    assert kinds_of(real) == kinds_of(fictional) == set(Kind) - REGISTERED
    assert len(real.priorities) == len(fictional.priorities) == 4
    assert len(real.objectives) == len(fictional.objectives) == 16


def test_made_up_says_so_in_every_file() -> None:
    for path in (partnerships_root() / "made_up").glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("# MADE UP"), path.name
        assert tomllib.loads(text)["made_up"] is True


def test_made_up_holds_no_name_of_the_real_partnership() -> None:
    text = " ".join(path.read_text(encoding="utf-8") for path in (partnerships_root() / "made_up").glob("*.toml"))
    real = load_partnership(BOTH[0])
    names = {one.title for one in (*real.organisations, *real.interventions, *real.definition.elsewhere)}
    names |= {"Bath", "B&NES", "Avon", "Somerset", "Keynsham", "Radstock", "Somer Valley", "Southside", "Voicebox"}
    names |= {"Galdem", "Willow", "PREV", "ACE", "BCSSP", "CRUSH", "Bluestone", "Project 28", "Youth Connect"}
    generic = {"Police", "Probation", "Youth Justice Service"}
    found = [name for name in names - generic if re.search(rf"\b{re.escape(name)}\b", text)]
    assert found == []


def test_made_up_is_not_a_copy() -> None:
    real, fictional = (load_partnership(name) for name in BOTH)
    assert not {item.text for item in real.items()} & {item.text for item in fictional.items()}
    assert not {one.title for one in real.objectives} & {one.title for one in fictional.objectives}


def test_items_of_the_plan_and_what_is_registered_beside_it_are_apart() -> None:
    fictional = load_partnership("made_up")
    assert {item.kind for item in fictional.registered()} == REGISTERED
    assert list(load_partnership(BOTH[0]).registered()) == []
    for item in fictional.registered():
        assert fictional.item(item.id) is item


def test_item_unknown_is_refused() -> None:
    with pytest.raises(WrongUsage, match="objective_nothing"):
        load_partnership("made_up").item("objective_nothing")


def test_load_unknown_name_suggests_the_nearest() -> None:
    with pytest.raises(WrongUsage) as refusal:
        load_partnership("made_pu")
    assert "made_up" in refusal.value.remedy


def test_root_is_taken_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SULIS_PARTNERSHIPS", str(tmp_path))
    assert list_partnerships() == ()
    monkeypatch.setenv("SULIS_PARTNERSHIPS", str(tmp_path / "nowhere"))
    with pytest.raises(WrongUsage):
        partnerships_root()


def test_shared_risk_factors_keep_their_marks() -> None:
    factors = load_risk_factors()
    levels = [factor.level for factor in factors]
    assert [levels.count(level) for level in Level] == [7, 9, 3, 3, 8]
    assert all(factor.unverified == (factor.seen is Seen.PARTLY) for factor in factors)
    assert sum(factor.unverified for factor in factors) == 8


def kinds_of(partnership: Partnership) -> set[Kind]:
    return {item.kind for item in partnership.items()}


def tables_of(path: Path) -> set[str]:
    """The names of a file's tables, and of the tables inside those."""
    found = set()
    for key, value in tomllib.loads(path.read_text(encoding="utf-8")).items():
        entries = value if isinstance(value, list) else [value]
        found |= {key for one in entries if isinstance(one, dict)}
        found |= {f"{key}.{inner}" for one in entries if isinstance(one, dict) for inner, v in one.items()
                  if isinstance(v, list) and v and isinstance(v[0], dict)}  # fmt: skip
    return found
