"""At the door: what may come in at all, and what becomes of the names of people before anything is stored.

Whoever names a person is a key afterwards: the same person has the same key in every delivery of one home, and nobody can turn it back
without the home's own secret. Health and social-care feeds carry no person at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import duckdb

from sulis.catalogue.sources import SourceCard
from sulis.store import Tidied
from sulis.store.sql import literal
from sulis.tables import TABLES, Column, Table
from sulis.vocabulary import Fault

NAMES_A_PERSON = re.compile(
    r"\b(fore ?names?|first ?names?|given ?names?|middle ?names?|sur ?names?|last ?names?|family ?names?|full ?names?|"
    r"(patient|victim|suspect|offender|pupil|child|person|client)s? ?names?|^names?$|initials|date of birth|birth ?date|d\.?o\.?b\.?|"
    r"nhs( number| no)?|hospital number|patient (id|number|identifier)|mrn|local patient identifier|national insurance|"
    r"upn|unique pupil number|pnc( id)?|address( line)?( \d)?|house (name|number)|post ?code|tele?phone|mobile|e-?mail|"
    r"(patient|person|pupil|client) ?(key|id|ref(erence)?))\b",
    re.IGNORECASE,
)
OWN_WORDS = re.compile(
    r"\b(free ?text|notes?|narrative|comments?|(other )?description|details|summary|mo text|log)\b", re.IGNORECASE
)
MOST_WORDS, LONGEST = 8, 80
"""A cell of a stored column with more words or more letters than this is somebody's own writing, not a code or a name of a place."""
_TELLS = {
    "an e-mail address": r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}",
    "a telephone number": r"(^|[^0-9])(\+44 ?|0)(7[0-9]{3}|[12][0-9]{2,3}) ?[0-9]{3} ?[0-9]{3,4}([^0-9]|$)",
    "a full postcode": r"(^|[^A-Za-z])[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}([^A-Za-z]|$)",
    "a number that could be an NHS number": r"(^|[^0-9])[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}([^0-9]|$)",
}


def at_the_door(connection: duckdb.DuckDBPyConnection, tidied: Tidied) -> list[Fault]:
    """Why a delivery that was read may not come in; empty when it may. Open publications are not asked.

    Its rows wait on ``connection`` and nothing of them is stored yet. A fault names a header, never what stands under it.
    """
    card = tidied.card
    if card.open_data:
        return []
    name = tidied.files[0].name if tidied.files else "the file"
    faults = list(_headers(name, card, tidied))
    if tidied.refused or faults:
        return faults
    for table_name, rows in (tidied.rows or {}).items():
        table = TABLES[table_name]
        faults += _cells(connection, name, card, table, rows)
    return faults


def _headers(name: str, card: SourceCard, tidied: Tidied) -> Iterable[Fault]:
    if card.feed.barred_from_people:
        for header in tidied.header:
            if NAMES_A_PERSON.search(_spaced(header)):
                yield _barred(name, header, "a column that tells who somebody is")
            elif OWN_WORDS.search(_spaced(header)):
                yield _barred(name, header, "a column for somebody's own words")
        return
    for header in tidied.unnamed:
        yield Fault(
            name, None, header, "a column that the mapping does not name",
            "Records about people are taken column by column, so that nothing comes in unseen.",
            "Add it to the mapping, or list it there under [[not_taken]] with the reason.",
        )  # fmt: skip


def _cells(
    connection: duckdb.DuckDBPyConnection, name: str, card: SourceCard, table: Table, rows: str
) -> Iterable[Fault]:
    if card.feed.barred_from_people and table.keyed:
        yield _barred(name, table.keyed[0], "a table of people")
    for column in table.columns:
        if column.sql_type != "VARCHAR" or column.keyed or column.allowed or column.pattern or column.name == "release":
            continue
        yield from _text(connection, name, card, column, rows)


def _text(
    connection: duckdb.DuckDBPyConnection, name: str, card: SourceCard, column: Column, rows: str
) -> Iterable[Fault]:
    told = ", ".join(
        f"min(row_number) FILTER (regexp_matches({column.name}, {literal(form)}))" for form in _TELLS.values()
    )
    long = f"length({column.name}) > {LONGEST} OR len(string_split_regex(trim({column.name}), '\\s+')) > {MOST_WORDS}"
    found = connection.execute(f"SELECT {told}, min(row_number) FILTER ({long}) FROM ({rows})").fetchone()
    assert found is not None
    for what, row in zip(_TELLS, found, strict=False):
        if row is not None:
            yield Fault(
                name, row, column.name, f"a cell with {what} in it", "Nothing that tells who somebody is may be stored.",
                "Ask the sender for the file without it.",
            )  # fmt: skip
    if found[-1] is not None and column.name not in card.free_text:
        yield Fault(
            name, found[-1], column.name, "a cell with somebody's own words in it",
            f"The card of {card.id} does not allow free text here: it can tell who somebody is.",
            "Ask for codes instead, or leave the column out of the mapping.",
        )  # fmt: skip


def _barred(name: str, header: str, given: str) -> Fault:
    return Fault(
        name, 1, header, given,
        "Health and social-care records are taken only without anything that tells one person from another and without free text: "
        "section 16 of the Police, Crime, Sentencing and Courts Act 2022 gives no power to disclose it.",
        "Ask the sender for the file without this column, and delete the file that was sent.",
    )  # fmt: skip


def _spaced(header: str) -> str:
    """``PatientName`` and ``patient_name`` as words."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", header).replace("_", " ").strip()


def keyed(connection: duckdb.DuckDBPyConnection, table: Table, rows: str, secret: bytes) -> str:
    """The rows with a key in place of each name of a person (HMAC-SHA-256); an empty cell stays empty.

    The secret is set as variables of the connection, so that no text of a query, and no error that quotes one, holds it.
    """
    if not table.keyed:
        return rows
    inner, outer = (bytes(byte ^ pad for byte in secret.ljust(64, b"\0")).hex() for pad in (0x36, 0x5C))
    connection.execute(f"SET VARIABLE door_inner = from_hex('{inner}')")
    connection.execute(f"SET VARIABLE door_outer = from_hex('{outer}')")
    made = ", ".join(f"{_keyed(table, name)} AS {name}" for name in table.keyed)
    return f"SELECT * REPLACE ({made}) FROM ({rows})"


def _keyed(table: Table, column: str) -> str:
    """What a key is made of says what it names, so that a person and an incident of the same number have different keys."""
    message = f"encode({literal(column + ':')} || upper(regexp_replace({column}, '\\s+', '', 'g')))"
    inside = f"sha256(getvariable('door_inner') || {message})"
    return f"CASE WHEN {column} IS NOT NULL THEN left(sha256(getvariable('door_outer') || from_hex({inside})), 32) END"
