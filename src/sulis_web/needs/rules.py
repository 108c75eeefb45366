"""Who may write what the partnership says of a finding, and who may stand for it as the second person."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sulis_web.needs.models import Finding, Status
from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Subject, Who, check, decide

# The assessment is the whole partnership's, so no organisation owns a finding.
_EVERYBODYS = Subject()

# What may follow each state. An approved text that somebody changes is being written again; what was approved stays until the next.
NEXT: Mapping[Status, frozenset[Status]] = {
    Status.DRAFT: frozenset({Status.IN_REVIEW}),
    Status.IN_REVIEW: frozenset({Status.APPROVED, Status.DRAFT}),
    Status.APPROVED: frozenset({Status.DRAFT}),
}


class NotNow(Exception):
    """What was asked does not follow from where the finding stands. The reason is for the reader, with what to do."""


def check_write(who: Who) -> None:
    """Raise `Denied` unless somebody may write, change and withdraw findings."""
    check(who, Action.WRITE_FINDING, _EVERYBODYS)


def can_write(who: Who) -> bool:
    return decide(who, Action.WRITE_FINDING, _EVERYBODYS).allowed


def check_review(who: Who) -> None:
    """Raise `Denied` unless somebody may approve findings or send them back at all."""
    check(who, Action.APPROVE_FINDING, _EVERYBODYS)


def can_review(who: Who) -> bool:
    return decide(who, Action.APPROVE_FINDING, _EVERYBODYS).allowed


def why_not_approve(finding: Finding, *, person: str, writers: Collection[str], stale: bool) -> str:
    """Why this person cannot approve this text now, in words for them; empty where they can."""
    if finding.is_retired:
        return "It has been withdrawn. Bring it back first."
    if finding.status != Status.IN_REVIEW:
        return "It has not been sent for review. Its author sends it when it is ready."
    if person in writers:
        return "You wrote some of it. Somebody who wrote none of it has to approve it."
    if stale:
        return "Its figures have changed since it was written. Its author has to read them and save it again."
    return ""


def check_turn(finding: Finding, to: Status) -> None:
    """Raise `NotNow` unless the state may follow."""
    if finding.is_retired:
        raise NotNow("It has been withdrawn. Bring it back first.")
    now = Status(finding.status)
    if to not in NEXT[now]:
        raise NotNow(f"It now stands at “{now.label}”. Somebody may have been there before you: read it again.")
