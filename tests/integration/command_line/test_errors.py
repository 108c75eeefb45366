"""What every command says when it cannot be done: an exit code of the contract, what was wrong, and what to do."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.shared import ROOT

AREA = ("--area", "E06000022", "--from", "2023-01", "--to", "2023-12")
# A folder under a file is one that nobody can write to, root included.
CALLS = [
    (2, "releases --home absent"),
    (2, "releases withdraw x --reason y --home absent"),
    (2, "releases reinstate x --home absent"),
    (2, "coverage --force avon-and-somerset --home absent"),
    (2, f"assess {' '.join(AREA)} --home absent"),
    (2, "assess --area E06000022 --from 2024-02 --to 2024-01 --home absent"),
    (2, "count --from 2024-01 --to 2024-02 --home absent"),
    (2, "ingest police-uk absent --home absent"),
    (2, "ingest geography absent --home absent"),
    (2, "ingest population absent --home absent"),
    (4, "ingest police-uk file --home file/home"),
    (2, "fetch made-up --out absent --from 2024-13"),
    (4, "fetch made-up --out file/out"),
    (2, "definition check absent.toml"),
    (2, "definition check folder"),
    (3, "definition check broken.toml"),
    (2, "definition show absent"),
    (2, "definition compare absent police_uk_proxy"),
    (2, "serve --home absent"),
    (2, "serve --home folder"),
    (2, "serve --home absent --port 99999"),
    (2, "demo --home absent --no-serve --partnership atlantis"),
    (2, "demo --home absent --no-serve --data folder"),
    (2, "demo --home absent --no-serve --partnership bath_and_north_east_somerset --data absent"),
    (2, "demo --home absent --no-serve --partnership bath_and_north_east_somerset --data folder"),
    (4, "demo --home file/home --no-serve"),
    (2, "demo --home absent --absent"),
    (2, "absent"),
]


def environment(**more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SULIS_", "DJANGO_"))}
    return kept | {"PYTHONPATH": str(ROOT / "src")} | more


def call(folder: Path, words: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sulis_cli.main", *words.split(), "--json"]
    return subprocess.run(
        command, cwd=folder, env=environment(**more), stdin=subprocess.DEVNULL, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "file").write_text("not a folder\n")
    (tmp_path / "folder").mkdir()
    (tmp_path / "broken.toml").write_text("id = \n")
    return tmp_path


def check_refusal(done: subprocess.CompletedProcess[str], code: int) -> dict[str, str]:
    assert done.returncode == code, done.stdout + done.stderr
    told: dict[str, str] = json.loads(done.stdout)
    assert told["error"] and told["remedy"]
    assert "Traceback" not in done.stderr and "did not foresee" not in told["error"]
    return told


@pytest.mark.parametrize(("code", "words"), CALLS)
def test_call_that_cannot_be_done_says_why_and_makes_nothing(place: Path, code: int, words: str) -> None:
    done = call(place, words)
    check_refusal(done, code)
    assert not (place / "absent").exists()


@pytest.mark.parametrize(
    ("code", "address"),
    [
        (2, "mysql://user:hidden@host/name"),
        (2, "postgresql://user:hidden@host:port/name"),
        (4, "postgresql://user:hidden@127.0.0.1:1/name"),
    ],
)
def test_database_that_cannot_be_used_is_told_without_its_password(place: Path, code: int, address: str) -> None:
    done = call(place, "demo --home home --no-serve", SULIS_DATABASE_URL=address)
    check_refusal(done, code)
    assert "hidden" not in done.stdout + done.stderr


def test_reader_who_leaves_early_is_no_error(place: Path) -> None:
    """As `sulis definition show police_uk_proxy | head -1`: the pipe closes before a word is written."""
    command = [sys.executable, "-m", "sulis_cli.main"]
    for words in (["definition", "show", "police_uk_proxy"], ["definition", "list", "--json"], ["absent", "--json"]):
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run(
            [*command, *words], cwd=place, env=environment(), stdout=writing, stderr=subprocess.PIPE, text=True,
            check=False,
        )  # fmt: skip
        os.close(writing)
        assert (done.returncode, done.stderr) == (2 if "absent" in words else 0, "")


def test_call_stopped_by_hand_leaves_in_words(place: Path) -> None:
    command = [sys.executable, "-m", "sulis_cli.main", "demo", "--home", "home", "--no-serve", "--json"]
    started = subprocess.Popen(
        command, cwd=place, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        deadline = time.monotonic() + 60
        while not (place / "home" / "records.sqlite3").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        started.send_signal(signal.SIGINT)
        out, err = started.communicate(timeout=60)
    finally:
        started.kill()
    assert started.returncode == 130 and "Traceback" not in err
    assert "stopped" in json.loads(out)["error"]


@pytest.mark.parametrize("redirected", ["> /dev/full", "--json > /dev/full", ">&-", "--json >&-"])
def test_answer_that_cannot_be_written_leaves_no_traceback(tmp_path: Path, redirected: str) -> None:
    command = f"{sys.executable} -m sulis_cli.main releases --home absent {redirected}"
    done = subprocess.run(
        command, shell=True, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False, timeout=60
    )  # fmt: skip
    assert done.returncode in (2, 4)
    assert "Traceback" not in done.stderr


def test_terminal_without_the_letters_still_gets_the_answer(tmp_path: Path) -> None:
    done = call(tmp_path, "ingest police-uk café—", PYTHONIOENCODING="ascii")
    assert (done.returncode, json.loads(done.stdout)["error"]) == (2, "café— does not exist")
