"""Real writers of audit events in processes of their own.

`python -m tests.support.audit_writers migrate|write EVENTS WRITERS|head|endless`: prints what it did as JSON lines. ``endless``
prints each number that was acknowledged, until it is killed.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import UTC, datetime

import django


def entry(number: int) -> object:
    from sulis_web.audit.values import Action, Actor, Entry

    actor = Actor(person=f"person{os.getpid()}", organisation=f"organisation{number % 3}", role="analyst")
    return Entry(
        action=Action.CONSULT if number % 2 else Action.ALTER, actor=actor, object_type="partnership.agreement",
        object_id=f"agreement{number}", fields=("title", "expires"), ids=(f"a{number}", f"b{number}"), reason="a test’s",
    )  # fmt: skip


def write(events: int, changes: bool = False) -> None:
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
    children = [_forked(events) for _ in range(writers)]
    codes = [os.waitpid(child, 0)[1] for child in children]
    assert codes == [0] * writers, codes
    return time.perf_counter() - started


def _forked(events: int) -> int:
    child = os.fork()
    if child:
        return child
    try:
        write(events)
    except BaseException as trouble:
        print(f"{type(trouble).__name__}: {trouble} because of {trouble.__cause__!r}", file=sys.stderr, flush=True)
        os._exit(1)
    os._exit(0)


def endless() -> None:
    """Writes and says so after each commit. Whoever kills it knows what was acknowledged."""
    from sulis_web.audit.operations import disclose

    for number in range(1_000_000):
        print(disclose(entry=entry(number), at=datetime.now(UTC)).seq, flush=True)


def main(words: list[str]) -> None:
    django.setup()
    from django.core.management import call_command

    if words[0] == "migrate":
        call_command("migrate", "audit", *words[1:], verbosity=0)
    elif words[0] == "write":
        seconds = write_together(int(words[1]), int(words[2]))
        print(json.dumps({"events": int(words[1]) * int(words[2]), "seconds": seconds}))
    elif words[0] == "head":
        from sulis_web.audit.operations import export_head

        print(json.dumps({"seq": export_head(at=datetime.now(UTC)).seq}))
    else:
        endless()


if __name__ == "__main__":
    main(sys.argv[1:])
