from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sulis_web.design.files import csv_file
from sulis_web.needs import presenters
from sulis_web.partnership import queries as partnerships
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit
from sulis_web.runs import queries
from sulis_web.runs.models import Run


@permit(Action.READ_WORK)
@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    partnership = partnerships.current()
    page = presenters.run_list(queries.runs_of(partnership)) if partnership else None
    return render(request, "needs/runs.html", {"page": page, "partnership": partnership})


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
