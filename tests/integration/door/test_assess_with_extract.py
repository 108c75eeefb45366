"""`sulis assess --reason`: the force's own extract is opened only for a reason that is in the audit before a byte is read."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.integration.audit.chains import Chain, made
from tests.support.force_extract import Sent, load_extract
from tests.support.needs_store import ALDERMERE, mereshire

REASON = "for the needs assessment"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Chain:
    """An installation with an audit, three months of the public files, and an extract of thirty incidents."""
    folder = tmp_path_factory.mktemp("reasons")
    mereshire(folder)
    days = [date(2023, 1, 1) + timedelta(days=number) for number in range(30)]
    load_extract(folder / "home", folder / "extract", [Sent(day, f"V{number}") for number, day in enumerate(days)])
    chain = made(folder / "installed")
    shutil.copytree(folder / "home", chain.home, dirs_exist_ok=True)
    (chain.home / "secret-key").touch()
    return chain


def assessed(chain: Chain, out: Path, *words: str) -> tuple[int, dict[str, Any]]:
    asked = ("assess", "--area", ALDERMERE, "--from", "2023-01", "--to", "2023-02", "--no-documents", *words)
    done = subprocess.run(
        [sys.executable, "-c", "from sulis_cli.main import main; main()", *asked, "--home", chain.home, "--out", out, "--json"],
        env=chain.environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    written = out / "assessment.json"
    return done.returncode, json.loads(written.read_text("utf-8")) if written.exists() else json.loads(done.stdout)


def of_people(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in document["findings"] if one["id"].startswith("people-")]


def test_extract_is_read_for_a_reason_that_the_audit_keeps(installed: Chain, tmp_path: Path) -> None:
    chain = installed.copied(tmp_path / "home")
    code, document = assessed(chain, tmp_path / "out", "--reason", REASON)
    assert code == 0 and "people-repeat-victims" in {one["id"] for one in of_people(document)}
    assert {one["table"] for one in document["releases"]} >= {"force_incidents", "incident_people"}
    [event] = chain.ask("SELECT action, object_type, object_id, reason FROM audit_event")
    assert tuple(event) == ("consult", "store.release", "sulis assess", REASON)


def test_home_without_an_audit_reads_nothing(installed: Chain, tmp_path: Path) -> None:
    chain = installed.copied(tmp_path / "home")
    (chain.home / "secret-key").unlink()
    code, told = assessed(chain, tmp_path / "out", "--reason", REASON)
    assert code == 2 and "no audit" in told["error"]
