"""The records of a room: cleaned identifiers as columns, in memory or as bytes to be sealed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from sulis.linkage import cleaning
from sulis.linkage.sheet import FIELDS, KEY, Row
from sulis.linkage.values import RecordRef

if TYPE_CHECKING:
    import pyarrow as pa

DERIVED = ("date_swapped", "postcode_sector", "postcode_district")
COLUMNS = ("source", KEY, *FIELDS, *DERIVED)
_CLEAN: dict[str, Callable[[str], str | None]] = {
    "given_name": cleaning.name, "family_name": cleaning.name, "sex": cleaning.sex, "postcode": cleaning.postcode,
    "address": cleaning.words, "town": cleaning.words, "email": cleaning.email, "number": cleaning.number,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a sheet: rows taken, how many carry each field after cleaning, and dates of birth set aside.

    ``thin`` counts rows without a family name or without both given name and date of birth: they can hardly be linked.
    ``not_taken`` names columns of the file that stayed outside.
    """

    source: str
    rows: int
    filled: dict[str, int]
    dates_default: int
    dates_unreadable: int
    thin: int
    not_taken: tuple[str, ...] = field(default=())


def clean(source: str, rows: Sequence[Row], today: date) -> tuple[pa.Table, Added]:
    """The rows as a table of cleaned text, and what became of them. A cell that is missing is null."""
    import pyarrow as pa

    columns: dict[str, list[str | None]] = {"source": [source] * len(rows), KEY: [row[KEY].strip() for row in rows]}
    for name, cleaner in _CLEAN.items():
        columns[name] = [cleaner(row.get(name) or "") for row in rows]
    dates = [cleaning.date_of_birth(row.get("date_of_birth") or "", today) for row in rows]
    columns["date_of_birth"] = born = [found for found, _ in dates]
    columns["date_swapped"] = [cleaning.swapped(found) for found in born]
    columns["postcode_sector"] = [cleaning.sector(code) for code in columns["postcode"]]
    columns["postcode_district"] = [cleaning.district(code) for code in columns["postcode"]]
    table = pa.table({name: pa.array(columns[name], pa.string()) for name in COLUMNS})
    return table, _tally(source, columns, Counter(why for _, why in dates))


def _tally(source: str, columns: dict[str, list[str | None]], dates: Counter[str]) -> Added:
    thin = sum(
        family is None or (given is None and born is None)
        for given, family, born in zip(
            columns["given_name"], columns["family_name"], columns["date_of_birth"], strict=True
        )
    )
    filled = {name: sum(cell is not None for cell in columns[name]) for name in FIELDS}
    return Added(source, len(columns[KEY]), filled, dates["default"], dates["unreadable"], thin)


def together(parts: Iterable[pa.Table]) -> pa.Table:
    """All records of a room in one table, numbered from 0 in column ``n``, in the order in which they came."""
    import pyarrow as pa

    whole = pa.concat_tables(parts)
    return whole.add_column(0, "n", pa.array(range(whole.num_rows), pa.int32()))


def refs_of(records: pa.Table) -> list[RecordRef]:
    """Source and record key of every record, by its number."""
    pairs = zip(records.column("source").to_pylist(), records.column(KEY).to_pylist(), strict=True)
    return [RecordRef(source, key) for source, key in pairs]


def to_bytes(table: pa.Table) -> bytes:
    """A table as bytes, never by way of a file."""
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_stream(sink, table.schema, options=options) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def from_bytes(content: bytes) -> pa.Table:
    """The table that `to_bytes` wrote."""
    import pyarrow as pa

    return pa.ipc.open_stream(content).read_all()
