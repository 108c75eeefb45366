"""Reasons to start control limits anew: what changed, in which month, and who decided it. rebased.toml, which may be left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sulis.catalogue.partnership.reading import Reading
from sulis.catalogue.reader import Table
from sulis.vocabulary import Period

LEAST_REASON = 10  # letters
_MONTH = r"20\d\d-(0[1-9]|1[0-2])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebased:
    """From this month on a control chart has limits of its own.

    ``definition`` is the id of the definition whose chart it is, with or without its version; empty for every one.
    """

    month: Period
    reason: str
    decided_by: str
    decided: date
    definition: str = ""

    def concerns(self, ref: str) -> bool:
        """Whether the chart of the definition of that reference, ``id@version``, starts anew."""
        return self.definition in ("", ref, ref.partition("@")[0])


def read_rebased(reading: Reading) -> tuple[Rebased, ...]:
    """The reasons that were written, by month."""
    top = reading.open("rebased.toml", required=False)
    found: list[Rebased] = []
    for table in top.tables("rebased", required=False):
        one = _rebased(table)
        if one is None:
            continue
        if any(one.month == other.month and _meet(one.definition, other.definition) for other in found):
            table.fault(
                "month", one.month.label, "Limits start anew once in a month.", "Put both reasons into one entry."
            )
        found.append(one)
    top.finish()
    return tuple(sorted(found, key=lambda each: each.month))


def _meet(one: str, other: str) -> bool:
    """Whether the two speak of one definition."""
    return not one or not other or one.partition("@")[0] == other.partition("@")[0]


def _rebased(table: Table) -> Rebased | None:
    month = table.shaped("month", _MONTH, "Limits start anew at a month.", 'Write it as "2024-03".')
    reason = table.text("reason", why="Limits never start anew without a reason that a reader can weigh.")
    if reason and len(reason.strip()) < LEAST_REASON:
        table.fault(
            "reason", f'"{reason}"', "A reason says what changed.", "Write what changed, and how that is known."
        )
    by, decided = table.text("decided_by"), table.day("decided")
    definition = table.text("definition", required=False)
    try:
        return Rebased(month=Period.month(month), reason=reason, decided_by=by, decided=decided, definition=definition)
    except ValueError:  # its fault is told
        return None
