"""The command that counts a country gives the same document on Spark, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import sulis
from tests.support.needs_store import mereshire
from tests.support.shared import ROOT


@pytest.mark.spark
def test_count_on_spark_is_the_count_on_duckdb(tmp_path: Path) -> None:
    home = mereshire(tmp_path).home
    words = ["count", "--from", "2023-01", "--to", "2023-04", "--home", str(home), "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "sulis_cli.main", *words, "--engine", "spark"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    on_spark: dict[str, Any] = json.loads(done.stdout)
    on_duckdb = sulis(*words).document
    assert on_spark.pop("engine") == "spark"
    assert on_duckdb.pop("engine") == "duckdb"
    assert on_spark == on_duckdb
