from __future__ import annotations

import pytest
from scipy.stats import poisson_means_test

from sulis.statistics import compare_counts
from tests.reference.sheet import Row, as_published, label, rows


def p_value(row: Row) -> float:
    a = int(row["count_a"]), float(row["exposure_a"])
    b = int(row["count_b"]), float(row["exposure_b"])
    return float(compare_counts(*a, *b).p_value)


@pytest.mark.parametrize("row", rows(__file__, "paper"), ids=label)
def test_comparison_matches_the_papers_examples(row: Row) -> None:
    assert p_value(row) == as_published(row, "p_value")


@pytest.mark.parametrize("row", rows(__file__, "authors_program"), ids=label)
def test_comparison_matches_the_authors_program_but_for_its_cut_tails(row: Row) -> None:
    assert p_value(row) == pytest.approx(float(row["p_value"]), abs=2e-6)


@pytest.mark.parametrize(
    ("a", "time_a", "b", "time_b"),
    [(0, 1.0, 3, 1.0), (5, 1.0, 25, 1.0), (1, 5.0, 9, 0.7), (40, 1.0, 70, 1.3), (100, 2.0, 160, 2.0), (7, 1.0, 0, 9.0)],
)
def test_comparison_matches_scipys_double_sum(a: int, time_a: float, b: int, time_b: float) -> None:
    found, oracle = compare_counts(a, time_a, b, time_b), poisson_means_test(a, time_a, b, time_b)
    assert float(found.p_value) == pytest.approx(oracle.pvalue, rel=1e-5)
    assert float(found.statistic) == pytest.approx(oracle.statistic)
