from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sulis.catalogue.partnership import Kind
from sulis_web.governance.presenters.measure import measure_page
from sulis_web.governance.presenters.measures import measures_page
from sulis_web.governance.queries.measured import measured
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit
from sulis_web.partnership.views.pieces import done, present
from sulis_web.plan import queries as plan


@permit(Action.READ_WORK)
@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    rows = plan.records(request.who, Kind.MEASURE)
    page = measures_page(rows, measured(request.who, on=localdate()))
    return render(request, "partnership/list.html", {"page": page})


@permit(Action.READ_WORK)
@require_safe
def measure(request: HttpRequest, key: str) -> HttpResponse:
    record = present(plan.records(request.who, Kind.MEASURE).filter(key=key).first())
    page = measure_page(request.who, record, measured(request.who, key, on=localdate()))
    return render(request, "governance/measure.html", {"page": page, "notices": done(request)})
