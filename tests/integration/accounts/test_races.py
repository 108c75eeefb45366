"""What is given once is given once, however many ask at one instant: on both databases, with real threads."""

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

THREADS = 16
GIVEN_ONCE = {  # a wrong code may be tried six times
    "tried": {"True": 6, "False": THREADS - 6},
    "accepted": {"True": 1, "False": THREADS - 1},
    "given": {"True": 1, "False": THREADS - 1},
}


def answers(home: Path, address: str = "") -> Any:
    """How many were answered yes and how many no, by what they asked for at one instant."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SULIS_", "DJANGO_", "PYTEST_"))}
    more = {
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "SULIS_HOME": str(home), "SULIS_DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "sulis_web.config.settings",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "tests.integration.accounts.races", str(THREADS)], cwd=home, env=kept | more,
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout)


def test_at_one_instant_on_sqlite(tmp_path: Path) -> None:
    assert answers(tmp_path) == GIVEN_ONCE


@pytest.mark.postgres
def test_at_one_instant_on_postgresql(tmp_path: Path, new_database: Callable[[str], str]) -> None:
    assert answers(tmp_path, new_database("races")) == GIVEN_ONCE
