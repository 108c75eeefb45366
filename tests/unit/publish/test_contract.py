"""assessment.json as the contract says, for each audience."""

from __future__ import annotations

import json

import pytest

from sulis.publish.documents import contract_json
from sulis.vocabulary import Audience
from tests.support.sample_assessment import CATEGORIES, GAP, sample_assessment

KEYS = {
    "indicator", "category", "area", "period", "status", "rows", "count", "rate_per_100k", "rate_low", "rate_high",
    "count_low", "count_high", "level", "method", "population_year", "caveats",
}  # fmt: skip
NUMBERS = ("rows", "count", "rate_per_100k", "rate_low", "rate_high", "count_low", "count_high")


def series(audience: Audience, **kind: bool):
    return contract_json(sample_assessment(**kind), audience)["series"]


def test_series_has_one_entry_for_each_category_and_month_with_the_contract_keys():
    given = series(Audience.INTERNAL)
    assert len(given) == len(CATEGORIES) * 24
    assert all(set(entry) == KEYS for entry in given)
    assert {entry["area"] for entry in given} == {"X06000001"}


@pytest.mark.parametrize("audience", list(Audience))
def test_a_missing_month_has_its_status_and_nulls(audience):
    gone = [entry for entry in series(audience) if entry["period"] in GAP]
    assert len(gone) == len(CATEGORIES) * 2
    for entry in gone:
        assert entry["status"] == "missing"
        assert [entry[name] for name in NUMBERS] == [None] * 7


def test_a_received_month_has_numbers_inside_their_intervals():
    for entry in series(Audience.PUBLIC):
        if entry["period"] not in GAP:
            assert entry["count_low"] <= entry["count"] <= entry["count_high"]
            assert entry["rate_low"] <= entry["rate_per_100k"] <= entry["rate_high"]
            assert (entry["level"], entry["population_year"]) == (0.95, 2020)


@pytest.mark.parametrize("audience", [Audience.BOARD, Audience.PUBLIC])
def test_numbers_of_records_that_are_not_open_are_suppressed_to_nulls(audience):
    given = contract_json(sample_assessment(open_data=False), audience)
    for entry in given["series"]:
        if entry["period"] not in GAP:
            assert entry["status"] == "suppressed"
            assert [entry[name] for name in (*NUMBERS, "method", "population_year")] == [None] * 9
    assert not any(finding["slots"] or finding["charts"] for finding in given["findings"])
    assert not any(row["rows"] for row in given["coverage"])
    assert given["assessment_caveats"] == []


def test_every_caveat_code_used_is_set_out_once():
    given = contract_json(sample_assessment(), Audience.INTERNAL)
    used = {code for entry in (*given["series"], *given["findings"]) for code in entry["caveats"]} | set(
        given["assessment_caveats"]
    )
    assert used == set(given["caveats"])


def test_findings_carry_the_query_behind_each_number():
    given = contract_json(sample_assessment(), Audience.INTERNAL)
    assert all(slot["query"].startswith("SELECT") for finding in given["findings"] for slot in finding["slots"])


def test_the_same_assessment_gives_the_same_text():
    texts = {json.dumps(contract_json(sample_assessment(), Audience.BOARD), allow_nan=False) for _ in range(2)}
    assert len(texts) == 1
