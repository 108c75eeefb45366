from __future__ import annotations

import math

import pytest

from sulis.statistics import time_to_repeat
from tests.reference.sheet import as_published, rows

PATIENTS, CURVE = rows(__file__, "freireich"), rows(__file__, "curve")
WATCHED, RELAPSED = [int(row["watched"]) for row in PATIENTS], [int(row["relapsed"]) for row in PATIENTS]


def test_kaplan_meier_matches_the_published_curve() -> None:
    found = time_to_repeat(WATCHED, RELAPSED)
    assert found.day.tolist() == [float(row["week"]) for row in CURVE]
    assert found.at_risk.tolist() == [float(row["at_risk"]) for row in CURVE]
    assert found.without.tolist() == [as_published(row, "without") for row in CURVE]


def test_kaplan_meier_has_the_published_median() -> None:
    assert time_to_repeat(WATCHED, RELAPSED).median == 23.0


@pytest.mark.parametrize("step", [0, 6])
def test_kaplan_meier_limits_match_the_formula_written_out(step: int) -> None:
    found = time_to_repeat(WATCHED, RELAPSED)
    steps = list(zip(found.repeats.tolist(), found.at_risk.tolist(), strict=True))[: step + 1]
    greenwood = sum(came / (left * (left - came)) for came, left in steps)
    share = float(found.without[step])
    spread = 1.959963984540054 * math.sqrt(greenwood) / math.log(share)
    assert float(found.low[step]) == pytest.approx(share ** math.exp(-spread))
    assert float(found.high[step]) == pytest.approx(share ** math.exp(spread))
