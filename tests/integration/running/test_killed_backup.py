"""Killed at any instant, a backup or a restore leaves nothing half made, and the next one is not in its way."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.running.homes import contents, make_home, rows
from tests.integration.running.processes import command, started

KILLS = [4, pytest.param(20, marks=pytest.mark.drill)]


def kill_at_random(words: list[object], instant: float) -> None:
    process = started(*words)
    time.sleep(instant)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def instants(kills: int, longest: float, seed: int) -> Iterator[tuple[int, float]]:
    """So many instants drawn at random, one from each equal part of the time that the work takes, and a little past it."""
    chance = random.Random(seed)
    for number in range(kills):
        yield number, chance.uniform(number, number + 1) / kills * longest * 1.05


def how_long(*words: object) -> float:
    begun = time.monotonic()
    done = command(*words)
    assert done.returncode == 0, done.stderr
    return time.monotonic() - begun


@pytest.mark.parametrize("kills", KILLS)
def test_backups_killed_at_random_leave_no_file_or_a_whole_one(tmp_path: Path, kills: int) -> None:
    home, key, copies = make_home(tmp_path / "home", size=60_000_000), tmp_path / "key", tmp_path / "copies"
    copies.mkdir()
    words = ["backup", "--home", home, "--key", key, "--to"]
    longest = how_long(*words, tmp_path / "trial")
    before, whole = contents(home), 0
    for number, instant in instants(kills, longest, 3):
        file = copies / f"{number}.backup"
        kill_at_random([*words, file], instant)
        assert [path.name for path in copies.iterdir()] in ([], [file.name])
        if file.exists():
            whole += 1
            assert command("restore", file, "--home", tmp_path / f"from{number}", "--key", key).returncode == 0
            file.unlink()
    assert contents(home) == before
    assert whole < kills, "no kill came in time"
    assert command(*words, copies / "last.backup").returncode == 0
    assert not (home / "staging").exists()


@pytest.mark.parametrize("kills", KILLS)
def test_restores_killed_at_random_leave_no_home_or_a_whole_one(tmp_path: Path, kills: int) -> None:
    home, key, file = make_home(tmp_path / "home", size=60_000_000), tmp_path / "key", tmp_path / "b"
    assert command("backup", "--home", home, "--key", key, "--to", file).returncode == 0
    longest = how_long("restore", file, "--home", tmp_path / "trial", "--key", key)
    expected, absent = (contents(home), rows(home)), 0
    for number, instant in instants(kills, longest, 5):
        new = tmp_path / f"new{number}"
        kill_at_random(["restore", file, "--home", new, "--key", key], instant)
        if not new.exists():
            absent += 1
            assert command("restore", file, "--home", new, "--key", key).returncode == 0, "what was left is in the way"
        assert (contents(new), rows(new)) == expected
        assert not (tmp_path / f".new{number}.restoring").exists()
    assert absent, "no kill came in time"
