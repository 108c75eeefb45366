"""Which forces' stop and search each month holds, as the site lists it: an absent month is told from one not yet due."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sulis.vocabulary import InputRefused, Missing

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_FIELD = "stop-and-search"


@dataclass(frozen=True, slots=True)
class Availability:
    """The forces that supplied stop and search, by month written ``YYYY-MM``. The site lists about three years."""

    months: Mapping[str, frozenset[str]]

    def why_absent(self, force: str, month: str) -> Missing | None:
        """Why a force's stop and search of a month is not there.

        Returns
        -------
        Missing or None
            Not yet published for a month after the last that is listed; not received for one that is listed without the
            force. None where the list does not say: the month is before the first, or the force did supply it.

        Examples
        --------
        >>> listed = Availability({"2024-11": frozenset({"mereshire"}), "2024-12": frozenset()})
        >>> [listed.why_absent("mereshire", month) for month in ("2024-11", "2024-12", "2025-01")]
        [None, <Missing.NOT_RECEIVED: 'missing'>, <Missing.NOT_YET_PUBLISHED: 'not yet published'>]
        """
        if month > max(self.months):
            return Missing.NOT_YET_PUBLISHED
        if month in self.months and force not in self.months[month]:
            return Missing.NOT_RECEIVED
        return None


def read_availability(document: Any, url: str) -> Availability:
    """The list as the site gives it: one entry a month, with ``date`` and the forces under ``stop-and-search``.

    Raises
    ------
    InputRefused
        When an entry does not have those fields, when a month stands twice, or when there is none.
    """
    if not isinstance(document, list) or not document:
        raise _refused(url, "it is no list of months")
    months: dict[str, frozenset[str]] = {}
    for entry in document:
        month, forces = (entry.get("date"), entry.get(_FIELD)) if isinstance(entry, dict) else (None, None)
        if not isinstance(month, str) or not _MONTH.fullmatch(month) or not isinstance(forces, list):
            raise _refused(url, f"an entry does not have the fields date and {_FIELD}")
        if month in months:
            raise _refused(url, f"{month} stands in it twice")
        months[month] = frozenset(str(force) for force in forces)
    return Availability(months)


def _refused(url: str, why: str) -> InputRefused:
    return InputRefused(
        f"{url} could not be used: {why}",
        "The interface has changed. Fetch street-level files alone, and see the publisher's page for stop and search.",
    )
