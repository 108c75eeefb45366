"""A server on this machine, over real sockets and threads, whose every answer a test decides."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Asked:
    """One request: its path without the query, the query, and the headers in small letters."""

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Reply:
    """What is answered. ``cut`` drops the connection after so many bytes of the body; ``piece`` and ``pause`` trickle it,
    so many bytes at a time; ``told`` is False to say nothing of the length; ``chunked`` sends it so coded; ``head_pause``
    is waited before each of many headers."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    piece: int = 0
    pause: float = 0.0
    told: bool = True
    chunked: bool = False
    head_pause: float = 0.0


Respond = Callable[[Asked], Reply]
NOTHING = Reply(status=404)


@dataclass
class Loopback:
    """The server. ``trouble`` holds replies that come first, by path: each is given once, before the real answer."""

    respond: Respond
    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    trouble: dict[str, list[Reply]] = field(default_factory=lambda: defaultdict(list))

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str = "") -> str:
        return f"http://{self.address}{path}"

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]

    def answer(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        waiting = self.trouble[asked.path]
        return waiting.pop(0) if waiting else self.respond(asked)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    loopback: Loopback

    def do_GET(self) -> None:
        split = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = self.loopback.answer(Asked(split.path, dict(parse_qsl(split.query)), headers))
        self.close_connection = True
        with suppress(OSError):  # the client has gone, as clients do
            self._send(reply)

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        framing = {"Transfer-Encoding": "chunked"} if reply.chunked else {"Content-Length": str(len(reply.body))}
        for name, value in {**(framing if reply.told else {}), **reply.headers}.items():
            self.send_header(name, value)
        for number in range(200 if reply.head_pause else 0):
            self.flush_headers()
            time.sleep(reply.head_pause)
            self.send_header(f"X-{number}", "a")
        self.send_header("Connection", "close")
        self.end_headers()
        body = reply.body if reply.cut is None else reply.body[: reply.cut]
        size = reply.piece or max(len(body), 1)
        for start in range(0, len(body), size):
            piece = body[start : start + size]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece) if reply.chunked else piece)
            if reply.pause:
                time.sleep(reply.pause)
        if reply.chunked and reply.cut is None:
            self.wfile.write(b"0\r\n\r\n")

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serving(respond: Respond) -> Iterator[Loopback]:
    """Run a server until the block ends."""
    loopback = Loopback(respond)
    with listening(type("Handler", (_Handler,), {"loopback": loopback})) as loopback.port:
        yield loopback


@contextmanager
def listening(handler: type[BaseHTTPRequestHandler]) -> Iterator[int]:
    """The port at which this handler answers until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
