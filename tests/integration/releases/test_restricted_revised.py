"""A restricted release delivered again: its rows are compared at the door, and read afterwards only with a reason that is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from sulis.delivery import compare_releases
from sulis.sources.made_up.agencies.files import agency_files
from sulis.sources.made_up.geography import draw_world
from sulis.store import read_releases
from sulis.vocabulary import WrongUsage
from tests.support.command import sulis

NAME, MAPPING = "mereshire-icb_ecds_2024-04_2024-06.csv", "example_ecds_counts"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hospital's counts, and then again with one of them higher by 100."""
    folder = tmp_path_factory.mktemp("restricted")
    content = dict(agency_files(1, draw_world(1)))[NAME].decode("utf-8")
    row = next(line for line in content.splitlines() if line.rsplit(",", 1)[1].isdigit())
    key, count = row.rsplit(",", 1)
    for text in (content, content.replace(row, f"{key},{int(count) + 100}")):
        (folder / NAME).write_text(text, encoding="utf-8", newline="")
        words = ("--mapping", MAPPING, "--home", folder / "home", "--json")
        answer = sulis("ingest", "file", folder / NAME, *words)
        assert answer.document["verdict"] == "accepted", answer.document["faults"]
    return folder / "home"


def ids(home: Path) -> tuple[str, str]:
    old, new = (release.id for release in read_releases(home))
    return old, new


def test_rows_are_compared_at_the_door_and_no_number_is_shown(home: Path) -> None:
    change = read_releases(home)[1].change
    assert change is not None
    assert (change.rows_added, change.rows_gone, change.columns) == (0, 0, {"attendances": 1})


def test_comparison_is_refused_without_a_reason_and_without_an_audit(home: Path) -> None:
    assert sulis("releases", "compare", *ids(home), "--home", home).code == 2
    answer = sulis("releases", "compare", *ids(home), "--reason", "checking a revision", "--home", home)
    assert answer.code == 2
    assert "has no audit" in answer.err
    with pytest.raises(WrongUsage, match="noted"):
        compare_releases(home, *ids(home))


def test_read_is_noted_before_it_is_made_and_shows_what_moved(home: Path) -> None:
    noted: list[tuple[str, ...]] = []
    found = compare_releases(home, *ids(home), record=noted.append)
    assert noted == [ids(home)]
    (moved,) = found.movements["attendance_counts"].moved
    assert moved.difference == 100.0


def test_nothing_is_read_where_it_cannot_be_noted(home: Path) -> None:
    def unwritable(_ids: tuple[str, ...]) -> None:
        raise OSError("the audit cannot be written")

    with pytest.raises(OSError, match="audit"):
        compare_releases(home, *ids(home), record=unwritable)


def test_trial_on_a_home_without_a_key_draws_none(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(dict(agency_files(1, draw_world(1)))[NAME])
    (tmp_path / "home").mkdir()
    words = ("--mapping", MAPPING, "--home", tmp_path / "home", "--dry-run", "--json")
    answer = sulis("ingest", "file", tmp_path / NAME, *words)
    assert (answer.document["verdict"], answer.document["dry_run"]) == ("accepted", True)
    assert {path.name for path in (tmp_path / "home").iterdir()} <= {".writing"}
