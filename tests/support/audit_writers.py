"""Real writers of audit events in processes of their own.

`python -m tests.support.audit_writers` with `migrate`, `write EVENTS WRITERS`, `pace EVENTS`, `fill EVENTS`, `head` or `swarm WRITERS`.
Each says what it did in JSON lines; a swarm says each event that was acknowledged, until it is killed.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import count

import django


def entry(number: int) -> object:
    from sulis_web.audit.values import Action, Actor, Entry

    actor = Actor(person=f"person{os.getpid()}", organisation=f"organisation{number % 3}", role="analyst")
    return Entry(
        action=Action.CONSULT if number % 2 else Action.ALTER, actor=actor, object_type="partnership.agreement",
        object_id=f"agreement{number}", fields=("title", "expires"), ids=(f"a{number}", f"b{number}"), reason="a test’s",
    )  # fmt: skip


def write(events: int) -> None:
    """Half of the events by way of disclosures, half with a change's transaction."""
    from django.db import transaction

    from sulis_web.audit.operations import disclose, record

    for number in range(events):
        if number % 2:
            disclose(entry=entry(number), at=datetime.now(UTC))
        else:
            with transaction.atomic():
                record(entry=entry(number), at=datetime.now(UTC))


def write_together(events: int, writers: int) -> float:
    """So many forked writers at once, each with a connection of its own; the seconds that they took."""
    from django.db import connections

    connections.close_all()
    started = time.perf_counter()
    children = [_forked(partial(write, events)) for _ in range(writers)]
    codes = [os.waitpid(child, 0)[1] for child in children]
    assert codes == [0] * writers, codes
    return time.perf_counter() - started


def _forked(work: Callable[[], None]) -> int:
    child = os.fork()
    if child:
        return child
    try:
        work()
    except BaseException as trouble:
        sys.stderr.write(f"{type(trouble).__name__}: {trouble} because of {trouble.__cause__!r}\n")
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


def pace(events: int) -> dict[str, float]:
    """What one disclosure costs its reader when nobody else writes, in milliseconds."""
    from sulis_web.audit.operations import disclose

    taken = []
    for number in range(events):
        started = time.perf_counter()
        disclose(entry=entry(number), at=datetime.now(UTC))
        taken.append((time.perf_counter() - started) * 1000)
    taken.sort()
    return {"median": taken[events // 2], "p95": taken[events * 95 // 100]}


def fill(events: int) -> None:
    """A long chain at once, for reading: sealed as the writer seals, without a transaction for each."""
    from django.conf import settings

    from sulis_web.audit import queries
    from sulis_web.audit.chain import sealed
    from sulis_web.audit.keys import read_keys
    from sulis_web.audit.models import Event
    from sulis_web.audit.values import Row

    row, key = last(queries.rows()), read_keys(settings.AUDIT_KEY_FILE).newest
    several = []
    for seq in range(row.seq + 1, events + 1):
        row = sealed(replace(row, seq=seq, previous=row.hash), key)
        several.append(Event(**{name: getattr(row, name) for name in Row.__dataclass_fields__}))
        if len(several) == 5000 or seq == events:
            Event.objects.bulk_create(several)
            several = []


def last(rows: Iterator[object]) -> object:
    return deque(rows, maxlen=1)[0]


def swarm(writers: int) -> None:
    """So many writers that go on without end. Whoever kills one sees another take its place."""
    from django.db import connections

    connections.close_all()
    for _ in range(writers):
        _forked(endless)
    while True:
        os.wait()
        _forked(endless)


def endless() -> None:
    """Says who it is and the number of each event that was acknowledged. One that was refused it tries again."""
    from sulis_web.audit.operations import disclose
    from sulis_web.audit.values import AuditUnavailable

    for number in count():
        with suppress(AuditUnavailable):  # on a busy machine a writer may wait too long for its turn
            say({"pid": os.getpid(), "seq": disclose(entry=entry(number), at=datetime.now(UTC)).seq})


def say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main(words: list[str]) -> None:
    django.setup()
    from django.core.management import call_command

    if words[0] == "migrate":
        call_command("migrate", "audit", *words[1:], verbosity=0)
    elif words[0] == "write":
        say({"seconds": write_together(int(words[1]), int(words[2]))})
    elif words[0] == "pace":
        say(pace(int(words[1])))
    elif words[0] == "fill":
        fill(int(words[1]))
    elif words[0] == "head":
        from sulis_web.audit.operations import export_head

        say({"seq": export_head(at=datetime.now(UTC)).seq})
    else:
        swarm(int(words[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
