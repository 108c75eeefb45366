"""At the door: what may come in at all, and what becomes of the names of people before anything is stored.

Whoever names a person is a key afterwards: the same person has the same key in every delivery of one sender to one home, and nobody
can turn it back without the home's own secret. Health and social-care feeds carry no person at all.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from sulis.catalogue.identifying import own_words, tells_who
from sulis.catalogue.sources import SourceCard
from sulis.catalogue.tells import TELLS, told_by
from sulis.store import Tidied
from sulis.store.sql import literal
from sulis.tables import TABLES, Column, Table
from sulis.vocabulary import Fault

MOST_WORDS, LONGEST = 8, 80
"""A cell of a stored column with more words or more letters than this is somebody's own writing, not a code or a name of a place."""
FEWEST_FILLED, SHARE_DISTINCT = 20, 0.5
"""Codes repeat. Where at least so many cells are filled and more than this share of them differ, they are names or references."""


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
        faults += _cells(connection, name, card, TABLES[table_name], rows)
    return faults


def _headers(name: str, card: SourceCard, tidied: Tidied) -> Iterable[Fault]:
    barred = set()
    if card.feed.barred_from_people:
        for place, header in enumerate(tidied.header, start=1):
            what = (
                "a column that tells who somebody is" if tells_who(header)
                else "a column for somebody's own words" if own_words(header)
                else "a header that itself tells who somebody is" if told_by(header) else ""
            )  # fmt: skip
            if what:
                barred.add(header)
                yield _barred(name, _shown(header, place), what)
    for header in tidied.unnamed:
        if header not in barred:
            yield Fault(
                name, None, _shown(header, tidied.header.index(header) + 1), "a column that the mapping does not name",
                "Records about people are taken column by column, so that nothing comes in unseen.",
                "Add it to the mapping, or list it there under [[not_taken]] with the reason.",
            )  # fmt: skip


def _shown(header: str, place: int) -> str:
    """A header as a fault names it: by its place, where it is no header at all but somebody's particulars."""
    return f"(column {place})" if told_by(header) else header


def _cells(
    connection: duckdb.DuckDBPyConnection, name: str, card: SourceCard, table: Table, rows: str
) -> Iterable[Fault]:
    if card.feed.barred_from_people and table.keyed:
        yield _barred(name, table.keyed[0], "a table of people")
    for column in table.columns:
        if column.sql_type != "VARCHAR" or column.keyed or column.allowed or column.pattern or column.name == "release":
            continue
        yield from _text(connection, name, card, table, column, rows)


def _text(
    connection: duckdb.DuckDBPyConnection, name: str, card: SourceCard, table: Table, column: Column, rows: str
) -> Iterable[Fault]:
    cell = column.name
    told = ", ".join(
        f"min(row_number) FILTER (regexp_matches({cell}, {literal(form.pattern)}))" for form in TELLS.values()
    )
    long = f"length({cell}) > {LONGEST} OR len(string_split_regex(trim({cell}), '\\s+')) > {MOST_WORDS}"
    found = connection.execute(
        f"SELECT {told}, min(row_number) FILTER ({long}), count({cell}), count(DISTINCT {cell}) FROM ({rows})"
    ).fetchone()
    assert found is not None
    first_long, filled, distinct = found[-3:]
    for what, row in zip(TELLS, found, strict=False):
        if row is not None:
            yield _told(name, card, row, cell, f"a cell with {what} in it")
    if first_long is not None and cell not in card.free_text:
        yield Fault(
            name, first_long, cell, "a cell with somebody's own words in it",
            f"The card of {card.id} does not allow free text here: it can tell who somebody is.",
            "Ask for codes instead, or leave the column out of the mapping.",
        )  # fmt: skip
    if (
        table.restricted
        and not cell.endswith("_code")
        and filled >= FEWEST_FILLED
        and distinct > filled * SHARE_DISTINCT
    ):
        yield _told(name, card, None, cell, f"nearly as many different cells as rows ({distinct:,} in {filled:,})")


def _told(name: str, card: SourceCard, row: int | None, cell: str, given: str) -> Fault:
    if card.feed.barred_from_people:
        return _barred(name, cell, given, row)
    return Fault(
        name, row, cell, given, "Nothing that tells who somebody is may be stored: codes repeat, and people do not.",
        "Ask the sender for the file without it, or fill the column from another header.",
    )  # fmt: skip


def _barred(name: str, header: str, given: str, row: int | None = 1) -> Fault:
    return Fault(
        name, row, header, given,
        "Health and social-care records are taken only without anything that tells one person from another and without free text: "
        "section 16 of the Police, Crime, Sentencing and Courts Act 2022 gives no power to disclose it.",
        "Ask the sender for the file without this column, and delete the file that was sent.",
    )  # fmt: skip


def sender_of(tidied: Tidied) -> str:
    """Whose references the rows carry: the kind of feed and its series. Two senders' equal references are two people's."""
    return f"{tidied.card.feed.value}:{tidied.series}"


def keyed(connection: duckdb.DuckDBPyConnection, table: Table, rows: str, secret: bytes, sender: str) -> str:
    """The rows with a key in place of each name of a person (HMAC-SHA-256, its first 128 bits); an empty cell stays empty.

    The secret is set as variables of the connection, so that no text of a query, and no error that quotes one, holds it.
    Letters of either case, and spaces, make no difference to a key.
    """
    if not table.keyed:
        return rows
    inner, outer = (bytes(byte ^ pad for byte in secret.ljust(64, b"\0")).hex() for pad in (0x36, 0x5C))
    connection.execute(f"SET VARIABLE door_inner = from_hex('{inner}')")
    connection.execute(f"SET VARIABLE door_outer = from_hex('{outer}')")
    made = ", ".join(f"{_keyed(name, sender)} AS {name}" for name in table.keyed)
    return f"SELECT * REPLACE ({made}) FROM ({rows})"


def _keyed(column: str, sender: str) -> str:
    """What a key is made of says what it names and whose name it is, so that equal numbers of different things differ."""
    message = f"encode({literal(f'{sender}:{column}:')} || upper(regexp_replace({column}, '\\s+', '', 'g')))"
    inside = f"sha256(getvariable('door_inner') || {message})"
    return f"CASE WHEN {column} IS NOT NULL THEN left(sha256(getvariable('door_outer') || from_hex({inside})), 32) END"
