from __future__ import annotations

import numpy as np
import pytest

from sulis.statistics import standardised_rate
from tests.reference.sheet import Row, as_published, label, rows

BANDS = rows(__file__, "bands")


def column(area: str, name: str) -> list[float]:
    return [float(row[name]) for row in BANDS if row["area"] == area]


@pytest.mark.parametrize("row", rows(__file__, "phstatsmethods"), ids=label)
def test_standardised_rate_matches_the_public_health_package(row: Row) -> None:
    area = row["area"]
    found = standardised_rate(
        column(area, "count"), column(area, "population"), column(area, "weight"), level=float(row["level"])
    )
    assert float(found.value) == as_published(row, "rate")
    assert float(found.low) == as_published(row, "low")
    assert float(found.high) == as_published(row, "high")


def test_standard_population_adds_up_to_a_hundred_thousand() -> None:
    assert sum(column("force", "weight")) == 100_000


def test_person_level_error_matches_drawn_people() -> None:
    """People have none, one, two or three events; the interval's width must follow the rate's own spread."""
    generator = np.random.default_rng(7)
    people, weights = np.array([3000, 5000, 2000]), [3, 5, 2]
    chances = np.array([[0.01, 0.006, 0.004], [0.02, 0.01, 0.01], [0.004, 0.002, 0.001]])
    drawn = generator.poisson(people[:, None] * chances, (4000, 3, 3))
    counts = (drawn * np.arange(1, 4)).sum(-1)
    found = standardised_rate(counts, people, weights, people_by_events=drawn)
    truth = float(((chances * np.arange(1, 4)).sum(-1) * np.array([0.3, 0.5, 0.2])).sum()) * 100_000
    held = float(((found.low <= truth) & (truth <= found.high)).mean())
    plain = standardised_rate(counts, people, weights)
    held_plain = float(((plain.low <= truth) & (truth <= plain.high)).mean())
    assert 0.94 <= held <= 0.965
    assert held_plain < 0.9
