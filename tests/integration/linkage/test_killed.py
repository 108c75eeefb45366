"""Killed at any instant, a room is as it was before or as it is after, and work goes on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sulis.linkage import Judgement
from tests.integration.linkage.conftest import Office, why
from tests.support.shared import ROOT

# Judges pairs one after the other for ever, saying each when it is kept.
WORK = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from sulis.linkage import Judgement, Why, enter_room
why = Why("somebody", datetime(2026, 11, 22, tzinfo=UTC), "a test")
with enter_room(Path(sys.argv[1]), sys.argv[2], why, record=lambda e: None) as room:
    listed = room.review_list(12, why)
    print("in", flush=True)
    while True:
        for pair in listed:
            for judgement in (Judgement.DIFFERENT, Judgement.CANNOT_TELL):
                print(room.decide(*room.records_of(pair.id), judgement, why).number, flush=True)
"""


def killed_after(office: Office, seconds: float) -> int:
    """Work until the kill; the last version that the worker said was kept, 1 for none."""
    process = subprocess.Popen(
        [sys.executable, "-c", WORK, str(office.home), office.room], stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert process.stdout is not None and process.stdout.readline() == "in\n"
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    said, _ = process.communicate()
    return max([1, *map(int, said.split("\n")[:-1])]) if said else 1


def versions_kept(office: Office) -> int:
    """How many versions the room holds, when every one of them can be had and the room can be worked in."""
    with office.entered() as room:
        made = len(room.state.versions)
        assert len(room.state.decisions) == made - 1
        for version in {1, made}:
            assert len(room.keys_out(why(), version=version)) == len(office.truth)
        left, right = list(office.truth)[:2]
        assert room.decide(left, right, Judgement.CANNOT_TELL, why()).number == made + 1
    names = {path.name for path in office.folder.iterdir()}
    assert not any(name.endswith(".new") for name in names)
    assert len(names) == made + 1 + 3 + 2 + 2  # versions, records, model and pairs, state and lock
    return made


def test_killed_between_and_during_acts_a_room_holds_the_last_one_kept(office: Office) -> None:
    chance = random.Random(4)
    worked = []
    for number in range(3):
        copy = office.copied(office.home.with_name(f"home-{number}"))
        said = killed_after(copy, chance.uniform(0.02, 0.5))
        assert said <= versions_kept(copy) <= said + 1, "what was said to be kept, and at most one act more"
        worked.append(said)
    assert max(worked) > 1


@pytest.mark.drill
def test_killed_two_hundred_times_a_room_is_never_half_changed(linked: Office, tmp_path: Path) -> None:
    chance = random.Random(5)
    for number in range(200):
        copy = linked.copied(tmp_path / f"home-{number}")
        said = killed_after(copy, chance.uniform(0.0, 0.4))
        assert said <= versions_kept(copy) <= said + 1, "what was said to be kept, and at most one act more"
