"""Pieces of a very large file: a few ranges are asked for instead of the whole."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sulis.sources.http.client import Answer, Client
from sulis.sources.http.connecting import Interrupted
from sulis.vocabulary import InputRefused, PartWayFailure, WrongUsage

_CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")


class NoRanges(InputRefused):
    """The site does not hand out pieces of this file."""


@dataclass(frozen=True, slots=True)
class RangedFile:
    """A file on a site that hands out pieces. ``size`` is in bytes; ``etag`` marks the version that is read."""

    client: Client
    url: str
    size: int
    etag: str | None

    def read(self, start: int, length: int) -> bytes:
        """``length`` bytes from ``start``.

        Raises
        ------
        Unreachable
            When the site cannot be reached.
        PartWayFailure
            When the site's file has changed since it was opened.
        ValueError
            When the range does not lie in the file.
        """
        if start < 0 or length < 0 or start + length > self.size:
            raise ValueError(f"bytes {start} to {start + length} do not lie in a file of {self.size}")
        if length == 0:
            return b""
        return self.client.persevere(self.url, lambda: self._read(start, length))

    def _read(self, start: int, length: int) -> bytes:
        headers = {"Range": f"bytes={start}-{start + length - 1}"}
        if self.etag:
            headers["If-Match"] = self.etag
        with self.client.ask(self.url, headers) as answer:
            bounds = _bounds(answer)
            changed = self.etag is not None and answer.headers.get("etag") != self.etag
            if answer.status == 412 or bounds != (start, start + length - 1, self.size) or changed:
                raise PartWayFailure(
                    f"{self.url} changed while it was being read", "Run the command again to read the new file."
                )
            body = answer.body(length)
        if len(body) != length:
            raise Interrupted(f"{len(body)} of {length} bytes arrived")
        return body


def open_ranged(client: Client, url: str) -> RangedFile:
    """Ask for the first byte, and see whether pieces are handed out.

    Raises
    ------
    NoRanges
        When the site answers with the whole file; its body is not read.
    WrongUsage
        When the site has nothing at this address.
    """
    return client.persevere(url, lambda: _open(client, url))


def _open(client: Client, url: str) -> RangedFile:
    with client.ask(url, {"Range": "bytes=0-0"}) as answer:
        if answer.status in (404, 410):
            raise WrongUsage(f"the site has nothing at {url}", "Check the month against the publisher's page.")
        bounds = _bounds(answer)
        if answer.status == 200 or (answer.status == 206 and bounds is None):
            raise NoRanges(f"{url} is only handed out whole", "The whole file is fetched instead.")
        if answer.status != 206 or bounds is None:
            raise InputRefused(f"{url} answered {answer.status}", "Open the address in a browser to see why.")
        tag = answer.headers.get("etag", "")
        return RangedFile(client, url, bounds[2], tag if tag.startswith('"') else None)


def _bounds(answer: Answer) -> tuple[int, int, int] | None:
    found = _CONTENT_RANGE.fullmatch(answer.headers.get("content-range", ""))
    return (int(found[1]), int(found[2]), int(found[3])) if found and answer.status == 206 else None
