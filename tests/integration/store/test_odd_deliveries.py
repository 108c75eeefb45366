"""Deliveries and command lines out of the ordinary: pipes, links, other archives, files given twice, options out of place."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from tests.support.command import sulis
from tests.support.street import write_months


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_folder_passes_by_what_is_no_file_of_ours(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "given"
    write_months(folder, ["2024-01"])
    (folder / "2024-02-mereshire-street.csv").symlink_to("absent.csv")
    (folder / "2024-03-mereshire-street.csv").symlink_to("2024-03-mereshire-street.csv")
    os.mkfifo(folder / "2024-04-mereshire-street.csv")
    with zipfile.ZipFile(folder / "photographs.zip", "w") as archive:
        archive.writestr("a.jpg", b"x")
    document = sulis("ingest", "police-uk", folder, "--home", home, "--json").document
    assert (document["verdict"], len(document["releases"]), len(document["ignored"])) == ("accepted", 1, 4)


def test_pipe_named_by_hand_is_refused(home: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "2024-04-mereshire-street.csv"
    os.mkfifo(pipe)
    answer = sulis("ingest", "police-uk", pipe, "--home", home, "--json")
    assert (answer.code, answer.document["faults"][0]["given"]) == (3, "something other than a file")


def test_file_given_twice_in_one_call_is_read_once(home: Path, tmp_path: Path) -> None:
    path = write_months(tmp_path / "given", ["2024-01"])[0]
    document = sulis("ingest", "police-uk", path, path, "--home", home, "--json").document
    assert (document["rows_read"], document["rows_loaded"], len(document["releases"])) == (60, 60, 1)


def test_json_is_taken_anywhere_in_the_line(home: Path, tmp_path: Path) -> None:
    paths = write_months(tmp_path / "given", ["2024-01"])
    for line in (["--json", "ingest", "police-uk"], ["ingest", "--json", "police-uk"]):
        assert sulis(*line, *paths, "--home", home).document["verdict"] in ("accepted", "already-loaded")


def test_home_named_before_withdraw_is_never_lost(home: Path, tmp_path: Path) -> None:
    sulis("ingest", "police-uk", *write_months(tmp_path / "given", ["2024-01"]), "--home", home)
    answer = sulis("releases", "--home", home, "withdraw", "incidents-mereshire-2024-01-v1", "--reason", "x", "--json")
    assert (answer.code, answer.document["error"]) == (2, "--home before withdraw")
