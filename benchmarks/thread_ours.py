"""Builds a plan of 10,000 actions and 50,000 links in SQLite and times each page of the thread.

`python -m benchmarks.thread_ours HOME RUNS` prints JSON: for each page the median seconds of the whole answer by the application,
beside a page of one line of text and the bare query of every link, all in one process and in turn.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

AT = datetime(2026, 11, 1, tzinfo=UTC)
MADE = {"created_at": AT, "created_by": "files", "changed_at": AT, "changed_by": "files"}
OBJECTIVES, CAUSES, MEASURES, FINDINGS, THEMES, RECOMMENDATIONS, ACTIONS, LINKS = (
    40, 60, 30, 400, 200, 500, 10_000, 50_000,
)  # fmt: skip
FLOOR = "/health/"


def main() -> None:
    home, runs = Path(sys.argv[1]), int(sys.argv[2])
    home.mkdir(parents=True, exist_ok=True)
    from sulis_cli.serve import make_ready, set_up

    set_up(home)
    make_ready()
    hub = build()
    browser = signed_in()
    pages = {
        "one item both ways: an action": f"/thread/item/{hub['action']}/",
        "one item both ways: an objective with 250 actions": f"/thread/item/{hub['objective']}/",
        "one item both ways: a cause": f"/thread/item/{hub['risk']}/",
        "everything about one cause": f"/thread/cause/{hub['risk']}/",
        "where the thread breaks": "/thread/breaks/",
        "the links, first page": "/thread/?basis=",
        "the form of a new link": "/thread/add/",
        "one link": f"/thread/{hub['link']}/",
        "public sentences": "/thread/sentences/",
        "the whole plan on one page": "/thread/map/",
    }
    calls: dict[str, Callable[[], Any]] = {name: asked(browser, path) for name, path in pages.items()}
    calls["a line of text"] = asked(browser, FLOOR)
    calls["the bare query of every link"] = every_link
    print(json.dumps({"links": LINKS, "seconds": timed(calls, runs)}))


def asked(browser: Any, path: str) -> Callable[[], Any]:
    def call() -> Any:
        answer = browser.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")
        return answer

    return call


def timed(calls: dict[str, Callable[[], Any]], runs: int) -> dict[str, float]:
    """The median of each, all in turn so that a slower minute falls on every one; the first round is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in calls}
    for number in range(runs + 1):
        for name, call in calls.items():
            started = time.perf_counter()
            call()
            if number:
                taken[name].append(time.perf_counter() - started)
    return {name: statistics.median(values) for name, values in taken.items()}


def every_link() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT id, source_id, target_id, kind, basis, reason FROM thread_link WHERE retired_at IS NULL")
        return len(cursor.fetchall())


def signed_in() -> Any:
    from django.test import Client
    from django.utils import timezone

    from sulis_web.partnership.models import Membership, Organisation, Person
    from sulis_web.partnership.sign_in import Kept

    person = Person.objects.create(username="reader")
    place = Organisation._base_manager.get()
    Membership.objects.create(person=person, organisation=place, role="co-ordinator", starts=AT, **MADE)
    browser = Client(SERVER_NAME="127.0.0.1")
    browser.force_login(person)
    kept, now = browser.session, timezone.now().isoformat()
    kept[Kept.STARTED] = kept[Kept.SEEN] = kept[Kept.CONFIRMED] = now
    kept[Kept.FACTOR] = "code"
    kept.save()
    return browser


def build() -> dict[str, str]:
    """The plan; gives keys of an action, of an objective and of a cause, and the id of a link."""
    from sulis_web.partnership.models import Organisation
    from sulis_web.plan.models import Action, Record
    from sulis_web.thread.models import Item, Link, Sentence

    owner = Organisation.objects.create(key="owner", name="Owner", duty="other", **MADE)
    sizes = {
        "priority": 4, "objective": OBJECTIVES, "risk": CAUSES, "measure": MEASURES, "finding": FINDINGS, "reason": THEMES,
        "recommendation": RECOMMENDATIONS, "public sentence": 20,
    }  # fmt: skip
    plan = [kind for kind in sizes if kind not in {"recommendation", "public sentence"}]
    Record._base_manager.bulk_create(
        Record(
            key=f"{kind}_{n}", kind=kind, position=n, title=f"{kind.capitalize()} number {n}", text="Made up.", section="",
            unverified=False, facts=[], **MADE,
        ) for kind in plan for n in range(sizes[kind])
    )  # fmt: skip
    objectives = list(Record._base_manager.filter(kind="objective"))
    actions = [
        Action(key=f"action_{n}", title=f"Action number {n}", objective=objectives[n % OBJECTIVES], accountable=owner,
               state="under way", due=AT.date(), determinants=[], **MADE)
        for n in range(ACTIONS)
    ]  # fmt: skip
    Action._base_manager.bulk_create(actions, batch_size=500)
    Sentence._base_manager.bulk_create(
        Sentence(key=f"s{n}", words=f"Sentence {n}", where="Page 1", claims=["found", "done"], position=n, **MADE)
        for n in range(20)
    )
    keys = {"public sentence": "sentence:s{}", "recommendation": "recommendation:{}"}
    items = [
        Item(key=keys.get(kind, f"{kind}_{{}}").format(n), kind=kind, title=f"{kind.capitalize()} number {n}", position=n, **MADE)
        for kind, size in sizes.items() for n in range(size)
    ]  # fmt: skip
    items += [
        Item(key=f"action:{each.public_id}", kind="action", title=each.title, position=n, **MADE)
        for n, each in enumerate(actions)
    ]
    Item._base_manager.bulk_create(items, batch_size=500)
    held: dict[str, list[Item]] = {}
    for item in Item._base_manager.order_by("pk"):
        held.setdefault(item.kind, []).append(item)
    Link._base_manager.bulk_create(list(links(held)), batch_size=500)
    if (there := Link._base_manager.count()) != LINKS:
        raise SystemExit(f"there are {there} links and not {LINKS}")
    one = Link._base_manager.filter(kind="supported by").first()
    return {"action": held["action"][0].key, "objective": "objective_0", "risk": "risk_0", "link": one.public_id}


def links(held: dict[str, list[Any]]) -> Any:
    """Exactly `LINKS` of them: the plan's own first, then what actions address."""
    from sulis_web.thread.models import Link

    seen: set[tuple[int, int, str]] = set()
    left = count(1)

    def tied(source: Any, target: Any, kind: str, basis: str = "stated") -> Any:
        key = (source.pk, target.pk, kind)
        if key not in seen and len(seen) < LINKS:
            seen.add(key)
            next(left)
            yield Link(source=source, target=target, kind=kind, basis=basis, reason="It was made so.", **MADE)

    def many(sources: list[Any], targets: list[Any], kind: str, each: int, basis: str = "stated") -> Any:
        for number, source in enumerate(sources):
            for step in range(each):
                yield from tied(source, targets[(number * 7 + step * 13) % len(targets)], kind, basis)

    yield from many(held["objective"], held["priority"], "belongs to", 1)
    yield from many(held["objective"], held["risk"], "addresses", 6)
    yield from many(held["objective"], held["reason"], "addresses", 4)
    yield from many(held["objective"], held["measure"], "measured by", 3)
    yield from many(held["risk"], held["finding"], "supported by", 8)
    yield from many(held["risk"], held["reason"], "supported by", 3)
    yield from many(held["public sentence"], held["objective"], "rests on", 2)
    yield from many(held["public sentence"], held["finding"], "rests on", 2)
    for number, action in enumerate(held["action"]):
        yield from tied(action, held["objective"][number % OBJECTIVES], "belongs to", "recorded")
    yield from many(held["action"], held["recommendation"], "answers", 1)
    yield from many(held["action"], held["risk"], "addresses", 4, "recorded")


if __name__ == "__main__":
    main()
