"""Headers and cells that tell who somebody is, in the spellings that senders use; and those that do not."""

from __future__ import annotations

import re

import duckdb
import pytest

from sulis.catalogue.identifying import own_words, tells_who
from sulis.catalogue.tells import TELLS, told_by
from sulis.store.sql import literal

WHO = (
    "Patient Name|PatientName|patient_name|PATIENTNAME|Pt Name|Name|NAMES|Name of patient|Patient's full name|Patient’s name|Forename|"
    "FORENAME1|Surname 2|Sur name|first_name|lastName|Given name(s)|Known as name|Maiden name|Initials|Alias|Next of kin|NHSNumber|"
    "NHS_No|NHS no.|N.H.S. Number|nhsnumber|ＮＨＳ Number|NHS|DOB|D.O.B.|d.o.b|DateOfBirth|DATEOFBIRTH|Birth Date|Year of birth|Born|"
    "Hospital Number|HospNo|Hosp no|MRN|Patient ID|patientId|Local patient identifier|Postcode|Post code|Home postcode|Address Line 1|"
    "House number|UPRN|Telephone|Mobile no|E-mail|National Insurance Number|NINO|UPN|Unique Pupil Number|ULN|PNC ID|PNCID|CRO number|"
    "Victim DOB|VictimDOB|Suspect 1 name|Pupil name|Child's name|OIC|Officer name|Collar no|Social care number|Person key|VRM|"
    "Ѕurname|DОB|Prénom|Nom de famille|Vorname|Imię|Cyfenw|Dyddiad geni|ptnm|Postal code|Mob|Tel|Birth dt|PAS number|Unique ID|姓名|"
    "fname|pat fname|f_name|lname|Nm|date_birth|"
    "PCode|p_code|emails|Na\u2060me|Sur\u00adname|Pat No|GP name|Staff name|Crn|addr_line_1|Telno|AKA|Known As|Surname2|PatientForename"
)
NOBODY = (
    "Site name|Site code|Hospital name|Provider name|NHS trust code|NHS region|Age|Age group|Sex|Gender|Month|Arrival date|Assault date|"
    "Assault time|Location type|Location MSOA|Method|Attendances|Period start|Ward name|LA code|School name|URN|Recorded|Recorded date|"
    "Postcode district|Postcode sector|Mechanism|Organisation name|Area name|Offence|Number of victims|Number of assailants|SEN|FSM|"
    "Ethnicity|HO Code|Locus|Knife?|Outcome|Term|NCY|Roll|Possible|CLA|FTE|Role|LSOA21|Weapon|Alcohol|Weekday|Hour band|Start date"
)
WORDS = (
    "Notes|Free text|FreeText|Assault location description|MO text|MO|Comments|Remarks|Circumstances|Summary|OtherDescription|"
    "Details|Log|FreeTxt"
)


@pytest.mark.parametrize("header", WHO.split("|"))
def test_header_tells_who(header: str) -> None:
    assert tells_who(header)


@pytest.mark.parametrize("header", NOBODY.split("|"))
def test_header_tells_nobody(header: str) -> None:
    assert not tells_who(header) and not own_words(header)


@pytest.mark.parametrize("header", WORDS.split("|"))
def test_header_holds_own_words(header: str) -> None:
    assert own_words(header)


CELLS = {
    "an e-mail address": ("zeb@quill.example", "mail zeb.q+1@quill.co.uk now"),
    "a telephone number": ("07700 900123", "+44 7700 900123", "01225 477000", "+44 (0)7700 900123"),
    "a full postcode": ("BA1 1AA", "ba11aa", "at EC1A 1BB"),
    "a number that could be an NHS number": ("943 476 5919", "9434765919", "943-476-5919"),
    "a national insurance number": ("QQ 12 34 56 C", "qq123456c"),
    "a pupil's national number": ("A123456789012", "H80120000200B"),
    "a number of the police national computer": ("12/1234567A", "2012/123K"),
    "a whole date": ("13/07/1999", "1999-07-13", "3.7.99"),
    "a person's title and name": ("Mrs Quill", "saw Dr. Quill", "PC Plod"),
}
CODES = (
    "W1", "sharp object", "18 to 24", "2023/24", "E02990001", "ZZ901", "8N", "Youth Rehabilitation Order", "18 to 23", "2024-q1", "Mixed",
)  # fmt: skip


def test_every_tell_has_its_cells() -> None:
    assert set(CELLS) == set(TELLS)


@pytest.mark.parametrize("what", CELLS)
def test_cell_gives_somebody_away_in_python_and_in_the_database_alike(what: str) -> None:
    form = TELLS[what].pattern
    with duckdb.connect() as connection:
        for cell in CELLS[what]:
            query = f"SELECT regexp_matches({literal(cell)}, {literal(form)})"
            assert re.search(form, cell) and connection.execute(query).fetchall() == [(True,)], cell


@pytest.mark.parametrize("code", CODES)
def test_code_gives_nobody_away(code: str) -> None:
    assert told_by(code) == ""
