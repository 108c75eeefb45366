from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sulis_web.partnership import queries, register
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit
from sulis_web.partnership.presenters import calendar as presenters
from sulis_web.partnership.views.assessments import tell


@permit(Action.READ_REGISTER)
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    today = localdate()
    year = _year(request.GET.get("year", ""), today.year)
    restricted = [
        row for row in register.assessments(request.who) if year in {row.expires.year, row.review and row.review.year}
    ]
    if restricted:
        tell(request, restricted, ("title", "controller", "expires", "review"))
    page = presenters.calendar_page(
        request.who, queries.current(), year=year, today=today, assessments=restricted
    )  # fmt: skip
    return render(request, "partnership/calendar.html", {"page": page})


def _year(given: str, this: int) -> int:
    """The year asked for; this year where what was asked is none that a calendar has."""
    plain = given.isascii() and given.isdigit() and len(given) == 4
    return int(given) if plain and presenters.FIRST_YEAR <= int(given) <= presenters.LAST_YEAR else this
