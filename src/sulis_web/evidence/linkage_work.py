"""What people do in linkage rooms from the application's pages. The rights are asked first, then the audit is told, then it is done."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from sulis.vocabulary import WrongUsage
from sulis_web.evidence import linkage_rooms, rules, uploads
from sulis_web.jobs.models import Job
from sulis_web.jobs.operations import ask
from sulis_web.partnership.actor import actor
from sulis_web.partnership.decide import Who

if TYPE_CHECKING:
    from sulis.linkage import (
        Certificate,
        ClusterReport,
        ModelReport,
        PersonKey,
        Quality,
        ReviewPair,
        Room,
        Waterfall,
        Why,
    )

ADD, LINK = "add-linkage-sheet", "link-linkage-room"
LISTED = 20  # pairs of one list: what a person judges at one sitting
_REVIEWING, _REPORTING = "to see which pairs wait for a judgement", "to see how the linkage stands"


def open_room(*, purpose: str, impact_assessment: str, ends: date, by: Who, at: datetime) -> str:
    """Make a room; its name. Raises `WrongUsage` where the last day cannot be."""
    from sulis.linkage import Terms

    rules.check_open_linkage(by)
    terms = Terms(purpose, impact_assessment, ends)
    with linkage_rooms.opened(terms, by=actor(by), at=at, reason=f"under {impact_assessment}") as room:
        return room.name


def send_sheet(
    *, room: str, source: str, columns: Mapping[str, str], reason: str, content: bytes, by: Who, at: datetime
) -> Job:
    """Keep a sheet encrypted and have it brought in. Neither its name nor a cell of it goes into the job."""
    rules.check_enter_linkage(by)
    upload = secrets.token_hex(8)
    uploads.keep(upload, content)
    return ask(ADD, by=by, at=at, room=room, upload=upload, source=source, columns=dict(columns), reason=reason)


def ask_link(
    *, room: str, seen: int, link: float, review: float, hold_twins: bool, reason: str, by: Who, at: datetime
) -> Job:
    """Have the records linked, unless somebody has since the run that was seen."""
    rules.check_enter_linkage(by)
    with transaction.atomic():
        return ask(
            LINK, by=by, at=at, room=room, seen=seen, link=link, review=review, hold_twins=hold_twins, reason=reason
        )


def pairs_to_review(*, room: str, by: Who, at: datetime) -> tuple[ReviewPair, ...]:
    with _inside(room, _REVIEWING, by, at) as (inside, why):
        return inside.review_list(LISTED, why)


def pair(*, room: str, pair: str, by: Who, at: datetime, identifiers_because: str = "") -> Waterfall:
    """A pair field by field; given a reason to see them, with both records' cells, once the audit has it."""
    with _inside(room, identifiers_because or _REVIEWING, by, at) as (inside, why):
        return inside.waterfall(pair, why, identifiers=bool(identifiers_because))


def judge(*, room: str, pair: str, judgement: str, seen: int, reason: str, by: Who, at: datetime) -> None:
    """Keep a judgement. Raises `WrongUsage` where it contradicts others, or somebody was quicker."""
    from sulis.linkage import Judgement

    with _inside(room, reason, by, at) as (inside, why):
        _check_seen(inside, seen)
        inside.decide(*inside.records_of(pair), Judgement(judgement), why)


def undo(*, room: str, judgement: str, seen: int, reason: str, by: Who, at: datetime) -> None:
    """Take a judgement back. Raises as `judge` does."""
    with _inside(room, reason, by, at) as (inside, why):
        _check_seen(inside, seen)
        inside.undo(judgement, why)


def report(*, room: str, by: Who, at: datetime) -> tuple[ClusterReport, ModelReport]:
    with _inside(room, _REPORTING, by, at) as (inside, why):
        return inside.clusters(why), inside.model_report(why)


def quality(
    *, room: str, labels: Mapping[tuple[str, str], str], by: Who, at: datetime
) -> tuple[Quality, tuple[Quality, ...]]:
    """How often the linkage is wrong against labels, at the threshold in use and at others. They are not kept."""
    from sulis.linkage import RecordRef

    with _inside(room, _REPORTING, by, at) as (inside, why):
        return inside.quality({RecordRef(*ref): person for ref, person in labels.items()}, why)


def keys(*, room: str, version: int, reason: str, by: Who, at: datetime) -> tuple[PersonKey, ...]:
    """What alone leaves the room, as it stood at a version."""
    rules.check_take_keys(by)
    with _inside(room, reason, by, at) as (inside, why):
        return inside.keys_out(why, version=version)


def end(*, room: str, reason: str, by: Who, at: datetime) -> Certificate:
    """Destroy a room. Whoever ends it sees nothing of what was in it."""
    from sulis.linkage import Why

    rules.check_end_linkage(by)
    why = Why(by.public_id, at, reason)
    with linkage_rooms.entered(room, why, by=actor(by)) as inside:
        return inside.destroy(why)


@contextmanager
def _inside(room: str, reason: str, by: Who, at: datetime) -> Iterator[tuple[Room, Why]]:
    from sulis.linkage import Why

    rules.check_enter_linkage(by)
    why = Why(by.public_id, at, reason)
    with linkage_rooms.entered(room, why, by=actor(by)) as inside:
        yield inside, why


def _check_seen(inside: Room, seen: int) -> None:
    if len(inside.state.versions) != seen:
        raise WrongUsage(
            "somebody changed the person keys after this page was opened, so nothing was kept",
            "Open the page again, look at what stands there now, and decide anew.",
        )
