"""The extract's incidents in time: what each question of the chapter on times works from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sulis.indicators import Extract, ExtractIncident, Tally, exact_estimate, share_estimate
from sulis.vocabulary import Caveat, Unit
from sulis.year.needs.extracted import tally_of
from sulis.year.needs.model import Finding, FindingKind, Slot
from sulis.year.needs.study import Study

DAY = 1440.0  # minutes
SUBJECT = "incidents in the force's extract"
EVERY_KIND = Caveat(
    "every-incident-of-the-extract",
    "Every incident of the extract in the area counts here, and not the definition alone: few would be left of it in any one hour.",
)


@dataclass(frozen=True)
class Happened:
    """The incidents of the area with the study that asks."""

    study: Study
    extract: Extract

    @property
    def incidents(self) -> tuple[ExtractIncident, ...]:
        """Those of the area, one each."""
        return self.extract.incidents

    @cached_property
    def like(self) -> Tally:
        """Stands for all of them: their months, releases and restriction."""
        many = len(self.incidents)
        return tally_of(self.extract, self.study.scope, self.study.trail, many, self.extract.incidents_query)

    def too_few(self, id_: str, subject: str, question: str, why: str, ask: str, known: int) -> Finding:
        """That there is too little for an answer. The number of incidents that it rests on holds it back with the extract."""
        many = exact_estimate(known, len(self.incidents), Unit.INCIDENTS, self.like, self.study.level)
        statement = f"{question[:1].upper()}{question[1:]} cannot be told: {why} {ask}"
        return Finding(
            id_, FindingKind.CANNOT_TELL, subject, (Slot("incidents", many, "incidents that could be used"),),
            statements=(statement,), unsaid=(question,),
        )  # fmt: skip

    def unknown(self, many: int, label: str) -> Slot:
        """The share of the incidents of which something is not known."""
        return Slot("unknown", share_estimate(many, len(self.incidents), self.like, self.study.level), label)


Spans = tuple[list[float], list[float]]
"""Minutes from the start of a cycle to the earliest and to the latest moment of each; NaN where not known."""


def in_the_day(incidents: Sequence[ExtractIncident]) -> Spans:
    """Minutes from midnight. Only incidents with both moments take part."""
    found = [_minutes(one.occurred_from, one.occurred_to) for one in incidents]
    return [start for start, _ in found], [end for _, end in found]


def in_the_week(incidents: Sequence[ExtractIncident]) -> Spans:
    """Minutes from a Monday's midnight; an incident of which the day alone is known spans that day."""
    found = [_of_the_week(one) for one in incidents]
    return [start for start, _ in found], [end for _, end in found]


def _of_the_week(one: ExtractIncident) -> tuple[float, float]:
    if one.occurred_from is not None and one.occurred_to is not None:
        start, end = _minutes(one.occurred_from, one.occurred_to)
        before = one.occurred_from.weekday() * DAY
        return before + start, before + end
    if one.occurred_on is None:
        return math.nan, math.nan
    before = one.occurred_on.weekday() * DAY
    return before, before + DAY


def _minutes(first: datetime | None, last: datetime | None) -> tuple[float, float]:
    """From the midnight before the first moment to both."""
    if first is None or last is None:
        return math.nan, math.nan
    start = first.hour * 60.0 + first.minute
    return start, start + (last - first).total_seconds() / 60
