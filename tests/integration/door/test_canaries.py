"""Names, references, days of birth and notes are found nowhere after a delivery: accepted, refused, or killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sulis.store import open_store, read_releases
from tests.integration.door.canaries import COMMAND, Canaries, environment, files_of, ingest, layout, now, shallow
from tests.integration.door.conftest import read
from tests.support.command import sulis
from tests.support.spreadsheets import xlsx

FEEDS = {
    "incident_people": ("example_force_people", "mereshire_2024-q1_people.csv", Canaries.people),
    "youth_cases": ("example_youth_cases", "mereshire_yjs_cases_2024-q1.csv", Canaries.cases),
    "school_events": ("example_school_exclusions", "mereshire_exclusions_2023-24-spring.csv", Canaries.events),
}
Writer = Callable[[Canaries, Path], Path]


@pytest.mark.parametrize("table", FEEDS)
def test_accepted_delivery_leaves_no_canary(table: str, tmp_path: Path) -> None:
    example, name, write = FEEDS[table]
    birds, home, scratch, since = Canaries(), tmp_path / "home", tmp_path / "scratch", now()
    file = write(birds, tmp_path / "in" / name)
    code, said = ingest(home, scratch, layout(tmp_path, example), file, more=("--json",))
    assert code == 0, said
    assert birds.found(home, scratch, text=said) == []
    assert birds.found(*map(Path, shallow(since))) == []
    assert read(home, f"SELECT count(*), count(DISTINCT person_key) FROM {table}", table) == [(40, 17)]
    keys = read(home, f"SELECT DISTINCT person_key FROM {table}", table)
    assert all(len(key) == 32 and int(key, 16) >= 0 for (key,) in keys)


@pytest.mark.parametrize("table", FEEDS)
def test_refused_delivery_leaves_no_canary(table: str, tmp_path: Path) -> None:
    """The telling columns are not named in the mapping."""
    example, name, write = FEEDS[table]
    birds, home, scratch = Canaries(), tmp_path / "home", tmp_path / "scratch"
    letter = tmp_path / "letter.txt"
    code, said = ingest(
        home, scratch, example, write(birds, tmp_path / "in" / name), more=("--letter", str(letter), "--json")
    )
    assert code == 3
    assert birds.found(home, scratch, text=said + letter.read_text(encoding="utf-8")) == []
    assert "Full name" in said and "Full name" in letter.read_text(encoding="utf-8")
    assert not (home / "restricted").exists() and read_releases(home) == ()


def test_file_without_a_header_does_not_tell_its_first_row(tmp_path: Path) -> None:
    birds, home, scratch = Canaries(), tmp_path / "home", tmp_path / "scratch"
    file = birds.people(tmp_path / "in" / "mereshire_2024-q1_people.csv")
    file.write_text("".join(file.read_text(encoding="utf-8").splitlines(keepends=True)[1:]), encoding="utf-8")
    for more in ((), ("--json",)):
        code, said = ingest(home, scratch, layout(tmp_path, "example_force_people"), file, more=more)
        assert code == 3 and birds.found(home, scratch, text=said) == []


def test_row_that_breaks_a_rule_is_told_without_its_cells(tmp_path: Path) -> None:
    birds, home, scratch = Canaries(), tmp_path / "home", tmp_path / "scratch"
    file = birds.people(tmp_path / "in" / "mereshire_2024-q1_people.csv")
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[5] = lines[5].replace(",VIC,", f",{birds.name},")
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")
    code, said = ingest(home, scratch, layout(tmp_path, "example_force_people"), file, more=("--json",))
    assert code == 0 and "accepted-with-quarantine" in said
    assert birds.found(home, scratch, text=said) == []


def test_workbook_leaves_no_canary(tmp_path: Path) -> None:
    birds, home, scratch = Canaries(), tmp_path / "home", tmp_path / "scratch"
    plain = birds.people(tmp_path / "in" / "plain.csv")
    rows = [line.split(",") for line in plain.read_text(encoding="utf-8").splitlines()]
    book = tmp_path / "in" / "mereshire_2024-q1_people.xlsx"
    xlsx(book, rows)
    code, said = ingest(home, scratch, layout(tmp_path, "example_force_people"), book)
    assert code == 0, said
    assert birds.found(home, scratch, text=said) == []


def killed_at_random(tmp_path: Path, kills: int, seed: int) -> dict[str, int]:
    """So many ingests killed; how many left nothing and how many the whole. No canary is anywhere after any of them."""
    birds, chance, found = Canaries(), random.Random(seed), {"nothing": 0, "all": 0}
    file = birds.people(tmp_path / "in" / "mereshire_2024-q1_people.csv", rows=30_000)
    mapping, scratch, home = layout(tmp_path, "example_force_people"), tmp_path / "scratch", tmp_path / "home"
    began = time.monotonic()
    assert ingest(tmp_path / "trial", scratch, mapping, file)[0] == 0
    usual = time.monotonic() - began
    for number in range(kills):
        words = ["ingest", "file", "--mapping", str(mapping), str(file), "--home", str(home)]
        with subprocess.Popen(
            [*COMMAND, *words], env=environment(scratch), start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        ) as process:  # fmt: skip
            time.sleep(chance.uniform(usual * 0.2, usual * 1.1))
            if number % 2:
                os.killpg(process.pid, signal.SIGKILL)
            else:  # the command alone: its child must go with it
                process.kill()
            said = process.communicate()[0].decode("utf-8", "replace")
        assert birds.found(home, scratch, text=said) == []
        whole = bool(home.is_dir() and read_releases(home))
        if whole:
            assert read(home, "SELECT count(*) FROM incident_people", "incident_people") == [(30_000,)]
            home = tmp_path / f"home{number}"
        found["all" if whole else "nothing"] += 1
    assert ingest(home, scratch, mapping, file)[0] == 0
    assert len(open_store(home).releases()) == 1 and not list(files_of((home / "staging",), 0))
    return found


def test_killed_ingest_leaves_no_canary(tmp_path: Path) -> None:
    assert sum(killed_at_random(tmp_path, kills=4, seed=11).values()) == 4


@pytest.mark.drill
def test_ingest_killed_30_times_leaves_no_canary(tmp_path: Path) -> None:
    found = killed_at_random(tmp_path, kills=30, seed=12)
    assert min(found.values()) > 0, f"the kills came all too early, or all too late: {found}"


def test_canaries_would_be_found(tmp_path: Path) -> None:
    birds = Canaries()
    (tmp_path / f"{birds.name}.csv").write_bytes(b"nothing")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file").write_bytes(b"\0" + birds.note.encode("utf-16-le"))
    assert len(birds.found(tmp_path, text=f"it says {birds.ref}")) == 3


def test_mapping_that_reads_the_wrong_header_shows_no_name(tmp_path: Path) -> None:
    """Codes that are not covered are shown, but not where they stand under a header that tells who somebody is."""
    birds = Canaries()
    file = birds.cases(tmp_path / "in" / "mereshire_yjs_cases_2024-q1.csv")
    mapping = layout(tmp_path, "example_youth_cases")
    text = mapping.read_text(encoding="utf-8")
    mapping.write_text(text.replace('from = "FTE"', 'from = "Full name"'), encoding="utf-8")
    for more in ((), ("--json",)):
        answer = sulis("mapping", "check", mapping, "--on", file, *more)
        assert answer.code == 3 and birds.found(text=answer.out + answer.err) == []
