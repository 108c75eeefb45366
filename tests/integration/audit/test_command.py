"""`sulis audit` as an auditor or a timer calls it: documents, words and exit codes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.integration.audit.chains import Chain
from tests.support.command import Answer, sulis


@pytest.fixture
def audit(installed: Chain, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Calls `sulis audit` on an installation with twelve events."""
    monkeypatch.setenv("SULIS_HOME", str(installed.home))
    monkeypatch.setenv("SULIS_DATABASE_URL", installed.address)
    (installed.home / "secret-key").touch()
    installed.run("write", 12, 1)

    def call(*words: object) -> Answer:
        return sulis("audit", *words, "--home", installed.home)

    return call


def test_sound_chain_leaves_with_0_and_says_how_far_it_is_settled(audit: Any) -> None:
    assert audit("export-head", "--json").document["seq"] == 12
    answer = audit("verify", "--json")
    assert answer.code == 0
    told = answer.document
    assert (told["sound"], told["first_bad_row"], told["rows"], told["covered"]) == (True, None, 12, 12)
    assert audit("verify").out == "The chain of 12 events is sound; 2 exported heads settle it up to row 12.\n"


def test_chain_that_is_not_sound_leaves_with_3_and_names_the_row_the_rule_and_what_to_do(
    audit: Any, installed: Chain
) -> None:
    installed.tell("DROP TRIGGER audit_event_no_change ON audit_event" if installed.address
                   else "DROP TRIGGER audit_event_no_update")  # fmt: skip
    installed.tell("UPDATE audit_event SET person = 'somebody-else' WHERE seq = 5")
    answer = audit("verify", "--json")
    assert answer.code == 3 and answer.document["first_bad_row"] == 5
    assert [found["rule"] for found in answer.document["findings"]] == ["hash", "triggers"]
    assert all(found["given"] and found["remedy"] for found in answer.document["findings"])
    words = audit("verify")
    assert words.code == 3 and "NOT SOUND. First bad row: 5." in words.out


def test_heads_may_be_a_folder_or_a_file_elsewhere(audit: Any, tmp_path: Path) -> None:
    told = audit("export-head", "--to", tmp_path / "outside", "--json").document
    assert Path(told["file"]).parent == tmp_path / "outside"
    for heads in (tmp_path / "outside", told["file"]):
        answer = audit("verify", "--heads", heads, "--json")
        assert (answer.code, answer.document["heads"], answer.document["covered"]) == (0, 1, 12)


def test_wrong_usage_leaves_with_2_and_changes_nothing(audit: Any, installed: Chain, tmp_path: Path) -> None:
    assert audit("verify", "--heads", tmp_path / "nothing").code == 2
    assert sulis("audit", "verify", "--home", tmp_path / "nowhere").code == 2
    assert not (tmp_path / "nowhere").exists()
    refused = audit("events", "--json")
    assert refused.code == 2 and "--reason" in refused.document["remedy"]
    (installed.home / "audit-key").rename(tmp_path / "key")
    gone = audit("verify", "--json")
    assert gone.code == 2 and "SULIS_AUDIT_KEY_FILE" in gone.document["remedy"]


def test_reading_events_is_itself_an_event_written_before_they_are_shown(audit: Any, installed: Chain) -> None:
    told = audit("events", "--reason", "a subject's request", "--object", "agreement3", "--json").document
    assert [event["object_id"] for event in told["events"]] == ["agreement3"] and told["older"] is None
    last = "SELECT action, person, reason, ids FROM audit_event WHERE seq = 13"
    ((action, person, reason, ids),) = installed.ask(last)
    assert (action, reason, ids) == ("consult", "a subject's request", f'["{told["events"][0]["seq"]}"]')
    assert person.startswith("command line: ")


def test_new_key_is_drawn_and_the_chain_goes_on(audit: Any) -> None:
    assert audit("rotate-key", "--json").document == {"epoch": 2, "seq": 13}
    assert audit("verify").code == 0


def test_command_in_a_process_of_its_own_reads_the_homes_settings(chain: Chain) -> None:
    (chain.home / "secret-key").touch()
    environment = chain.environment()
    del environment["DJANGO_SETTINGS_MODULE"]
    words = ["-m", "sulis_cli.main", "audit", "verify", "--home", str(chain.home)]
    done = subprocess.run(
        [sys.executable, *words], env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("The chain of 60 events is sound; 3 exported heads settle it up to row 50.")
