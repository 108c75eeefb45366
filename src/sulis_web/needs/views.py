from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from sulis_web.design.files import csv_file
from sulis_web.jobs.operations import ask
from sulis_web.needs import presenters
from sulis_web.partnership import queries as partnerships
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit
from sulis_web.records.once import once
from sulis_web.runs import queries, rules
from sulis_web.runs.models import Run

AGAIN = "needs-assessment"  # the kind of job, which `sulis_web.runs.tasks` offers


@permit(Action.READ_WORK)
@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    partnership = partnerships.current()
    page = presenters.run_list(queries.runs_of(partnership)) if partnership else None
    given = {"page": page, "partnership": partnership, "can_run": bool(partnership) and rules.can_run(request.who)}
    return render(request, "needs/runs.html", given)


@permit(Action.RUN_ASSESSMENT)
@once
@require_POST
def run_again(request: HttpRequest) -> HttpResponse:
    job = ask(AGAIN, by=request.who, at=request.who.at)
    return HttpResponseRedirect(reverse("job", args=[job.public_id]))


@permit(Action.READ_WORK)
@require_safe
def run(request: HttpRequest, run: str) -> HttpResponse:
    found = _run(run)
    return render(request, "needs/run.html", {"page": presenters.run_page(found, queries.open_run(found))})


@permit(Action.READ_WORK)
@require_safe
def finding(request: HttpRequest, run: str, finding: str) -> HttpResponse:
    found = _run(run)
    page = presenters.finding_page(found, queries.open_run(found), finding)
    if page is None:
        raise Http404
    return render(request, "needs/finding.html", {"page": page})


@permit(Action.READ_WORK)
@require_safe
def figure_table(request: HttpRequest, run: str, figure: str) -> HttpResponse:
    found = _run(run)
    text = presenters.figure_table(found, figure)
    if text is None:
        raise Http404
    return csv_file(text, f"made-up-{figure}" if found.made_up else figure)


@permit(Action.READ_WORK)
@require_safe
def release(request: HttpRequest, run: str, release: str) -> HttpResponse:
    found = _run(run)
    page = presenters.release_page(found, queries.open_run(found), release)
    if page is None:
        raise Http404
    return render(request, "needs/release.html", {"page": page})


def _run(id: str) -> Run:
    """A run of this partnership; another's, or a made-up one here, is as if it were not there."""
    partnership = partnerships.current()
    found = queries.runs_of(partnership).filter(pk=id).first() if partnership else None
    if found is None:
        raise Http404
    return found
