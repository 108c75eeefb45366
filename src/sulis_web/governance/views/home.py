from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sulis_web.governance.presenters import home as presenters
from sulis_web.partnership import queries
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit


@permit(Action.OPEN_HOME)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    partnership = queries.current()
    today = timezone.localdate(request.who.at)
    page = presenters.home(request.who, partnership, today=today) if partnership else None
    return render(request, "governance/home.html", {"page": page})
