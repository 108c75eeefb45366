"""Thresholds, reasons, and which fields a model compares."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulis.linkage import Thresholds, Why, model
from sulis.linkage.reviewing import Candidate, Reason, drawn
from sulis.linkage.values import bits, probability
from sulis.vocabulary import WrongUsage

AT = datetime(2026, 11, 22, tzinfo=UTC)


@given(st.floats(0.0001, 0.9999))
def test_bits_and_probabilities_turn_into_each_other(value: float) -> None:
    assert probability(bits(value)) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(("link", "review"), [(1.0, 0.5), (0.5, 0.9), (0.9, 0.0), (float("nan"), 0.5)])
def test_thresholds_out_of_order_are_refused(link: float, review: float) -> None:
    with pytest.raises(WrongUsage, match="thresholds"):
        Thresholds(link, review)


def test_nothing_is_done_without_a_reason_a_name_and_a_zone() -> None:
    for by, reason in (("", "because"), ("me", "  ")):
        with pytest.raises(WrongUsage, match="reason"):
            Why(by, AT, reason)
    with pytest.raises(ValueError, match="zone"):
        Why("me", AT.replace(tzinfo=None), "because")


def test_every_comparison_shares_out_what_is_possible() -> None:
    for name, levels in model.COMPARISONS.items():
        assert sum(level.m for level in levels) == pytest.approx(1), name
        assert sum(level.u for level in levels) == pytest.approx(1, abs=0.01), name
        assert levels[0].m > levels[0].u and levels[-1].m < levels[-1].u and levels[-1].sql == "ELSE", name


def test_fields_that_say_nothing_or_the_same_twice_are_left_out_with_the_reason() -> None:
    filled = {"given_name": 100, "family_name": 100, "date_of_birth": 90, "postcode": 60, "town": 100, "email": 4}
    found = model.fields_used(filled, 100)
    assert [name for name, why in found.items() if not why] == [
        "given_name",
        "family_name",
        "date_of_birth",
        "postcode",
    ]
    assert found["town"] == "the postcode says it already" and found["email"] == "filled in too few records"
    assert model.fields_used(filled | {"postcode": 40}, 100)["town"] == ""


def test_rules_use_only_fields_that_are_compared() -> None:
    used = ["family_name", "date_of_birth"]
    named = " ".join(model.blocking(used) + model.teaching(used) + model.surely_same(used))
    assert "family_name" in named and not any(name in named for name in ("given_name", "postcode", "email", "number"))


def test_review_takes_from_each_stratum_in_turn_nearest_the_threshold_first() -> None:
    found = [Candidate(n, Reason.BETWEEN, stratum, margin) for n, (stratum, margin) in enumerate(
        [("a", 3.0), ("a", 1.0), ("a", 2.0), ("b", 9.0), ("c", 0.5), ("c", 0.1)])]  # fmt: skip
    assert [c.place for c in drawn(found, 5)] == [1, 3, 5, 2, 4]
    assert drawn(found, 0) == [] and len(drawn(found, 99)) == 6
