"""What a table of records holds: its columns, each with what may stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What may stand in a column's cells. The value is how a report names it."""

    TEXT = "text"
    DATE = "a date"  # written 2027-01-05; 5/1/2027, the day first, is read too
    YES_NO = "yes or no"
    ONE_OF = "one of a list"
    IDS = "several of a list"  # parted by semicolons
    NUMBER = "a whole number"  # 1,200 and £1,200 are read too


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a record. ``choices`` are (value, words): files carry the words, and either is read."""

    name: str
    heading: str
    kind: Kind = Kind.TEXT
    required: bool = False
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    limit: int | None = None  # characters of a text
    personal: bool = False  # about a person: no report repeats what stood in it
    headings: tuple[str, ...] = ()  # what partnerships call it in files of their own
    also: tuple[tuple[str, str], ...] = ()  # (value, words) that are read beside the choices, and never written

    def words(self, value: str) -> str:
        return dict(self.choices).get(value, value)


REFERENCE = Column("public_id", "Reference", help="Which record this row is. Leave it empty to add a new one.")
VERSION = Column("version", "Version", help="Which state of the record this row was taken from. Leave it as it is.")


@dataclass(frozen=True, slots=True)
class Schema:
    """A kind of record as a table. ``slug`` names files, ``title`` the sheet."""

    slug: str
    title: str
    columns: tuple[Column, ...]
    is_open: bool = (
        False  # a file of somebody's own may come in: without references, and with columns that are not taken in
    )

    def __post_init__(self) -> None:
        headings = [folded(words) for each in self.all for words in (each.heading, *each.headings)]
        for every in (headings, [each.name for each in self.all]):
            twice = {each for each in every if every.count(each) > 1}
            if twice:
                raise ValueError(f"table {self.slug}: {', '.join(sorted(twice))} stands twice")
        for column in self.columns:
            read = [each for choice in column.choices for each in {folded(words) for words in choice}]
            if len(set(read)) < len(read):
                raise ValueError(f"table {self.slug}, column {column.name}: two choices read alike")
            if any(";" in each for each in read) and column.kind is Kind.IDS:
                raise ValueError(
                    f"table {self.slug}, column {column.name}: a choice holds a semicolon, which parts them"
                )

    @property
    def all(self) -> tuple[Column, ...]:
        return (REFERENCE, VERSION, *self.columns)


def folded(words: str) -> str:
    """How headings and choices are compared: without case, and with single spaces."""
    return " ".join(words.split()).casefold()
