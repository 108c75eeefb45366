"""data.police.uk as far as fetching goes: archives in pieces, their page, the list of months, old months that fail."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.support.publishers.loopback import NOTHING, Asked, Reply

KINDS = ("street", "outcomes", "stop-and-search")
PAGE = "<html><ul>{}</ul></html>"


def content(force: str, month: str, kind: str) -> bytes:
    """Text that does not compress to nothing."""
    lines = (hashlib.sha256(f"{force}{month}{kind}{n}".encode()).hexdigest() for n in range(1_500))
    return "\n".join(lines).encode()


def archive(members: Sequence[tuple[str, str, str]]) -> bytes:
    """An archive of files given as force, month and kind."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for force, month, kind in members:
            opened.writestr(f"{month}/{month}-{force}-{kind}.csv", content(force, month, kind))
    return out.getvalue()


@dataclass
class PoliceSite:
    """``archives`` by month; ``old`` are the months answered with an error; ``supplied`` the forces by month."""

    archives: dict[str, bytes] = field(default_factory=dict)
    old: frozenset[str] = frozenset()
    supplied: dict[str, list[str]] = field(default_factory=dict)
    pieces: bool = True
    wrong_md5: bool = False

    def respond(self, asked: Asked) -> Reply:
        name = asked.path.rsplit("/", 1)[-1]
        if asked.path == "/api/crimes-street-dates":
            listed = [{"date": month, "stop-and-search": forces} for month, forces in self.supplied.items()]
            return Reply(json.dumps(listed).encode(), headers={"Content-Type": "application/json"})
        if asked.path == "/data/archive/":
            return Reply(self._page(), headers={"Content-Type": "text/html"})
        if name.removesuffix(".zip") in self.old:
            return Reply(status=500)
        if name.removesuffix(".zip") not in self.archives:
            return NOTHING
        return self._archive(self.archives[name.removesuffix(".zip")], asked)

    def _page(self) -> bytes:
        entries = []
        for month, body in self.archives.items():
            md5 = hashlib.md5(body + b"x" * self.wrong_md5, usedforsecurity=False).hexdigest()
            entries.append(f"<li><a href='{month}.zip'>{month}</a> MD5 <code>{md5}</code></li>")
        return PAGE.format("".join(entries)).encode()

    def _archive(self, body: bytes, asked: Asked) -> Reply:
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        given = asked.headers.get("range")
        if not self.pieces or not given:
            return Reply(body, headers={"ETag": tag, "Content-Type": "application/zip"})
        first, _, last = given.removeprefix("bytes=").partition("-")
        start, end = int(first), min(int(last or len(body) - 1), len(body) - 1)
        return Reply(body[start : end + 1], 206, {"ETag": tag, "Content-Range": f"bytes {start}-{end}/{len(body)}"})
