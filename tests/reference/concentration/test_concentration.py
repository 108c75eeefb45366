from __future__ import annotations

import pytest

from sulis.statistics import concentration


def test_gini_of_the_authors_sparse_example_matches() -> None:
    found = concentration([3, 1, 1, 0, 0, 0, 0, 0, 0, 0], deals=9)
    assert found.gini == pytest.approx(0.78)
    assert found.generalised_gini == pytest.approx(2 * (0.78 - 1) + 1)


def test_half_as_many_crimes_as_even_as_can_be_is_no_more_concentrated() -> None:
    before, after = concentration([1] * 10, deals=9), concentration([1] * 5 + [0] * 5, deals=9)
    assert before.generalised_gini == pytest.approx(0.0)
    assert after.generalised_gini == pytest.approx(0.0)
    assert after.gini == pytest.approx(0.5)


def test_all_in_one_of_ten_places_is_nine_tenths() -> None:
    found = concentration([10] + [0] * 9, deals=9)
    assert (found.gini, found.generalised_gini) == (pytest.approx(0.9), pytest.approx(0.9))


@pytest.mark.parametrize(("counts", "gini", "generalised"), [([10, 8, 2], 0.78, 0.78), ([5, 2, 1], 0.8, 0.75)])
def test_gini_of_the_authors_help_page_matches(counts: list[int], gini: float, generalised: float) -> None:
    found = concentration([*counts, *[0] * (10 - len(counts))], deals=9)
    assert (found.gini, found.generalised_gini) == (pytest.approx(gini), pytest.approx(generalised))
