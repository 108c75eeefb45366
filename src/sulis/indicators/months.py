"""Which months of a period were received for a force, and why the others were not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulis.vocabulary import Missing, Period

if TYPE_CHECKING:
    from sulis.store import CoverageMonth, Store

_ABSENT = {"missing": Missing.NOT_RECEIVED, "withdrawn": Missing.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class MonthState:
    """One month of the period with its line of the ledger; None where the ledger does not reach that month."""

    month: Period
    ledger: CoverageMonth | None

    @property
    def status(self) -> str:
        """Present, provisional, revised, missing or withdrawn."""
        return "missing" if self.ledger is None else str(self.ledger.status)

    @property
    def missing(self) -> Missing | None:
        """Why there is nothing for the month, or None when it was received."""
        return _ABSENT.get(self.status)

    @property
    def received(self) -> bool:
        return self.missing is None

    @property
    def provisional(self) -> bool:
        return self.status == "provisional"


def statuses_of(store: Store, period: Period) -> dict[str, tuple[str, ...]]:
    """For each force that was ever loaded, the status of each month of the period, in order, as the ledger has it."""
    latest = {(release.series, release.period): release for release in store.releases("incidents", history=True)}
    months = [month.label for month in period.months()]
    return {
        force: tuple(latest[force, month].kept_as if (force, month) in latest else "missing" for month in months)
        for force in sorted({force for force, _ in latest})
    }


def months_of(store: Store, force: str, period: Period) -> tuple[MonthState, ...]:
    """Every month of the period, in order. Months before the first or after the last one loaded are missing too.

    Raises
    ------
    WrongUsage
        When nothing of the force is loaded.
    """
    ledger = {line.month: line for line in store.coverage(force)}
    return tuple(MonthState(month, ledger.get(month.label)) for month in period.months())
