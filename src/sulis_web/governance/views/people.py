from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sulis_web.accounts.queries import organisations_to_invite_to
from sulis_web.governance.forms.audit import PeopleFilter
from sulis_web.governance.presenters import people as presenters
from sulis_web.governance.queries import people
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit


@permit(Action.READ_PEOPLE)
@require_safe
def members(request: HttpRequest) -> HttpResponse:
    known = [(each.public_id, each.name) for each in people.organisations(request.who)]
    form = PeopleFilter(request.GET, organisations=known)
    page = presenters.list_page(request.who, form.wanted(), inviting=organisations_to_invite_to(request.who))
    return render(request, "governance/people.html", {"page": page, "form": form})


@permit(Action.READ_PEOPLE)
@require_safe
def member(request: HttpRequest, id: str) -> HttpResponse:
    held = people.membership(request.who, id)
    if held is None:
        raise Http404
    return render(request, "governance/person.html", {"page": presenters.person_page(request.who, held)})
