"""A spreadsheet's package: a zip of XML parts, judged by its list and then read part by part."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from sulis.sources.files import wording
from sulis.sources.files.archive import entries
from sulis.sources.files.layout import Limits
from sulis.sources.files.markup import Ended, Said, Start, steps, walk
from sulis.sources.files.streams import PIECE
from sulis.store import Refused

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, KeyError)


@dataclass(slots=True)
class Package:
    """An open package. ``name`` is the file's, for faults."""

    name: str
    opened: zipfile.ZipFile
    parts: frozenset[str]
    members: list[IO[bytes]] = field(default_factory=list)

    def walk(self, part: str, start: Start, end: Ended, text: Said) -> None:
        """`sulis.sources.files.markup.walk` over one part."""
        walk(self.name, self._pieces(part), start, end, text)

    def steps(self, part: str, start: Start, end: Ended, text: Said) -> Iterator[None]:
        """`sulis.sources.files.markup.steps` over one part."""
        return steps(self.name, self._pieces(part), start, end, text)

    def _pieces(self, part: str) -> Iterator[bytes]:
        try:
            with self.opened.open(part) as member:
                self.members.append(member)
                while piece := member.read(PIECE // 8):
                    yield piece
        except _BROKEN:
            wording.damaged(self.name, "a spreadsheet that is damaged")


@contextmanager
def open_package(name: str, path: Path, limits: Limits) -> Iterator[Package]:
    """The package at ``path``; faults are told under ``name``.

    Raises
    ------
    Refused
        When it is no zip, or its list shows that it would grow beyond the limits.
    """
    try:
        listed = entries(path, limits)
    except Refused as refused:
        fault = refused.fault
        inside = fault.file.partition("!")[2]
        wording.refuse(f"{name}!{inside}" if inside else name, fault.given, fault.rule, wording.SAVE)
    with zipfile.ZipFile(path) as opened:
        package = Package(name, opened, frozenset(info.filename for info in listed))
        try:
            yield package
        finally:
            for member in package.members:  # one whose reading was broken off keeps the file open
                member.close()
