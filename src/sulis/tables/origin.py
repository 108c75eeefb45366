"""Where a row comes from: the release that it belongs to, and where it stood in the file."""

from __future__ import annotations

from sulis.tables.column import Column


def origin(file: str = "the publisher's file") -> tuple[Column, Column]:
    """The first columns of every table whose rows are rows of a file; ``file`` says whose file it is.

    >>> [column.name for column in origin()]
    ['release', 'row_number']
    """
    return (
        Column("release", "VARCHAR", "the release that the row belongs to"),
        Column("row_number", "INTEGER", f"the row in {file}, where the header is row 1"),
    )
