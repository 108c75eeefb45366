from __future__ import annotations

import numpy as np
import pytest

from sulis.statistics import adjusted_p


def test_adjusted_p_leaves_untested_places_out_of_the_family() -> None:
    found = adjusted_p([0.01, np.nan, 0.04])
    assert found[[0, 2]].tolist() == [0.02, 0.04]
    assert np.isnan(found[1])


def test_adjusted_p_of_equal_values_is_that_value() -> None:
    assert adjusted_p([0.03] * 5).tolist() == [0.03] * 5


def test_adjusted_p_keeps_the_shape_and_takes_none_at_all() -> None:
    assert adjusted_p([[0.5, 1.0], [0.25, 0.0]]).shape == (2, 2)
    assert adjusted_p(np.array([])).size == 0


@pytest.mark.parametrize("bad", [-0.01, 1.01])
def test_adjusted_p_refuses_what_is_not_a_share(bad: float) -> None:
    with pytest.raises(ValueError, match=r"p: .* share"):
        adjusted_p([0.5, bad])
