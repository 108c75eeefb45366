"""One request at a time: to a pinned number, without proxies, following only redirects that pass the same checks."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urljoin

from sulis.sources.http.addresses import AddressRefused, Rules, Target, check
from sulis.vocabulary import InputRefused, PartWayFailure

CHUNK = 1 << 18
_REDIRECTS = {301, 302, 303, 307, 308}
_AGAIN = {429, 500, 502, 503, 504}
_LONGEST_WAIT = 30.0
_Result = TypeVar("_Result")


class Unreachable(PartWayFailure):
    """The publisher's site could not be reached, or broke off. What had arrived is kept for the next try."""


class Interrupted(Exception):
    """The connection broke or the site asked to wait: worth another try. ``wait`` is in seconds, None if not said."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Answer:
    """A site's answer whose body is still to be read. ``length`` is None where the site did not say."""

    url: str
    status: int
    headers: Mapping[str, str]
    length: int | None
    _body: http.client.HTTPResponse = field(repr=False)

    def chunks(self, most_bytes: int) -> Iterator[bytes]:
        """The body piece by piece.

        Raises
        ------
        InputRefused
            When more than ``most_bytes`` arrive.
        Interrupted
            When the body ends early.
        """
        if self.length is not None and self.length > most_bytes:
            raise _too_large(self.url, most_bytes)
        total = 0
        while True:
            try:
                piece = self._body.read(CHUNK)
            except (OSError, http.client.HTTPException) as broken:
                raise Interrupted(f"the connection broke: {broken}") from broken
            if not piece:
                break
            total += len(piece)
            if total > most_bytes:
                raise _too_large(self.url, most_bytes)
            yield piece
        if self.length is not None and total < self.length:
            raise Interrupted(f"the body ended after {total} of {self.length} bytes")

    def body(self, most_bytes: int) -> bytes:
        """The whole body, for small answers."""
        return b"".join(self.chunks(most_bytes))


class Client:
    """Asks the listed hosts. ``sleep`` takes the seconds to wait between tries."""

    def __init__(self, rules: Rules | None = None, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self.rules = rules or Rules()
        self._sleep = sleep
        self._context = ssl.create_default_context()

    @contextmanager
    def ask(self, url: str, headers: Mapping[str, str] | None = None) -> Iterator[Answer]:
        """Ask once, following redirects; the answer's body must be read inside the ``with`` block.

        Raises
        ------
        AddressRefused
            When the address, or one that it redirects to, is not allowed.
        Interrupted
            When the site cannot be reached or asks to wait.
        """
        for _ in range(self.rules.most_redirects + 1):
            target = check(url, self.rules)
            with (
                closing(self._connect(target)) as connection,
                closing(_send(connection, target, headers or {})) as response,  # it holds the socket until closed
            ):
                answer = _answer(url, response)
                if answer.status not in _REDIRECTS:
                    _worth_reading(answer)
                    yield answer
                    return
                url = _next_address(answer, target)
        raise AddressRefused(f"{url} redirects too often", "Download the file by hand and give its path.")

    def persevere(self, url: str, attempt: Callable[[], _Result]) -> _Result:
        """Call ``attempt`` until it is not interrupted, waiting longer each time.

        Raises
        ------
        Unreachable
            When every try was interrupted.
        """
        why: Interrupted | None = None
        for number in range(self.rules.attempts):
            if why is not None:
                self._sleep(why.wait if why.wait is not None else self.rules.back_off * 2 ** (number - 1))
            try:
                return attempt()
            except Interrupted as interrupted:
                why = interrupted
        raise Unreachable(
            f"{url} could not be fetched in {self.rules.attempts} tries: {why}",
            "Check the connection and run the command again: it goes on from where it stopped.",
        )

    def _connect(self, target: Target) -> http.client.HTTPConnection:
        trouble: OSError | None = None
        for number in target.numbers:
            try:
                return _connection(target, number, self.rules.timeout, self._context)
            except OSError as failed:
                trouble = failed
        raise Interrupted(f"{target.host} could not be reached: {trouble or 'its name is not known here'}")


def _connection(target: Target, number: str, timeout: float, context: ssl.SSLContext) -> http.client.HTTPConnection:
    """A connection to the number that was checked, speaking to the host that was named."""
    plain = socket.create_connection((number, target.port), timeout)
    connection = http.client.HTTPConnection(target.host, target.port, timeout=timeout)
    try:
        connection.sock = context.wrap_socket(plain, server_hostname=target.host) if target.secure else plain
    except OSError:
        plain.close()
        raise
    return connection


def _send(
    connection: http.client.HTTPConnection, target: Target, headers: Mapping[str, str]
) -> http.client.HTTPResponse:
    asked = {"Accept-Encoding": "identity", "User-Agent": "sulis", "Connection": "close", **headers}
    try:
        connection.request("GET", target.path, headers=asked)
        return connection.getresponse()
    except (OSError, http.client.HTTPException) as broken:
        raise Interrupted(f"the connection broke: {broken}") from broken


def _answer(url: str, response: http.client.HTTPResponse) -> Answer:
    named = {name.lower(): value for name, value in response.getheaders()}
    if named.get("content-encoding", "identity") != "identity":
        raise InputRefused(f"{url} answered in a coding that was not asked for", "Try again later.")
    return Answer(url, response.status, named, response.length, response)


def _worth_reading(answer: Answer) -> None:
    if answer.status in _AGAIN:
        said = answer.headers.get("retry-after", "")
        wait = min(float(said), _LONGEST_WAIT) if said.isdecimal() else None
        raise Interrupted(f"the site answered {answer.status}", wait)


def _next_address(answer: Answer, target: Target) -> str:
    said = answer.headers.get("location", "")
    following = urljoin(answer.url, said)
    if not said or (target.secure and not following.startswith("https:")):
        raise AddressRefused(
            f"{answer.url} redirects to an address that is not asked: {said[:100]!r}",
            "Download the file by hand and give its path.",
        )
    return following


def _too_large(url: str, most_bytes: int) -> InputRefused:
    return InputRefused(
        f"{url} is larger than the {most_bytes:,} bytes that are taken", "Check the address with the publisher's page."
    )
