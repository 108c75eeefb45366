"""Run by itself against a database of its own: many do at one instant what only so many may. Prints JSON.

python -m tests.integration.accounts.races THREADS
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import django
from django.core.management import call_command


def at_once(threads: int, act: Callable[[], object]) -> dict[str, int]:
    """How often each outcome was met when all did it together."""
    from django.db import connection

    gate, met = Barrier(threads), Counter[str]()

    def run() -> None:
        gate.wait()
        try:
            met[str(act())] += 1
        except Exception as trouble:
            met[f"{type(trouble).__name__}: {trouble}"] += 1
        finally:
            connection.close()

    running = [Thread(target=run) for _ in range(threads)]
    for each in running:
        each.start()
    for each in running:
        each.join()
    return dict(met)


def tried(threads: int) -> dict[str, int]:
    from django.utils import timezone

    from sulis_web.accounts import throttle

    counters, now = throttle.sign_in_counters(account="one", address="192.0.2.1"), timezone.now()
    return at_once(threads, lambda: throttle.take(counters, at=now) is None)


def accepted(threads: int) -> dict[str, int]:
    from django.utils import timezone

    from sulis_web.accounts import queries
    from sulis_web.accounts.operations import memberships
    from sulis_web.audit.values import SYSTEM
    from tests.support.people import organisation

    now = timezone.now()
    made = memberships.invite(
        organisation=organisation(), role="analyst", name="Robin Vale", email="new@council.example", by=SYSTEM, at=now
    )
    held: Any = queries.invitation_behind(made.secret, at=now)
    said = {"first_name": "Robin", "last_name": "Vale", "password": None}
    return at_once(threads, lambda: memberships.accept_as_new(invitation=held, by=None, at=now, **said) is not None)


def given(threads: int) -> dict[str, int]:
    from django.utils import timezone

    from sulis_web.accounts import factors
    from sulis_web.partnership.models import Person
    from tests.integration.accounts.people import code_of, with_authenticator

    person, now = Person.objects.create(username="one"), timezone.now()
    code = code_of(with_authenticator(person), at=now)
    return at_once(threads, lambda: factors.take_code(person, code, at=now) is not None)


def main(threads: int) -> None:
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    told = {"tried": tried(threads), "accepted": accepted(threads), "given": given(threads)}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]))
