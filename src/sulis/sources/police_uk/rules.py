"""What every row of a street-level file must satisfy, as SQL conditions that hold when a row is sound.

A condition that is neither true nor false (because a cell is empty) counts as broken, so each says what empty means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sulis.sources.police_uk.reading import LONGEST_CELL
from sulis.store.sql import literal
from sulis.tables import CATEGORIES, CATEGORIES_BEFORE_JUNE_2013

WEST, EAST, SOUTH, NORTH = -9.5, 2.5, 49.0, 61.5
"""The box, in degrees, that holds the United Kingdom."""


@dataclass(frozen=True, slots=True)
class Rule:
    """``holds`` is the condition; the words are those of a fault (see `sulis.vocabulary.Fault`).

    A ``covered`` rule cannot be broken where the others hold, so it is asked only when something is wrong.
    """

    column: str
    holds: str
    given: str
    rule: str
    remedy: str
    covered: bool = False


def rules_for(month: str, forces: Sequence[str] | None, *, codes_known: bool) -> tuple[Rule, ...]:
    """The rules for the file of one month (``YYYY-MM``), whose rows are columns as in `tidy`.

    ``forces`` are the "Falls within" values found in it that name its own force; without them that rule is left out.
    ``codes_known`` says that the temporary table ``known_lsoa`` holds every LSOA code, so that codes can be looked up.
    """
    allowed = CATEGORIES if month >= "2013-06" else CATEGORIES + CATEGORIES_BEFORE_JUNE_2013
    listed = ", ".join(literal(category) for category in allowed)
    named = ", ".join(literal(force) for force in forces or ()) or "NULL"
    rules = [
        Rule(
            "Month", "coalesce(regexp_full_match(month, '[0-9]{4}-[0-9]{2}'), false)", "something that is not a month",
            "A month is written YYYY-MM.", "Look for cells that moved into the wrong column.", covered=True,
        ),
        Rule(
            "Month", f"month = '{month}'", "a month that is not the file's",
            f"Every row of this file must say {month}, as its name does.",
            "Check that the file has its published name, or download it again.",
        ),
        Rule(
            "Falls within", f"coalesce(falls_within IN ({named}), false)", "a force that is not the file's",
            "Every row must fall within the force in the file's name.",
            "Check that the file has its published name, or download it again.",
        ),
        Rule(
            "Crime ID", "incident_id IS NULL OR (length(incident_id) <= 128 AND NOT contains(incident_id, ' '))",
            "an ID that is not one word", "An ID is empty, or one word of at most 128 characters.",
            "Look for cells that moved into the wrong column.",
        ),
        Rule(
            "Crime type", f"coalesce(category IN ({listed}), false)", "a category that the publisher does not use",
            f"It must be one of the {len(allowed)} published for that month.",
            "Look for cells that moved into the wrong column, or for a category added since.",
        ),
        Rule(
            "Longitude",
            f"NOT longitude_unread AND coalesce(longitude BETWEEN {WEST} AND {EAST}, true)",
            "a longitude that is not a number in the United Kingdom",
            f"It must be empty or between {WEST} and {EAST} degrees.",
            "Check that longitude and latitude are not swapped.",
        ),
        Rule(
            "Latitude",
            f"NOT latitude_unread AND coalesce(latitude BETWEEN {SOUTH} AND {NORTH}, true)",
            "a latitude that is not a number in the United Kingdom",
            f"It must be empty or between {SOUTH} and {NORTH} degrees.",
            "Check that longitude and latitude are not swapped.",
        ),
        Rule(
            "Longitude", "longitude_unread OR latitude_unread OR (longitude IS NULL) = (latitude IS NULL)",
            "a longitude without a latitude, or the other way round", "Both must be there, or neither.",
            "Look for cells that moved into the wrong column.",
        ),
        Rule(
            "LSOA code", "lsoa_code IS NULL OR regexp_full_match(lsoa_code, '[EW]01[0-9]{6}')",
            "something that is not an LSOA code", "A code is empty or E01 or W01 and six figures.",
            "Look for cells that moved into the wrong column.", covered=codes_known,
        ),
        Rule(
            "Location", f"coalesce(length(location), 0) <= {LONGEST_CELL}", "a very long text",
            f"A cell may hold at most {LONGEST_CELL:,} characters.", "Look for a quotation mark that is never closed.",
        ),
    ]  # fmt: skip
    if codes_known:
        rules.append(
            Rule(
                "LSOA code",
                "lsoa_code IS NULL OR lsoa_code IN (SELECT lsoa_code FROM known_lsoa)",
                "an LSOA code that neither 2011 nor 2021 has", "A code must be in the loaded look-ups.",
                "Check the code, or load look-ups of the vintage that has it.",
            )
        )  # fmt: skip
    return tuple(rule for rule in rules if forces is not None or rule.column != "Falls within")
