"""Schemathesis asks every operation of the running server for whatever its description allows and forbids."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.site import served

BUILD = """
import json, sys
from pathlib import Path
from django.utils import timezone
from sulis_cli.serve import set_up, make_ready
set_up(Path(sys.argv[1])); make_ready()
from sulis_web.api.models import SCOPES
from sulis_web.api.operations import give_token
from sulis_web.partnership.queries import as_who
from sulis_web.config.loading import load_files
from sulis_web.publication.operations import prepare
from sulis_web.runs.operations import record_run
from tests.support.people import organisation, someone
from tests.support.web import AT, assessment, content
held = load_files(content=content(), at=AT)
prepare(partnership=held, run=record_run(assessment=assessment(), partnership=held, at=AT))
now, told = timezone.now(), {"nobody": ""}
for role in ("analyst", "co-ordinator"):
    who = as_who(someone(role, organisation()), at=now, confirmed=now)
    told[role] = give_token(name="tests", scopes=frozenset(SCOPES), days=30, by=who, at=now)[1]
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def interface(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, Any]]]:
    with served(tmp_path_factory.mktemp("interface"), BUILD) as (address, tokens):
        yield address, tokens


def ask(address: str, token: str, folder: Path, examples: int) -> subprocess.CompletedProcess[str]:
    """Every check but one: a token that the description asks for and that is not sent is tried by our own tests."""
    words = [
        "run", f"{address}/api/v1/openapi.json", "--checks", "all", "--max-examples", str(examples), "--mode", "all",
        "--phases", "examples,coverage,fuzzing", "--seed", "20261122", "--no-color", "--continue-on-failure",
    ]  # fmt: skip
    if token:
        words += ["--header", f"Authorization: Bearer {token}"]
    return subprocess.run(
        [sys.executable, "-m", "schemathesis.cli", *words], cwd=folder, env={**os.environ, "PYTHONWARNINGS": "ignore"},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=1500,
    )  # fmt: skip


@pytest.mark.parametrize("role", ["nobody", "analyst", "co-ordinator"])
def test_no_operation_fails_or_answers_what_it_does_not_describe(
    interface: tuple[str, dict[str, Any]], role: str, tmp_path: Path
) -> None:
    address, tokens = interface
    examples = 100 if os.environ.get("SULIS_DRILL") else 8
    done = ask(address, tokens[role], tmp_path, examples)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-1000:]
    assert "13 selected" in done.stdout or "/ 13" in done.stdout or "13 /" in done.stdout, done.stdout[:2000]
