"""Fingertips values: what an empty value stands for, told by its note, and whether each area is of the type it says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

import duckdb

from sulis.catalogue.mappings import load_mapping
from sulis.sources.files import Limits
from sulis.sources.mapped import offer as mapped_offer
from sulis.sources.mapped.afterwards import afterwards
from sulis.store import Offered
from sulis.store.sql import literal
from sulis.tables import MISSING
from sulis.vocabulary import Fault, Missing

# Words of the publisher's notes, looked for in this order; unverified, as the source card says.
_NOTES = (
    ("suppress|disclos|small|fewer than|too few|less than", Missing.SUPPRESSED),
    ("not applicable", Missing.NOT_APPLICABLE),
    ("not yet|awaiting|delayed", Missing.NOT_YET_PUBLISHED),
    ("withdrawn", Missing.WITHDRAWN),
    (
        "not collected|not available|no data|not calculated|cannot be calculated|not possible|missing",
        Missing.NOT_COLLECTED,
    ),
)
# What the first three characters of a code can be, for a word of the area type. A type that has none of the words is not checked.
_KINDS = (
    ("england", ("E92",)),
    ("region", ("E12",)),
    ("count", ("E06", "E08", "E09", "E10")),  # counties and unitary authorities
    ("district", ("E06", "E07", "E08", "E09")),
    ("ward", ("E05",)),
)


def offer(paths: Iterable[Path], *, limits: Limits, area_type: str = "", area: str = "") -> Offered:
    """A job for each file. A file without a row of ``area_type``, or without ``area`` among its rows of it, is refused.

    So is a file with an area whose code is of another type than the one beside it: a question asked with the wrong type is
    answered with old figures or with none. Value notes tell what empty values stand for.

    Raises
    ------
    WrongUsage
        When a path does not exist.
    """
    offered = mapped_offer(paths, load_mapping("fingertips"), limits=limits)
    examine = partial(_examine, area_type=area_type, area=area)
    offered.jobs[:] = [afterwards(job, "indicator_values", _typed, examine) for job in offered.jobs]
    return offered


def _typed(rows: str) -> str:
    """The rows with the kind of each missing number told by the note; the publisher's limits and counts as they are."""

    def kind(column: str) -> str:
        words = " ".join(
            f"WHEN regexp_matches(lower(note), {literal(words)}) THEN {literal(one.value)}" for words, one in _NOTES
        )
        return f"CASE WHEN {column}{MISSING} IS NULL THEN NULL {words} ELSE {column}{MISSING} END AS {column}{MISSING}"

    return f"SELECT * REPLACE ({', '.join(kind(c) for c in ('value', 'numerator', 'denominator'))}) FROM ({rows})"


def _examine(
    connection: duckdb.DuckDBPyConnection, rows: str, name: str, *, area_type: str, area: str
) -> tuple[Sequence[Fault], Sequence[str]]:
    found = connection.execute(
        f"""SELECT area_type, left(area_code, 3), min(row_number), max(period), count(*), bool_or(area_code = {literal(area)})
        FROM ({rows}) GROUP BY 1, 2 ORDER BY 3"""
    ).fetchall()
    faults = [_wrong_type(name, row, kind) for kind, letters, row, _, _, _ in found if not _fits(kind, letters)]
    asked = [row for row in found if _folded(row[0]) == _folded(area_type)]
    if area_type and not asked:
        faults.append(_no_such_type(name, [str(row[0]) for row in found]))
    elif area and not any(row[5] for row in asked or found):
        faults.append(_no_such_area(name))
    types = dict.fromkeys(str(row[0]) for row in found)
    last = max((str(row[3]) for row in asked or found), default="")
    return faults, (f"Area types as published: {', '.join(types)}. The last period is {last}.",)


def _fits(kind: str, letters: str) -> bool:
    """Whether a code that begins so can be of that type; made-up areas have the same letters."""
    wanted = next((codes for word, codes in _KINDS if word in kind.casefold()), None)
    return wanted is None or letters in wanted or not re.fullmatch(r"E\d\d", letters)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _wrong_type(name: str, row: int, kind: str) -> Fault:
    return Fault(
        name, row, "Area Type", f"an area that is not of the type beside it ({kind[:60]})",
        "A code and its area type belong together: a wrong type brings old figures or none.",
        "Fetch the file again, with the area type looked up in the publisher's list.",
    )  # fmt: skip


def _no_such_type(name: str, found: Sequence[str]) -> Fault:
    held = ", ".join(dict.fromkeys(found))[:200]
    return Fault(
        name, None, "Area Type", f"no row of the area type asked for; it has {held}",
        "The file must be of the area type that was asked for.",
        "Give the type as the file writes it, or fetch the file again with the right one.",
    )  # fmt: skip


def _no_such_area(name: str) -> Fault:
    return Fault(
        name, None, "Area Code", "a file in which the area asked for is not among those of its type",
        "The area must be there: where it is not, the area type is usually the wrong one.",
        "Look the area type up in the publisher's list, and fetch the file again.",
    )  # fmt: skip
