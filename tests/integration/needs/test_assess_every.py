"""Every partnership in one go: each one's figures are those that it gets alone, and one that fails keeps no other from being done."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sulis.catalogue.violence import find_definition
from sulis.store import Store, open_store
from sulis.store.narrowed import narrow
from sulis.vocabulary import Period, WrongUsage
from sulis.year.needs import assess
from sulis.year.needs.codec import dump
from sulis.year.needs.study import ask_of_the_country
from sulis_cli import assess_every as every
from tests.support.command import Answer, sulis
from tests.support.needs_store import mereshire

SPAN = Period.between("2023-01", "2023-04")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return mereshire(tmp_path_factory.mktemp("every"))


def ask(store: Store, *more: object) -> Answer:
    return sulis("assess", "--from", "2023-01", "--to", "2023-04", "--home", store.home, "--json", *more)


def figures(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_each_partnership_gets_the_figures_that_it_gets_alone(store: Store, tmp_path: Path) -> None:
    answer = ask(store, "--every", "partnership", "--out", tmp_path / "every")
    assert (answer.code, answer.document["failed"]) == (0, [])
    assert len(answer.document["done"]) == 2
    for done in answer.document["done"]:
        alone = ask(store, "--area", done["code"], "--no-documents", "--out", tmp_path / done["code"])
        assert alone.code == 0
        together = figures(tmp_path / "every" / done["code"] / "assessment.json")
        assert together == figures(tmp_path / done["code"] / "assessment.json")


def test_a_narrowed_store_gives_the_same_assessment_as_the_whole(store: Store, tmp_path: Path) -> None:
    definitions = [find_definition("police_uk_proxy")]
    whole = open_store(store.home)
    narrowed = narrow(whole, tmp_path)
    ask_of_the_country(whole, SPAN, definitions)
    for area in ("E06990001", "E23990001", "E05990001"):
        made = [
            dump(assess(one, area_code=area, period=SPAN, definitions=definitions, software="t"))
            for one in (open_store(store.home), *narrowed.values())
        ]
        assert len(made) == 2 and made[0] == made[1]


def test_one_that_fails_is_told_with_its_remedy_and_the_others_are_done(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sulis.year.needs

    def breaks_once(given: Store, *, area_code: str, **more: Any) -> Any:
        if area_code == codes[0]:
            raise WrongUsage("it cannot be", "Do otherwise.")
        return assess(given, area_code=area_code, **more)

    codes = [place.code for place in every._places(store)]
    monkeypatch.setattr(sulis.year.needs, "assess", breaks_once)
    answer = ask(store, "--every", "partnership", "--out", tmp_path)
    assert answer.code == 3
    assert [one["code"] for one in answer.document["done"]] == codes[1:]
    assert [(one["code"], one["remedy"]) for one in answer.document["failed"]] == [(codes[0], "Do otherwise.")]
    assert not (tmp_path / codes[0]).exists()


@pytest.mark.parametrize(
    "more",
    [("--every", "partnership", "--area", "E06990001"), (), ("--every", "partnership", "--definition", "nowhere")],
)
def test_wrong_usage_changes_nothing(store: Store, tmp_path: Path, more: tuple[str, ...]) -> None:
    answer = ask(store, *more, "--out", tmp_path / "out")
    assert answer.code == 2 and answer.document["remedy"]
    assert not (tmp_path / "out").exists()
