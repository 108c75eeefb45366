"""A site on this machine that behaves as publishers' sites do, well and badly."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.support.publishers.loopback import listening


@dataclass
class Site:
    """What the site serves and how. ``asked`` collects path and Range of each request, in order.

    ``cut_after`` breaks a body off after so many bytes, ``cuts`` times. ``failures`` are answered with ``failing``.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    ranges: bool = True
    cut_after: int | None = None
    cuts: int = 0
    failures: int = 0
    failing: int = 503
    tag_salt: str = ""
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    sent: int = 0
    port: int = 0

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.address}{path}"

    def tag(self, path: str) -> str:
        return f'"{hashlib.sha256(self.files[path] + self.tag_salt.encode()).hexdigest()[:16]}"'


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        path = self.path
        self.site.asked.append((path, self.headers.get("Range")))
        if self.site.failures:
            self.site.failures -= 1
            self._plain(self.site.failing, {"Retry-After": "0"})
        elif path in self.site.redirects:
            self._plain(302, {"Location": self.site.redirects[path]})
        elif path not in self.site.files:
            self._plain(404, {})
        elif self.headers.get("If-None-Match") == self.site.tag(path):
            self._plain(304, {})
        elif self.headers.get("If-Match") not in (None, self.site.tag(path)):
            self._plain(412, {})
        else:
            self._file(path)

    def _file(self, path: str) -> None:
        content, tag = self.site.files[path], self.site.tag(path)
        given = self.headers.get("Range")
        fresh = self.headers.get("If-Range") in (None, tag)
        headers = {"ETag": tag}
        if self.site.ranges and given and fresh:
            first, _, last = given.removeprefix("bytes=").partition("-")
            start, end = int(first), min(int(last or len(content) - 1), len(content) - 1)
            if start >= len(content):
                self._plain(416, {"Content-Range": f"bytes */{len(content)}"})
                return
            headers["Content-Range"] = f"bytes {start}-{end}/{len(content)}"
            self._send(206, headers, content[start : end + 1])
        else:
            self._send(200, headers, content)

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        cut = self.site.cut_after
        if cut is not None and self.site.cuts and len(body) > cut:
            self.site.cuts -= 1
            body = body[:cut]
            self.close_connection = True
        # Before the write, so that whoever has read the body sees it counted.
        self.site.sent += len(body)
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True

    def _plain(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": "0"}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serve(site: Site) -> Iterator[Site]:
    """Run the site until the block ends."""
    with listening(type("Handler", (_Handler,), {"site": site})) as site.port:
        yield site
