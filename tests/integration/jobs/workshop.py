"""Run by itself against a database of its own: asks for jobs, and is a worker that can be killed. Prints JSON.

python -m tests.integration.jobs.workshop make
python -m tests.integration.jobs.workshop ask KIND TIMES
python -m tests.integration.jobs.workshop work LEASE_SECONDS
python -m tests.integration.jobs.workshop once
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import timedelta
from typing import Any

import django
from django.core.management import call_command
from django.utils import timezone

STEPS = 40


def offered() -> None:
    """Kinds of the tests' own: `tally` keeps one row of the audit for each job, and `slow` takes four seconds first."""
    from sulis_web.audit import operations as audit
    from sulis_web.audit.values import Action as Audited
    from sulis_web.audit.values import Entry
    from sulis_web.jobs.kinds import Kind, Result, Work, offer
    from sulis_web.partnership.actions import Action

    def quick(work: Work) -> int:
        work.step(1, 2, "Counting")
        return os.getpid()

    def slow(work: Work) -> int:
        for number in range(STEPS):
            work.step(number, STEPS, f"Step {number}")
            time.sleep(0.1)
        return os.getpid()

    def keep(work: Work, found: int) -> Result:
        entry = Entry(Audited.COLLECT, work.by, "tests.tally", work.job, reason=f"process {found}")
        audit.record(entry=entry, at=work.at)
        return Result("The tally", "/home/")

    for slug, do in (("tally", quick), ("slow", slow)):
        offer(Kind(slug, "Counting", Action.RUN_ASSESSMENT, do, keep))


def make() -> str:
    from tests.support.people import organisation, someone

    call_command("migrate", verbosity=0)
    return str(someone("analyst", organisation(), "asker").public_id)


def ask(kind: str, times: int) -> list[str]:
    from sulis_web.jobs.operations import ask as asked
    from sulis_web.partnership.models import Person
    from sulis_web.partnership.queries import as_who

    person = Person.objects.get(username="asker")
    now = timezone.now()
    return [asked(kind, by=as_who(person, at=now), at=now, number=each).public_id for each in range(times)]


def main(command: str, *words: str) -> Any:
    django.setup()
    offered()
    from sulis_web.jobs.loop import Loop

    if command == "make":
        return make()
    if command == "ask":
        return ask(words[0], int(words[1]))
    loop = Loop(lease=timedelta(seconds=float(words[0]) if words else 60), poll=0.05)
    loop.end_on_signals()
    print(json.dumps("ready"), flush=True)  # noqa: T201
    loop.run(once=command == "once")
    return "ended"


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])), flush=True)  # noqa: T201
