from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from sulis.vocabulary import Audience
from sulis_web.audit.operations import record
from sulis_web.audit.values import Action as Audited
from sulis_web.audit.values import Actor, Entry
from sulis_web.needs import queries, rules
from sulis_web.needs.models import Approval, Finding, Rerun, Status
from sulis_web.records import operations as records
from sulis_web.runs.models import Run
from sulis_web.thread.kinds import ASSESSED
from sulis_web.thread.models import LinkKind
from sulis_web.thread.operations import keep_item, tie_exactly

_BEARS_ON = "The partnership says that this finding bears on it."
_KEPT = "A finding of the needs assessment that not everybody may read ({})"
_NO_MORE = "The finding, as it was approved later, does not bear on it."


def write(*, key: str, run: Run, fields: Mapping[str, Any], by: Actor, at: datetime) -> Finding:
    """Begin what the partnership says of a finding, beside the figures of one run.

    Raises
    ------
    ValidationError
        When the run has no such finding, the words name a number that it has not, or somebody has begun a text already.
    """
    made = Finding(key=key, run=run, **fields)
    _check_numbers(run, key, fields)
    begun: Finding = records.create(made, by=by, at=at)
    return begun


def change(
    finding: Finding, *, run: Run, fields: Mapping[str, Any], seen_version: int, by: Actor, at: datetime
) -> Finding:
    """Change the words, beside the figures of ``run``. It is being written again until a second person approves it anew.

    Raises
    ------
    Conflict
        When somebody changed it meanwhile.
    ValidationError
        As for `write`.
    """
    _check_numbers(run, finding.key, fields)
    if all(getattr(finding, name) == value for name, value in {**fields, "run": run}.items()):
        return finding
    now: Finding = records.change(
        finding, fields={**fields, "run": run, "status": Status.DRAFT}, seen_version=seen_version, by=by, at=at
    )
    return now


def send(finding: Finding, *, seen_version: int, by: Actor, at: datetime) -> Finding:
    """Hand it to a second person.

    Raises
    ------
    NotNow
        When it is not being written.
    """
    return _turn(finding, Status.IN_REVIEW, seen_version=seen_version, by=by, at=at)


def send_back(finding: Finding, *, reason: str, seen_version: int, by: Actor, at: datetime) -> Finding:
    """Give it back to be written on, with what is missing."""
    return _turn(finding, Status.DRAFT, seen_version=seen_version, by=by, at=at, reason=reason)


def approve(
    finding: Finding, *, correction: str, newest: Run | None, seen_version: int, by: Actor, at: datetime
) -> Approval:
    """Stand for the words as the second person: from now on they are what the partnership says.

    ``correction`` says what was wrong with the words before, where they were wrong. The finding and the determinants that it bears on
    become part of the thread.

    Raises
    ------
    NotNow
        When this person wrote any of it, it was not sent for review, or its figures have changed since.
    Conflict
        When somebody changed it meanwhile.
    """
    with transaction.atomic():
        author, writers = queries.last_writer(finding), queries.writers(finding)
        stale = bool(queries.moved(finding, newest))
        if why := rules.why_not_approve(finding, person=by.person, writers=writers, stale=stale):
            raise rules.NotNow(why)
        now = _turn(finding, Status.APPROVED, seen_version=seen_version, by=by, at=at)
        same = {name: getattr(now, name) for name in Finding.written}
        made = Approval(finding=now, author=author, reviewer=by.person, correction=correction, **same)
        records.create(made, by=by, at=at)
        _tie(now, by=by, at=at)
        record(entry=Entry(Audited.APPROVE, by, "needs.finding", now.public_id, reason=correction), at=at)
    return made


def withdraw(finding: Finding, *, reason: str, seen_version: int, by: Actor, at: datetime) -> Finding:
    """Take it back: it is no longer what the partnership says. It stays readable, with the reason."""
    now: Finding = records.retire(finding, seen_version=seen_version, by=by, at=at, reason=reason)
    return now


def bring_back(finding: Finding, *, reason: str, seen_version: int, by: Actor, at: datetime) -> Finding:
    now: Finding = records.restore(finding, seen_version=seen_version, by=by, at=at, reason=reason)
    return now


def note_rerun(run: Run, key: str, found: Mapping[str, Any], *, by: Actor, at: datetime) -> Rerun:
    """Keep what came of working a finding out again."""
    made = Rerun(run=run, key=key, numbers=found["numbers"], same=found["same"], differing=found["differing"])
    kept: Rerun = records.create(made, by=by, at=at)
    return kept


def _turn(finding: Finding, to: Status, *, seen_version: int, by: Actor, at: datetime, reason: str = "") -> Finding:
    rules.check_turn(finding, to)
    now: Finding = records.change(
        finding, fields={"status": to}, seen_version=seen_version, by=by, at=at, reason=reason
    )
    return now


def _tie(finding: Finding, *, by: Actor, at: datetime) -> None:
    """The finding as an item of the thread, and each determinant supported by it."""
    from sulis.publish.documents.written import fill

    # Everybody who reads the working pages reads the thread, so the title is worded for the narrowest audience.
    block = queries.block(finding.run, finding.key, Audience.PUBLIC)
    open_to_all = block is not None and not block.held_back
    title = fill(finding.statement, block.figures) if block and open_to_all else _KEPT.format(finding.key)
    item = keep_item(key=f"finding:{finding.public_id}", kind=ASSESSED, title=title[:400], by=by, at=at)
    kind = LinkKind.SUPPORTED_BY
    tie_exactly(sources=finding.determinants, target=item, kind=kind, reason=_BEARS_ON, gone=_NO_MORE, by=by, at=at)


def _check_numbers(run: Run, key: str, fields: Mapping[str, Any]) -> None:
    from sulis.publish.documents.written import unknown_numbers

    block = queries.block(run, key, Audience.INTERNAL)
    if block is None:
        raise ValidationError({"statement": "The assessment has no such finding any more. Write about another one."})
    names = ", ".join(f"{{{figure.name}}}" for figure in block.figures) or "none"
    broken = {
        name: f"This finding has no number {{{unknown[0]}}}. It has: {names}."
        for name in ("statement", "text")
        if (unknown := unknown_numbers(str(fields.get(name, "")), block.figures))
    }
    if broken:
        raise ValidationError(broken)
