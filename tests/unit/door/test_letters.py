"""Letters: what stands in them, that no cell does, and that the same letter is the same bytes."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import docx
import pytest

from sulis.catalogue.sources import load_source_card, source_ids
from sulis.delivery.letters import MOST_FOUND, Sender, refusal_letter, request_letter
from sulis.publish.documents.letters import WIDTH, letter_text, write_letter
from sulis.tables import TABLES
from sulis.vocabulary import Fault, WrongUsage
from tests.support.command import sulis

ASKED = [source for source in source_ids() if load_source_card(source).request is not None]
DAY = date(2024, 7, 1)
US = Sender("Mereshire Violence Reduction Partnership", "A. Analyst", "data@mereshire.example")


def fault(
    column: str | None = "Patient name", given: str = "a column that tells who somebody is", row: int = 1
) -> Fault:
    return Fault("april.csv", row, column, given, "A rule.", "Send it without.")


def test_every_agency_can_be_asked() -> None:
    assert {
        "force_extract",
        "istv",
        "ecds_counts",
        "youth_justice",
        "school_exclusions",
        "school_absence",
        "places",
    } <= set(ASKED)


@pytest.mark.parametrize("source", ASKED)
def test_request_asks_for_each_field_with_a_reason(source: str) -> None:
    card = load_source_card(source)
    assert card.request is not None and card.request.fields
    words = " ".join(letter_text(request_letter(card, US, DAY)).split())
    for field in card.request.fields:
        assert f"{field.ask[0].upper()}{field.ask[1:]}. {field.why[0].upper()}{field.why[1:]}." in words
        assert any(field.column in TABLES[table].names for table in card.tables)
    for said in (
        card.request.time,
        card.request.place,
        card.request.ground,
        card.cadence,
        "1 July 2024",
        US.signed,
        US.contact,
    ):
        assert said in words


@pytest.mark.parametrize("source", ASKED)
def test_needed_columns_are_asked_for(source: str) -> None:
    """What a table cannot do without is asked for, but for what the file itself tells of its sender and period."""
    card = load_source_card(source)
    assert card.request is not None
    asked = {field.column for field in card.request.fields}
    needed = {c.name for c in TABLES[card.table].columns if not c.nullable} - {
        "release",
        "row_number",
        "force",
        "period_end",
    }
    assert needed <= asked


def test_open_publication_is_not_asked_for() -> None:
    with pytest.raises(WrongUsage, match="no \\[request\\]"):
        request_letter(load_source_card("police_uk"), US, DAY)


def test_refusal_names_header_rule_law_and_what_to_do() -> None:
    words = " ".join(letter_text(refusal_letter(load_source_card("istv"), "april.csv", [fault()], US, DAY)).split())
    for said in (
        "april.csv",
        "Column Patient name: a column that tells who somebody is",
        "Section 16",
        "MSOA",
        "Please delete the file",
    ):
        assert said in words
    assert words.count("Section 16") == 1


def test_refusal_to_police_does_not_speak_of_patients() -> None:
    words = letter_text(refusal_letter(load_source_card("force_extract"), "q1.csv", [fault("Notes")], US, DAY))
    assert "patient" not in words and "agreement" in words


def test_many_faults_are_counted_and_not_listed() -> None:
    faults = [fault(f"Column {number}") for number in range(MOST_FOUND + 30)]
    letter = refusal_letter(load_source_card("istv"), "april.csv", faults, US, DAY)
    assert (
        len(letter.sections[0].points) == MOST_FOUND + 1 and letter.sections[0].points[-1] == "and 30 more of the kind"
    )


def test_remedies_that_are_ours_are_not_told_to_the_sender() -> None:
    told = Fault("a.csv", 1, "Name", "a column", "A rule.", "Ask the sender for the file without this column.")
    assert "Ask the sender" not in letter_text(refusal_letter(load_source_card("istv"), "a.csv", [told], US, DAY))


def test_nothing_wrong_gives_no_refusal() -> None:
    with pytest.raises(WrongUsage, match="nothing was found wrong"):
        refusal_letter(load_source_card("istv"), "april.csv", [], US, DAY)


def test_lines_of_text_are_no_longer_than_a_message_shows() -> None:
    for source in ASKED:
        lines = letter_text(request_letter(load_source_card(source), US, DAY)).splitlines()
        assert max(len(line) for line in lines[8:]) <= WIDTH


def test_word_file_has_headings_a_marked_table_and_the_same_bytes(tmp_path: Path) -> None:
    letter = request_letter(load_source_card("istv"), US, DAY)
    first, second = (write_letter(letter, tmp_path / f"{name}.docx").read_bytes() for name in ("one", "two"))
    assert first == second
    word = docx.Document(io.BytesIO(first))
    headings = [p.text for p in word.paragraphs if p.style is not None and str(p.style.name).startswith("Heading")]
    assert headings == [letter.subject, "What we ask for", "How coarse, how often and how", "The ground"]
    (table,) = word.tables
    assert [cell.text for cell in table.rows[0].cells] == ["What", "Why"] and len(table.rows) == 10
    assert "tblHeader" in table._tbl.xml and word.core_properties.language == "en-GB"


def test_command_prints_a_letter_or_writes_it(tmp_path: Path) -> None:
    printed = sulis("letter", "request", "istv", "--from", US.partnership)
    assert printed.code == 0 and f"From: {US.partnership}" in printed.out
    written = sulis("letter", "request", "istv", "--to", tmp_path / "letter.txt", "--json")
    assert written.document["text"] == (tmp_path / "letter.txt").read_text(encoding="utf-8")
    assert sulis("letter", "request", "istv", "--to", tmp_path / "nowhere" / "letter.txt").code == 2
    assert sulis("letter", "request", "nobody").code == 2
    (tmp_path / "answer.json").write_text("{}", encoding="utf-8")
    assert sulis("letter", "refusal", tmp_path / "answer.json", "--source", "istv").code == 2
