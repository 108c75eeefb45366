"""A mapping's patterns: no way of writing one makes it slow, and what the database cannot run is refused when it is checked."""

from __future__ import annotations

import pytest

from sulis.catalogue.patterns import LONGEST, found, whole, wrong_with


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+$", "(a|a?)+$", "(.*a){12}$", "([a-zA-Z]+)*$"])
def test_patterns_that_take_others_for_ever_come_to_their_end(pattern: str) -> None:
    assert wrong_with(pattern) == ""
    assert found("a" * 20_000 + "!", pattern) == ""
    assert whole(["a" * 20_000 + "!"] * 3, pattern) == {}


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("(a", "cannot be read"),
        ("(?<=x)(y)", "looks behind"),
        ("(?=x)(y)", "looks behind"),
        (r"(a)\1", "back at itself"),
        ("((a{999}){999})", "repeats too often"),
        ("(a{99999999999})", ""),
        ("(" + "a" * LONGEST + ")", "letters"),
        ("(" * 90 + ")" * 90, ""),
    ],
)
def test_what_the_engine_cannot_run_is_told(pattern: str, says: str) -> None:
    wrong = wrong_with(pattern)
    assert says in wrong
    if not wrong:
        assert found("a", pattern) == ""


def test_text_of_a_name_is_never_read_as_a_query() -> None:
    assert found("'; DROP TABLE x; -- 2024-01.csv", "([0-9]{4}-[0-9]{2})") == "2024-01"
    assert whole(["Rate '24'", "{}", ""], "Rate '([0-9]+)'") == {0: "24"}
    assert whole(["Rate", "rate"], "Rate") == {0: "Rate"}
