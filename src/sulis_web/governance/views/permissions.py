from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sulis_web.governance.presenters import permissions as presenters
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit


@permit(Action.OPEN_HOME)
@require_safe
def permissions(request: HttpRequest) -> HttpResponse:
    return render(request, "governance/permissions.html", {"page": presenters.page(request.who)})
