"""Sound deliveries to start a drill from: real files cut short, and the made-up agencies', in every form that is read."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
from openpyxl import Workbook

from sulis.sources.made_up.agencies.files import agency_files
from sulis.sources.made_up.geography import draw_world
from tests.support.shared import SHARED
from tests.support.spreadsheets import line, ods, table

ROWS = 150  # of a real file: enough for every rule, few enough for thousands of files
POLICE = "police-uk"
_STREET = "2024-03-avon-and-somerset-street.csv"


@dataclass(frozen=True)
class Seed:
    """A sound file. ``mapping`` is how it is loaded, `POLICE` for street-level files.

    ``text`` is its table as CSV where it has one and ``pack`` makes the file of it, so that a fault can be put inside a
    package that stays whole; ``encoding`` is that of the text.
    """

    id: str
    name: str
    mapping: str
    content: bytes
    text: bytes | None = None
    pack: Callable[[bytes], bytes] | None = None
    encoding: str = "utf-8"
    delimiter: str = ","
    made_up: bool = True

    @property
    def form(self) -> str:
        return self.name.rsplit(".", 1)[1]


def seeds(scratch: Path) -> list[Seed]:
    """Every seed; those from the shared test data only where that is there."""
    scratch.mkdir(parents=True, exist_ok=True)
    return [*(_real(scratch) if SHARED.is_dir() else ()), *_agencies(scratch)]


def _real(scratch: Path) -> list[Seed]:
    with gzip.open(SHARED / f"police_uk/street/{_STREET}.gz", "rb") as file:
        street = _first(file.read())
    weights = (SHARED / "reference/severity_codes.csv").read_bytes()
    with gzip.open(SHARED / "indicators/ons_health_index_2015_2021.csv.gz", "rb") as file:
        health = _first(file.read())
    crime = _first((SHARED / "home_office/prc-pfa-201718_new.csv").read_bytes())
    severity = (SHARED / "indicators/ons_crime_severity_by_ltla23.csv").read_bytes()
    packages: Sequence[tuple[str, str, str, bytes, Callable[[bytes], bytes]]] = (
        ("street-gz", f"{_STREET}.gz", POLICE, street, _gzipped),
        ("street-zip", "2024-03.zip", POLICE, street, _zipped),
        ("health-index-gz", "ons_health_index_2015_2021.csv.gz", "ons_health_index", health, _gzipped),
        ("weights-xlsx", "severity_codes.xlsx", "severity_weights", weights, as_xlsx),
        ("weights-ods", "severity_codes.ods", "severity_weights", weights, lambda text: as_ods(scratch, text)),
    )
    found = [
        Seed("street-csv", _STREET, POLICE, street, street),
        Seed("weights-csv", "severity_codes.csv", "severity_weights", weights, weights),
        Seed("recorded-crime-csv", "prc-pfa-201718_new.csv", "home_office_force_copy", crime, crime),
        Seed("crime-severity-csv", "ons_crime_severity_by_ltla23.csv", "ons_crime_severity", severity, severity),
        *(Seed(id_, name, how, pack(text), text, pack) for id_, name, how, text, pack in packages),
        Seed("dfe-lait-parquet", "bds_long_0.parquet", "dfe_lait", _parquet(scratch)),
    ]
    return [replace(seed, made_up=False) for seed in found]


def harmless(seed: Seed) -> list[Seed]:
    """The seed as it is, and as other programs would have written the same table: each must load."""
    if seed.text is None or seed.pack is not None or seed.encoding != "utf-8":
        return [seed]
    text = seed.text.replace(b"\r\n", b"\n")
    written = {
        "byte order mark": b"\xef\xbb\xbf" + text,
        "ends of Windows": text.replace(b"\n", b"\r\n"),
        "no end to the last line": text.rstrip(b"\n"),
        "blank lines at the end": text + b"\n\n",
        "compressed without saying so": gzip.compress(text, mtime=0),
    }
    return [seed, *(replace(seed, id=f"{seed.id}, {how}", content=content) for how, content in written.items())]


AGENCY_SEEDS = {
    "mereshire_violence_2024-q1_incidents.csv": ("example_force_incidents", "utf-8", ";"),
    "mereshire_violence_2024-q1_people.csv": ("example_force_people", "utf-8", ","),
    "mereshire-general_istv_2024-04.csv": ("example_istv", "utf-8", ","),
    "mereshire-general_istv_2024-06.xml": ("example_istv_xml", "", ","),
    "mereshire_yjs_cases_2024-q1.csv": ("example_youth_cases", "utf-8", ","),
    "mereshire_exclusions_2023-24-autumn.csv": ("example_school_exclusions", "utf-8", ","),
    "mereshire_places_2024-06.csv": ("example_places", "utf-16", "\t"),
}
"""The agencies' files that are restricted, and how each is loaded; XML has no text that a column could be shifted in."""


def _agencies(scratch: Path) -> list[Seed]:
    found = []
    for name, content in agency_files(1, draw_world(1)):
        if name in AGENCY_SEEDS:
            mapping, encoding, delimiter = AGENCY_SEEDS[name]
            id_, text = f"{mapping.removeprefix('example_')}-{name[-3:]}", content if encoding else None
            found.append(Seed(id_, name, mapping, content, text, None, encoding or "utf-8", delimiter))
    istv = next(seed.content for seed in found if seed.mapping == "example_istv")
    packages: Sequence[tuple[str, Callable[[bytes], bytes]]] = (
        ("xlsx", as_xlsx), ("ods", lambda text: as_ods(scratch, text)), ("csv.gz", _gzipped),
    )  # fmt: skip
    name = "mereshire-general_istv_2024-04"
    found += [Seed(f"istv-{form}", f"{name}.{form}", "example_istv", pack(istv), istv, pack) for form, pack in packages]
    return found


def _first(text: bytes) -> bytes:
    """The header and the first rows of a real file, none of which has a line break in a cell."""
    return b"".join(text.splitlines(keepends=True)[: ROWS + 1])


def _gzipped(text: bytes) -> bytes:
    return gzip.compress(text, mtime=0)


def _zipped(text: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(f"2024-03/{_STREET}"), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def cells_of(text: bytes) -> list[list[str]]:
    """Rows of whatever the text has become; what XML cannot hold is a question mark."""
    plain = text.decode("utf-8", "replace").replace("\0", "?")
    return [
        ["".join(c if c.isprintable() else "?" for c in cell) for cell in row]
        for row in csv.reader(io.StringIO(plain, newline=""))
    ]


def as_xlsx(text: bytes) -> bytes:
    """The rows as a workbook of one sheet."""
    book, out = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("Data")
    for row in cells_of(text):
        sheet.append(row)
    book.save(out)
    return out.getvalue()


def as_ods(scratch: Path, text: bytes) -> bytes:
    """The rows as an OpenDocument spreadsheet of one sheet."""
    rows = [[_markup(cell) for cell in row] for row in cells_of(text)]
    path = scratch / "made.ods"
    ods(path, table("".join(line(*row) for row in rows)))
    return path.read_bytes()


def _markup(cell: str) -> str:
    escaped = cell.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped or "<table:table-cell/>"


def _parquet(scratch: Path) -> bytes:
    path = scratch / "made.parquet"
    whole = SHARED / "dfe_lait/bds_long_0.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"COPY (FROM read_parquet('{whole}') LIMIT {ROWS}) TO '{path}' (FORMAT parquet)")
    return path.read_bytes()
