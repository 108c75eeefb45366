"""Writes the permission matrix of the reference: `python -m tests.integration.permission.written`."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tests.integration.permission.expected import ADDRESSES, OPERATIONS, ROLES, STATES, TOKEN_STATES, expected, of_token
from tests.support.shared import ROOT

FILE = ROOT / "docs" / "reference" / "permission-matrix.csv"
HEADER = ("part", "address", "record", "state", "nobody signed in", *ROLES)


def matrix() -> str:
    """Every cell as CSV: one row for an address, a record and a state, one column for a role."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(HEADER)
    for name, address in sorted(ADDRESSES.items()):
        nobody = address.answer if address.is_public else "sign in"
        for target in address.targets:
            for state in STATES:
                cells = (expected(address, role, state, target) for role in ROLES)
                table.writerow(("pages", name, target, state, nobody, *cells))
    for name, address in sorted(OPERATIONS.items()):
        nobody = address.answer if address.is_public else "no token"
        for target in address.targets:
            for state in TOKEN_STATES:
                cells = (of_token(address, role, state, target) for role in ROLES)
                table.writerow(("programs", name, target, state, nobody, *cells))
    return text.getvalue()


def size() -> int:
    """How many cells there are."""
    return sum((len(HEADER) - 4) for _row in matrix().splitlines()[1:])


if __name__ == "__main__":
    Path(FILE).write_text(matrix(), encoding="utf-8")
    print(f"{size():,} cells")  # noqa: T201
