"""Patterns that a mapping states, run by an engine whose time grows with the text alone and never with the way it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

LONGEST = 200
"""Letters of a pattern; the longest in the catalogue has fewer than a hundred."""


def wrong_with(pattern: str) -> str:
    """Why a pattern cannot be used; empty when it can.

    >>> wrong_with("(19|20)[0-9]{2}"), bool(wrong_with("(a")), bool(wrong_with("(?<=x)(y)"))
    ('', True, True)
    """
    import duckdb

    if len(pattern) > LONGEST:
        return f"a pattern of {len(pattern):,} letters"
    try:
        re.compile(pattern)  # counts the groups
        found("", pattern)
    except re.error as wrong:
        return f"a pattern that cannot be read: {wrong}"
    except (duckdb.Error, RecursionError, OverflowError):
        return "a pattern with a part that looks behind, ahead or back at itself, or repeats too often"
    return ""


def found(text: str, pattern: str) -> str:
    """What the pattern's one group finds anywhere in the text; empty when it finds nothing."""
    row = _ask(
        "SELECT regexp_extract(?, ?, 1)" if re.compile(pattern).groups else "SELECT regexp_extract(?, ?)", text, pattern
    )
    return str(row[0][0])


def whole(texts: Sequence[str], pattern: str) -> dict[int, str]:
    """By the place of each text that the pattern matches from end to end: what its first group finds, or all of it.

    >>> whole(["Rate 2023", "Area", "Rate 2024"], "Rate ([0-9]{4})")
    {0: '2023', 2: '2024'}
    """
    group = 1 if re.compile(pattern).groups else 0
    query = (
        f"SELECT place, regexp_extract(text, '^(?:' || ? || ')$', {group})"
        " FROM (SELECT unnest(?::VARCHAR[]) AS text, unnest(range(?)) AS place) WHERE regexp_full_match(text, ?) ORDER BY 1"
    )
    return {int(place): str(text) for place, text in _ask(query, pattern, list(texts), len(texts), pattern)}


def _ask(query: str, *given: object) -> list[tuple[Any, ...]]:
    import duckdb

    with duckdb.connect(config={"threads": 1}) as connection:
        return connection.execute(query, list(given)).fetchall()
