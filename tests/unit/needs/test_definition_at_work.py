"""Definitions from one start, and who holds what the focus leaves out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sulis.catalogue.partnership import load_partnership
from sulis.catalogue.sources import load_source_card
from sulis.catalogue.violence import find_definition
from sulis.vocabulary import Period
from sulis.year.needs import Assessment, assess
from sulis.year.needs.model import FindingKind
from sulis.year.needs.outside import outside_findings
from tests.support.needs_store import ALDERMERE, VIOLENCE, Recorded, mereshire
from tests.support.needs_views import finding

BATH = load_partnership("bath_and_north_east_somerset")
OWN, CARD = find_definition("avon_and_somerset_2024"), load_source_card("force_extract")


def months_of(many: int, *, each: int, after: int) -> dict[str, tuple[Recorded, ...]]:
    """So many months: ``each`` incidents a month in the first year, ``after`` in each later one."""
    named = [f"{2021 + number // 12}-{number % 12 + 1:02d}" for number in range(many)]
    return {
        month: tuple((f"{month}{n}", VIOLENCE, "E01990001") for n in range(each if at < 12 else after))
        for at, month in enumerate(named)
    }


def assessed(folder: Path, months: dict[str, tuple[Recorded, ...]]) -> Assessment:
    return assess(
        mereshire(folder, months), area_code=ALDERMERE, period=Period.between(min(months), max(months)),
        definitions=[find_definition("police_uk_proxy")], software="sulis test", partnership=BATH,
    )  # fmt: skip


def test_months_after_the_first_whole_year_are_multiples_of_its_mean_month(tmp_path: Path) -> None:
    found = finding(assessed(tmp_path, months_of(15, each=10, after=20)), "definition-rebased")
    since = found.slot("since_1").estimate
    assert (found.kind, since.value) == (FindingKind.REBASED, pytest.approx(2.0))
    assert (since.numerator, since.denominator) == (60, 120.0)
    assert since.low < 2.0 < since.high
    [series] = found.charts[0].series
    assert [point.key for point in series.points] == ["2022-01", "2022-02", "2022-03"]


def test_without_a_whole_year_or_a_month_after_it_nothing_is_rebased(small: Assessment, tmp_path: Path) -> None:
    assert "no twelve months in a row" in finding(small, "definition-rebased").statements[0]
    found = assessed(tmp_path, months_of(12, each=2, after=0))
    assert "no month after them" in finding(found, "definition-rebased").statements[0]
    assert [chapter.id for chapter in found.chapters][0] == "claims"
    assert finding(found, "definition-gaps").kind is FindingKind.GAPS


def test_gaps_are_the_age_that_the_definition_lists_and_incidents_that_nobody_holds() -> None:
    _, gaps, _ = outside_findings(OWN, BATH.definition, CARD)
    assert gaps.statements[0].startswith("People aged exactly 25: ")
    told = " ".join(gaps.statements[1:])
    assert "Two people of 25" in told and "at school" in told and "nobody knows whom: cannot be placed" in told
    assert "Two people of 40, one wounded by the other in the street" not in told  # offender management holds it
    assert "Two people of 17, one wounded by the other in the street" not in told  # the focus itself
    assert "raped" not in told and "by a partner" not in told


def test_holders_that_the_plan_names_in_other_words_are_told_once() -> None:
    holders, _, whose = outside_findings(OWN, BATH.definition, CARD)
    assert len(holders.statements) == 3
    assert "MAPPA" in holders.statements[0]
    assert "either is enough" in whose.statements[0] and "the victim or a suspect" in whose.statements[0]


def test_a_definition_that_names_no_arrangement_cannot_show_gaps_and_takes_the_plans_own_list() -> None:
    bare = replace(OWN, arrangements=(), gaps=())
    holders, gaps, _ = outside_findings(bare, BATH.definition, CARD)
    assert len(holders.statements) == len({one.concern for one in BATH.definition.elsewhere})
    assert gaps.statements == () and gaps.unsaid
