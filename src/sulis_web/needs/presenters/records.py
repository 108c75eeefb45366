"""What the partnership says of its findings: the list, one finding's words, and the form beside its figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.urls import reverse

from sulis.vocabulary import Audience
from sulis_web.design.dates import day
from sulis_web.design.histories import Happening
from sulis_web.design.navigation import Link
from sulis_web.design.notices import Notice, NoticeKind
from sulis_web.design.values import Cell, Column, Crumb, Fact, Mark, Table, Tone
from sulis_web.needs import queries, rules
from sulis_web.needs.models import Approval, Confidence, Finding, Status
from sulis_web.needs.presenters.words import HELD_BACK, Words, block_of, shown, tells, words_of
from sulis_web.partnership.audiences import audience_of
from sulis_web.partnership.decide import Who
from sulis_web.partnership.queries import people_named
from sulis_web.records.presenters import timeline
from sulis_web.runs.models import Run

if TYPE_CHECKING:
    from sulis.publish.documents.model import FindingBlock

_DONE = {
    "begun": "Your words are kept. Send them to a second person when they are ready.",
    "changed": "Your words are kept. A second person approves them before they stand for the partnership.",
    "sent": "It waits for a second person now.",
    "approved": "These are now the partnership’s own words.",
    "returned": "It has gone back to be written on.",
    "withdrawn": "It has been withdrawn, and is no longer what the partnership says.",
    "back": "It has been brought back.",
}
_MARKS = {
    Status.DRAFT: Mark("Being written", Tone.QUIET),
    Status.IN_REVIEW: Mark("Waits for a second person", Tone.WATCH),
    Status.APPROVED: Mark("Approved", Tone.GOOD),
}
STALE = Mark("Its figures have changed", Tone.TROUBLE)
WITHDRAWN = Mark("Withdrawn", Tone.QUIET)


@dataclass(frozen=True, slots=True)
class RecordPage:
    title: str
    marks: tuple[Mark, ...]
    words: Words
    moved: Table | None
    facts: tuple[Fact, ...]
    said: Words | None  # what was approved last, where it differs from what is being written
    corrections: tuple[tuple[str, str], ...]  # day, what was wrong
    history: tuple[Happening, ...]
    trail: tuple[Crumb, ...]
    notice: Notice | None
    ways: tuple[Link, ...]
    why_not: str  # why the reader, who may approve findings, cannot approve this one


@dataclass(frozen=True, slots=True)
class Panel:
    """The partnership's words on the page of a finding: what is approved, what waits, and what the reader may do."""

    words: Words | None
    marks: tuple[Mark, ...]
    approved: str
    ways: tuple[Link, ...]


def list_page(who: Who, found: Iterable[Finding], newest: Run | None) -> Table | None:
    """Every finding that somebody wrote about; None where nobody has."""
    audience = audience_of(who)
    rows = tuple(_row(each, newest, audience) for each in found)
    columns = (Column("Finding"), Column("Where it stands"), Column("How sure"), Column("Figures"))
    return Table("", columns, rows) if rows else None


def record_page(who: Who, finding: Finding, newest: Run | None, *, done: str = "") -> RecordPage:
    audience = audience_of(who)
    moved = queries.moved(finding, newest)
    approvals = list(finding.approvals.all())
    words = words_of(finding, queries.block(finding.run, finding.key, audience), who)
    said = words_of(approvals[0], block_of(approvals[0], audience), who) if approvals else None
    why_not = _why_not(who, finding, stale=bool(moved)) if rules.can_review(who) else ""
    return RecordPage(
        title=words.statement,
        marks=_marks(finding, stale=bool(moved)),
        words=words,
        moved=_moved(queries.moved(finding, newest, audience)),
        facts=tuple(_facts(finding, approvals, newest)),
        said=said if said and said != words else None,
        corrections=tuple((day(each.created_at), each.correction) for each in approvals if tells(each, audience)),
        history=_history(finding, audience),
        trail=trail(),
        notice=Notice(_DONE[done], NoticeKind.SUCCESS) if done in _DONE else None,
        ways=tuple(_ways(who, finding, why_not)),
        why_not=why_not if finding.status == Status.IN_REVIEW else "",
    )


def panel(who: Who, run: Run, block: FindingBlock, newest: Run | None) -> Panel:
    """On a finding's own page. An approved text whose figures differ from this run's is not shown: its page tells of it."""
    finding = queries.written_about(who, block.id)
    if finding is None:
        ways = (
            (Link("Write what the partnership says of it", _begin(run, block.id)),)
            if _may_begin(who, run, newest)
            else ()
        )
        return Panel(None, (), "", ways)
    approval = next(iter(finding.approvals.all()), None)
    stale = bool(queries.moved(finding, newest))
    held = approval is not None and not queries.moved(approval, run)
    words = words_of(approval, block, who) if approval and held else None
    ways = (Link("Read, change or approve it", reverse("finding-record", args=[finding.public_id])),)
    told = f"Approved on {day(approval.created_at)}" if approval and held else ""
    return Panel(words, _marks(finding, stale=stale), told, ways)


def trail(finding: Finding | None = None) -> tuple[Crumb, ...]:
    back = (Crumb("Needs assessments", reverse("needs")), Crumb("What we say of it", reverse("findings")))
    return (*back, Crumb("This finding", reverse("finding-record", args=[finding.public_id]))) if finding else back


def _row(finding: Finding, newest: Run | None, audience: Audience) -> tuple[Cell, ...]:
    from sulis.publish.documents.written import fill

    stale = bool(queries.moved(finding, newest)) and not finding.is_retired
    block = queries.block(finding.run, finding.key, audience)
    seen = shown(block, audience)
    statement = fill(finding.statement, block.figures) if block and seen else finding.statement
    figures = Cell("", mark=STALE) if stale else Cell("As when it was written")
    return (
        Cell(statement if seen else HELD_BACK, reverse("finding-record", args=[finding.public_id])),
        Cell("", mark=_marks(finding, stale=False)[0]),
        Cell(Confidence(finding.confidence).label.partition(":")[0] if seen else ""),
        figures,
    )


def _history(finding: Finding, audience: Audience) -> tuple[Happening, ...]:
    """Outside the partnership's analysts who did what and when: earlier words may have been of numbers that are held back."""
    told = timeline(finding, names=people_named)
    return told if audience is Audience.INTERNAL else tuple(replace(each, changes=(), reason="") for each in told)


def _marks(finding: Finding, *, stale: bool) -> tuple[Mark, ...]:
    if finding.is_retired:
        return (WITHDRAWN,)
    return (_MARKS[Status(finding.status)], *((STALE,) if stale else ()))


def _moved(moved: Iterable[queries.Moved]) -> Table | None:
    rows = tuple((Cell(each.label[:1].upper() + each.label[1:]), Cell(each.was), Cell(each.now)) for each in moved)
    columns = (Column("Number"), Column("When it was written"), Column("In the newest assessment"))
    return Table("", columns, rows) if rows else None


def _facts(finding: Finding, approvals: list[Approval], newest: Run | None) -> Iterator[Fact]:
    names = people_named({queries.last_writer(finding), *(each.reviewer for each in approvals[:1])})
    yield Fact("Written by", names.get(queries.last_writer(finding), "somebody who is no longer named here"))
    if approvals:
        who = names.get(approvals[0].reviewer, "somebody who is no longer named here")
        yield Fact("Approved by", f"{who}, on {day(approvals[0].created_at)}")
    where = "finding" if queries.block(finding.run, finding.key, Audience.INTERNAL) else "run"
    there = [finding.run_id, *([finding.key] if where == "finding" else [])]
    yield Fact("Written beside", f"the assessment of {day(finding.run.created)}", reverse(where, args=there))
    if newest is not None and newest.pk != finding.run_id and queries.block(newest, finding.key, Audience.INTERNAL):
        there = [newest.pk, finding.key]
        yield Fact("Newest figures", f"the assessment of {day(newest.created)}", reverse("finding", args=there))


def _ways(who: Who, finding: Finding, why_not: str) -> Iterator[Link]:
    def way(words: str, name: str) -> Link:
        return Link(words, reverse(name, args=[finding.public_id]))

    if rules.can_review(who) and not why_not:
        yield way("Approve it", "approve-finding")
    if rules.can_write(who) and not finding.is_retired and finding.status == Status.DRAFT:
        yield way("Send it to a second person", "send-finding")
    if rules.can_write(who) and not finding.is_retired:
        yield way("Change the words", "change-finding")
    if rules.can_review(who) and not finding.is_retired and finding.status == Status.IN_REVIEW:
        yield way("Send it back", "return-finding")
    if finding.approvals.all():  # it has its item in the thread from the first time that it was approved
        yield Link("Follow the thread", reverse("chain", args=[f"finding:{finding.public_id}"]))
    if rules.can_write(who):
        yield (
            way("Bring it back", "bring-back-finding") if finding.is_retired else way("Withdraw it", "withdraw-finding")
        )


def _why_not(who: Who, finding: Finding, *, stale: bool) -> str:
    return rules.why_not_approve(finding, person=who.public_id, writers=queries.writers(finding), stale=stale)


def _may_begin(who: Who, run: Run, newest: Run | None) -> bool:
    """Texts are begun beside the newest figures alone."""
    return rules.can_write(who) and newest is not None and newest.pk == run.pk


def _begin(run: Run, key: str) -> str:
    return reverse("write-finding", args=[run.pk, key])
