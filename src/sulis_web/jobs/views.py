from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sulis_web.jobs import presenters, queries
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit


@permit(Action.OPEN_HOME)
@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    return render(request, "jobs/jobs.html", {"page": presenters.jobs_page(request.who)})


@permit(Action.OPEN_HOME)
@require_safe
def job(request: HttpRequest, id: str) -> HttpResponse:
    found = queries.job(request.who, id)
    if found is None:
        raise Http404
    page = presenters.job_page(found, still="still" in request.GET)
    return render(request, "jobs/job.html", {"page": page})
