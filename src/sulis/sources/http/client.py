"""One request at a time: to a pinned number, without proxies, following only redirects that pass the same checks."""

from __future__ import annotations

import http.client
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urljoin

from sulis.sources.http.addresses import AddressRefused, Rules, Target, check
from sulis.sources.http.connecting import Interrupted, connect, send
from sulis.sources.http.packed import Broken, unpacked
from sulis.vocabulary import InputRefused, PartWayFailure

CHUNK = 1 << 18
_REDIRECTS = {301, 302, 303, 307, 308}
_AGAIN = {429, 500, 502, 503, 504}
_LONGEST_WAIT = 30.0
_Result = TypeVar("_Result")


class Unreachable(PartWayFailure):
    """The publisher's site could not be reached, or broke off. What had arrived is kept for the next try."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A site's answer whose body is still to be read. ``url`` is where it stood after every redirect.

    ``length`` is in bytes as sent, None where the site did not say. ``told`` is whether the end of the body can be told
    from a connection that broke. ``packed`` is whether it came as gzip although it was not asked for so.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    length: int | None
    packed: bool
    told: bool
    _body: http.client.HTTPResponse = field(repr=False)
    _pace: Callable[[int], None] = field(repr=False)

    def chunks(self, most_bytes: int) -> Iterator[bytes]:
        """The body piece by piece, unpacked.

        Raises
        ------
        InputRefused
            When more than ``most_bytes`` arrive or come out of the packing.
        Interrupted
            When the body ends early, or comes too slowly.
        """
        pieces = self._arriving(most_bytes)
        if not self.packed:
            yield from pieces
            return
        try:
            yield from unpacked(pieces, self.url, most_bytes)
        except Broken as broken:
            raise Interrupted(str(broken)) from broken

    def body(self, most_bytes: int) -> bytes:
        """The whole body, for small answers."""
        return b"".join(self.chunks(most_bytes))

    def _arriving(self, most_bytes: int) -> Iterator[bytes]:
        if self.length is not None and self.length > most_bytes:
            raise _too_large(self.url, most_bytes)
        total = 0
        while total != self.length and (piece := self._piece(total)):
            total += len(piece)
            if total > most_bytes:
                raise _too_large(self.url, most_bytes)
            self._pace(total)
            yield piece
        if self.length is not None and total < self.length:
            raise Interrupted(f"the body ended after {total} of {self.length} bytes")

    def _piece(self, total: int) -> bytes:
        """What has come by now, rather than a whole piece: a trickle is seen while it trickles."""
        try:
            return self._body.read1(CHUNK if self.length is None else min(CHUNK, self.length - total))
        except (OSError, http.client.HTTPException) as broken:
            raise Interrupted(f"the connection broke: {broken}") from broken


class Client:
    """Asks the listed hosts. ``sleep`` takes the seconds to wait between tries, ``clock`` tells seconds that pass."""

    def __init__(
        self,
        rules: Rules | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.rules = rules or Rules()
        self._sleep = sleep
        self._clock = clock
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
                # The response holds the socket until it is closed.
                closing(send(connection, target, headers or {}, self.rules)) as response,
            ):
                answer = _answer(url, response, self._pace())
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
            When every try was interrupted, or the site asks for a longer wait than is waited here.
        """
        why: Interrupted | None = None
        for number in range(self.rules.attempts):
            if why is not None:
                self._sleep(why.wait if why.wait is not None else self.rules.back_off * 2 ** (number - 1))
            try:
                return attempt()
            except Interrupted as interrupted:
                why = interrupted
            if why.wait is not None and why.wait > _LONGEST_WAIT:
                raise Unreachable(
                    f"{url} could not be fetched: {why} and wants no further request for {why.wait:.0f} seconds",
                    "Run the command again after that time: it goes on from where it stopped.",
                )
        raise Unreachable(
            f"{url} could not be fetched in {self.rules.attempts} tries: {why}",
            "Check the connection and run the command again: it goes on from where it stopped.",
        )

    def _pace(self) -> Callable[[int], None]:
        """A check to be called with the bytes so far, that breaks off an answer which comes too slowly."""
        begun = self._clock()

        def check_pace(total: int) -> None:
            spent = self._clock() - begun
            if spent > self.rules.patience and total < spent * self.rules.least_rate:
                raise Interrupted(f"it came too slowly: {total:,} bytes in {spent:.0f} seconds")

        return check_pace

    def _connect(self, target: Target) -> http.client.HTTPConnection:
        trouble: OSError | None = None
        for number in target.numbers:
            try:
                return connect(target, number, self.rules.timeout, self._context)
            except OSError as failed:
                trouble = failed
        raise Interrupted(f"{target.host} could not be reached: {trouble or 'its name is not known here'}")


def _answer(url: str, response: http.client.HTTPResponse, pace: Callable[[int], None]) -> Answer:
    named = {name.lower(): value for name, value in response.getheaders()}
    coding = named.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "", "gzip", "x-gzip"):
        raise InputRefused(f"{url} answered in a coding that was not asked for", "Try again later.")
    packed = coding in ("gzip", "x-gzip")
    told = response.length is not None or bool(response.chunked) or packed
    return Answer(url, response.status, named, response.length, packed, told, response, pace)


def _worth_reading(answer: Answer) -> None:
    if answer.status in _AGAIN:
        said = answer.headers.get("retry-after", "")
        raise Interrupted(f"the site answered {answer.status}", float(said) if said.isdecimal() else None)


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
