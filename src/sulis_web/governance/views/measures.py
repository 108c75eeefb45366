from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sulis.catalogue.partnership import Kind
from sulis_web.governance.presenters.measure import measure_page
from sulis_web.governance.presenters.measures import measures_page
from sulis_web.measures.measured import Measured, measured
from sulis_web.partnership.actions import Action
from sulis_web.partnership.audiences import audience_of
from sulis_web.partnership.doors import permit
from sulis_web.partnership.views.pieces import done, present
from sulis_web.plan import queries as plan
from sulis_web.plan.promised import promised


@permit(Action.READ_WORK)
@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    rows = plan.records(request.who, Kind.MEASURE)
    page = measures_page(rows, _measured(request))
    return render(request, "partnership/list.html", {"page": page})


@permit(Action.READ_WORK)
@require_safe
def measure(request: HttpRequest, key: str) -> HttpResponse:
    record = present(plan.records(request.who, Kind.MEASURE).filter(key=key).first())
    page = measure_page(request.who, record, _measured(request, key))
    return render(request, "governance/measure.html", {"page": page, "notices": done(request)})


def _measured(request: HttpRequest, key: str = "") -> tuple[Measured, ...]:
    who = request.who
    return measured(who, key, audience=audience_of(who), promises=promised(who, on=localdate()))
