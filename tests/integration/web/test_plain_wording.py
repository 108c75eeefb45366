"""A definition's plain wording laid out: every list under the sentence that leads to it."""

from __future__ import annotations

from sulis_web.plan.definitions import Passage, passages


def test_two_lists_of_one_block_stay_under_their_own_sentences() -> None:
    text = "Focus\nWhat it means.\nAll of these hold:\n- a place\nAnd at least one of these holds:\n- a kind\n- another"
    assert passages(text) == (
        Passage("Focus", ("What it means.", "All of these hold:"), ("a place",)),
        Passage("", ("And at least one of these holds:",), ("a kind", "another")),
    )


def test_block_without_heading_or_list_is_one_passage() -> None:
    assert passages("One idea.\n\nAnother.") == (Passage("", ("One idea.",), ()), Passage("", ("Another.",), ()))
