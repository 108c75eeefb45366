"""Sixteen processes write one chain, and killed ones leave it whole. `make drill` does the same at length."""

from __future__ import annotations

from typing import Any

from tests.integration.audit.chains import Chain
from tests.integration.audit.many_writers import killed_while_writing, written_together


def test_sixteen_writers_make_one_chain_without_gap_or_loss(empty: Chain, record_property: Any) -> None:
    rate = written_together(empty, events=50, writers=16)
    record_property(f"events a second on {empty.on}", round(rate))
    assert rate > 20, "two hundred are meant; this bound only says that nobody waits for nothing on a busy machine"


def test_writers_killed_at_random_instants_leave_a_sound_chain(empty: Chain) -> None:
    assert killed_while_writing(empty, kills=6, together=3, seed=20261122) > 6
