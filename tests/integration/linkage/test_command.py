"""`sulis linkage` as an analyst calls it: documents, words, exit codes, and every act in the chain of events."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.integration.audit.chains import Chain, made
from tests.support.forked import sulis_forked

Call = Callable[..., Any]
WHY = ("--reason", "the reoffending study")
OPEN = ("open", "--purpose", "a study", "--impact-assessment", "DPIA 7", *WHY)


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Chain:
    chain = made(tmp_path_factory.mktemp("linkage") / "home")
    (chain.home / "secret-key").touch()
    return chain


@pytest.fixture
def chain(blank: Chain, tmp_path: Path) -> Chain:
    return blank.copied(tmp_path / "home")


@pytest.fixture
def call(chain: Chain, tmp_path: Path) -> Call:
    """Runs the command as a process; the document it printed, with ``code``."""

    def run(*words: object, switch: str = "on", text: bool = False) -> Any:
        said = ["linkage", *map(str, words), "--home", str(chain.home), *([] if text else ["--json"])]
        env = chain.environment() | {"SULIS_LINKAGE": switch}
        done = sulis_forked(said, env=env, cwd=tmp_path, beside=tmp_path)
        assert "Traceback" not in done.stderr
        return done if text else (done.returncode, json.loads(done.stdout))

    return run


def acts(chain: Chain) -> list[tuple[str, str]]:
    rows = chain.ask("SELECT action, fields, object_type, reason, person FROM audit_event ORDER BY seq")
    assert all(row[2] == "linkage.room" and row[3] and row[4].startswith("command line: ") for row in rows)
    return [(action, json.loads(fields)[0]) for action, fields, *_ in rows]


def test_from_an_empty_room_to_its_certificate(call: Call, chain: Chain, sheets: Path, tmp_path: Path) -> None:
    code, opened = call(*OPEN, "--ends", "2027-03-31")
    assert code == 0 and opened["terms"]["impact_assessment"] == "DPIA 7"
    room = opened["room"]
    for source in ("police", "school"):
        code, added = call("add", room, sheets / f"{source}.csv", "--source", source, *WHY)
        assert code == 0 and added["rows"] > 100 and added["filled"]["family_name"] == added["rows"]
    code, linked = call("link", room, "--link-at", "0.95", "--review-from", "0.3", *WHY)
    assert (code, linked["version"], linked["notes"]) == (0, 1, [])
    assert linked["thresholds"]["link"] == 0.95 and linked["thresholds"]["link_bits"] == pytest.approx(4.248, abs=1e-3)
    code, (pair, *_) = call("review", room, "--number", 3, *WHY)
    assert code == 0 and "cells" not in pair and "records" not in pair
    assert pair["start"] + sum(s["bits"] + s["rare_bits"] for s in pair["steps"]) == pytest.approx(pair["weight"])
    code, shown = call("review", room, "--number", 1, "--identifiers", *WHY)
    assert code == 0 and shown[0]["pair"] == pair["pair"] and shown[0]["cells"]["family_name"]
    code, decided = call("decide", room, pair["pair"], "different", *WHY)
    assert (code, decided["decision"], decided["number"]) == (0, "d1", 2)
    code, undone = call("undo", room, "d1", *WHY)
    assert (code, undone["number"]) == (0, 3)
    code, report = call("report", room, "--labels", sheets / "truth.csv", *WHY)
    assert code == 0 and report["quality"]["in_use"]["precision"]["value"] > 0.95
    assert (
        report["judgements"][0]["undone"] == 3 and report["clusters"]["version"] == 3 and report["model"]["prior"] > 0
    )
    out = tmp_path / "keys.csv"
    code, told = call("keys", room, "--out", out, *WHY)
    assert code == 0 and out.stat().st_mode & 0o777 == 0o600
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == told["records"] == linked["records"] and set(rows[0]) == {
        "source",
        "record",
        "person_key",
        "band",
    }
    code, listed = call("list")
    assert code == 0 and [(found["room"], found["status"]) for found in listed] == [(room, "open")]
    code, certificate = call("close", room, *WHY)
    assert code == 0 and certificate["reason"] == WHY[1] and certificate["judgements"] == 1
    code, answer = call("keys", room, "--out", out, *WHY)
    assert code == 2 and "destroyed" in answer["error"]
    assert acts(chain) == [
        ("collect", "open"), ("collect", "add"), ("collect", "add"), ("combine", "link"), ("consult", "review"),
        ("consult", "show"), ("alter", "decide"), ("alter", "undo"), ("consult", "report"), ("consult", "report"),
        ("consult", "report"), ("disclose", "keys"), ("erase", "destroy"),
    ]  # fmt: skip


def test_linkage_is_off_until_it_is_switched_on_and_nothing_is_made(call: Call, chain: Chain) -> None:
    for words in ((*OPEN, "--ends", "2027-03-31"), ("link", "room-1", *WHY), ("keys", "room-1", "--out", "x", *WHY)):
        code, answer = call(*words, switch="")
        assert code == 2 and "switched off" in answer["error"] and "SULIS_LINKAGE=on" in answer["remedy"]
    assert not (chain.home / "linkage").exists() and acts(chain) == []


def test_wrong_usage_and_faulty_sheets_leave_with_their_codes(call: Call, chain: Chain, tmp_path: Path) -> None:
    _, opened = call(*OPEN, "--ends", "2027-03-31")
    room, sheet = opened["room"], tmp_path / "sheet.csv"
    sheet.write_text("record_key,given_name\n1,Zebedee\n1,Zebedee\n")
    code, answer = call("add", room, sheet, "--source", "police", *WHY)
    assert code == 3 and "a key that another row has too" in answer["error"] and "Zebedee" not in json.dumps(answer)
    for words, named in (
        (("add", room, sheet, "--source", "police"), "--reason"), (("link", room, *WHY), "Add the sheets"),
        (("add", room, tmp_path / "none.csv", "--source", "police", *WHY), "path"),
        (("add", room, sheet, "--source", "police", "--column", "x", *WHY), "ours=theirs"),
        (("decide", room, "x", "perhaps", *WHY), "same, different"), (("review", "room-9", *WHY), "list"),
        ((*OPEN, "--ends", "soon"), "YYYY-MM-DD"), ((*OPEN, "--ends", "2020-01-01"), "from today"),
    ):  # fmt: skip
        code, answer = call(*words)
        assert code == 2 and named in answer["remedy"], answer
    assert acts(chain) == [("collect", "open")]


def test_without_an_audit_there_is_no_room(call: Call, chain: Chain) -> None:
    (chain.home / "secret-key").unlink()
    code, answer = call(*OPEN, "--ends", "2027-03-31")
    assert code == 2 and "has no audit" in answer["error"] and not (chain.home / "linkage").exists()


def test_words_are_about_pairs_of_records_and_show_no_identifier_unasked(call: Call, sheets: Path) -> None:
    _, opened = call(*OPEN, "--ends", "2027-03-31")
    room = opened["room"]
    for source in ("police", "school"):
        call("add", room, sheets / f"{source}.csv", "--source", source, *WHY)
    said = call("link", room, *WHY, text=True).stdout
    assert "never about a person" in said and "Linked from a probability of 0.99" in said
    listed = call("review", room, "--number", 2, *WHY, text=True).stdout
    assert "any two records" in listed and "that these records are one person" in listed and " | " not in listed
    assert " | " in call("review", room, "--number", 2, "--identifiers", *WHY, text=True).stdout
    report = call("report", room, "--labels", sheets / "truth.csv", *WHY, text=True).stdout
    assert "  family_name: the same +" in report and "  email is not compared: filled in too few records" in report
    assert "Precision " in report and " false links, " in report and "Records under one key: 1: " in report
    assert call("sweep", text=True).stdout == ""
