"""`sulis ingest` reads in a child process: what the child may not do, and how its end is told."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from sulis.store import open_store, read_releases
from sulis.vocabulary import Fault
from sulis_cli import confined
from tests.support.shared import ROOT
from tests.support.street import write_months

SHAPE = {
    "verdict", "dry_run", "releases", "rows_read", "rows_loaded", "rows_quarantined", "faults", "ignored", "caveats",
}  # fmt: skip


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", **more}


def ingest(folder: Path, home: Path, *more: str, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sulis_cli.main", "ingest", "police-uk", str(folder), "--home", str(home), *more]
    return subprocess.run(command, env=environment(**settings), capture_output=True, text=True, check=False)


def fault_of(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    document = json.loads(done.stdout)
    assert set(document) == SHAPE
    assert (done.returncode, document["verdict"], len(document["faults"])) == (3, "rejected", 1)
    assert "Traceback" not in done.stderr
    fault = document["faults"][0]
    assert "Nothing was changed" in fault["rule"] and all(Fault(**fault).plain()[part] for part in ("given", "remedy"))
    return dict(fault)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_months(tmp_path / "given", ["2024-01", "2024-02"])
    return tmp_path / "given"


def test_answer_of_the_child_passes_through(folder: Path, tmp_path: Path) -> None:
    done = ingest(folder, tmp_path / "home", "--json")
    assert (done.returncode, json.loads(done.stdout)["verdict"], done.stderr) == (0, "accepted", "")
    plain = ingest(folder, tmp_path / "home")
    assert (plain.returncode, plain.stdout.splitlines()[0]) == (0, "Already loaded.")


@pytest.mark.parametrize("megabytes", ["60", "150", "260"])
def test_too_little_memory_refuses_the_delivery_in_words(folder: Path, tmp_path: Path, megabytes: str) -> None:
    home = tmp_path / "home"
    assert ingest(folder / "2024-01-mereshire-street.csv", home).returncode == 0
    before = [release.id for release in read_releases(home)]
    fault = fault_of(ingest(folder, home, "--json", SULIS_PARSE_MEMORY_MB=megabytes))
    assert f"{megabytes} MB (setting SULIS_PARSE_MEMORY_MB)" in fault["rule"]
    assert [release.id for release in read_releases(home)] == before
    assert not (home / "staging").exists()
    assert ingest(folder, home).returncode == 0


def test_too_little_time_refuses_the_delivery_in_words(tmp_path: Path) -> None:
    folder = tmp_path / "given"
    write_months(folder, [f"{year}-{month:02}" for year in range(2011, 2024) for month in range(1, 13)], count=900)
    fault = fault_of(ingest(folder, tmp_path / "home", "--json", SULIS_PARSE_CPU_SECONDS="1"))
    assert "SULIS_PARSE_CPU_SECONDS" in fault["rule"] and "seconds of the processor" in fault["rule"]


def test_file_that_grows_beyond_the_disk_set_aside_refuses_the_delivery_in_words(tmp_path: Path) -> None:
    home = tmp_path / "home"
    write_months(tmp_path / "given", ["2024-01"], count=9_000)
    fault = fault_of(ingest(tmp_path / "given", home, "--json", SULIS_PARSE_FILE_MB="1"))
    assert "1 MB (setting SULIS_PARSE_FILE_MB)" in fault["rule"] and "room on disk" in fault["given"]
    assert not (home / "staging").exists() and read_releases(home) == ()
    assert ingest(tmp_path / "given", home).returncode == 0


def test_plain_answer_of_a_stopped_child_says_that_nothing_was_changed(folder: Path, tmp_path: Path) -> None:
    done = ingest(folder, tmp_path / "home", SULIS_PARSE_MEMORY_MB="150")
    assert (done.returncode, done.stdout.splitlines()[:2]) == (3, ["Rejected.", "Nothing was changed."])


@pytest.mark.parametrize("name", ["SULIS_PARSE_MEMORY_MB", "SULIS_PARSE_CPU_SECONDS", "SULIS_PARSE_FILE_MB"])
def test_setting_that_is_no_number_is_wrong_usage(folder: Path, tmp_path: Path, name: str) -> None:
    done = ingest(folder, tmp_path / "home", "--json", **{name: "plenty"})
    assert (done.returncode, name in json.loads(done.stdout)["error"]) == (2, True)


def child_of(parent: int) -> int | None:
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return int(found[0]) if found else None


def started(folder: Path, home: Path) -> tuple[subprocess.Popen[str], int]:
    """A call whose child has begun to write, and the child."""
    command = [
        sys.executable,
        "-m",
        "sulis_cli.main",
        "ingest",
        "police-uk",
        str(folder),
        "--home",
        str(home),
        "--json",
    ]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not (home / "staging").exists() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    child = child_of(process.pid)
    assert child is not None
    return process, child


def long_delivery(folder: Path) -> Path:
    write_months(folder, [f"{year}-{month:02}" for year in range(2015, 2024) for month in range(1, 13)], count=1_500)
    return folder


def test_child_that_is_killed_refuses_the_delivery(tmp_path: Path) -> None:
    home = tmp_path / "home"
    process, child = started(long_delivery(tmp_path / "given"), home)
    os.kill(child, signal.SIGKILL)
    out, err = process.communicate(timeout=60)
    fault = fault_of(subprocess.CompletedProcess([], process.returncode, out, err))
    assert "signal SIGKILL" in fault["given"]
    assert read_releases(home) == () and not (home / "staging").exists()


def test_parent_that_is_killed_takes_the_child_along(tmp_path: Path) -> None:
    home = tmp_path / "home"
    process, child = started(long_delivery(tmp_path / "given"), home)
    process.kill()
    process.communicate(timeout=60)
    deadline = time.monotonic() + 10
    while Path(f"/proc/{child}").exists() and time.monotonic() < deadline:
        if Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] == "Z":  # dead, and not yet collected
            break
        time.sleep(0.01)
    else:
        assert not Path(f"/proc/{child}").exists()
    assert read_releases(home) == ()


def test_call_that_is_interrupted_stops_its_child_in_words(tmp_path: Path) -> None:
    home = tmp_path / "home"
    process, _child = started(long_delivery(tmp_path / "given"), home)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, "stopped" in json.loads(out)["error"]) == (130, True)
    assert "Traceback" not in err
    assert len(read_releases(home)) in (0, 108)  # the signal may come in the last instant, when all of it is in place


NO_NETWORK = """
import os, sys
sys.argv = ["", str(os.getppid()), "3000", "300", "8000", "--help"]
from sulis_cli import confinement
import sulis_cli.main
def look(_words):
    import resource, socket
    tried = []
    for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):
        try:
            socket.socket(family).close()
            tried.append("opened")
        except PermissionError as refused:
            tried.append(str(refused))
    try:
        socket.getaddrinfo("localhost", 80)
    except PermissionError as refused:
        tried.append(str(refused))
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as own:
        for way in (lambda: own.connect("/run/x"), lambda: own.sendmsg([b"x"], [], 0, "/run/x"), lambda: own.bind("/tmp/x")):
            try:
                way()
                tried.append("reached")
            except PermissionError as refused:
                tried.append(str(refused))
    import subprocess
    for start in (lambda: subprocess.run(["true"]), lambda: os.system("true"), lambda: os.posix_spawn("/bin/true", ["true"], {})):
        try:
            start()
            tried.append("started")
        except PermissionError as refused:
            tried.append(str(refused))
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == 8_000_000_000
    print(tried, resource.getrlimit(resource.RLIMIT_CORE), resource.getrlimit(resource.RLIMIT_AS)[0] >> 20, os.getuid())
sulis_cli.main.main = look
confinement.inside()
"""


def test_child_has_no_network_no_core_and_its_own_bounds() -> None:
    done = subprocess.run(
        [sys.executable, "-c", NO_NETWORK], env=environment(), capture_output=True, text=True, check=True
    )
    refused = "'what reads files has no network'"
    started = "'what reads files starts no program'"
    tried = ", ".join([refused, refused, "'opened'", *[refused] * 4, *[started] * 3])
    assert done.stdout.startswith(f"[{tried}]")
    assert "(0, 0) 3000 " in done.stdout
    assert done.stdout.split()[-1] == str(os.getuid())


def test_child_is_told_no_address_with_a_password_and_no_key_but_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    withheld = ("SULIS_DATABASE_URL", "SULIS_DATABASE_OWNER_URL", "SULIS_MAIL_URL", "SULIS_AUDIT_KEY_FILE", "SULIS_LINKAGE_KEYS",
                "SULIS_BACKUP_KEY_FILE", "SULIS_OIDC_CLIENT_SECRET_FILE", "CLOUD_SECRET_ACCESS", "PGPASSWORD")  # fmt: skip
    for name in (*withheld, "SULIS_RESTRICTED_KEY_FILE", "SULIS_MOST_ROWS"):
        monkeypatch.setenv(name, "told")
    told = confined._environment()
    assert not set(withheld) & set(told)
    assert {"SULIS_RESTRICTED_KEY_FILE", "SULIS_MOST_ROWS", "PATH"} <= set(told)


def test_store_is_whole_after_a_refused_delivery(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    ingest(folder, home)
    ingest(folder, home, SULIS_PARSE_MEMORY_MB="150")
    assert open_store(home).connect().execute("SELECT count(*) FROM incidents").fetchall() == [(120,)]
