"""The page on mappings keeps its word: its example loads as it says, its errors are those of the program, its tables are the tables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sulis.tables import TABLES
from sulis_cli.mapping_columns import told
from tests.docs.pages import Block, blocks
from tests.integration.door.conftest import read
from tests.support.command import Answer, sulis
from tests.support.shared import ROOT

PAGE = ROOT / "docs" / "how-to" / "write-a-mapping.md"
TEXT = PAGE.read_text(encoding="utf-8")


def block(language: str, beginning: str) -> str:
    found: list[Block] = [one for one in blocks(PAGE) if one.language == language and one.code.startswith(beginning)]
    assert len(found) == 1
    return found[0].code


@pytest.fixture
def example(tmp_path: Path) -> tuple[Path, Path]:
    """The mapping and the file, as the page gives them."""
    mapping, file = tmp_path / "northmoor_incidents.toml", tmp_path / "northmoor_2026q1.csv"
    mapping.write_text(block("toml", 'id = "northmoor_incidents"'), encoding="utf-8")
    file.write_bytes(block("text", "Northmoor Police").encode("cp1252"))
    return mapping, file


def check(mapping: Path, file: Path) -> Answer:
    return sulis("mapping", "check", mapping, "--on", file)


def test_example_is_checked_with_the_words_of_the_page(example: tuple[Path, Path]) -> None:
    answer = check(*example)
    assert answer.code == 0
    assert answer.out == block("text", "northmoor_incidents: sound.")


def test_example_loads_and_holds_what_the_file_says(example: tuple[Path, Path], tmp_path: Path) -> None:
    mapping, file = example
    trial = sulis("ingest", "file", "--mapping", mapping, file, "--home", tmp_path / "home", "--dry-run", "--json")
    assert trial.code == 0 and not (tmp_path / "home" / "restricted").exists()
    answer = sulis("ingest", "file", "--mapping", mapping, file, "--home", tmp_path / "home", "--json")
    assert answer.code == 0, answer.out
    query = (
        "SELECT strftime(recorded_on, '%d %m'), strftime(occurred_from, '%d %m %H:%M'), day(occurred_on), offence_code, place_type, knife,"
        " victim_age, victim_sex"
        " FROM force_incidents ORDER BY row_number"
    )
    assert read(tmp_path / "home", query, "force_incidents") == [
        ("05 01", "03 01 23:40", 3, "8N", "public", False, 19, "male"),
        ("09 01", "09 01 01:15", 9, "5D", "public", True, 23, "male"),
        ("02 02", None, 1, "8N", "home", None, None, "female"),
        ("14 02", "14 02 16:05", 14, "10D", "public", True, None, None),
        ("03 03", "28 02 22:00", 28, "34B", None, False, 16, "female"),
        ("30 03", "29 03 20:30", 29, "8N", "online", None, 41, "female"),
    ]


WRONG = {
    "a misspelled key": ('dates = ["%d/%m/%Y"]', 'date = ["%d/%m/%Y"]', ['No such key stands here. Did you mean "dates"?']),
    "no such column": ('to = "knife"', 'to = "blade"', ["has no such column to fill"]),
    "a needed column left out": ('to = "recorded_on"', 'to = "recorded"', ["no column fills recorded_on. The table", "needs it"]),
    "a value of no list": ('WWW = "online"', 'WWW = "on-line"', ['"on-line". place_type is one of a fixed list']),
    "two ways at once": (
        'value = "northmoor"', 'value = "northmoor"\nfrom = "HOC"',
        ["A column is filled from a header, from several joined"],
    ),
    "another encoding": ('encoding = "cp1252"\n', "", ["bytes that are not UTF-8 text"]),
    "a header spelled otherwise": ('from = "Vic sex"', 'from = "Victim sex"', ["a header without Victim sex"]),
    "another delimiter": ('delimiter = "semicolon"\n', "", ["a header without Ref No"]),
    "the header elsewhere": ("header_row = 4", "header_row = 1", ["a header without Ref No"]),
    "day and month swapped": (
        'dates = ["%d/%m/%Y"]', 'dates = ["%m/%d/%Y"]', ["a cell that cannot be read (in 2 of 6 rows", "a day or moment that exists"],
    ),
    "a code left out": (', WWW = "online"', "", ["It is one of the codes that the mapping lists", 'Not covered under Locus: "WWW"']),
    "the total taken for a row": ('is = ["TOTAL"]', 'is = ["SUM"]', ["It must not be empty"]),
    "a form that the table does not allow": ('take = "^([0-9.]+[A-Z]?)"\n', "", ["a value that the table does not allow"]),
    "a header not named": ('header = "OIC"', 'header = "Officer"', ["a column that the mapping does not name"]),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_each_mistake_is_told_in_the_words_of_the_page(case: str, example: tuple[Path, Path]) -> None:
    mapping, file = example
    right, wrong, said = WRONG[case]
    text = mapping.read_text(encoding="utf-8")
    assert right in text
    mapping.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    answer = check(mapping, file)
    assert answer.code == 3
    assert [words for words in said if words not in answer.out] == []


def test_words_of_the_table_of_mistakes_are_tried() -> None:
    """What the page quotes is found in what some mistake is expected to say."""
    quoted = re.findall(r"^\| `([^`]+)`", TEXT[TEXT.index("| it says |") : TEXT.index("## 5.")], re.MULTILINE)
    tried = " ".join(words for _, _, said in WRONG.values() for words in said)
    others = {
        "a cell that is no number and no known kind of missing", "a row for something that an earlier row tells already",
        "a header that tells who somebody is", "nearly as many different cells as rows", "a file that does not tell its period",
    }  # fmt: skip
    loose = [words for words in quoted if words not in others and words.split("...")[0].strip(" (") not in tried]
    assert loose == []
    sources = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "sulis").rglob("*.py"))
    assert [words for words in others if words.replace("its period", "its {what}") not in sources] == []


def test_tables_of_the_page_are_the_tables() -> None:
    listed = re.findall(r"^### `(\w+)`$", TEXT, re.MULTILINE)
    assert len(listed) == 9
    for name in listed:
        part = TEXT.split(f"### `{name}`\n")[1].split("\n### ")[0]
        rows = [line.split(" | ") for line in part.splitlines() if line.startswith("| `")]
        assert [row[0].strip("| `") for row in rows] == [row[0] for row in told(TABLES[name])]
        assert [row[2].strip() for row in rows] == [row[2] for row in told(TABLES[name])]
        for values in (row[4] for row in told(TABLES[name]) if row[4].startswith("one of")):
            assert values in part
