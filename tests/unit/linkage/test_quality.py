"""Precision and recall counted by clusters, beside counting every pair."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulis.linkage import LabelledPair, RecordRef
from sulis.linkage.quality import quality_of
from sulis.statistics import wilson

REFS = [RecordRef("x", str(n)) for n in range(12)]
GROUPS = st.lists(st.integers(0, 4), min_size=len(REFS), max_size=len(REFS))


@given(GROUPS, GROUPS)
def test_counts_by_cluster_equal_counts_pair_by_pair(first: list[int], truth: list[int]) -> None:
    clusters, persons = dict(zip(REFS, first, strict=True)), {r: str(p) for r, p in zip(REFS, truth, strict=True)}
    found = quality_of(clusters, persons, 0.99)
    every = [LabelledPair(one, other, persons[one] == persons[other]) for one, other in combinations(REFS, 2)]
    assert found == quality_of(clusters, every, 0.99)
    linked = [pair for pair in every if clusters[pair.left] == clusters[pair.right]]
    assert found.linked == len(linked) and found.right == sum(pair.same for pair in linked)
    assert found.missed == sum(pair.same for pair in every) - found.right


def test_intervals_are_wilsons_and_errors_are_what_is_left_to_one() -> None:
    clusters = {ref: number // 2 for number, ref in enumerate(REFS)}
    truth = {ref: str(number // 3) for number, ref in enumerate(REFS)}
    found = quality_of(clusters, truth, 0.9)
    oracle = wilson(found.right, found.linked)
    assert (found.precision.low, found.precision.high) == (float(oracle.low), float(oracle.high))
    assert found.precision.value is not None and found.false_links.value == pytest.approx(1 - found.precision.value)
    assert found.recall.value is not None and found.missed_links.value == pytest.approx(1 - found.recall.value)


def test_no_links_give_no_precision_rather_than_zero() -> None:
    found = quality_of({ref: n for n, ref in enumerate(REFS)}, dict.fromkeys(REFS, "one"), 0.9)
    assert found.precision.value is None and found.recall.value == 0.0


def test_records_without_a_label_are_left_out() -> None:
    found = quality_of(dict.fromkeys(REFS, 0), {REFS[0]: "a", REFS[1]: "a", RecordRef("gone", "1"): "a"}, 0.9)
    assert (found.linked, found.right, found.missed) == (1, 1, 0)
