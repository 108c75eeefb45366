from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from sulis_web.audit import operations as audit
from sulis_web.audit.values import Action, Entry
from sulis_web.jobs import queries, queue, rules
from sulis_web.jobs.kinds import KINDS, Kind, TakenAway, Work
from sulis_web.jobs.models import Job, JobState
from sulis_web.partnership.actor import actor
from sulis_web.partnership.decide import Who

MOST_ATTEMPTS = 3
_ALIKE = "alike:"


def ask(kind: str, *, by: Who, at: datetime, once: str = "", **arguments: Any) -> Job:
    """Put a job in the queue, in the caller's transaction if there is one. The same request again gives the first one's job.

    With ``once`` that holds for good; without it, while the first is under way.

    Raises
    ------
    Denied
        When the person may not have it done.
    """
    known = KINDS[kind]
    rules.check_ask(by, known)
    once = _digest(by, kind, once) if once else _ALIKE + _digest(by, kind, arguments)[: 64 - len(_ALIKE)]
    try:
        with transaction.atomic():
            return _asked(known, by, at, once, arguments)
    except IntegrityError:
        return Job.objects.visible_to(by).get(once=once)


def take_up(public_id: str, *, worker: str, at: datetime) -> Job | None:
    """Make a waiting job this worker's; None when there is nothing left to do, whoever saw to that."""
    with transaction.atomic():
        job = _rows().filter(public_id=public_id, state=JobState.WAITING).first()
        if job is None:
            return None
        job.state, job.worker, job.attempt = JobState.RUNNING, worker, job.attempt + 1
        job.began_at, job.done, job.total, job.step = at, 0, 0, ""
        job.save()
    return job


def tell_step(job: Job, done: int, total: int, words: str) -> None:
    """Say how far a job is.

    Raises
    ------
    TakenAway
        When it is no longer this worker's.
    """
    mine = Job.objects.unscoped("the worker's own job").filter(pk=job.pk, attempt=job.attempt, state=JobState.RUNNING)
    if not mine.update(done=done, total=total, step=words[:200]):
        raise TakenAway(job.public_id)


def end(job: Job, kind: Kind, work: Work, found: Any, *, at: datetime) -> None:
    """Keep what was worked out and close the job, in one transaction; where the right to it has ended, keep nothing."""
    with transaction.atomic():
        held = _mine(job)
        who = queries.asker(held, at=at)
        if not rules.may_still(who, kind).allowed:
            _stop_for_right(held, kind, who, at)
            return
        again = Work(work.job, who, queries.by_job(who), at, work.arguments, work.step)
        result = kind.keep(again, found)
        held.result, held.result_words = _inside(result.url), result.words
        held.done = held.total
        _close(held, JobState.DONE, at)


def fail(job: Job, trouble: str, remedy: str, *, at: datetime) -> None:
    """Close a job without a result, with what went wrong and what to do next."""
    with transaction.atomic():
        held = _mine(job)
        held.trouble, held.remedy = trouble, remedy
        _close(held, JobState.FAILED, at)


def stop_for_right(job: Job, kind: Kind, *, at: datetime) -> None:
    """Close a job whose asker may not have it done any more. It has done nothing."""
    with transaction.atomic():
        held = _mine(job)
        _stop_for_right(held, kind, queries.asker(held, at=at), at)


def put_back(job: Job, *, at: datetime) -> None:
    """A worker was asked to end in the middle: the job waits for the next, and that was no attempt."""
    with transaction.atomic():
        held = _mine(job)
        held.attempt -= 1
        wait_again(held)


def wait_again(held: Job) -> None:
    """Put a job back into the queue. Call it in a transaction that holds its row."""
    held.state, held.worker, held.step, held.done = JobState.WAITING, "", "", 0
    held.entry = queue.put(queue.JOB, held.public_id)
    held.save()


def stop_for_deaths(held: Job, *, at: datetime) -> None:
    """Close a job under which one worker after another died. Call it in a transaction that holds its row."""
    held.trouble = f"The work was begun {held.attempt} times and broke off each time. Nothing was changed."
    held.remedy = "Ask for it once more. If it breaks off again, tell whoever runs the application here, with this page's address."
    _close(held, JobState.STOPPED, at)


def _asked(kind: Kind, by: Who, at: datetime, once: str, arguments: dict[str, Any]) -> Job:
    job = Job.objects.create(
        kind=kind.slug,
        arguments=arguments,
        once=once,
        asked_at=at,
        asked_by=by.public_id,
        organisation_id=by.organisation,
        membership_id=by.membership,
        factor=by.factor,
        confirmed=by.confirmed,
        purpose=by.purpose,
        request=by.request,
    )
    job.entry = queue.put(queue.JOB, job.public_id)
    job.save(update_fields=["entry"])
    entry = Entry(Action.COLLECT, actor(by), "jobs.job", job.public_id, reason=kind.words)
    audit.record(entry=entry, at=at)
    return job


def _stop_for_right(held: Job, kind: Kind, who: Who, at: datetime) -> None:
    decision = rules.may_still(who, kind)
    held.trouble = f"You may not have this done any more: {decision.reason}. Nothing was changed."
    held.remedy = "Ask your organisation’s single point of contact if you think that this is wrong."
    _close(held, JobState.STOPPED, at)
    why = decision.check.name.lower() if decision.check else ""
    audit.record(entry=Entry(Action.DENIED, queries.by_job(who), "action", kind.action.name, reason=why), at=at)


def _close(held: Job, state: JobState, at: datetime) -> None:
    held.state, held.ended_at, held.step = state, at, ""
    if held.once and held.once.startswith(_ALIKE):
        held.once = None  # the same may be asked for again
    held.save()


def _mine(job: Job) -> Job:
    held = _rows().filter(pk=job.pk, attempt=job.attempt, state=JobState.RUNNING).first()
    if held is None:
        raise TakenAway(job.public_id)
    return held


def _rows() -> Any:
    return Job.objects.unscoped("a worker's own jobs").select_for_update()


def _inside(url: str) -> str:
    if not url.startswith("/") or url.startswith("//"):
        raise ValueError("a job's result is an address inside the application")
    return url


def _digest(by: Who, kind: str, told: Any) -> str:
    return hashlib.sha256(json.dumps([by.public_id, kind, told], sort_keys=True).encode()).hexdigest()
