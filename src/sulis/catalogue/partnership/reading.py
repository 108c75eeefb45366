"""What is gathered while a partnership's files are read: every fault, every id, and every id that was referred to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict, TypeVar

from sulis.catalogue.partnership.kinds import Kind
from sulis.catalogue.reader import Report, Table, closest
from sulis.catalogue.toml import Document, read_document
from sulis.vocabulary import Fault, InputRefused

_Made = TypeVar("_Made")


class Common(TypedDict):
    """The keys that every item has."""

    id: str
    title: str
    text: str
    section: str
    unverified: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """An id that a key refers to, and the kinds of item that it may name."""

    table: Table
    key: str
    id: str
    kinds: tuple[Kind, ...]


@dataclass(slots=True)
class Reading:
    """The state of reading one folder. Nothing is raised until everything has been read."""

    folder: Path
    factors: frozenset[str]
    made_up: bool | None = None
    sections: tuple[str, ...] = ()
    opened: list[str] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    unreadable: list[Fault] = field(default_factory=list)
    written: dict[str, tuple[Kind, Table]] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)

    def faults(self) -> list[Fault]:
        """All that is wrong with any file."""
        return [*self.unreadable, *(fault for report in self.reports for fault in report.faults)]

    def open(self, name: str, *, required: bool = True) -> Table:
        """The top of one file, an empty one where there is none to read. What is required and absent is noted."""
        label = f"{self.folder.name}/{name}"
        self.opened.append(name)
        if not (self.folder / name).is_file():
            if not required:
                return Table.of(Report(Document(label, {}, {})))
            remedy = f"Copy {name} from another partnership and change it."
            self.unreadable.append(
                Fault(label, None, None, "no such file", "A partnership's folder holds all its files.", remedy)
            )
            return Table.of(Report(Document(label, {}, {})))
        try:
            report = Report(read_document(self.folder / name, label))
        except InputRefused as refusal:
            self.unreadable.extend(refusal.faults)
            return Table.of(Report(Document(label, {}, {})))
        self.reports.append(report)
        return self._same_world(Table.of(report))

    def each(
        self, name: str, key: str, make: Callable[[Reading, Table], _Made], *, required: bool = True
    ) -> tuple[_Made, ...]:
        """A value from each [[key]] of a file that holds nothing else, in file order."""
        top = self.open(name)
        found = self.made(top, key, make, required=required)
        top.finish()
        return found

    def made(
        self, top: Table, key: str, make: Callable[[Reading, Table], _Made], *, required: bool = True
    ) -> tuple[_Made, ...]:
        """A value from each [[key]] below a table, in file order."""
        tables = top.tables(key, required=required)
        found = tuple(make(self, table) for table in tables)
        finished(tables)
        return found

    def common(self, table: Table, kind: Kind, *, in_plan: bool = True) -> Common:
        """The keys that every item has. Takes its id; a second taker is a fault. What is not the plan's needs no section."""
        id = table.id()
        if id and not id.startswith(f"{kind.value}_"):
            table.fault("id", f'"{id}"', "An id begins with what it is, so that it can be told apart anywhere.",
                        f'Write "{kind.value}_{id}".')  # fmt: skip
        elif id in self.written:
            table.fault("id", f'"{id}" for a second time', "An id names one item of the whole folder.",
                        f"Choose another: the first is in {_where(self.written[id][1])}.")  # fmt: skip
        elif id:
            self.written[id] = (kind, table)
        return Common(id=id, title=table.text("title"), text=table.text("text"), section=self.section(table, required=in_plan),
                      unverified=table.yes_or_no("unverified", required=False) or False)  # fmt: skip

    def section(self, table: Table, *, required: bool = True) -> str:
        """The plan's heading, which must be one that partnership.toml lists."""
        section = table.text("section", required=required)
        if section and self.sections and section not in self.sections:
            table.fault("section", f'"{section}"', "A section is one that partnership.toml lists.",
                        closest(section, self.sections))  # fmt: skip
        return section

    def refers(self, table: Table, key: str, *kinds: Kind) -> str:
        """The id of an item. Whether it exists is checked once everything is read."""
        id = table.text(key)
        self._refer(table, key, [id], kinds)
        return id

    def refers_to(self, table: Table, key: str, *kinds: Kind) -> tuple[str, ...]:
        """A list of ids of items; empty when absent."""
        ids = table.words(key)
        self._refer(table, key, ids, kinds)
        return ids

    def may_refer(self, table: Table, key: str, *kinds: Kind) -> str | None:
        """The id of an item; None when absent."""
        table.asked.add(key)
        return self.refers(table, key, *kinds) or None if table.has(key) else None

    def _refer(self, table: Table, key: str, ids: Iterable[str], kinds: tuple[Kind, ...]) -> None:
        self.references.extend(Reference(table, key, id, kinds) for id in ids if id)

    def _same_world(self, top: Table) -> Table:
        """Each file of a made-up partnership says so itself, so that no file of it can be taken for a real one."""
        said = top.yes_or_no("made_up", required=False) or False
        if top.report.document.name.endswith("/partnership.toml"):
            self.made_up = said
        elif self.made_up is not None and said != self.made_up:
            top.fault("made_up", f"made_up is {str(said).lower()} here and the other way round in partnership.toml",
                      "Every file of a made-up partnership says so, and no file of a real one.",
                      "Write made_up = true at the top." if self.made_up else "Take the key out.")  # fmt: skip
        return top


def finished(tables: Iterable[Table]) -> None:
    """Report every key of these tables that nobody asked for."""
    for table in tables:
        table.finish()


def _where(table: Table) -> str:
    document = table.report.document
    return f"{document.name}, line {document.line((*table.where, 'id'))}"
