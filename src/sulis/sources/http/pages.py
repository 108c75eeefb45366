"""Lists that a site hands out page by page, taken whole or refused."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from sulis.sources.http.client import Client
from sulis.vocabulary import InputRefused, WrongUsage

MOST_PAGES = 2_000
MOST_PAGE_BYTES = 100_000_000


def json_of(client: Client, url: str) -> Any:
    """The JSON document at an address.

    Raises
    ------
    InputRefused
        When the site answers with anything else.
    WrongUsage
        When it has nothing there.
    """

    def attempt() -> tuple[int, bytes]:
        with client.ask(url) as answer:
            return answer.status, answer.body(MOST_PAGE_BYTES)

    status, body = client.persevere(url, attempt)
    if status in (404, 410):
        raise WrongUsage(f"the site has nothing at {url}", "Check the id against the publisher's page.")
    try:
        if status == 200:
            return json.loads(body)
    except ValueError:
        pass
    raise refused(url, f"it answered {status} and not with a document of its interface")


def all_pages(client: Client, address: Callable[[int], str], *, id_field: str | None = None) -> list[dict[str, Any]]:
    """Every entry of a list whose pages say ``paging`` (``page``, ``totalPages``, ``totalResults``) and ``results``.

    Parameters
    ----------
    address
        Gives the address of a page; the first is 1.
    id_field
        The field that tells entries apart, where they have one.

    Raises
    ------
    InputRefused
        When a page is not the one asked for or is a repetition, when the totals change between pages, when an entry comes
        twice, when fewer or more come than the site says there are, or when there is no end.
    """
    found: list[dict[str, Any]] = []
    seen: set[str] = set()
    number, pages, total = 1, 1, 0
    while number <= pages:
        url = address(number)
        document = json_of(client, url)
        stated = _paging(url, document, number)
        if number > 1 and stated != (pages, total):
            raise refused(url, "the list changed while its pages were read")
        pages, total = stated
        entries = document["results"]
        _tell_apart(url, entries, id_field, seen)
        found.extend(entries)
        if len(found) > total:
            raise refused(url, f"more than the {total} entries came that it says there are")
        number += 1
    if len(found) != total:
        raise refused(address(1), f"{len(found)} entries came of the {total} that it says there are")
    return found


def refused(url: str, why: str) -> InputRefused:
    """What is raised when an interface answers in another way than it is known to."""
    return InputRefused(
        f"{url} could not be used: {why}",
        "Run the command again; if it happens twice, the interface has changed: download the file by hand.",
    )


def _paging(url: str, document: Any, number: int) -> tuple[int, int]:
    """How many pages and entries there are, from a page that is what it should be."""
    paging = document.get("paging") if isinstance(document, dict) else None
    entries = document.get("results") if isinstance(document, dict) else None
    if not isinstance(paging, dict) or not isinstance(entries, list):
        raise refused(url, "the page does not have the fields paging and results")
    page, pages, total = (_whole(url, paging, name) for name in ("page", "totalPages", "totalResults"))
    if page != number:
        raise refused(url, f"page {page} came instead of page {number}")
    if pages > MOST_PAGES:
        raise refused(url, f"it has more than {MOST_PAGES:,} pages")
    if number < pages and not entries:
        raise refused(url, f"page {number} of {pages} is empty")
    return pages, total


def _whole(url: str, paging: dict[str, Any], name: str) -> int:
    found = paging.get(name)
    if not isinstance(found, int) or isinstance(found, bool) or found < 0:
        raise refused(url, f"the page does not have the field paging.{name}")
    return found


def _tell_apart(url: str, entries: list[Any], id_field: str | None, seen: set[str]) -> None:
    if not all(
        isinstance(entry, dict) and (id_field is None or isinstance(entry.get(id_field), str)) for entry in entries
    ):
        raise refused(url, f"an entry does not have the field {id_field}" if id_field else "an entry is not an object")
    if id_field is None:
        # Entries without ids may be alike; whole pages that are alike are one page sent twice.
        marks = [hashlib.sha256(json.dumps(entries, sort_keys=True).encode()).hexdigest()] if len(entries) > 1 else []
    else:
        marks = [entry[id_field] for entry in entries]
    for mark in marks:
        if mark in seen:
            raise refused(url, "the same entries came twice")
        seen.add(mark)
