"""Two people write one record at one instant, and every form is sent twice: on both databases, with real threads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.shared import ROOT

SAMPLE, WHOLE = (40, 60), (200, 1000)  # races, double posts: in every run, and in the drill


def told(home: Path, sizes: tuple[int, int], address: str = "") -> Any:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SULIS_", "DJANGO_", "PYTEST_"))}
    env = kept | {
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "SULIS_HOME": str(home),
        "SULIS_DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "sulis_web.config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.integration.records.races", *map(str, sizes)],
        cwd=home, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout)


def once_each(sizes: tuple[int, int]) -> dict[str, dict[str, Any]]:
    """What is told when one writer of two wins each race, and a form that is posted twice acts once."""
    races, posts = sizes
    return {
        "races": {"outcomes": ["conflict won"], "version": races + 1, "unbroken": True, "events": races},
        "posts": {"rows": posts, "same answers": posts, "events": posts},
    }


def test_one_writer_wins_each_race_and_each_form_acts_once_on_sqlite(tmp_path: Path) -> None:
    assert told(tmp_path, SAMPLE) == once_each(SAMPLE)


@pytest.mark.postgres
def test_one_writer_wins_each_race_and_each_form_acts_once_on_postgresql(
    tmp_path: Path, new_database: Callable[..., str]
) -> None:
    assert told(tmp_path, SAMPLE, new_database("races")) == once_each(SAMPLE)


@pytest.mark.drill
def test_two_hundred_races_and_a_thousand_double_posts_on_sqlite(tmp_path: Path) -> None:
    assert told(tmp_path, WHOLE) == once_each(WHOLE)


@pytest.mark.drill
@pytest.mark.postgres
def test_two_hundred_races_and_a_thousand_double_posts_on_postgresql(
    tmp_path: Path, new_database: Callable[..., str]
) -> None:
    assert told(tmp_path, WHOLE, new_database("many_races")) == once_each(WHOLE)
