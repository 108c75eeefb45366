"""What changed: the needs assessment, the plan's files, and what people changed in the last fortnight."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse

from sulis_web.design import dates
from sulis_web.evidence.models import What as Became
from sulis_web.evidence.queries import decisions_since
from sulis_web.governance.queries import changes
from sulis_web.governance.queries.changes import Changed
from sulis_web.governance.sentence import Sentence
from sulis_web.governance.words import THINGS
from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Who, decide
from sulis_web.partnership.models import Partnership
from sulis_web.partnership.queries import people_named
from sulis_web.records.models import What
from sulis_web.runs.models import Run

BACK = timedelta(days=14)
_MOST = 6
_RELEASED = {
    Became.REPLACED: "{release} took the place of {replaced} on {on}.",
    Became.WITHDRAWN: "{release} was withdrawn on {on}.",
    Became.REINSTATED: "{release} was taken back in on {on}.",
}
_DID = {What.CREATED: "added", What.CHANGED: "changed", What.RETIRED: "took out of use", What.RESTORED: "brought back"}
# Where each kind of record is read: the name of the address, and how a row gives what it asks for.
_PAGES = {
    "partnership.organisation": ("organisation", lambda row: row.public_id),
    "partnership.board": ("board", lambda row: row.public_id),
    "partnership.seat": ("board", lambda row: row.board.public_id),
    "partnership.line": ("board", lambda row: row.board.public_id),
    "partnership.agreement": ("agreement", lambda row: row.public_id),
    "partnership.party": ("agreement", lambda row: row.agreement.public_id),
    "partnership.membership": ("member", lambda row: row.public_id),
    "thread.link": ("link", lambda row: row.public_id),
    "plan.record": ("record", lambda row: row.key),
}


def changed_sentences(who: Who, partnership: Partnership, run: Run | None, *, at: datetime) -> tuple[Sentence, ...]:
    """People's changes first. What the reader's role does not reach is not told, not even that it changed."""
    return (*_by_people(who, at), *_released(who, run, at), *_assessed(who, run), *_loaded(who, partnership))


def _by_people(who: Who, at: datetime) -> Iterator[Sentence]:
    found = changes.lately(who, since=at - BACK)
    names = people_named(each.revision.by for each in found[:_MOST])
    for each in found[:_MOST]:
        yield _sentence(each, names)
    if len(found) > _MOST:
        yield Sentence(
            f"{len(found) - _MOST} more records were changed in the last fortnight. Each page tells its own history."
        )


def _sentence(each: Changed, names: dict[str, str]) -> Sentence:
    revision = each.revision
    by = names.get(revision.by, "The application itself" if revision.by == "system" else "Somebody")
    thing = THINGS.get(revision.kind, "a record")
    told = f"{by} {_DID[What(revision.what)]} {thing}, “{each.record}”, on {dates.moment(revision.at)}."
    name, argument = _PAGES.get(revision.kind, ("", None))
    return (
        Sentence(told, "See what changed", reverse(name, args=[argument(each.record)])) if argument else Sentence(told)
    )


def _released(who: Who, run: Run | None, at: datetime) -> Iterator[Sentence]:
    """Releases that took another's place or were withdrawn; first those that the latest run rests on."""
    read = set((run.read if run else None) or ())
    found = sorted(decisions_since(who, at - BACK), key=lambda each: not read & {each.release, each.replaced})
    for each in found[:_MOST]:
        told = _RELEASED[Became(each.what)].format(
            release=each.release, replaced=each.replaced, on=dates.moment(each.at)
        )
        rests = " The latest needs assessment rests on it." if read & {each.release, each.replaced} else ""
        yield Sentence(f"{told}{rests}", "See what moved", reverse("held-release", args=[each.release]))


def _assessed(who: Who, run: Run | None) -> Iterator[Sentence]:
    if run is not None and decide(who, Action.READ_WORK).allowed:
        told = f"The needs assessment was run on {dates.day(run.created)}, from {run.releases} releases of data."
        yield Sentence(told, "Read it", reverse("run", args=[run.id]))


def _loaded(who: Who, partnership: Partnership) -> Iterator[Sentence]:
    if decide(who, Action.READ_WORK).allowed:
        yield Sentence(f"The plan was loaded from its reviewed files on {dates.day(partnership.loaded)}.")
