"""`sulis fetch` as others script against it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
import typer

from sulis.sources.http import Client, Rules
from sulis.vocabulary import WrongUsage
from sulis_cli import fetch


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    made.callback()(lambda: None)
    fetch.register(made)
    return made


def test_made_up_prints_each_file_with_its_checksum(
    app: typer.Typer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app(
        ["fetch", "made-up", "--out", str(tmp_path), "--seed", "5", "--from", "2024-02", "--to", "2024-03", "--json"],
        standalone_mode=False,
    )
    said = json.loads(capsys.readouterr().out)
    assert said["absent"] == ["2024-03"]
    for file in said["files"]:
        content = Path(file["path"]).read_bytes()
        assert (file["sha256"], file["bytes"]) == (hashlib.sha256(content).hexdigest(), len(content))


def test_made_up_with_months_the_wrong_way_round_is_wrong_usage(app: typer.Typer, tmp_path: Path) -> None:
    with pytest.raises(WrongUsage):
        app(
            ["fetch", "made-up", "--out", str(tmp_path), "--from", "2024-05", "--to", "2024-02"],
            standalone_mode=False,
        )


def test_police_uk_with_a_month_that_is_none_is_wrong_usage(app: typer.Typer, tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="YYYY-MM"):
        app(
            ["fetch", "police-uk", "--force", "mereshire", "--archive", "last", "--home", str(tmp_path)],
            standalone_mode=False,
        )


def test_default_client_asks_listed_hosts_alone() -> None:
    assert Client().rules == Rules()
    assert Rules().test_addresses == frozenset()
