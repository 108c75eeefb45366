"""What falls due by itself: done by one worker, whichever comes first."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from sulis_web.jobs.kinds import DUE, Due
from sulis_web.jobs.models import FellDue

log = logging.getLogger("sulis.due")


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, and what was tried and failed: that falls due again at once."""

    done: tuple[str, ...]
    failed: tuple[str, ...]


def do_due(*, at: datetime) -> Done:
    done: list[str] = []
    failed: list[str] = []
    for due in DUE.values():
        before = _last(due)
        if not _claimed(due, before, at):
            continue
        (done if _did(due, before, at) else failed).append(due.name)
    return Done(tuple(done), tuple(failed))


def _last(due: Due) -> datetime | None:
    return FellDue.objects.filter(name=due.name).values_list("at", flat=True).first()


def _claimed(due: Due, before: datetime | None, at: datetime) -> bool:
    """Whether it falls to us: two that look at once see the same time, and one of them finds it changed."""
    if before is None:
        try:
            with transaction.atomic():
                FellDue.objects.create(name=due.name, at=at)
        except IntegrityError:
            return False
        return True
    if before > at - due.every:
        return False
    return FellDue.objects.filter(name=due.name, at=before).update(at=at) == 1


def _did(due: Due, before: datetime | None, at: datetime) -> bool:
    try:
        due.do(at)
    except Exception:
        log.exception("what fell due failed")
        ours = FellDue.objects.filter(name=due.name, at=at)
        if before is None:
            ours.delete()
        else:
            ours.update(at=before)
        return False
    return True
