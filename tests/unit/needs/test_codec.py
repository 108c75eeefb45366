from __future__ import annotations

import json
from dataclasses import replace

import pytest

from sulis.vocabulary import WrongUsage
from sulis.year.needs import Assessment
from sulis.year.needs.codec import dump, load


def test_dump_and_load_give_the_assessment_back(small: Assessment) -> None:
    text = json.dumps(dump(small), allow_nan=False)
    assert load(json.loads(text)) == small


def test_dump_writes_a_shared_query_once(small: Assessment) -> None:
    document = dump(small)
    texts = [one["query"] for one in document["shared"]["Provenance"]]
    assert len(texts) < 40
    assert len(document["shared"]["Area"]) < 20


def test_infinite_limit_survives(small: Assessment) -> None:
    entry = small.series[0]
    odd = replace(entry, count=replace(entry.count, high=float("inf")))
    changed = replace(small, series=(odd, *small.series[1:]))
    assert load(json.loads(json.dumps(dump(changed), allow_nan=False))) == changed


@pytest.mark.parametrize(
    "broken", [{}, {"format": 0}, {"format": 2}, {"format": 1}, {"format": 2, "shared": {}, "assessment": {}}]
)
def test_other_documents_are_refused(broken: dict[str, object]) -> None:
    with pytest.raises(WrongUsage):
        load(broken)


def test_stored_run_with_a_number_outside_its_interval_is_refused(small: Assessment) -> None:
    document = json.loads(json.dumps(dump(small)))
    document["assessment"]["series"][0]["count"]["value"] = 10_000.0
    with pytest.raises(WrongUsage, match="broken"):
        load(document)
