"""One job from beginning to end, in a worker."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event

from sulis.vocabulary import SulisError
from sulis_web.jobs import operations, queries, rules
from sulis_web.jobs.kinds import KINDS, Kind, PutBack, TakenAway, Work
from sulis_web.jobs.models import Job

log = logging.getLogger("sulis.jobs")
STOPPING = Event()  # set when this process was asked to end
Clock = Callable[[], datetime]
_OUR_FAULT = "The application made a mistake in this work. Nothing was changed."
_GONE = "This version of the application does not know this kind of work any more. Nothing was changed."
_TELL = "Tell whoever runs the application here, with this page’s address: the log holds what happened under it."


def run(public_id: str, *, worker: str, clock: Clock) -> None:
    """Do a waiting job. Whatever goes wrong is told on its page, and what the worker must do goes on."""
    job = operations.take_up(public_id, worker=worker, at=clock())
    if job is None:
        return
    try:
        _run(job, clock)
    except TakenAway:
        log.warning("a job was taken away", extra={"job": public_id})
    except PutBack:
        operations.put_back(job, at=clock())


def _run(job: Job, clock: Clock) -> None:
    kind = KINDS.get(job.kind)
    if kind is None:
        operations.fail(job, _GONE, _TELL, at=clock())
        return
    try:
        _do(job, kind, clock)
    except (TakenAway, PutBack):
        raise
    except SulisError as told:
        operations.fail(job, told.message, told.remedy, at=clock())
    except Exception:
        log.exception("a job failed", extra={"job": job.public_id})
        operations.fail(job, _OUR_FAULT, _TELL, at=clock())


def _do(job: Job, kind: Kind, clock: Clock) -> None:
    """Nothing is begun for somebody who may not have it done any more, and nothing kept for somebody who left meanwhile."""
    who = queries.asker(job, at=clock())
    if not rules.may_still(who, kind).allowed:
        operations.stop_for_right(job, kind, at=clock())
        return

    def step(done: int, total: int, words: str) -> None:
        if STOPPING.is_set():
            raise PutBack(job.public_id)
        operations.tell_step(job, done, total, words)

    work = Work(job.public_id, who, queries.by_job(who), clock(), job.arguments, step)
    operations.end(job, kind, work, kind.do(work), at=clock())
