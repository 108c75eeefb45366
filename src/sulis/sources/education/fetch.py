"""Fetch data sets of Explore Education Statistics."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from sulis.catalogue.published_files import FileKind, PublishedFile
from sulis.sources.http import (
    Client,
    all_pages,
    check_key,
    client_of,
    fetch_file,
    header_of,
    json_of,
    keep_made,
)
from sulis.store.fetched_files import KeptFile
from sulis.vocabulary import InputRefused, WrongUsage

# The address of today, as the publisher's pages give it; earlier clients used statistics.api.education.gov.uk/api/v1.
BASE = "https://api.education.gov.uk/statistics/v1"
# The most that the interface gives at a time, for lists and for queries.
LIST_PAGE, QUERY_PAGE = 20, 10_000
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_VERSION = re.compile(r"\d{1,4}(\.\d{1,4}){0,2}")
Tell = Callable[[str], None]


def list_publications(*, search: str = "", client: Client | None = None, base: str = BASE) -> list[dict[str, Any]]:
    """The publications that the interface offers, as it describes them: ``id``, ``title``, ``slug`` and more.

    Raises
    ------
    InputRefused
        When pages repeat, end too soon or never, or do not have the fields they are known to have.
    """
    asked = {"search": search} if search else {}
    return all_pages(
        client or client_of("education"),
        lambda page: _address(f"{base}/publications", asked, page, LIST_PAGE),
        id_field="id",
    )


def list_data_sets(publication: str, *, client: Client | None = None, base: str = BASE) -> list[dict[str, Any]]:
    """The data sets of a publication: ``id``, ``title``, ``latestVersion`` and more. Only some are in the interface.

    Raises
    ------
    WrongUsage
        When the publication's id is not written as the publisher does, or there is none.
    InputRefused
        As for `list_publications`.
    """
    where = f"{base}/publications/{_checked_id(publication)}/data-sets"
    return all_pages(client or client_of("education"), lambda page: _address(where, {}, page, LIST_PAGE), id_field="id")


def fetch_data_set(
    folder: Path,
    data_set: str,
    *,
    version: str = "",
    at: datetime,
    client: Client | None = None,
    base: str = BASE,
    tell: Tell = lambda _line: None,
) -> tuple[KeptFile, ...]:
    """Fetch one data set whole, as a table, and what its columns mean, as a JSON document.

    Parameters
    ----------
    folder
        The source's folder of files as received.
    data_set
        The publisher's id of it.
    version
        Such as ``2.0``; empty for the latest, whose number goes into the manifest.
    at, client, base, tell
        When this is done; a client and an address for tests; called with lines of progress.

    Returns
    -------
    tuple of KeptFile
        The table and its description. ``details`` hold the data set's id and title, and the version.

    Raises
    ------
    WrongUsage
        When the id or version is not written as the publisher does, or there is no such data set.
    InputRefused
        When an answer does not have the fields that it is known to have.
    """
    client = client or client_of("education")
    where = f"{base}/data-sets/{_checked_id(data_set)}"
    title, latest = _summary(json_of(client, where), where)
    number = version or latest
    if not _VERSION.fullmatch(number):
        raise WrongUsage(f"{number[:40]!r} is not a data set's version", "Write it as 2.0.")
    asked = f"?{urlencode({'dataSetVersion': number})}"
    details = {"data_set": data_set, "title": title, "version": number}
    # A version never changes once it is out, so each has a folder of its own.
    key = f"{data_set}_v{number}".replace("-", "_").replace(".", "_")
    return tuple(
        fetch_file(client, folder, wanted, at=at, examine=_checking(wanted, details), tell=tell)
        for wanted in (
            PublishedFile(key, f"{where}/csv{asked}", FileKind.CSV),
            PublishedFile(f"{key}_meta", f"{where}/meta{asked}", FileKind.JSON),
        )
    )


def fetch_query(
    folder: Path,
    data_set: str,
    query: Mapping[str, str],
    *,
    key: str,
    at: datetime,
    client: Client | None = None,
    base: str = BASE,
    page_size: int = QUERY_PAGE,
    tell: Tell = lambda _line: None,
) -> KeptFile:
    """Fetch the results of a query, page by page, into one JSON document with the list ``results``.

    Parameters
    ----------
    query
        The interface's own words, such as ``{"indicators": "dPe0Z", "geographicLevels.eq": "LA"}``; ids are opaque and
        belong to one data set.
    key
        The name of the query's folder.

    Raises
    ------
    InputRefused
        When pages repeat, end too soon or never, or when the data changed while they were read. Nothing is kept.
    """
    check_key(key)
    client = client or client_of("education")
    where = f"{base}/data-sets/{_checked_id(data_set)}/query"
    results = all_pages(client, lambda page: _address(where, query, page, page_size))
    if not results:
        raise _refused(where, "the query has no result: its ids may be of another data set")
    content = (json.dumps({"data_set": data_set, "query": dict(query), "results": results}) + "\n").encode()
    wanted = PublishedFile(key, _address(where, query, 1, page_size), FileKind.JSON)
    details = {"data_set": data_set, "query": dict(query), "results": len(results)}
    return keep_made(folder, wanted, content, at=at, details=details, tell=tell)


def _address(where: str, asked: Mapping[str, str], page: int, size: int) -> str:
    return f"{where}?{urlencode({**asked, 'page': page, 'pageSize': size})}"


def _checked_id(given: str) -> str:
    if not _ID.fullmatch(given):
        raise WrongUsage(
            f"{given[:60]!r} is not an id of this publisher",
            "An id is 32 small letters and digits in five groups: `sulis fetch education-list` prints them.",
        )
    return given


def _summary(document: Any, url: str) -> tuple[str, str]:
    """A data set's title and the number of its latest version."""
    latest = document.get("latestVersion") if isinstance(document, dict) else None
    number = latest.get("version") if isinstance(latest, dict) else None
    title = document.get("title") if isinstance(document, dict) else None
    if not isinstance(title, str) or not isinstance(number, str):
        raise _refused(url, "it does not have the fields title and latestVersion.version")
    return title, number


def _checking(
    wanted: PublishedFile, details: Mapping[str, Any]
) -> Callable[[Path, KeptFile | None], Mapping[str, Any]]:
    """See that the table begins with the columns that every data set of this publisher has."""

    def examine(path: Path, _last: KeptFile | None) -> Mapping[str, Any]:
        if wanted.kind is FileKind.CSV:
            header = header_of(path).split(",")
            absent = [name for name in ("time_period", "geographic_level") if name not in header]
            if absent:
                raise _refused(wanted.address, f"its columns changed: {', '.join(absent)} is not among them")
        return details

    return examine


def _refused(url: str, why: str) -> InputRefused:
    return InputRefused(
        f"{url} could not be used: {why}",
        "See the data set's page on explore-education-statistics.service.gov.uk, and download it there by hand.",
    )
