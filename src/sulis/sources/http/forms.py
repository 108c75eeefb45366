"""Whether what a site sent can be the file that was asked for: by what it says of it, and by how it begins."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from sulis.catalogue.published_files import FileKind
from sulis.sources.http.client import Answer
from sulis.vocabulary import InputRefused

# What says nothing of the form; many sites use these for every file.
_ANY = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/x-download", "text/plain"})
_ZIP, _GZIP, _PARQUET = b"PK\x03\x04", b"\x1f\x8b", b"PAR1"
_CONTENT_TYPES: Mapping[FileKind, frozenset[str]] = MappingProxyType(
    {
        FileKind.CSV: frozenset(
            {"text/csv", "application/csv", "application/vnd.ms-excel", "application/gzip", "application/x-gzip"}
        ),
        FileKind.XLSX: frozenset({"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}),
        FileKind.ODS: frozenset({"application/vnd.oasis.opendocument.spreadsheet"}),
        FileKind.ZIP: frozenset({"application/zip", "application/x-zip-compressed"}),
        FileKind.JSON: frozenset({"application/json", "application/geo+json"}),
        FileKind.XML: frozenset({"application/xml", "text/xml"}),
        FileKind.PARQUET: frozenset({"application/vnd.apache.parquet"}),
    }
)
_NAME = re.compile(r"[^A-Za-z0-9._-]+")
_PAGE = re.compile(rb"\s*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE)


def look(answer: Answer, kind: FileKind) -> None:
    """Refuse an answer that says of itself that it is something else.

    Raises
    ------
    InputRefused
        When the content type is a web page's or another form's, or the answer is empty. Nothing of it is kept.
    """
    said = answer.headers.get("content-type", "").split(";")[0].strip().lower()
    if said in ("text/html", "application/xhtml+xml"):
        raise _refused(answer.url, "a web page came instead of a file")
    if said not in _ANY | _CONTENT_TYPES[kind]:
        raise _refused(answer.url, f"it says that it is {said[:80]!r} and not {kind}")
    if answer.length == 0:
        raise _refused(answer.url, "the answer is empty")


def ending(path: Path, url: str, kind: FileKind) -> str:
    """The ending for the file's name, after a look at its beginning: ``.csv``, or ``.csv.gz`` for text that came packed.

    Raises
    ------
    InputRefused
        When the file does not begin as one of its form does.
    """
    with path.open("rb") as file:
        first = file.read(512)
    if not first:
        raise _refused(url, "the answer is empty")
    text = first.removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(text):
        raise _refused(url, "a web page came instead of a file")
    if kind is FileKind.CSV and first.startswith(_GZIP):
        return ".csv.gz"
    if not _begins(kind, first, text.lstrip()):
        raise _refused(url, f"it does not begin as a file of the form {kind} does")
    return f".{kind}"


def _begins(kind: FileKind, first: bytes, text: bytes) -> bool:
    if kind in (FileKind.XLSX, FileKind.ODS, FileKind.ZIP):
        return first.startswith(_ZIP)
    if kind is FileKind.PARQUET:
        return first.startswith(_PARQUET)
    if kind is FileKind.JSON:
        return text.startswith((b"{", b"["))
    if kind is FileKind.XML:
        return text.startswith(b"<")
    wide = first.startswith((b"\xff\xfe", b"\xfe\xff"))  # UTF-16 has a zero in every second byte
    return (
        not first.startswith((_ZIP, _PARQUET, b"%PDF"))
        and not text.startswith((b"{", b"<"))
        and (wide or 0 not in first)
    )


def file_name(url: str, key: str, end: str) -> str:
    """A plain name for a file on disk, from the last part of its address; the key's where that part names no such file.

    Examples
    --------
    >>> file_name("https://www.gov.uk/a/Table%201.ods", "by_force", ".ods")
    'Table-1.ods'
    >>> file_name("https://example.org/api/csv?id=1", "11201", ".csv")
    '11201.csv'
    """
    last = _NAME.sub("-", unquote(urlsplit(url).path.rsplit("/", 1)[-1])).strip("-.")
    named = last.lower().endswith(end) and len(end) < len(last) <= 120
    return last if named else f"{key}{end}"


def header_of(path: Path) -> str:
    """The first line of a text table, packed or not, without its mark of UTF-8; at most 64 KiB of it."""
    with path.open("rb") as file:
        packed = file.read(2) == _GZIP
        file.seek(0)
        if not packed:
            return _line(file)
        import gzip

        with gzip.GzipFile(fileobj=file) as opened:
            return _line(opened)


def _line(file: io.BufferedIOBase | io.BufferedReader) -> str:
    return file.readline(1 << 16).decode("utf-8-sig", errors="replace").rstrip("\r\n")


def _refused(url: str, why: str) -> InputRefused:
    return InputRefused(
        f"{url} could not be used: {why}",
        "The publisher may have moved the file: open its page in a browser, and give the address that stands there.",
    )
