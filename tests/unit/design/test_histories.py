"""Where two texts differ, and who of two people changed what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulis_web.design.histories import Compared, Comparison, Piece, pieces
from sulis_web.design.navigation import pages
from sulis_web.design.values import Tone

WORDS = st.lists(st.sampled_from(["a", "board", "meets", "each", "quarter", "month"]), max_size=12).map(" ".join)


@given(WORDS, WORDS)
def test_pieces_that_stay_are_the_later_text_and_those_that_stood_are_the_earlier(before: str, after: str) -> None:
    cut = pieces(before, after)
    later = "".join(words for kind, words in cut if kind is not Piece.REMOVED)
    earlier = "".join(words for kind, words in cut if kind is not Piece.ADDED)
    assert later.split() == after.split()
    assert earlier.split() == before.split()


def test_pieces_one_word_changed_is_the_one_cut_out() -> None:
    assert pieces("Meets each quarter.", "Meets each month.") == (
        (Piece.SAME, "Meets each "),
        (Piece.REMOVED, "quarter."),
        (Piece.ADDED, "month."),
    )


@pytest.mark.parametrize(
    ("was", "theirs", "yours", "words", "tone"),
    [
        ("a", "a", "a", "Not changed", Tone.QUIET),
        ("a", "a", "b", "You changed this", Tone.WATCH),
        ("a", "b", "a", "They changed this", Tone.WATCH),
        ("a", "b", "b", "Both changed it alike", Tone.GOOD),
        ("a", "b", "c", "Both changed this, differently", Tone.TROUBLE),
    ],
)
def test_mark_says_who_changed_the_field(was: str, theirs: str, yours: str, words: str, tone: Tone) -> None:
    mark = Compared("Name", was, theirs, yours).mark
    assert (mark.word, mark.tone) == (words, tone)


def test_comparison_parts_what_differs_from_what_does_not() -> None:
    rows = (Compared("Name", "a", "a", "a"), Compared("Chair", "a", "b", "b"))
    comparison = Comparison(rows, they="Jo Marsh")
    assert (comparison.different, comparison.alike) == (rows[1:], rows[:1])


@pytest.mark.parametrize(
    ("number", "last", "shown"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (3, 5, [1, 2, 3, 4, 5]),
        (6, 40, [1, 0, 5, 6, 7, 0, 40]),
        (40, 40, [1, 0, 39, 40]),
    ],
)
def test_pages_shown_are_the_ends_and_the_neighbours(number: int, last: int, shown: list[int]) -> None:
    found = pages(number=number, last=last, address=lambda each: f"?page={each}")
    assert [step.number for step in found.steps] == shown
    assert [step.number for step in found.steps if step.current] == [number]
    assert bool(found.before) == (number > 1) and bool(found.after) == (number < last)
