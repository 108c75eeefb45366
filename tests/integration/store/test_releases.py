"""Releases through their life: loaded, recognised, revised, withdrawn, reinstated; and readers that keep what they opened."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from sulis.store import open_store
from sulis.vocabulary import PartWayFailure, WrongUsage
from tests.support.command import sulis
from tests.support.street import row, rows, text, write_months

FORCE = "mereshire"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def revise(folder: Path, month: str, lines: list[list[str]]) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{month}-{FORCE}-street.csv"
    path.write_text(text(lines), encoding="utf-8")
    return path


def test_folder_loaded_twice_is_recognised(home: Path, tmp_path: Path) -> None:
    write_months(tmp_path / "in", ["2024-01", "2024-02"])
    (tmp_path / "in" / "notes.txt").write_text("not ours")
    first = sulis("ingest", "police-uk", tmp_path / "in", "--home", home, "--json").document
    again = sulis("ingest", "police-uk", tmp_path / "in", "--home", home, "--json")
    assert (first["verdict"], first["rows_loaded"]) == ("accepted", 120)
    assert [name.endswith("notes.txt") for name in first["ignored"]] == [True]
    assert (again.code, again.document["verdict"], again.document["rows_read"]) == (0, "already-loaded", 0)
    assert [release["outcome"] for release in again.document["releases"]] == ["already-loaded"] * 2


def test_same_month_compressed_is_recognised(home: Path, tmp_path: Path) -> None:
    [plain] = write_months(tmp_path, ["2024-01"])
    packed = tmp_path / (plain.name + ".gz")
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    sulis("ingest", "police-uk", plain, "--home", home)
    assert sulis("ingest", "police-uk", packed, "--home", home, "--json").document["verdict"] == "already-loaded"


def test_new_months_beside_known_ones_load_alone(home: Path, tmp_path: Path) -> None:
    write_months(tmp_path / "in", ["2024-01"])
    sulis("ingest", "police-uk", tmp_path / "in", "--home", home)
    write_months(tmp_path / "in", ["2024-01", "2024-02"])
    document = sulis("ingest", "police-uk", tmp_path / "in", "--home", home, "--json").document
    assert document["verdict"] == "accepted"
    assert [(r["period"], r["outcome"]) for r in document["releases"]] == [
        ("2024-02", "loaded"),
        ("2024-01", "already-loaded"),
    ]


def test_revision_replaces_the_month_and_reports_what_changed(home: Path, tmp_path: Path) -> None:
    sulis("ingest", "police-uk", *write_months(tmp_path / "a", ["2024-01"]), "--home", home)
    lines = rows(61, month="2024-01")
    lines[1][10] = "Offender charged"
    lines[2][7:9] = ["", ""]
    del lines[3]
    document = sulis("ingest", "police-uk", revise(tmp_path / "b", "2024-01", lines), "--home", home, "--json").document
    [release] = document["releases"]
    assert (release["id"], release["version"]) == ("incidents-mereshire-2024-01-v2", 2)
    assert release["changes"] == {
        "replaced": "incidents-mereshire-2024-01-v1",
        "rows_added": 1,
        "rows_gone": 1,
        "rows_changed": 2,
        "columns": {"last_outcome": 1, "lsoa_code": 1, "lsoa_name": 1},
    }
    [old, new] = open_store(home).releases(history=True)
    assert (old.status.value, new.status.value) == ("superseded", "current")
    assert (home / old.paths["incidents"]).is_file()
    assert sulis("coverage", "--force", FORCE, "--home", home, "--json").document[0]["status"] == "revised"


def test_earlier_file_given_again_after_its_revision_is_passed_over(home: Path, tmp_path: Path) -> None:
    [first] = write_months(tmp_path / "a", ["2024-01"])
    sulis("ingest", "police-uk", first, "--home", home)
    sulis("ingest", "police-uk", revise(tmp_path / "b", "2024-01", rows(59, month="2024-01")), "--home", home)
    assert sulis("ingest", "police-uk", first, "--home", home, "--json").document["verdict"] == "already-loaded"
    assert open_store(home).releases()[0].version == 2


def test_two_different_files_for_one_month_in_one_call_are_refused(home: Path, tmp_path: Path) -> None:
    [first] = write_months(tmp_path / "a", ["2024-01"])
    second = revise(tmp_path / "b", "2024-01", rows(59, month="2024-01"))
    answer = sulis("ingest", "police-uk", first, second, "--home", home, "--json")
    assert (answer.code, answer.document["verdict"]) == (3, "rejected")
    assert "second call" in answer.document["faults"][0]["remedy"]


def test_reader_keeps_the_release_that_it_opened(home: Path, tmp_path: Path) -> None:
    sulis("ingest", "police-uk", *write_months(tmp_path / "a", ["2024-01"]), "--home", home)
    reader = open_store(home)
    connection = reader.connect()
    sulis("ingest", "police-uk", revise(tmp_path / "b", "2024-01", rows(30, month="2024-01")), "--home", home)
    sulis("releases", "withdraw", "incidents-mereshire-2024-01-v2", "--reason", "a trial", "--home", home)
    count = "SELECT count(*) FROM incidents"
    assert connection.execute(count).fetchall() == reader.connect().execute(count).fetchall() == [(60,)]
    assert open_store(home).connect().execute(count).fetchall() == [(0,)]


def test_withdrawn_month_is_a_gap_until_reinstated(home: Path, tmp_path: Path) -> None:
    sulis("ingest", "police-uk", *write_months(tmp_path, ["2024-01", "2024-02"]), "--home", home)
    identity = "incidents-mereshire-2024-02-v1"
    assert sulis("releases", "withdraw", identity, "--reason", " ", "--home", home).code == 2
    assert sulis("releases", "withdraw", identity, "--reason", "sent in error", "--home", home).code == 0
    ledger = sulis("coverage", "--force", FORCE, "--home", home, "--json").document
    assert ledger[1] == {"month": "2024-02", "status": "withdrawn", "rows": None, "no_geography_share": None}
    listed = sulis("releases", "--history", "--home", home)
    assert "withdrawn: sent in error" in listed.out
    assert sulis("releases", "reinstate", identity, "--home", home).code == 0
    assert open_store(home).coverage(FORCE)[1].status == "present"
    assert sulis("releases", "reinstate", identity, "--home", home).code == 2


def test_provisional_month_says_so(home: Path, tmp_path: Path) -> None:
    sulis("ingest", "police-uk", *write_months(tmp_path, ["2024-01"]), "--provisional", "--home", home)
    assert open_store(home).coverage(FORCE)[0].status == "provisional"


def test_month_between_is_missing_with_nulls(home: Path, tmp_path: Path) -> None:
    sulis("ingest", "police-uk", *write_months(tmp_path, ["2024-01", "2024-03"]), "--home", home)
    ledger = sulis("coverage", "--force", FORCE, "--home", home, "--json").document
    assert [entry["status"] for entry in ledger] == ["present", "missing", "present"]
    assert ledger[1] == {"month": "2024-02", "status": "missing", "rows": None, "no_geography_share": None}
    assert "2024-02" in sulis("coverage", "--force", FORCE, "--home", home).out


def test_repeated_id_counts_once_at_its_first_row_with_a_place(home: Path, tmp_path: Path) -> None:
    lines = rows(10, month="2024-01")
    identity = lines[1][0]
    lines[2] = row(2, month="2024-01", id=identity, lsoa="", lsoa_name="")
    lines[1] = row(1, month="2024-01", id=identity, lsoa="", lsoa_name="")
    lines[3] = row(3, month="2024-01", id=identity)
    lines[4] = row(4, month="2024-01", id=identity)
    sulis("ingest", "police-uk", revise(tmp_path / "a", "2024-01", lines), "--home", home)
    found = (
        open_store(home)
        .connect()
        .execute("SELECT row_number, counts FROM incidents WHERE incident_id = ? ORDER BY row_number", [identity])
    )
    assert found.fetchall() == [(3, False), (4, False), (5, True), (6, False)]
    assert open_store(home).releases()[0].repeated_ids == 1


def test_made_up_and_real_data_never_share_a_home(home: Path, tmp_path: Path) -> None:
    sulis("ingest", "police-uk", *write_months(tmp_path, ["2024-01"]), "--home", home)
    real = tmp_path / "2024-02-kent-street.csv"
    lines = [row(n, month="2024-02", within="Kent Police", lsoa="E01024000") for n in range(9)]
    real.write_text(text(lines), encoding="utf-8")
    answer = sulis("ingest", "police-uk", real, "--home", home, "--json")
    assert (answer.code, "share a home" in answer.document["faults"][0]["rule"]) == (3, True)


def test_second_writer_is_turned_away(home: Path, tmp_path: Path) -> None:
    from sulis.store import writing

    with writing(home), pytest.raises(PartWayFailure), writing(home):
        pass
    with writing(home):
        answer = sulis("ingest", "police-uk", *write_months(tmp_path, ["2024-01"]), "--home", home, "--json")
    assert (answer.code, set(answer.document)) == (4, {"error", "remedy"})


def test_path_that_does_not_exist_is_wrong_usage(home: Path) -> None:
    for source in ("police-uk", "geography", "population"):
        answer = sulis("ingest", source, "no-such-folder", "--home", home, "--json")
        assert (answer.code, set(answer.document)) == (2, {"error", "remedy"})


def test_folder_with_nothing_of_ours_is_refused(home: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "readme.txt").write_text("x")
    for source in ("police-uk", "geography", "population"):
        answer = sulis("ingest", source, tmp_path / "in", "--home", home, "--json")
        assert (answer.code, answer.document["verdict"]) == (3, "rejected")


def test_empty_home_says_what_to_do_first(home: Path) -> None:
    with pytest.raises(WrongUsage, match="nothing has been loaded"):
        open_store(home)
    assert sulis("releases", "--home", home, "--json").code == 2


def test_unknown_force_lists_those_loaded(home: Path, tmp_path: Path) -> None:
    sulis("ingest", "police-uk", *write_months(tmp_path, ["2024-01"]), "--home", home)
    answer = sulis("coverage", "--force", "kent", "--home", home, "--json")
    assert (answer.code, "mereshire" in answer.document["remedy"]) == (2, True)


def test_damaged_catalogue_gets_a_clear_error(home: Path, tmp_path: Path) -> None:
    sulis("ingest", "police-uk", *write_months(tmp_path, ["2024-01"]), "--home", home)
    (home / "catalogue.duckdb").write_bytes(b"not a catalogue" * 400)
    answer = sulis("releases", "--home", home, "--json")
    assert (answer.code, "cannot be read" in answer.document["error"]) == (4, True)


def test_same_files_give_the_same_bytes_in_any_home(tmp_path: Path) -> None:
    paths = write_months(tmp_path / "in", ["2024-01", "2024-02"])
    sums = []
    for name in ("one", "two"):
        sulis("ingest", "police-uk", *paths, "--home", tmp_path / name)
        sums.append([release.parquet_sha256 for release in open_store(tmp_path / name).releases()])
    assert sums[0] == sums[1]


def test_withdrawn_month_given_again_says_how_to_take_it_back(home: Path, tmp_path: Path) -> None:
    paths = write_months(tmp_path, ["2024-01"])
    sulis("ingest", "police-uk", *paths, "--home", home)
    sulis("releases", "withdraw", "incidents-mereshire-2024-01-v1", "--reason", "a trial", "--home", home)
    answer = sulis("ingest", "police-uk", *paths, "--home", home)
    assert (answer.code, "sulis releases reinstate incidents-mereshire-2024-01-v1" in answer.out) == (0, True)


def test_releases_of_a_table_that_is_none_are_wrong_usage(home: Path, tmp_path: Path) -> None:
    sulis("ingest", "police-uk", *write_months(tmp_path, ["2024-01"]), "--home", home)
    answer = sulis("releases", "--table", "nonsense", "--home", home, "--json")
    assert (answer.code, "incidents" in answer.document["remedy"]) == (2, True)
