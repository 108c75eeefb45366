"""Who sees what of a number: a truth table from the decisions, and a proof that there is no other road."""

from __future__ import annotations

import ast
import tomllib
from dataclasses import replace

import pytest

from sulis.publish.disclosure import HELD_BACK, OPEN_DATA, disclose
from sulis.vocabulary import (
    Audience,
    BoardFigure,
    Estimate,
    Figure,
    InternalFigure,
    Missing,
    Period,
    PublicFigure,
    Suppressed,
    Unit,
)
from tests.support.sample_assessment import DISTRICT, PLACE_CAVEAT, TRAIL, count
from tests.support.shared import ROOT

MONTH = Period.month("2024-01")
OPEN = TRAIL
LOCAL = replace(TRAIL, open_data=False)
FIGURES = {"InternalFigure", "BoardFigure", "PublicFigure"}


@pytest.mark.parametrize(
    ("audience", "provenance", "outcome"),
    [
        (Audience.INTERNAL, OPEN, InternalFigure),
        (Audience.INTERNAL, LOCAL, InternalFigure),
        (Audience.INTERNAL, None, InternalFigure),
        (Audience.BOARD, OPEN, BoardFigure),
        (Audience.BOARD, LOCAL, Suppressed),
        (Audience.BOARD, None, Suppressed),
        (Audience.PUBLIC, OPEN, PublicFigure),
        (Audience.PUBLIC, LOCAL, Suppressed),
        (Audience.PUBLIC, None, Suppressed),
    ],
)
def test_disclose_by_audience_and_source_gives_the_decided_type(audience, provenance, outcome):
    assert type(disclose(count(12, MONTH, provenance), audience)) is outcome


@pytest.mark.parametrize("audience", [Audience.BOARD, Audience.PUBLIC])
def test_disclose_held_back_says_the_same_for_every_value(audience):
    held = {disclose(count(number, MONTH, LOCAL), audience) for number in (0, 1, 7, 8, 1000)}
    assert held == {Suppressed(HELD_BACK, audience)}


@pytest.mark.parametrize("why", list(Missing))
@pytest.mark.parametrize("audience", [Audience.BOARD, Audience.PUBLIC])
def test_disclose_missing_from_local_records_passes_without_a_trace_of_the_records(why, audience):
    bare = Estimate.absent(
        why, unit=Unit.RATE_PER_100K, area=DISTRICT, period=MONTH, caveats=(PLACE_CAVEAT,), provenance=LOCAL
    )
    seen = disclose(replace(bare, numerator=5, denominator=900.0), audience)
    assert isinstance(seen, Figure)
    assert seen.missing is why
    shown = seen.shown
    assert (shown.numerator, shown.denominator, shown.caveats, shown.provenance) == (None, None, (), None)


def test_disclose_suppressed_by_the_publisher_stays_suppressed():
    hidden = Estimate.absent(Missing.SUPPRESSED, unit=Unit.INCIDENTS, area=DISTRICT, period=MONTH, provenance=OPEN)
    for audience in Audience:
        seen = disclose(hidden, audience)
        assert isinstance(seen, Figure)
        assert seen.missing is Missing.SUPPRESSED


def test_disclose_open_number_keeps_its_caveats_or_gains_one():
    kept = disclose(count(12, MONTH), Audience.PUBLIC)
    gained = disclose(replace(count(12, MONTH), caveats=()), Audience.PUBLIC)
    assert isinstance(kept, PublicFigure)
    assert isinstance(gained, PublicFigure)
    assert kept.shown.caveats == (PLACE_CAVEAT,)
    assert gained.shown.caveats == (OPEN_DATA,)


def test_figures_are_made_in_the_disclosure_gate_alone():
    makers = [
        (path, node.lineno)
        for path in sorted((ROOT / "src").rglob("*.py"))
        if "publish/disclosure" not in path.as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and _called(node) in FIGURES
    ]
    assert makers == []


def test_thresholds_say_that_they_are_not_applied_and_why_each_stands():
    given = tomllib.loads((ROOT / "catalogue" / "disclosure" / "thresholds.toml").read_text(encoding="utf-8"))
    assert given["status"] == "decided, not yet applied"
    assert (given["hidden"]["from"], given["hidden"]["to"], given["rounding"]["base"]) == (1, 7, 5)
    for name in (
        "hidden",
        "rounding",
        "homicide",
        "zero",
        "geography",
        "time",
        "breakdowns",
        "dominance",
        "table_builder",
        "open_data",
    ):
        assert len(given[name]["reason"]) > 40


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
