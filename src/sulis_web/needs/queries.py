from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet

from sulis.vocabulary import Audience
from sulis_web.needs.models import Approval, Finding, Rerun
from sulis_web.partnership.decide import Who
from sulis_web.records.models import Revision
from sulis_web.records.queries import history
from sulis_web.runs import queries as runs
from sulis_web.runs.models import Run

if TYPE_CHECKING:  # reading it in loads the analytical library
    from sulis.publish.documents.one import WordedFinding


@dataclass(frozen=True, slots=True)
class Moved:
    """A number of a finding that no longer says what it said when the text was written."""

    label: str
    was: str
    now: str


def findings(who: Who) -> QuerySet[Finding]:
    """Every finding that somebody wrote about, withdrawn ones too, with its run and its approvals, newest first."""
    approvals = Prefetch("approvals", Approval.objects.visible_to(who).select_related("run"))
    found: QuerySet[Finding] = Finding.objects.visible_to(who).select_related("run").prefetch_related(approvals)
    return found


def finding(who: Who, public_id: str) -> Finding | None:
    return findings(who).filter(public_id=public_id).first()


def written_about(who: Who, key: str) -> Finding | None:
    """The text about the finding of that id, if somebody wrote one that stands."""
    return findings(who).filter(key=key, retired_at__isnull=True).first()


def approved() -> dict[str, Approval]:
    """What the partnership says now, by the finding's id: the newest approval of each that was not withdrawn."""
    every = Approval.objects.unscoped("the partnership's own published words").select_related("run", "finding")
    newest: dict[str, Approval] = {}
    for each in every.filter(finding__retired_at__isnull=True):
        newest.setdefault(each.finding.key, each)
    return newest


def corrections() -> list[Approval]:
    """Approvals that say what was wrong with the one before, newest first. They stay when a finding is withdrawn."""
    every = Approval.objects.unscoped("corrections are public").select_related("run", "finding")
    return list(every.exclude(correction=""))


def words_then(approval: Approval, audience: Audience) -> str:
    """The approved sentence with the numbers that it had then; empty where the audience may not see them."""
    from sulis.publish.documents.written import fill

    found = block(approval.run, approval.finding.key, audience)
    return "" if found is None or found.held_back else fill(approval.statement, found.figures)


def block(run: Run, key: str, audience: Audience) -> WordedFinding | None:
    """The finding as a run has it for an audience, without its charts; None where the run has none of that id."""
    return runs.worded(run, audience, key)


def moved(written: Finding | Approval, newest: Run | None, audience: Audience = Audience.INTERNAL) -> tuple[Moved, ...]:
    """What differs between the run that a text was written beside and the newest one. A number that is gone says so.

    Whether a text is stale follows from every number; only what is shown of it is for an audience.
    """
    key = written.key if isinstance(written, Finding) else written.finding.key
    if newest is None or newest.pk == written.run_id:
        return ()
    before, after = block(written.run, key, audience), block(newest, key, audience)
    was = {figure.name: figure for figure in before.figures} if before else {}
    now = {figure.name: figure.words for figure in after.figures} if after else {}
    names = dict.fromkeys((*was, *now))
    labels = {name: (was[name].label if name in was else "") or name.replace("_", " ") for name in names}
    gone = "no longer among the figures"
    told = ((name, was[name].words if name in was else "not there", now.get(name, gone)) for name in names)
    found = tuple(Moved(labels[name], said, says) for name, said, says in told if said != says)
    if before and after and not found and before.heading != after.heading:
        return (Moved("what the assessment itself says", before.heading, after.heading),)
    return found


def writers(finding: Finding) -> frozenset[str]:
    """Public ids of those who wrote any of the words since they were last approved."""
    since: list[Revision] = []
    for revision in history(finding):
        if revision.after.get("status") == "approved":
            break
        since.append(revision)
    return frozenset(each.by for each in since if set(each.after) & set(Finding.written))


def last_writer(finding: Finding) -> str:
    """Public id of who last changed the words."""
    return next((each.by for each in history(finding) if set(each.after) & set(Finding.written)), finding.created_by)


def last_rerun(who: Who, run: Run, key: str) -> Rerun | None:
    """The last time that the finding was worked out again."""
    return Rerun.objects.visible_to(who).filter(run=run, key=key).first()
