"""What is given once is given once, however many ask at one instant: on both databases, with real threads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.shared import ROOT

THREADS = 16


def check(home: Path, address: str = "") -> None:
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
    assert json.loads(done.stdout) == {
        "tried": {"True": 6, "False": THREADS - 6},
        "accepted": {"True": 1, "False": THREADS - 1},
        "given": {"True": 1, "False": THREADS - 1},
    }


def test_at_one_instant_on_sqlite(tmp_path: Path) -> None:
    check(tmp_path)


@pytest.mark.postgres
def test_at_one_instant_on_postgresql(tmp_path: Path, new_database: Callable[[str], str]) -> None:
    check(tmp_path, new_database("races"))
