"""Where a publisher's files stand: the addresses on a source card, each with the form that its file must have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from sulis.catalogue.reader import Table

_KEY = re.compile(r"[a-z0-9][a-z0-9_]{0,60}")


class FileKind(StrEnum):
    """The form of a file, judged by its content when it arrives."""

    CSV = "csv"  # text; also when it arrives packed as gzip
    XLSX = "xlsx"  # a workbook
    ODS = "ods"  # an open document spreadsheet
    ZIP = "zip"  # an archive of any of these
    JSON = "json"  # text of one JSON document
    XML = "xml"  # text of one XML document
    PARQUET = "parquet"  # columns


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One file of a publisher. ``key`` names its folder; ``unverified`` is empty when the address has been tried."""

    key: str
    address: str
    kind: FileKind
    title: str = ""
    unverified: str = ""


def published_file(row: Table) -> PublishedFile:
    """Read one ``[[file]]`` of a source card; its faults go into the card's report."""
    key, address = row.text("key"), row.text("address")
    if key and not _KEY.fullmatch(key):
        row.fault("key", f'"{key}"', "A key is small letters, digits and underscores.", "Write it that way.")
    if address and not address.startswith("https://"):
        row.fault("address", "an address that is not https", "Only https addresses are fetched.", "Write https://...")
    kind = row.chosen("kind", FileKind)
    found = PublishedFile(key, address, kind, row.text("title"), row.text("unverified", required=False))
    row.finish()
    return found


def is_key(text: str) -> bool:
    """Whether a text can name a file's folder.

    Examples
    --------
    >>> [is_key(text) for text in ("by_force", "../force", "")]
    [True, False, False]
    """
    return bool(_KEY.fullmatch(text))
