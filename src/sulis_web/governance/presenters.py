"""The front page's three questions, each answered in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from sulis_web.partnership.decide import Who
from sulis_web.partnership.models import Partnership
from sulis_web.plan import queries as plans
from sulis_web.runs import queries as runs
from sulis_web.runs.models import Run
from sulis_web.thread import queries as threads

if TYPE_CHECKING:
    from sulis.year.needs.model import Assessment


@dataclass(frozen=True, slots=True)
class Sentence:
    """``link`` is the part of the words that leads somewhere; it follows ``words``."""

    words: str
    link: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    due: tuple[Sentence, ...]
    changed: tuple[Sentence, ...]
    needs_you: tuple[Sentence, ...]
    not_yet: str


def home(who: Who, partnership: Partnership, *, today: date) -> Home:
    run = runs.latest(partnership)
    assessment = runs.open_run(run) if run else None
    return Home(
        due=(_review(partnership, today),),
        changed=_changed(partnership, run),
        needs_you=(*_to_run(run), *_missing(run, assessment), *_to_check(who, partnership)),
        not_yet="Not here yet: actions with owners and dates, progress against the measures, and the yearly account.",
    )


def _review(partnership: Partnership, today: date) -> Sentence:
    day = _day(partnership.next_review)
    if partnership.next_review < today:
        return Sentence(
            f"The partnership’s files were due for review on {day}.", "See what the plan says", reverse("plan")
        )
    return Sentence(
        f"The partnership’s files are next due for review on {day}.", "See what the plan says", reverse("plan")
    )


def _changed(partnership: Partnership, run: Run | None) -> tuple[Sentence, ...]:
    loaded = Sentence(f"The plan was loaded from its reviewed files on {_day(partnership.loaded.date())}.")
    if run is None:
        return (loaded,)
    told = f"The needs assessment was run on {_day(run.created.date())}, from {run.releases} releases of data."
    return (Sentence(told, "Read it", reverse("run", args=[run.id])), loaded)


def _to_run(run: Run | None) -> tuple[Sentence, ...]:
    if run is not None:
        return ()
    return (Sentence("No needs assessment has been run yet.", "See how to run one", reverse("needs")),)


def _missing(run: Run | None, assessment: Assessment | None) -> tuple[Sentence, ...]:
    """Months that were expected and have not come."""
    if run is None or assessment is None:
        return ()
    gone = [month_words(row.month) for row in assessment.coverage if row.status == "missing"]
    if not gone:
        return ()
    verb = "has" if len(gone) == 1 else "have"
    told = f"{listed(gone)} {verb} not been received. Every chart shows the gap."
    return (Sentence(told, "See what was received", reverse("run", args=[run.id]) + "#quality"),)


def _to_check(who: Who, partnership: Partnership) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    if "not yet" in partnership.checker:
        found.append(
            Sentence(
                "Nobody in the partnership has checked these files yet.", "Read the plan as loaded", reverse("plan")
            )
        )
    readings, unverified = threads.to_confirm(who).count(), plans.unverified(who)
    if readings:
        told = f"{readings} links from the plan to its reasons are our reading of it, and wait for someone to confirm them."
        found.append(Sentence(told, "See the plan", reverse("plan")))
    if unverified:
        records = "One record holds" if unverified == 1 else f"{unverified} records hold"
        told = f"{records} something that nobody has checked. It is on no public page."
        found.append(Sentence(told, "Look for the mark in what is offered", reverse("offered")))
    return tuple(found)


def month_words(month: str) -> str:
    """``2024-07`` as ``July 2024``."""
    return f"{date.fromisoformat(f'{month}-01'):%B %Y}"


def listed(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
