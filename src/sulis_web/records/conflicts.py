"""Two people edited one record, and the other saved first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sulis_web.records.models import Revision, Versioned


class Conflict(Exception):
    """A change was made from a version that is no longer the record's. Nothing was stored.

    ``mine``, ``theirs`` and ``base`` hold the fields of the refused change, plain: as it would have left them, as they
    are now, and as they were in the version that it was made from. ``since`` are the changes made meanwhile, newest first.
    """

    def __init__(
        self,
        record: Versioned,
        mine: Mapping[str, Any],
        theirs: Mapping[str, Any],
        base: Mapping[str, Any],
        since: tuple[Revision, ...],
        seen_version: int,
    ) -> None:
        super().__init__(
            f"{record._meta.label_lower} {record.public_id}: version {seen_version} is not {record.version}"
        )
        self.record = record
        self.mine = dict(mine)
        self.theirs = dict(theirs)
        self.base = dict(base)
        self.since = since
        self.seen_version = seen_version
