"""How the publisher names its files, and one month of one force as it was handed over."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sulis.store import RawFile

_NAME = r"(?P<month>20[0-9]{2}-(?:0[1-9]|1[0-2]))-(?P<force>[a-z]+(?:-[a-z]+)*)-street"
PUBLISHED = re.compile(_NAME + r"\.csv(?:\.gz)?")
MARKED = re.compile(_NAME + r"[ ._(-].*\.csv(?:\.gz)?")
"""A published name with a mark that somebody, or a browser, added."""


@dataclass(frozen=True, slots=True)
class Received:
    """One month of one force, not yet opened. ``read`` gives its bytes, received and unpacked; it may raise `Refused`."""

    name: str
    month: str
    force: str
    read: Callable[[], tuple[RawFile, bytes]]
