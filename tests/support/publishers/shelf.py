"""A publisher's plain files, with the marks that sites give: entity tags, dates, content types, pieces."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from email.utils import formatdate

from tests.support.publishers.loopback import NOTHING, Asked, Reply


@dataclass
class Shelf:
    """``files`` by path. ``tags`` and ``dates`` are whether the site gives them; ``types`` are content types by path."""

    files: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    tags: bool = True
    dates: bool = True
    modified: int = 1_700_000_000

    def respond(self, asked: Asked) -> Reply:
        if asked.path not in self.files:
            return NOTHING
        body = self.files[asked.path]
        marks = self._marks(asked.path)
        if self._same(asked, marks):
            return Reply(status=304, headers=marks)
        start = self._start(asked, marks)
        if start:
            marks["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
        return Reply(body[start:], 206 if start else 200, marks)

    def _marks(self, path: str) -> dict[str, str]:
        marks = {"Content-Type": self.types.get(path, "application/octet-stream")}
        if self.tags:
            marks["ETag"] = f'"{hashlib.sha256(self.files[path]).hexdigest()[:16]}"'
        if self.dates:
            marks["Last-Modified"] = formatdate(self.modified, usegmt=True)
        return marks

    def _same(self, asked: Asked, marks: dict[str, str]) -> bool:
        tag, date = asked.headers.get("if-none-match"), asked.headers.get("if-modified-since")
        return bool((tag and tag == marks.get("ETag")) or (not tag and date and date == marks.get("Last-Modified")))

    def _start(self, asked: Asked, marks: dict[str, str]) -> int:
        given = asked.headers.get("range", "")
        return int(given[6:-1]) if given and asked.headers.get("if-range") == marks.get("ETag") else 0
