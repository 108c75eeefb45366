"""What every row of a street-level file must satisfy, as SQL conditions that hold when a row is sound.

A condition that is neither true nor false (because a cell is empty) counts as broken, so each says what empty means.
"""

from __future__ import annotations

from collections.abc import Sequence

from sulis.sources.mapped.rules import Rule
from sulis.sources.police_uk.reading import LONGEST_CELL
from sulis.store.sql import literal
from sulis.tables import CATEGORIES, CATEGORIES_BEFORE_JUNE_2013
from sulis.tables.ground import EAST, LSOA, NORTH, SOUTH, WEST

_MOVED = "Look for cells that moved into the wrong column."
_RENAMED = "Check that the file has its published name, or download it again."
_SWAPPED = "Check that longitude and latitude are not swapped."


def rules_for(month: str, forces: Sequence[str] | None, *, codes_known: bool) -> tuple[Rule, ...]:
    """The rules for the file of one month (``YYYY-MM``), whose rows are columns as in `tidy`.

    ``forces`` are the "Falls within" values found in it that name its own force; without them that rule is left out.
    ``codes_known`` says that the temporary table ``known_lsoa`` holds every LSOA code, so that codes can be looked up.
    """
    named = () if forces is None else (_force(forces),)
    return (*_month(month), *named, *_incident(month), *_point(), *_area(codes_known=codes_known))


def _month(month: str) -> tuple[Rule, ...]:
    return (
        Rule(
            "Month", "coalesce(regexp_full_match(month, '[0-9]{4}-[0-9]{2}'), false)", "something that is not a month",
            "A month is written YYYY-MM.", _MOVED, covered=True,
        ),
        Rule(
            "Month", f"month = {literal(month)}", "a month that is not the file's",
            f"Every row of this file must say {month}, as its name does.", _RENAMED,
        ),
    )  # fmt: skip


def _force(forces: Sequence[str]) -> Rule:
    return Rule(
        "Falls within", f"coalesce(falls_within IN ({_listed(forces)}), false)", "a force that is not the file's",
        "Every row must fall within the force in the file's name.", _RENAMED,
    )  # fmt: skip


def _incident(month: str) -> tuple[Rule, ...]:
    allowed = CATEGORIES if month >= "2013-06" else CATEGORIES + CATEGORIES_BEFORE_JUNE_2013
    return (
        Rule(
            "Crime ID", "incident_id IS NULL OR (length(incident_id) <= 128 AND NOT contains(incident_id, ' '))",
            "an ID that is not one word", "An ID is empty, or one word of at most 128 characters.", _MOVED,
        ),
        Rule(
            "Crime type", f"coalesce(category IN ({_listed(allowed)}), false)",
            "a category that the publisher does not use", f"It must be one of the {len(allowed)} published for that month.",
            "Look for cells that moved into the wrong column, or for a category added since.",
        ),
    )  # fmt: skip


def _point() -> tuple[Rule, ...]:
    return (
        _degrees("Longitude", WEST, EAST),
        _degrees("Latitude", SOUTH, NORTH),
        Rule(
            "Longitude", "longitude_unread OR latitude_unread OR (longitude IS NULL) = (latitude IS NULL)",
            "a longitude without a latitude, or the other way round", "Both must be there, or neither.", _MOVED,
        ),
    )  # fmt: skip


def _degrees(column: str, least: float, most: float) -> Rule:
    name = column.lower()
    return Rule(
        column, f"NOT {name}_unread AND coalesce({name} BETWEEN {least} AND {most}, true)",
        f"a {name} that is not a number in the United Kingdom", f"It must be empty or between {least} and {most} degrees.",
        _SWAPPED,
    )  # fmt: skip


def _area(*, codes_known: bool) -> tuple[Rule, ...]:
    known = Rule(
        "LSOA code", "lsoa_code IS NULL OR lsoa_code IN (SELECT lsoa_code FROM known_lsoa)",
        "an LSOA code that neither 2011 nor 2021 has", "A code must be in the loaded look-ups.",
        "Check the code, or load look-ups of the vintage that has it.",
    )  # fmt: skip
    return (
        Rule(
            "LSOA code", f"lsoa_code IS NULL OR regexp_full_match(lsoa_code, {literal(LSOA)})",
            "something that is not an LSOA code", "A code is empty or E01 or W01 and six figures.", _MOVED,
            covered=codes_known,
        ),
        Rule(
            "Location", f"coalesce(length(location), 0) <= {LONGEST_CELL}", "a very long text",
            f"A cell may hold at most {LONGEST_CELL:,} characters.", "Look for a quotation mark that is never closed.",
        ),
        *((known,) if codes_known else ()),
    )  # fmt: skip


def _listed(words: Sequence[str]) -> str:
    return ", ".join(map(literal, words)) or "NULL"
