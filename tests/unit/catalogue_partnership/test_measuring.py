"""Recipes and yearly figures of a partnership's files: what is read, and each fault with its remedy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sulis.catalogue.partnership import Shape, load_partnership, partnerships_root
from sulis.vocabulary import InputRefused


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(partnerships_root() / "made_up", tmp_path / "made_up"))


def test_every_measure_of_both_partnerships_has_a_recipe() -> None:
    for name in ("made_up", "bath_and_north_east_somerset"):
        content = load_partnership(name)
        assert {one.measure for one in content.recipes} == {one.id for one in content.measures}
    assert not load_partnership("bath_and_north_east_somerset").series  # nothing is invented for a real place


def test_figures_are_read_with_the_reasons_of_missing_years(folder: Path) -> None:
    content = load_partnership(folder)
    knife = next(one for one in content.series if one.recipe == "knife_enabled")
    assert knife.wider and [year.year for year in knife.years if year.count is None] == ["2020-21"]
    assert {one.shape for one in content.recipes} == set(Shape)
    for name in ("measure_recipes.toml", "measure_figures.toml"):
        (folder / name).unlink()
    assert load_partnership(folder).recipes == () == load_partnership(folder).series


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("recipes", 'baseline = ["2016-17", "2020-21"]', 'baseline = ["2020-21", "2016-17"]', "first and its last year"),
        ("recipes", 'target_by = "2027-28"', 'target_by = "2027-29"', "a calendar year or a financial one"),
        ("recipes", 'target_by = "2027-28"\n', "", "target_by is required"),
        ("recipes", 'measure = "measure_homicides"', 'measure = "measure_nothing"', "measure_nothing"),
        ("recipes", 'awaited_from = "Mereshire Police"\n', "", "awaited_from is required"),
        ("recipes", 'shape = "share"', 'shape = "feeling"', "shape is one of a fixed list"),
        ("figures", 'recipe = "homicides"', 'recipe = "homicide"', 'Did you mean "homicides"?'),
        ("figures", '"2018-19", count = 1', '"2018-19", count = -1', "count lies from 0"),
        ("figures", '"2018-19", count = 1', '"2018-19"', "A missing count is never 0."),
        ("figures", '{ year = "2018-19", count = 1 }', '{ year = "2018-19", count = 1, why = "lost" }', "a reason why it is missing"),
        ("figures", '    { year = "2018-19", count = 1 },\n', "", "Years go up by one"),
        ("figures", "count = 388, total = 640", "count = 641, total = 640", "A part is no more than its whole."),
        ("figures", 'rule = "any_assault"', 'rule = "x99"', "A recipe has one series for each place"),
    ],
)  # fmt: skip
def test_fault_is_told_with_its_rule(folder: Path, file: str, old: str, new: str, said: str) -> None:
    path = folder / f"measure_{file}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        load_partnership(folder)
    told = "\n".join(str(fault) for fault in refused.value.faults)
    assert said in told and path.name in told
