"""`sulis demo`: the whole road in one command, passed over the second time."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from sulis_web.accounts.demonstration import PEOPLE
from tests.integration.running.migrating import check_with_records
from tests.support.shared import ROOT


def sulis(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    env = {key: value for key, value in os.environ.items() if not key.startswith(("SULIS_", "DJANGO_"))}
    env["PYTHONPATH"] = str(ROOT / "src")
    command = [sys.executable, "-m", "sulis_cli.main", *words, "--json"]
    return subprocess.run(command, env=env, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    home = tmp_path_factory.mktemp("demo") / "home"
    done = sulis("demo", "--home", str(home), "--no-serve", cwd=home.parent)
    assert done.returncode == 0, done.stderr
    return home, json.loads(done.stdout)


def test_demo_builds_data_run_plan_and_public_pages(built: tuple[Path, dict[str, Any]]) -> None:
    home, told = built
    assert told["address"] == "http://127.0.0.1:8000/"
    assert [each["name"] for each in told["sign_ins"]] == [name for name, _role, _authority in PEOPLE]
    assert (home / "runs" / told["run"] / "assessment.json").is_file()
    for page in ("", "data-and-trends", "data-and-trends/places", "our-plan", "accessibility"):
        text = (home / "public" / page / "index.html").read_text("utf-8")
        assert "Made up" in text
    trend = (home / "public" / "data-and-trends" / "trend" / "index.html").read_text("utf-8")
    assert "<svg" in trend


def test_demo_a_second_time_passes_over_what_is_done_and_changes_nothing(built: tuple[Path, dict[str, Any]]) -> None:
    home, told = built
    public = (home / "public").resolve()
    again = sulis("demo", "--home", str(home), "--no-serve", cwd=home.parent)
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout) == told
    assert (home / "public").resolve() == public
    assert not [step for step in ("Drawing", "Loading", "Assessing") if step in again.stderr], again.stderr


def test_newest_migration_of_each_app_with_records_down_and_up(
    built: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    home, told = built
    shutil.copytree(home, tmp_path / "home", symlinks=True)
    check_with_records(tmp_path / "home", told["run"])


def test_demo_serves_its_working_pages_after_drawing_the_public_ones(built: tuple[Path, dict[str, Any]]) -> None:
    """What draws charts does not live through a fork, so the server must be a process of its own."""
    home, told = built
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (home / "demo.json").unlink()  # the assessment is made, and its charts drawn, once more before serving
    shutil.rmtree((home / "public").resolve())
    (home / "public").unlink()
    env = {key: value for key, value in os.environ.items() if not key.startswith(("SULIS_", "DJANGO_"))}
    env["PYTHONPATH"] = str(ROOT / "src")
    command = [sys.executable, "-m", "sulis_cli.main", "demo", "--home", str(home), "--port", str(port), "--json"]
    server = subprocess.Popen(command, env=env, cwd=home.parent, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        page = signed_in(f"http://127.0.0.1:{port}", told["sign_ins"][0]).open(f"/needs/{told['run']}/chapter/trend/")
        assert "<svg" in page
    finally:
        server.terminate()
        server.wait(timeout=20)


class SignedIn:
    """A reader with cookies and patience."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())

    def open(self, path: str, data: bytes | None = None) -> str:
        with self.opener.open(self.address + path, data, timeout=60) as answer:
            return answer.read().decode()


def signed_in(address: str, sign_in: dict[str, str]) -> SignedIn:
    reader = SignedIn(address)
    for _ in range(300):
        try:
            form = reader.open("/sign-in/")
            break
        except OSError:
            time.sleep(0.3)
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', form)
    assert token is not None
    fields = {"csrfmiddlewaretoken": token[1], "username": sign_in["name"], "password": sign_in["password"]}
    reader.open("/sign-in/", urllib.parse.urlencode(fields).encode())
    return reader


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (("--partnership", "made_up", "--data", "."), "leave out --data"),
        (("--partnership", "atlantis"), ""),
        (("--partnership", "bath_and_north_east_somerset", "--data", "nowhere"), "police_uk"),
    ],
)
def test_demo_asked_for_what_cannot_be_exits_2_with_a_remedy(
    tmp_path: Path, words: tuple[str, ...], remedy: str
) -> None:
    done = sulis("demo", "--home", str(tmp_path / "home"), "--no-serve", *words, cwd=tmp_path)
    told = json.loads(done.stdout)
    assert done.returncode == 2 and told["error"] and remedy in told["remedy"]


def test_home_of_a_made_up_partnership_refuses_a_real_one(built: tuple[Path, dict[str, Any]]) -> None:
    home, _told = built
    words = ("--partnership", "bath_and_north_east_somerset", "--home", str(home), "--no-serve")
    done = sulis("demo", *words, cwd=home.parent)
    assert done.returncode == 3 and "already serves" in json.loads(done.stdout)["error"]


def test_real_partnership_without_data_serves_its_plan_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    done = sulis(
        "demo", "--partnership", "bath_and_north_east_somerset", "--home", str(home), "--no-serve", cwd=tmp_path
    )
    assert done.returncode == 0 and json.loads(done.stdout)["run"] is None
    assert "Made up" not in (home / "public" / "index.html").read_text("utf-8")


def test_serve_on_a_taken_port_exits_2(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = sulis("serve", "--home", str(tmp_path / "home"), "--port", str(taken.getsockname()[1]), cwd=tmp_path)
    assert done.returncode == 2 and "is taken" in json.loads(done.stdout)["error"]
