"""Whatever bytes are sent as a table, they are read or refused in words; nothing else happens."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sulis.vocabulary import InputRefused
from sulis_web.records.tables.files import Read, Record, as_csv, as_xlsx, read_table
from sulis_web.records.tables.schema import Column, Kind, Schema

SCHEMA = Schema(
    "boards",
    "Boards",
    (
        Column("name", "Name", required=True, limit=40),
        Column("starts", "Starts on", Kind.DATE),
        Column("open", "Open", Kind.YES_NO),
        Column("parties", "Parties", Kind.IDS, choices=(("a", "A"), ("b", "B"))),
    ),
)
ROW = {"name": "Strategy", "starts": "2027-01-05", "open": True, "parties": ["a", "b"]}
GOOD = [make(SCHEMA, [Record("abcdefgh23456789", 1, ROW)] * 3) for make in (as_csv, as_xlsx)]


def told(content: bytes) -> list[str]:
    """Every word that is said of these bytes: the refusal's, or those of the faults that were found in reading them."""
    try:
        found = read_table(SCHEMA, "boards", content)
    except InputRefused as refused:
        return [
            refused.remedy,
            *(fault.rule for fault in refused.faults),
            *(fault.remedy for fault in refused.faults),
        ]
    assert isinstance(found, Read)
    return [words for fault in found.faults for words in (fault.given, fault.rule, fault.remedy)]


@given(content=st.binary(max_size=300) | st.binary(max_size=300).map(lambda tail: b"PK\x03\x04" + tail))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    assert all(told(content))


@given(
    good=st.sampled_from(GOOD),
    places=st.lists(st.tuples(st.integers(0, 20_000), st.binary(min_size=0, max_size=4)), min_size=1, max_size=4),
    cut=st.none() | st.integers(0, 20_000),
)
def test_damaged_table_is_read_or_refused(good: bytes, places: list[tuple[int, bytes]], cut: int | None) -> None:
    damaged = good[:cut]
    for place, put in places:
        at = place % (len(damaged) + 1)
        damaged = damaged[:at] + put + damaged[at + 1 :]
    assert all(told(damaged))


@given(cells=st.lists(st.lists(st.text(max_size=12), min_size=6, max_size=6), max_size=3))
def test_any_cells_under_the_right_headings_are_read_or_told(cells: list[list[str]]) -> None:
    head = "Reference;Version;Name;Starts on;Open;Parties"
    content = "\n".join([head, *(";".join(row) for row in cells)]).encode("utf-8", "surrogatepass")
    assert all(told(content))
