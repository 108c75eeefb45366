"""What a source card says for the letter that asks its sender for data."""

from __future__ import annotations

from dataclasses import dataclass

from sulis.catalogue.reader import Table
from sulis.tables import TABLES


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a letter asks for: the ``column`` of the card's tables that it fills, in the sender's words, and why."""

    column: str
    ask: str
    why: str


@dataclass(frozen=True, slots=True)
class Request:
    """What a letter asks the sender for: what it is needed for, on which ground it may be given, how coarse, and each field."""

    purpose: str
    ground: str
    time: str
    place: str
    sender: str
    fields: tuple[Asked, ...] = ()


def read_request(top: Table) -> Request | None:
    """The card's [request]; None when it has none. What is wrong with it is noted on the card's report."""
    if not top.has("request"):
        top.asked.add("request")
        return None
    table = top.table("request")
    purpose, ground, time, place, sender = (table.text(key) for key in ("purpose", "ground", "time", "place", "sender"))
    fields = tuple(_asked(row, top) for row in table.tables("field", required=False))
    table.finish()
    return Request(purpose, ground, time, place, sender, fields)


def _asked(row: Table, top: Table) -> Asked:
    names = {name for table in _tables(top) if table in TABLES for name in TABLES[table].names}
    asked = Asked(row.word("column", names), row.text("ask"), row.text("why"))
    row.finish()
    return asked


def _tables(top: Table) -> tuple[str, ...]:
    also = top.values.get("also_fills")
    return (str(top.values.get("table")), *(map(str, also) if isinstance(also, list) else ()))
