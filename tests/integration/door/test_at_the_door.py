"""What comes in, what does not, and what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sulis.store import open_store
from sulis_cli.letter import write_refusal
from tests.integration.door.conftest import NOW, load, read
from tests.support.command import sulis

MONTH = "mereshire-general_istv_2024-04.csv"


@pytest.fixture
def april(sent: Path) -> str:
    return (sent / MONTH).read_text(encoding="utf-8")


def with_columns(text: str, *cells: tuple[str, str]) -> str:
    """Further columns at the end, each with one and the same cell in every row."""
    lines = text.splitlines()
    added = [",".join([lines[0], *(header for header, _ in cells)])]
    return "\n".join([*added, *(",".join([line, *(cell for _, cell in cells)]) for line in lines[1:]), ""])


def put(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / MONTH).write_text(text, encoding="utf-8")
    return folder / MONTH


def test_hospital_file_that_is_also_of_another_layout_is_told_of_its_names(tmp_path: Path) -> None:
    given = tmp_path / "given.csv"
    given.write_text("Site,Surname,When\nRD130,Quill,2024-06-01\n", encoding="utf-8")
    answer = sulis("ingest", "file", "--mapping", "example_istv", given, "--home", tmp_path / "home", "--json")
    assert answer.code == 3
    assert [fault["column"] for fault in answer.document["faults"]] == ["Surname", "Period start"]
    assert "Quill" not in answer.out + answer.err


def test_hospital_file_with_a_name_is_refused_with_a_letter_and_accepted_without(tmp_path: Path, april: str) -> None:
    home, letter = tmp_path / "home", tmp_path / "letter.docx"
    named = put(tmp_path / "one", with_columns(april, ("Patient name", "Zebedee Quill"), ("NHSNumber", "943 476 5919")))
    answer = sulis("ingest", "file", "--mapping", "example_istv", named, "--home", home, "--letter", letter, "--json")
    assert answer.code == 3
    told = [(fault["column"], fault["given"]) for fault in answer.document["faults"]]
    assert told == [(column, "a column that tells who somebody is") for column in ("Patient name", "NHSNumber")]
    assert all("section 16" in fault["rule"] for fault in answer.document["faults"])
    assert "Zebedee" not in answer.out + answer.err and "943" not in answer.out + answer.err
    words = _words(letter)
    assert "Column Patient name: a column that tells who somebody is." in words
    assert "Section 16" in words and "Please delete the file" in words and "Zebedee" not in words
    assert not (home / "restricted").exists()
    again = sulis("ingest", "file", "--mapping", "example_istv", put(tmp_path / "two", april), "--home", home, "--json")
    assert (again.code, again.document["rows_loaded"]) == (0, 120)


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Surname", "Q"), ("PatientForename", "Q"), ("D.O.B.", "1"), ("nhs_no", "1"), ("Home postcode", "BA1"), ("Mobile", "1"),
        ("Hospital No", "1"), ("Patient ID", "1"), ("Assault location description", "x"), ("Notes", "x"), ("Pt Name", "x"),
        ("FullName", "x"), ("Date of Birth", "x"), ("UPN", "x"), ("Presenting complaint", "x"), ("Carer's name", "x"),
    ],
)  # fmt: skip
def test_header_that_tells_who_somebody_is_bars_a_health_feed(
    header: str, cell: str, tmp_path: Path, april: str
) -> None:
    outcome = load(tmp_path / "home", "example_istv", put(tmp_path / "in", with_columns(april, (header, cell))))
    assert outcome.verdict.value == "rejected"
    assert [fault.column for fault in outcome.faults] == [header]


def test_health_feed_is_taken_column_by_column(tmp_path: Path, april: str) -> None:
    outcome = load(tmp_path / "home", "example_istv", put(tmp_path / "in", with_columns(april, ("Column 11", "x"))))
    assert [fault.given for fault in outcome.faults] == ["a column that the mapping does not name"]


def test_header_that_is_itself_a_person_is_not_repeated(tmp_path: Path, april: str) -> None:
    file = put(tmp_path / "in", with_columns(april, ("zeb@quill.example", "x")))
    outcome = load(tmp_path / "home", "example_istv", file)
    assert [fault.column for fault in outcome.faults] == ["(column 11)"]


def test_place_finer_than_the_card_states_is_refused(tmp_path: Path, april: str) -> None:
    outcome = load(tmp_path / "home", "example_istv", put(tmp_path / "in", april.replace("E0299", "E0199")))
    assert outcome.verdict.value == "rejected"
    assert {fault.column for fault in outcome.faults} == {"Location MSOA"}


FORCE = "Crime Ref,Nominal Ref,Role,Rel To Victim,Age,Gender,SDE\n"


def people(folder: Path, ethnic: list[str], *, name: str = "mereshire_2024-q1_people.csv", ref: str = "N") -> Path:
    folder.mkdir(exist_ok=True)
    rows = "".join(f"C{row},{ref}{row},VIC,,20,F,{cell}\n" for row, cell in enumerate(ethnic))
    (folder / name).write_text(FORCE + rows, encoding="utf-8")
    return folder / name


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("zeb@quill.example", "an e-mail address"),
        ("07700 900123", "a telephone number"),
        ("BA1 1AA", "a full postcode"),
        ("943 476 5919", "an NHS number"),
        ("13/07/1999", "a whole date"),
        ("Mrs Quill", "a person's title and name"),
        ("QQ 12 34 56 C", "a national insurance number"),
        ("was seen to run from the bridge with two others", "somebody's own words"),
    ],
)
def test_cell_that_tells_who_somebody_is_stops_a_delivery(cell: str, what: str, tmp_path: Path) -> None:
    file = people(tmp_path / "in", ["W1"] * 30 + [cell] + ["B1"] * 30)
    outcome = load(tmp_path / "home", "example_force_people", file)
    assert outcome.verdict.value == "rejected"
    assert what in outcome.faults[0].given and outcome.faults[0].row == 32
    assert all(cell not in str(fault) for fault in outcome.faults)


def test_column_of_names_is_noticed_though_no_cell_tells(tmp_path: Path) -> None:
    file = people(tmp_path / "in", [f"Quill{row}" for row in range(60)])
    outcome = load(tmp_path / "home", "example_force_people", file)
    assert outcome.verdict.value == "rejected" and "60 in 60" in outcome.faults[0].given


def test_one_person_has_one_key_in_a_home_and_another_elsewhere(tmp_path: Path) -> None:
    first = people(tmp_path / "in", ["W1"] * 5, name="mereshire_2024-q1_people.csv")
    second = people(tmp_path / "in", ["W1"] * 5, name="mereshire_2024-q2_people.csv")
    for home in ("one", "two"):
        for file in (first, second):
            assert load(tmp_path / home, "example_force_people", file).verdict.value == "accepted"
    query = "SELECT person_key, count(DISTINCT release) FROM incident_people GROUP BY 1 ORDER BY 1"
    one, two = (read(tmp_path / home, query, "incident_people") for home in ("one", "two"))
    assert [times for _, times in one] == [2] * 5
    assert not {key for key, _ in one} & {key for key, _ in two}


def test_equal_references_of_two_senders_are_two_people(tmp_path: Path) -> None:
    file = people(tmp_path / "in", ["W1"] * 5)
    load(tmp_path / "home", "example_force_people", file)
    load(tmp_path / "home", "example_force_people", file, series="other-force", period="2024-q1")
    query = "SELECT count(DISTINCT person_key) FROM incident_people"
    assert read(tmp_path / "home", query, "incident_people") == [(10,)]


def test_person_and_incident_of_one_number_have_different_keys(tmp_path: Path) -> None:
    load(tmp_path / "home", "example_force_people", people(tmp_path / "in", ["W1"] * 5, ref="C"))
    query = "SELECT count(*) FROM incident_people WHERE person_key = incident_key"
    assert read(tmp_path / "home", query, "incident_people") == [(0,)]


def test_mapping_that_would_keep_a_name_is_refused(tmp_path: Path) -> None:
    mapping = tmp_path / "bad.toml"
    text = Path("catalogue/mappings/example_force_people.toml").resolve().read_text(encoding="utf-8")
    mapping.write_text(text.replace('from = "SDE"', 'from = "Surname"'), encoding="utf-8")
    answer = sulis("mapping", "check", mapping, "--json")
    assert answer.code == 3
    assert [fault["given"] for fault in answer.document["faults"]] == [
        "a header that tells who somebody is, or holds somebody's own words"
    ]


def test_letter_is_written_for_a_delivery_of_police_as_well(tmp_path: Path) -> None:
    outcome = load(tmp_path / "home", "example_force_people", people(tmp_path / "in", ["Mrs Quill"] * 30))
    write_refusal("example_force_people", tmp_path / "home", outcome.faults, tmp_path / "letter.txt", NOW)
    words = (tmp_path / "letter.txt").read_text(encoding="utf-8")
    assert "title and name" in words and "Quill" not in words and "15 July 2024" in words


def test_trial_changes_nothing_and_draws_no_key(tmp_path: Path, april: str) -> None:
    file = put(tmp_path / "in", april)
    answer = sulis("ingest", "file", "--mapping", "example_istv", file, "--home", tmp_path / "home", "--dry-run")
    assert answer.code == 0
    assert not (tmp_path / "home" / "restricted-key").exists() and not (tmp_path / "home" / "restricted").exists()


def test_same_file_twice_is_passed_over(tmp_path: Path, april: str) -> None:
    file = put(tmp_path / "in", april)
    assert load(tmp_path / "home", "example_istv", file).verdict.value == "accepted"
    assert load(tmp_path / "home", "example_istv", file).verdict.value == "already-loaded"
    assert len(open_store(tmp_path / "home").releases(history=True)) == 1


def _words(path: Path) -> str:
    import docx

    document = docx.Document(str(path))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)
