"""What only a hand-made request can say, sent to the real server: two names, a whole address, folded and endless headers."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.restarts import BUILD, FORGERY
from tests.support.site import served

ELSEWHERE = b"elsewhere.example"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, str]]:
    """The port, and the session of somebody who has signed in."""
    home: Path = tmp_path_factory.mktemp("raw")
    with served(home, BUILD.format(users=1)) as (address, (person,)):
        port = int(urlsplit(address).port or 0)
        session = f"Cookie: sulis-session={person['session']}"
        plain = "\r\n".join(("GET /register/boards/ HTTP/1.1", "Host: localhost", session, "Connection: close", "", ""))
        assert said(port, plain.encode(), patience=60), (
            "the first page takes longest, and no later one waits so long for it"
        )
        yield port, person["session"]


def said(port: int, request: bytes, patience: float = 2) -> bytes:
    """Everything that the server answers until it ends the connection or has nothing more to say."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.settimeout(patience)
        told = b""
        try:
            line.sendall(request)
            while piece := line.recv(65536):
                told += piece
        except (TimeoutError, ConnectionError):
            pass
        return told


def asked(site: tuple[int, str], first: bytes, *headers: bytes) -> bytes:
    port, session = site
    cookie = f"Cookie: sulis-session={session}; sulis-csrf={FORGERY}".encode()
    return said(port, b"\r\n".join((first, *headers, cookie, b"Connection: close", b"", b"")))


def test_signed_in_request_as_a_browser_sends_it_opens(site: tuple[int, str]) -> None:
    assert asked(site, b"GET /register/boards/ HTTP/1.1", b"Host: localhost").startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    ("first", "headers"),
    [
        (b"GET http://elsewhere.example/register/boards/ HTTP/1.1", [b"Host: elsewhere.example"]),
        (b"GET http://elsewhere.example/register/boards/ HTTP/1.1", [b"Host: localhost"]),
        (b"GET //elsewhere.example/register/boards/ HTTP/1.1", [b"Host: localhost"]),
        (b"GET /register/boards/ HTTP/1.1", [b"Host: localhost", b"Host: elsewhere.example"]),
        (b"GET /register/boards/ HTTP/1.1", [b"Host: elsewhere.example", b"Host: localhost"]),
        (b"GET /register/boards/ HTTP/1.1", [b"Host: localhost", b"X-Forwarded-Host: elsewhere.example"]),
        (b"GET /register/boards/ HTTP/1.1", [b"Host: localhost", b"X_Forwarded_Host: elsewhere.example"]),
        (b"GET /register/boards/ HTTP/1.1", [b"Host: localhost:80@elsewhere.example"]),
        (b"GET /register/boards/ HTTP/1.1", [b"X-Host: elsewhere.example"]),
        (b"GET /register/boards/?next=//elsewhere.example HTTP/1.1", [b"Host: localhost", b"X-Long: " + b"x" * 200_000]),
        (b"GET /register/boards/\xff\xfe HTTP/1.1", [b"Host: localhost"]),
        (b"GET /register/boards/%00 HTTP/1.1", [b"Host: localhost"]),
        (b"GET /" + b"a" * 300_000 + b" HTTP/1.1", [b"Host: localhost"]),
        (b"GET /../../secret-key HTTP/1.1", [b"Host: localhost"]),
        (b"GET /static/../secret-key HTTP/1.1", [b"Host: localhost"]),
        (b"GET /static/%2e%2e/secret-key HTTP/1.1", [b"Host: localhost"]),
        (b"GET /static/..%2fsecret-key HTTP/1.1", [b"Host: localhost"]),
        (b"GET /register/boards/ HTTP/9.9", [b"Host: localhost"]),
        (b"POST /register/boards/add/ HTTP/1.1", [b"Host: localhost", b"Content-Length: 5", b"Transfer-Encoding: chunked"]),
        (b"POST /register/boards/add/ HTTP/1.1", [b"Host: localhost", b"Content-Length: -5"]),
        (b"\x16\x03\x01\x02\x00", []),
    ],
    ids=lambda given: str(given)[:50],
)  # fmt: skip
def test_hand_made_request_neither_fails_nor_leads_elsewhere(
    site: tuple[int, str], first: bytes, headers: list[bytes]
) -> None:
    told = asked(site, first, *headers)
    status = told.split(b" ")[1] if told.startswith(b"HTTP/") else b"closed"
    assert not status.startswith(b"5"), told[:300]
    assert ELSEWHERE not in told and b"Traceback" not in told
    assert asked(site, b"GET /health/ HTTP/1.1", b"Host: localhost").startswith(b"HTTP/1.1 ")
