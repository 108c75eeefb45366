"""The chapter on when it happens, or that the sources are too coarse to tell."""

from __future__ import annotations

from sulis.catalogue.sources import SourceCard
from sulis.year.needs.extracted import NoExtract, no_extract
from sulis.year.needs.happened import Happened
from sulis.year.needs.hours import day_finding, hour_finding
from sulis.year.needs.knife import SUBJECT, knife_findings
from sulis.year.needs.model import Chapter, Finding
from sulis.year.needs.near import near_finding
from sulis.year.needs.study import Study
from sulis.year.needs.untested import untested_findings

_KNIFE = ("times-knife", SUBJECT, "how much is done with a knife, and whether that is rising or falling")
_TIMES = (
    ("times-hours", "hours of the day", "on which days and at what hour it happens, and how much of it at night"),
    ("times-near-repeats", "near repeats", "whether one incident is soon followed by another nearby"),
    _KNIFE,
)


def times_chapter(study: Study, card: SourceCard) -> Chapter:
    """Days of the week, hours and the night, near repeats, and knives; each a plain refusal without an extract."""
    if isinstance(study.extract, NoExtract):
        return Chapter("times", _nothing(study.extract, card))
    happened = Happened(study, study.extract)
    return Chapter(
        "times", (day_finding(happened), hour_finding(happened), near_finding(happened), *knife_findings(happened))
    )


def _nothing(why: NoExtract, card: SourceCard) -> tuple[Finding, ...]:
    """Why nothing can be told: of the public files what makes them too coarse, of an extract why it is not here."""
    if why is NoExtract.NOT_LOADED:
        return (*untested_findings(card), no_extract(why, *_KNIFE))
    return tuple(no_extract(why, *question) for question in _TIMES)
