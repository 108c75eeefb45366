"""One connection to a number that was checked, and one request over it, each with a time of its own."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress

from sulis.sources.http.addresses import Rules, Target

_SLOW = "the headers came too slowly"


class Interrupted(Exception):
    """The connection broke or the site asked to wait: worth another try. ``wait`` is in seconds, None if not said."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.wait = wait


def connect(target: Target, number: str, timeout: float, context: ssl.SSLContext) -> http.client.HTTPConnection:
    """A connection to the number that was checked, speaking to the host that was named.

    Raises
    ------
    OSError
        When nothing answers there, or not as the host that it should be.
    """
    plain = socket.create_connection((number, target.port), timeout)
    connection = http.client.HTTPConnection(target.host, target.port, timeout=timeout)
    try:
        connection.sock = context.wrap_socket(plain, server_hostname=target.host) if target.secure else plain
    except OSError:
        plain.close()
        raise
    return connection


def send(
    connection: http.client.HTTPConnection, target: Target, headers: Mapping[str, str], rules: Rules
) -> http.client.HTTPResponse:
    """Ask for the target, and read the answer's headers.

    Raises
    ------
    Interrupted
        When the connection breaks, or when the headers do not come in time: a site that trickles them gives a byte before
        every timeout, so the whole of them has one too.
    """
    asked = {"Accept-Encoding": "identity", "User-Agent": "sulis", "Connection": "close", **headers}
    late = threading.Event()
    hang_up = threading.Timer(rules.timeout + rules.patience, _hang_up, [connection.sock, late])
    hang_up.daemon = True
    hang_up.start()
    try:
        connection.request("GET", target.path, headers=asked)
        response = connection.getresponse()
    except (OSError, http.client.HTTPException) as broken:
        raise Interrupted(_SLOW if late.is_set() else f"the connection broke: {broken}") from broken
    finally:
        hang_up.cancel()
    if late.is_set():  # headers that end where the connection does are taken for whole
        response.close()
        raise Interrupted(_SLOW)
    return response


def _hang_up(sock: socket.socket, late: threading.Event) -> None:
    late.set()
    with suppress(OSError):  # it has gone already
        sock.shutdown(socket.SHUT_RDWR)
