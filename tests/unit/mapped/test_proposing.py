"""A first mapping for a layout that nobody has described: what is guessed, and what is never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from sulis.catalogue.mappings import Part, load_mapping, mapping_ids, read_mapping
from sulis.catalogue.mappings.write import to_toml
from sulis.sources.files import Layout, Limits
from sulis.sources.mapped.looking import Form, Look, look
from sulis.sources.mapped.propose import propose
from sulis.store import Refused
from sulis.tables import TABLES
from sulis.vocabulary import Missing

HOSPITAL = (
    " Hospital Site Code ,Extract From,Extract To,Date Of Attendance,Incident dt,Assault Type, Location Type ,MSOA of Incident,"
    "Patient name\n"
)
ROWS = "ZZ901,01/04/2026,30/06/2026,{day:02}/04/2026 01:20,{day:02}/04/2026,Sharp object,Street,E0299900{place},Sam Canary\n"


def seen(folder: Path, text: str, *, people: bool = False) -> Look:
    file = folder / "sample.csv"
    file.write_text(text, encoding="utf-8")
    return look(file, layout=Layout(), limits=Limits.UPLOAD, aside=folder / "aside.csv", people=people)


@pytest.fixture
def hospital(tmp_path: Path) -> Look:
    rows = "".join(ROWS.format(day=day, place=day % 4) for day in range(1, 29))
    return seen(tmp_path, HOSPITAL + rows, people=True)


def test_a_messy_hospital_layout_is_guessed_right(hospital: Look) -> None:
    mapping = propose(hospital, TABLES["attendances"], "istv", id="try", title="Try")
    guessed = {column.to: (column.headers[0], column.dates, column.part) for column in mapping.columns}
    assert guessed["period_start"] == ("Extract From", ("%d/%m/%Y",), Part.DAY)
    assert guessed["period_end"][0] == "Extract To"
    assert guessed["site_code"][0] == "Hospital Site Code"
    assert guessed["arrived_month"] == ("Date Of Attendance", ("%d/%m/%Y %H:%M",), Part.MONTH)
    assert guessed["assault_month"] == ("Incident dt", ("%d/%m/%Y",), Part.MONTH)
    assert (guessed["location_type"][0], guessed["location_area"][0]) == ("Location Type", "MSOA of Incident")
    assert "Patient name" in [left.header for left in mapping.not_taken], "what nothing is read from is named, and left"


def test_names_and_numbers_of_people_are_never_shown(hospital: Look) -> None:
    assert "Canary" not in repr(hospital)
    shown = {column.header: tuple(column.codes) for column in hospital.columns}
    assert shown["Assault Type"] == ("Sharp object",) and shown["Patient name"] == ()


def test_cells_that_stand_in_few_rows_are_shown_of_open_data_alone(tmp_path: Path) -> None:
    text = "kind,other\n" + "street,a\n" * 8 + "home,b\n" * 3 + "park,c\n"
    assert [tuple(c.codes) for c in seen(tmp_path, text).columns][0] == ("street", "home")
    assert [tuple(c.codes) for c in seen(tmp_path, text, people=True).columns][0] == ("street",)


def test_codes_yes_and_no_and_marks_are_guessed(tmp_path: Path) -> None:
    text = "Force,Month,Kind,Operation part,Gender\n" + "".join(
        f"mereshire,2026-0{n % 3 + 1},Person search,{'YNU'[n % 3]},{('M', 'F', 'Unknown')[n % 3]}\n" for n in range(12)
    )
    mapping = propose(seen(tmp_path, text), TABLES["stops"], "police_uk", id="try", title="Try")
    columns = {column.to: column for column in mapping.columns}
    assert columns["month"].dates == ("%Y-%m",)
    assert (columns["part_of_operation"].yes, columns["part_of_operation"].no) == (("Y",), ("N",))
    assert columns["part_of_operation"].unknown == ("U",)
    allowed = TABLES["stops"].column("sex").allowed
    assert set(columns["sex"].codes) == {"M", "F"} and set(columns["sex"].codes.values()) <= set(allowed)
    assert columns["sex"].unknown == ("Unknown",)


def test_marks_in_place_of_numbers_become_kinds_of_missing(tmp_path: Path) -> None:
    cells = ["12", "7", "*", "30", "[c]", "9", "z", "1,204", "-", "44", "18", "3"]
    text = "Area code,Quarter,Cause,Age band,Admissions\n" + "".join(
        f'E0600000{n % 9},2024/25 Q{n % 4 + 1},knife,under 25,"{cell}"\n' for n, cell in enumerate(cells)
    )
    found = seen(tmp_path, text)
    assert found.columns[4].form is Form.NUMBER
    mapping = propose(found, TABLES["admissions"], "nhs_admissions", id="try", title="Try")
    missing = next(column for column in mapping.columns if column.to == "admissions").missing
    assert missing == {
        "": Missing.NOT_RECEIVED, "*": Missing.SUPPRESSED, "[c]": Missing.SUPPRESSED, "z": Missing.NOT_APPLICABLE,
        "-": Missing.NOT_RECEIVED,
    }  # fmt: skip


def test_days_are_read_with_the_day_before_the_month(tmp_path: Path) -> None:
    found = seen(tmp_path, "when,words\n" + "".join(f"{n:02}/03/2026,x{n}\n" for n in range(1, 13)))
    assert found.columns[0].dates == ("%d/%m/%Y",)
    mixed = seen(tmp_path, "when\n" + "2026-03-01\n" * 5 + "27/03/2026\n" * 5)
    assert set(mixed.columns[0].dates) == {"%Y-%m-%d", "%d/%m/%Y"}


def test_a_column_that_cannot_be_it_is_left_for_a_person(tmp_path: Path) -> None:
    found = seen(tmp_path, "weight,empty,offence\nheavy,,Robbery\nlight,,Theft\n")
    mapping = propose(found, TABLES["severity_weights"], "ons_severity", id="try", title="Try")
    assert {column.to: column.headers[0] for column in mapping.columns} == {"offence": "offence"}


def test_what_is_no_table_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"%PDF-1.7\n")
    with pytest.raises(Refused):
        look(tmp_path / "a.csv", layout=Layout(), limits=Limits.UPLOAD, aside=tmp_path / "aside", people=False)
    assert not (tmp_path / "aside").exists()


@pytest.mark.parametrize("id", mapping_ids())
def test_every_mapping_that_comes_with_the_application_is_written_as_it_is_read(id: str, tmp_path: Path) -> None:
    mapping = load_mapping(id)
    file = tmp_path / f"{id}.toml"
    file.write_text(to_toml(mapping), encoding="utf-8")
    assert read_mapping(file) == mapping
