"""What needs you: what waits for this reader, and what is closed to them until somebody acts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from sulis_web.design import dates
from sulis_web.governance.queries import due, mine
from sulis_web.governance.sentence import Sentence, listed, several
from sulis_web.needs import queries as findings
from sulis_web.needs.models import Finding
from sulis_web.needs.rules import can_review, can_write, why_not_approve
from sulis_web.partnership.actions import RESTRICTED, Action, Scope
from sulis_web.partnership.decide import Subject, Who, decide, reach
from sulis_web.partnership.models import Organisation, Partnership
from sulis_web.plan import queries as plans
from sulis_web.plan import watching
from sulis_web.plan.states import Colour
from sulis_web.records.following import FILES
from sulis_web.runs import queries as runs
from sulis_web.runs.models import Run
from sulis_web.thread import queries as threads
from sulis_web.thread.rules import can_confirm

if TYPE_CHECKING:
    from sulis.year.needs.model import Assessment

_LOOK_AGAIN = timedelta(days=365)


def needs_sentences(
    who: Who, partnership: Partnership, own: Organisation | None, run: Run | None, *, today: date, at: datetime
) -> tuple[Sentence, ...]:
    return (
        *_lapsed(who, own),
        *_own_entry(who, own, at),
        *_unsigned(who, today),
        *_of_the_plan(who, partnership),
        *_of_actions(who, own, today),
        *_of_the_evidence(who, run),
        *_of_findings(who, run),
        *_of_people(who, at),
        *_jobs(who, at),
    )


def _lapsed(who: Who, own: Organisation | None) -> Iterator[Sentence]:
    """Restricted pages are closed to a whole organisation whose agreements have all ended."""
    if own is None or who.agreement or who.part is None or not RESTRICTED & who.part.may.keys():
        return
    told = f"{own.name} is party to no information-sharing agreement in date, so restricted pages are closed to you."
    if decide(who, Action.READ_AGREEMENTS).allowed:
        yield Sentence(told, "See its agreements", reverse("agreements"))
    else:
        yield Sentence(told, "See what that closes", reverse("permissions"))


def _own_entry(who: Who, own: Organisation | None, at: datetime) -> Iterator[Sentence]:
    if own is None or not decide(who, Action.EDIT_ORGANISATION, Subject(frozenset({own.pk}))).allowed:
        return
    if reach(who, Action.EDIT_ORGANISATION) is Scope.PARTNERSHIP:
        return
    told = ""
    if own.changed_by == FILES:
        told = f"Nobody at {own.name} has checked its entry yet. It was loaded on {dates.day(own.changed_at)}."
    elif at - own.changed_at > _LOOK_AGAIN:
        told = f"The entry of {own.name} was last looked at on {dates.day(own.changed_at)}."
    if told:
        yield Sentence(told, "Check that it is right", reverse("organisation", args=[own.public_id]))


def _unsigned(who: Who, today: date) -> Iterator[Sentence]:
    """Told to whoever records agreements."""
    if not decide(who, Action.EDIT_AGREEMENT).allowed:
        return
    names = [row.name for row in due.without_agreement(who, today=today)]
    if names:
        shown = listed([*names[:3], f"{len(names) - 3} more"] if len(names) > 4 else names)
        verb = "is" if len(names) == 1 else "are"
        yield Sentence(f"{shown} {verb} party to no agreement in force.", "See the agreements", reverse("agreements"))


def _of_the_plan(who: Who, partnership: Partnership) -> Iterator[Sentence]:
    if not can_confirm(who):
        return
    if "not yet" in partnership.checker:
        yield Sentence(
            "Nobody in the partnership has checked the plan’s files since they were loaded.",
            "Read the plan as loaded",
            reverse("plan"),
        )
    if readings := threads.to_confirm(who).count():
        waits = several(readings, "link", "links")
        told = f"{waits} from the plan to its reasons {'is' if readings == 1 else 'are'} our reading of it, and nobody has confirmed "
        yield Sentence(f"{told}{'it' if readings == 1 else 'them'}.", "Read and confirm", reverse("thread"))
    if unverified := plans.unverified(who):
        told = f"{several(unverified, 'record holds', 'records hold')} something that nobody has checked. It is on no public page."
        yield Sentence(told, "Look for the mark in what is offered", reverse("offered"))


def _of_actions(who: Who, own: Organisation | None, today: date) -> Iterator[Sentence]:
    """Told to those who may say how actions go, of those that they may speak of."""
    scope = reach(who, Action.REPORT_PROGRESS)
    if scope is None or own is None:
        return
    held = plans.actions(who) if scope is Scope.PARTNERSHIP else plans.actions(who).filter(accountable=own)
    judged = watching.judged(who, held, on=today).values()
    where = {"state": "open"} if scope is Scope.PARTNERSHIP else {"owner": own.public_id}
    if red := sum(each.colour is Colour.RED for each in judged):
        told = f"{several(red, 'action is', 'actions are')} off course by the rule."
        yield Sentence(told, "See which", _actions(where | {"colour": Colour.RED.value}))
    if stale := sum(each.is_stale for each in judged):
        told = f"Of {several(stale, 'action', 'actions')} nobody has said lately how it goes."
        yield Sentence(told, "Say how they go", _actions(where | {"colour": "stale"}))


def _actions(where: dict[str, str]) -> str:
    return f"{reverse('actions')}?{urlencode(where)}"


def _of_the_evidence(who: Who, run: Run | None) -> Iterator[Sentence]:
    if not decide(who, Action.RUN_ASSESSMENT).allowed:
        return
    if run is None:
        yield Sentence("No needs assessment has been run yet.", "See how to run one", reverse("needs"))
        return
    if gone := _months_missing(runs.open_run(run)):
        verb = "has" if len(gone) == 1 else "have"
        told = f"{listed(gone)} {verb} not been received. Every chart shows the gap."
        yield Sentence(told, "See what was received", reverse("chapter", args=[run.id, "quality"]))


def _of_findings(who: Who, run: Run | None) -> Iterator[Sentence]:
    """Told to those who can act: what a second person has to read, and what no longer fits its figures."""
    texts = list(findings.findings(who).filter(retired_at__isnull=True)) if can_write(who) or can_review(who) else []
    waiting = [each for each in texts if can_review(who) and _may_approve(who, each, run)]
    if waiting:
        told = several(len(waiting), "finding waits", "findings wait")
        yield Sentence(f"{told} for a second person to read and approve.", "Read what we say", reverse("findings"))
    stale = [each for each in texts if can_write(who) and findings.moved(each, run)]
    if stale:
        told = several(len(stale), "finding was", "findings were")
        yield Sentence(
            f"{told} written beside figures that have changed since.", "Read what we say", reverse("findings")
        )


def _may_approve(who: Who, text: Finding, run: Run | None) -> bool:
    stale = bool(findings.moved(text, run))
    return not why_not_approve(text, person=who.public_id, writers=findings.writers(text), stale=stale)


def _of_people(who: Who, at: datetime) -> Iterator[Sentence]:
    if count := mine.without_factor(who, at=at):
        told = several(count, "person’s role needs", "people’s roles need")
        yield Sentence(f"{told} a second factor that is not set up yet.", "See who", reverse("members"))
    if count := mine.invitations(who, at=at):
        told = several(count, "invitation has", "invitations have")
        yield Sentence(f"{told} not been taken up yet.", "See who works here", reverse("members"))


def _jobs(who: Who, at: datetime) -> Iterator[Sentence]:
    for job in mine.jobs(who, at=at):
        told = "is under way" if job.goes_on else "did not succeed"
        words = f"What you asked for on {dates.moment(job.asked_at)} {told}."
        yield Sentence(words, "See it", reverse("job", args=[job.public_id]))


def _months_missing(assessment: Assessment) -> list[str]:
    """Months that were expected and have not come: ``2024-07`` as ``July 2024``."""
    gone = [row.month for row in assessment.coverage if row.status == "missing"]
    return [f"{date.fromisoformat(f'{month}-01'):%B %Y}" for month in gone]
