"""What can be run in the background: the needs assessment, over what the home holds now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from sulis.vocabulary import WrongUsage
from sulis_web.audit import operations as audit
from sulis_web.audit.values import Action as Audited
from sulis_web.audit.values import Entry
from sulis_web.jobs.kinds import Kind, Result, Work, offer
from sulis_web.partnership.actions import Action
from sulis_web.partnership.models import Partnership
from sulis_web.partnership.queries import current
from sulis_web.runs.assessing import assess_again, noting
from sulis_web.runs.models import Run
from sulis_web.runs.operations import record_run

if TYPE_CHECKING:
    from sulis.year.needs.model import Assessment

ASSESSMENT = "needs-assessment"
_OBJECT = "runs.run"


def work_out(work: Work) -> Assessment:
    return assess_again(_partnership(), work.step, noting(work))


def keep(work: Work, assessment: Assessment) -> Result:
    """The same numbers again are the run that is there, and the page says so."""
    held = set(Run.objects.values_list("pk", flat=True))
    run = record_run(assessment=assessment, partnership=_partnership(), at=work.at)
    where = reverse("run", args=[run.id])
    if run.id in held:
        return Result("Nothing has changed since the run that is there: the same numbers came out", where)
    audit.record(entry=Entry(Audited.COLLECT, work.by, _OBJECT, run.id), at=work.at)
    return Result("The new run", where)


def _partnership() -> Partnership:
    served = current()
    if served is None:
        raise WrongUsage("no partnership is served here", "Ask whoever runs the application to load its files.")
    return served


RUN_AGAIN = offer(Kind(ASSESSMENT, "Running the needs assessment again", Action.RUN_ASSESSMENT, work_out, keep))
