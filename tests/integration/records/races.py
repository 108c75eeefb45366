"""Run by itself against a database of its own: two writers of one record, and every form sent twice at once. Prints JSON.

python -m tests.integration.records.races RACES POSTS
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from threading import Barrier, Thread
from typing import Any

import django
from django.core.management import call_command

from tests.integration.records.people import AT, ROBIN, SAM


def raced(times: int) -> dict[str, Any]:
    """Each time both writers have read the same version, and write it at once."""
    from sulis_web.partnership.models import Board
    from sulis_web.records import operations, queries
    from sulis_web.records.conflicts import Conflict

    board = operations.create(Board(key="raced", name="Raced"), by=SAM, at=AT)
    outcomes: list[list[str]] = [[] for _ in range(times)]
    gate = Barrier(2)

    def write(by: Any) -> None:
        for turn in range(times):
            gate.wait()
            fields = {"about": f"{by.person} in turn {turn}"}
            try:
                operations.change(board, fields=fields, seen_version=turn + 1, by=by, at=AT + timedelta(seconds=turn))
                outcomes[turn].append("won")
            except Conflict as conflict:
                outcomes[turn].append("conflict" if conflict.theirs != conflict.mine else "conflict with itself")

    _both(lambda: write(SAM), lambda: write(ROBIN))
    history = queries.history(board)[::-1]
    return {
        "outcomes": sorted({" ".join(sorted(outcome)) for outcome in outcomes}),
        "version": Board.objects.unscoped("a race's end").get().version,
        # A lost update would show as a change whose "before" is not what the change before it left.
        "unbroken": all(later.before["about"] == earlier.after["about"] for earlier, later in pairwise(history)),
        "events": _events("alter"),
    }


def doubled(posts: int) -> dict[str, Any]:
    from django.test import Client, override_settings
    from django.test.utils import setup_test_environment

    from sulis_web.partnership.models import Board

    setup_test_environment()
    gate = Barrier(2)
    answers: list[list[str]] = [[] for _ in range(posts)]

    def send() -> None:
        browser = Client()
        for number in range(posts):
            gate.wait()
            given = {"name": f"Board {number}", "once": f"{number:032}"}
            response = browser.post("/boards/add/", given)
            answers[number].append(f"{response.status_code} {response.headers.get('Location')}")

    with override_settings(ROOT_URLCONF="tests.integration.records.pages"):
        _both(send, send)
    return {
        "rows": Board.objects.unscoped("a count").filter(name__startswith="Board ").count(),
        "same answers": sum(first == second and first.startswith("302") for first, second in answers),
        "events": _events("collect") - 1,
    }


def _events(action: str) -> int:
    from sulis_web.audit.models import Event

    return int(Event.objects.filter(action=action).count())


def _both(*works: Callable[[], None]) -> None:
    """In two threads, each with a connection of its own. What breaks in one is raised here."""
    from django.db import connection

    broken: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:
            broken.append(error)
            raise
        finally:
            connection.close()

    threads = [Thread(target=run, args=(work,), daemon=True) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=300)
    if broken:
        raise broken[0]


if __name__ == "__main__":
    django.setup()
    call_command("migrate", verbosity=0)
    print(json.dumps({"races": raced(int(sys.argv[1])), "posts": doubled(int(sys.argv[2]))}))  # noqa: T201
