"""The force's own extract as an assessment reads it: opened with leave, or the plain reason why nothing of it is here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sulis.indicators import EXTRACT, Extract, Marked, Scope, Tally, Trail, mark, read_extract
from sulis.store.engine import Engine
from sulis.vocabulary import Caveat, InputRefused, Period
from sulis.year.needs.model import Finding, FindingKind

if TYPE_CHECKING:
    from sulis.catalogue.violence import Definition
    from sulis.definition import Compiled
    from sulis.store import Store

CARD = "force_extract"
WEEK = timedelta(days=7)
MONTHS_A_YEAR, WEEKS_A_YEAR = 12.0, 365.25 / 7


class NoExtract(StrEnum):
    """Why an assessment has no extract to work with."""

    NOT_LOADED = "not loaded"  # no release of it is in the home
    NOT_READ = "not read"  # it is in the home, and whoever asked for the assessment did not ask to read it
    OTHER_TIME = "other time"  # it holds nothing of the area's force for the period


_WHY = {
    NoExtract.NOT_LOADED: "no extract from the force's own records is loaded, and the public files name no person and no hour",
    NoExtract.NOT_READ: "the force's own extract is loaded and restricted, and this assessment was not asked to read it",
    NoExtract.OTHER_TIME: "the force's own extract that is loaded holds nothing for this period",
}
_ASK = {
    NoExtract.NOT_LOADED: "Ask the force's data and performance team for one: `sulis letter request force_extract` writes the letter.",
    NoExtract.NOT_READ: "Whoever may read it runs the assessment with a reason, which is kept: `sulis assess --reason`.",
    NoExtract.OTHER_TIME: "Ask the force's data and performance team for these months, or assess the months that it holds.",
}

ONE_DELIVERY = Caveat(
    "force-extract",
    "From the force's own records, which are no open data. They hold what the police recorded and found out, and violence that"
    " nobody reported is not among them.",
)
BY_RECORDING = Caveat(
    "extract-by-recording",
    "An incident counts in the month in which it was recorded, wherever it is put in time by that.",
)


def can_read(store: Store) -> bool:
    """Whether both tables of an extract are loaded."""
    return all(store.has(name) for name in EXTRACT)


def extract_of(
    engine: Engine, scope: Scope, period: Period, definitions: Sequence[Definition], *, loaded: bool, read: bool
) -> Extract | NoExtract:
    """The area's extract, or why there is none. ``read`` says that the connection was opened with its tables."""
    if not loaded:
        return NoExtract.NOT_LOADED
    if not read:
        return NoExtract.NOT_READ
    found = read_extract(engine, scope, period, _marked(definitions))
    return found if found.period is not None else NoExtract.OTHER_TIME


def _marked(definitions: Sequence[Definition]) -> Marked:
    """What an extract can say of each definition, or of the one that it stands in for; left out where it can say nothing."""
    from sulis.catalogue.violence import find_definition

    whole = [find_definition(one.stands_in_for) if one.stands_in_for else one for one in definitions]
    compiled = [_compiled(one) for one in {one.ref: one for one in whole}.values()]
    return mark([one for one in compiled if one is not None])


def _compiled(definition: Definition) -> Compiled | None:
    from sulis.definition import compile_definition

    try:
        return compile_definition(definition, source=CARD)
    except InputRefused:
        return None


def no_extract(why: NoExtract, id_: str, subject: str, question: str, *also: str) -> Finding:
    """A finding that a question cannot be answered, why, and what to ask whom for. ``question`` is a clause: "who is hurt again"."""
    statement = f"{question[:1].upper()}{question[1:]} cannot be told: {_WHY[why]}. {_ASK[why]}"
    return Finding(
        id_, FindingKind.CANNOT_TELL, subject, statements=(statement, *also), unsaid=(question,),
    )  # fmt: skip


def tally_of(
    extract: Extract, scope: Scope, trail: Trail, count: int | None, query: str, definition: str | None = None
) -> Tally:
    """A count of the area's extract, with its months, its releases and the restriction that they carry."""
    if extract.period is None:
        raise ValueError("an extract without a month has no count")
    people = trail.ids(EXTRACT[1]) if query == extract.parts_query else ()
    road = trail.to((*trail.ids(EXTRACT[0]), *people), query, definition)
    return Tally(count, scope.area, extract.period, road, caveats=(ONE_DELIVERY,))


def counts_in_time(days: Sequence[date], period: Period) -> tuple[list[int], float]:
    """Events in each month of the period, or in each whole week where there are fewer than twelve months; how many a year has.

    Days beyond the last whole week are left out.

    Examples
    --------
    >>> counts_in_time([date(2024, 1, 3), date(2024, 1, 9)], Period.month("2024-01"))[0]
    [1, 1, 0, 0]
    """
    months = list(period.months())
    if len(months) >= MONTHS_A_YEAR:
        return [sum(month.start <= day < month.end for day in days) for month in months], MONTHS_A_YEAR
    weeks = (period.end - period.start) // WEEK
    counts = [0] * weeks
    for day in days:
        if 0 <= (at := (day - period.start) // WEEK) < weeks:
            counts[at] += 1
    return counts, WEEKS_A_YEAR
