"""A run made again from the releases that it read is the same to the last byte, whatever was loaded or withdrawn since."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree

import pytest

from sulis.catalogue.violence import find_definition
from sulis.store import Store, open_store
from sulis.vocabulary import Period, WrongUsage
from sulis.year.needs import assess
from sulis.year.needs.codec import dump
from tests.support.command import sulis
from tests.support.needs_store import ALDERMERE


def text(store: Store) -> str:
    definitions = [find_definition("police_uk_proxy")]
    period = Period.between("2023-01", "2023-04")
    made = assess(store, area_code=ALDERMERE, period=period, definitions=definitions, software="sulis test")
    return json.dumps(dump(made), ensure_ascii=False, sort_keys=True, allow_nan=False)


def test_run_from_its_own_releases_is_the_same_after_one_was_withdrawn(small_store: Store, tmp_path: Path) -> None:
    home = tmp_path / "home"
    copytree(small_store.home, home)
    before = text(open_store(home))
    read = [release.id for release in open_store(home).releases()]
    gone = next(release.id for release in open_store(home).releases("incidents"))
    answer = sulis("releases", "withdraw", gone, "--reason", "a test", "--home", home, "--json")
    assert answer.code == 0, answer.out
    assert text(open_store(home)) != before
    assert text(open_store(home).at(read)) == before


def test_release_that_is_not_here_is_named(small_store: Store) -> None:
    with pytest.raises(WrongUsage, match="incidents-nowhere"):
        small_store.at(["incidents-nowhere-2023-01-v1"])
