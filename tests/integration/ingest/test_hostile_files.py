"""Every kind of bad file gets the right verdict, in words that help, and a refused one changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.ingest.corpus import ACCEPTED, ARCHIVES, FILES, REJECTED, Case
from tests.integration.ingest.patched_archives import PATCHED
from tests.support.command import sulis
from tests.support.street import write_months


@pytest.mark.parametrize("case", [*FILES, *ARCHIVES, *PATCHED], ids=str)
def test_file_of_the_corpus_gets_the_careful_verdict(case: Case, tmp_path: Path) -> None:
    given = tmp_path / case.name
    given.write_bytes(case.build())
    home = tmp_path / "home"
    answer = sulis("ingest", "police-uk", given, "--home", home, "--json")
    document = answer.document
    assert document["verdict"] == case.verdict, document["faults"]
    assert answer.code == (3 if case.verdict == REJECTED else 0)
    if case.loaded is not None:
        assert document["rows_loaded"] == case.loaded
        assert document["rows_loaded"] + document["rows_quarantined"] == document["rows_read"]
    if case.verdict == ACCEPTED:
        assert document["faults"] == []
        return
    fault = document["faults"][0]
    assert set(fault) == {"file", "line", "row", "column", "given", "rule", "remedy"}
    assert fault["file"].split("!")[0] == case.name
    assert case.row is None or fault["row"] == case.row, fault
    assert case.column is None or fault["column"] == case.column, fault
    assert case.says in f"{fault['given']} {fault['rule']} {fault['remedy']}"
    assert fault["remedy"]


@pytest.mark.parametrize("case", [case for case in (*FILES, *ARCHIVES, *PATCHED) if case.verdict == REJECTED], ids=str)
def test_refused_file_among_good_ones_changes_nothing(case: Case, tmp_path: Path) -> None:
    home = tmp_path / "home"
    sulis("ingest", "police-uk", *write_months(tmp_path / "first", ["2024-01"]), "--home", home)
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    given = tmp_path / case.name
    given.write_bytes(case.build())
    good = write_months(tmp_path / "second", ["2024-02"])
    answer = sulis("ingest", "police-uk", *good, given, "--home", home, "--json")
    assert (answer.code, answer.document["verdict"]) == (3, REJECTED)
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("case", [*FILES, *ARCHIVES, *PATCHED], ids=str)
def test_every_verdict_reads_well_without_json(case: Case, tmp_path: Path) -> None:
    given = tmp_path / case.name
    given.write_bytes(case.build())
    answer = sulis("ingest", "police-uk", given, "--home", tmp_path / "home")
    assert "Traceback" not in answer.out + answer.err
    assert answer.out.startswith(("Accepted", "Rejected"))
