"""Writing values into SQL. Binding them instead makes DuckDB load pandas, which takes longer than most of our queries."""

from __future__ import annotations

from collections.abc import Mapping


def literal(text: object) -> str:
    """Text as an SQL literal, safe whatever it holds.

    >>> literal("St Mary's")
    "'St Mary''s'"
    """
    return "'" + str(text).replace("'", "''") + "'"


def struct(columns: Mapping[str, str]) -> str:
    """Column names and types as ``read_csv`` takes them.

    >>> struct({"age": "INTEGER"})
    "{'age': 'INTEGER'}"
    """
    return "{" + ", ".join(f"{literal(name)}: {literal(kind)}" for name, kind in columns.items()) + "}"
