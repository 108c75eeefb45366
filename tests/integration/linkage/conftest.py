"""A room with three agencies' sheets of people who do not exist, linked once and copied for each test."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from benchmarks.linkage_people import SOURCES, write_sheets
from sulis.linkage import RecordRef, Room, RoomEvent, Terms, Why, enter_room, open_room, read_sheet

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TERMS = Terms("to see whether people known to police are known to youth justice", "DPIA 2026-07", date(2027, 3, 31))
PEOPLE = 700


def why(reason: str = "a test", at: datetime = AT) -> Why:
    return Why("somebody", at, reason)


@dataclass
class Office:
    """A home with one room, and what the audit was told."""

    home: Path
    room: str
    truth: dict[RecordRef, str]
    told: list[RoomEvent] = field(default_factory=list)

    def entered(self, at: datetime = AT) -> AbstractContextManager[Room]:
        return enter_room(self.home, self.room, why("to work in it", at), record=self.told.append)

    @property
    def folder(self) -> Path:
        return self.home / "linkage" / self.room

    def copied(self, home: Path) -> Office:
        shutil.copytree(self.home, home)
        return Office(home, self.room, self.truth)


def truth_of(folder: Path) -> dict[RecordRef, str]:
    with (folder / "truth.csv").open(encoding="utf-8") as sheet:
        return {RecordRef(row["source"], row["record_key"]): row["person"] for row in csv.DictReader(sheet)}


@pytest.fixture(scope="session")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sheets")
    write_sheets(folder, PEOPLE, seed=11)
    return folder


@contextmanager
def filled(home: Path, sheets: Path, sources: Sequence[str] = SOURCES) -> Iterator[Room]:
    with open_room(home, TERMS, why(), record=lambda _event: None) as room:
        for source in sources:
            room.add_source(source, read_sheet(sheets / f"{source}.csv").rows, why())
        yield room


@pytest.fixture(scope="session")
def linked(sheets: Path, tmp_path_factory: pytest.TempPathFactory) -> Office:
    home = tmp_path_factory.mktemp("linked") / "home"
    with filled(home, sheets) as room:
        room.link(why(), seed=3)
        return Office(home, room.name, truth_of(sheets))


@pytest.fixture
def office(linked: Office, tmp_path: Path) -> Office:
    return linked.copied(tmp_path / "home")


@pytest.fixture
def empty(tmp_path: Path) -> Callable[[], Office]:
    """Makes a home with a new room in which nothing is yet."""

    def make() -> Office:
        with open_room(tmp_path / "home", TERMS, why(), record=lambda _event: None) as room:
            return Office(tmp_path / "home", room.name, {})

    return make
