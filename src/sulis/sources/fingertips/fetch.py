"""Fetch indicators from Fingertips by area type, and see that what comes back is of that type and no older than before."""

from __future__ import annotations

import csv
import gzip
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from sulis.catalogue.published_files import FileKind, PublishedFile
from sulis.sources.http import Client, client_of, fetch_file, json_of
from sulis.store.fetched_files import KeptFile
from sulis.vocabulary import InputRefused, WrongUsage

BASE = "https://fingertips.phe.org.uk/api"
# The columns that the checks below read; the file has more, which are the ingest's business.
COLUMNS = ("Indicator ID", "Area Code", "Area Type", "Time period", "Time period Sortable", "Value")
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class AreaType:
    """A kind of area as the interface numbers it. The numbers change when boundaries do: 102, 202, 402, 502 were all
    counties and unitary authorities of different years. ``names`` are those that rows of this type may carry.
    """

    id: int
    names: tuple[str, ...]


def fetch_indicators(
    folder: Path,
    *,
    indicators: Sequence[int],
    area_type: int,
    area: str = "",
    at: datetime,
    client: Client | None = None,
    base: str = BASE,
    tell: Tell = lambda _line: None,
) -> tuple[KeptFile, ...]:
    """Fetch each indicator's values for one area type, and the metadata of all, into ``folder``.

    Parameters
    ----------
    folder
        The source's folder of files as received. An indicator lies in ``<indicator>_<area type>/<day>/``.
    indicators
        The publisher's numbers, such as 11201.
    area_type
        The publisher's number of the area type, such as 502. It is looked up in the publisher's own list.
    area
        The code of an area that must be among the rows, such as E06000022; empty to ask for none.
    at, client, base, tell
        When this is done; a client and an address for tests; called with lines of progress.

    Returns
    -------
    tuple of KeptFile
        One for each indicator, then the metadata. ``details`` hold the area type with its name, the rows by area type, and
        the first and the last period.

    Raises
    ------
    WrongUsage
        When the area type is not in the publisher's list.
    InputRefused
        When an answer holds no row, no row of the area type or of ``area``, rows of another indicator, or a last period
        before the one that is here already. A wrong area type is answered with old figures or with none, never with an
        error, so this is looked at every time.

    Notes
    -----
    Source: the interface as public clients use it. Unverified: that a row's area type is the list's ``Short`` or ``Name``.
    """
    client = client or client_of("fingertips")
    kind = _area_type(client, base, area_type)
    fetched = []
    for indicator in indicators:
        address = f"{base}/all_data/csv/by_indicator_id?indicator_ids={indicator}&child_area_type_id={area_type}"
        wanted = PublishedFile(f"{indicator}_{area_type}", address, FileKind.CSV)
        examine = partial(_examine, address, indicator, kind, area)
        fetched.append(fetch_file(client, folder, wanted, at=at, examine=examine, tell=tell))
    about = PublishedFile("metadata", f"{base}/indicator_metadata/csv/all", FileKind.CSV)
    return (*fetched, fetch_file(client, folder, about, at=at, tell=tell))


def _area_type(client: Client, base: str, wanted: int) -> AreaType:
    url = f"{base}/area_types"
    listed = json_of(client, url)
    if not isinstance(listed, list) or not all(_is_area_type(entry) for entry in listed):
        raise _refused(url, "its entries do not have the fields Id and Name")
    for entry in listed:
        if entry["Id"] == wanted:
            names = (str(entry.get(field) or "") for field in ("Short", "Name"))
            return AreaType(wanted, tuple(dict.fromkeys(name for name in names if name)))
    raise WrongUsage(
        f"the publisher has no area type {wanted}",
        "Look the number up in its list of area types: numbers change when boundaries do.",
    )


def _is_area_type(entry: Any) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("Id"), int) and isinstance(entry.get("Name"), str)


def _examine(
    url: str, indicator: int, kind: AreaType, area: str, path: Path, last: KeptFile | None
) -> Mapping[str, Any]:
    """The details of an answer, or a refusal of one that is not what was asked for."""
    types: Counter[str] = Counter()
    periods: set[str] = set()
    named = {_folded(name) for name in kind.names}
    area_there = not area
    for row in _rows(path, url):
        if row["Indicator ID"].strip() != str(indicator):
            raise _refused(url, f"it holds rows of another indicator than {indicator}")
        types[row["Area Type"].strip()] += 1
        if _folded(row["Area Type"]) in named:
            periods.add(row["Time period Sortable"].strip())
            area_there = area_there or row["Area Code"].strip() == area
    _see_area_type(url, kind, types, periods)
    if not area_there:
        raise _refused(url, f"{area} is not among its areas of type {kind.id}")
    _see_no_older(url, max(periods), last)
    return {
        "indicator": indicator, "area_type": kind.id, "area_type_names": list(kind.names),
        "rows": types.total(), "rows_by_area_type": dict(types),
        "first_period": min(periods), "last_period": max(periods),
    }  # fmt: skip


def _see_area_type(url: str, kind: AreaType, types: Counter[str], periods: set[str]) -> None:
    if not types:
        raise _refused(url, f"it holds no row: the indicator is not published for area type {kind.id}")
    if not periods:
        found = ", ".join(sorted(types))[:200]
        raise _refused(url, f"it holds no row of area type {kind.id} ({' or '.join(kind.names)}), only of {found}")


def _see_no_older(url: str, latest: str, last: KeptFile | None) -> None:
    before = str(last.details.get("last_period", "")) if last else ""
    if latest < before:
        raise _refused(url, f"its last period is {latest}, before the {before} of the answer that is here already")


def _rows(path: Path, url: str) -> Iterator[dict[str, str]]:
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    with gzip.open(path) if packed else path.open("rb") as opened:
        reader = csv.DictReader(io.TextIOWrapper(opened, encoding="utf-8-sig", newline=""), restval="")
        try:
            absent = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
            if absent:
                raise _refused(url, f"its columns changed: {', '.join(absent)} is not among them")
            yield from reader
        except (csv.Error, UnicodeDecodeError, EOFError, OSError) as wrong:
            raise _refused(url, "it cannot be read as a table of text") from wrong


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _refused(url: str, why: str) -> InputRefused:
    return InputRefused(
        f"{url} could not be used: {why}",
        "Look up on fingertips.phe.org.uk which area type the indicator has now, and ask for that number.",
    )
