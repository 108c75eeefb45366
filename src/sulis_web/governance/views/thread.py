"""The views of the whole thread: one item both ways, one cause, the breaks, and the plan on one page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sulis.catalogue.partnership import Kind
from sulis_web.governance.presenters import breaks as told_of_breaks
from sulis_web.governance.presenters.cause import cause_page
from sulis_web.governance.presenters.chain import chain_page
from sulis_web.governance.presenters.plan_map import map_page
from sulis_web.governance.queries import breaks
from sulis_web.partnership.actions import Action
from sulis_web.partnership.actor import actor
from sulis_web.partnership.doors import permit
from sulis_web.partnership.presenters.pages import FormPage
from sulis_web.partnership.views.pieces import answer, by, data_of, done, present, require_form
from sulis_web.records import operations as records
from sulis_web.records.forms import TurnForm
from sulis_web.records.once import once
from sulis_web.thread import queries, rules
from sulis_web.thread.breaks import EXCUSED, TOLD, Break
from sulis_web.thread.forms import BreaksFilter, WhyNotForm
from sulis_web.thread.sentences import say_why_not


@permit(Action.READ_WORK)
@require_safe
def chain(request: HttpRequest, key: str) -> HttpResponse:
    item = present(queries.item(request.who, key))
    return render(request, "governance/thread_chain.html", {"page": chain_page(request.who, item)})


@permit(Action.READ_WORK)
@require_safe
def cause(request: HttpRequest, key: str) -> HttpResponse:
    item = present(queries.item(request.who, key))
    if item.kind != Kind.RISK_FACTOR:
        raise Http404
    return render(request, "governance/thread_cause.html", {"page": cause_page(request.who, item)})


@permit(Action.READ_WORK)
@require_safe
def broken(request: HttpRequest) -> HttpResponse:
    form = BreaksFilter(request.GET)
    asked = request.GET.get("page", "1")
    number = max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1
    page = told_of_breaks.breaks_page(request.who, **form.wanted(), number=number)
    given = {"page": page, "form": form, "notices": done(request)}
    return render(request, "governance/thread_breaks.html", given)


@permit(Action.READ_WORK)
@require_safe
def whole_plan(request: HttpRequest) -> HttpResponse:
    """The drawing takes the width of the page, so no side list stands beside it."""
    page = map_page(request.who, on=localdate())
    return render(request, "governance/thread_map.html", {"page": page, "area": None})


@permit(Action.CONFIRM_LINK)
@once
@require_form
def why_not(request: HttpRequest, what: str, key: str) -> HttpResponse:
    """Say why something stays without what the plan would need of it."""
    rules.check_confirm(request.who)
    item, lacks = present(queries.item(request.who, key)), _excused(what)
    page = FormPage(
        title=f"Why is this left as it is: “{item.title}”?", trail=told_of_breaks.trail(within=True), cancel=reverse("breaks"),
        words=(TOLD[lacks].missing, TOLD[lacks].matters), button="Save the reason",
    )  # fmt: skip

    def act(given: dict) -> str:  # type: ignore[type-arg]
        say_why_not(item=item, lacks=lacks.value, reason=given["reason"], **by(request))
        return f"{reverse('breaks')}?done=recorded"

    return answer(request, WhyNotForm(data_of(request)), page, act)


@permit(Action.CONFIRM_LINK)
@once
@require_form
def withdraw_why_not(request: HttpRequest, id: str) -> HttpResponse:
    rules.check_confirm(request.who)
    held = present(breaks.why_not(request.who, id))
    form = TurnForm(data_of(request), initial={"version": held.version})
    page = FormPage(
        title=f"Take back why “{held.item.title}” is left as it is", trail=told_of_breaks.trail(within=True),
        cancel=reverse("breaks"), words=(f"The partnership says: {held.reason}",), button="Take it back", kind="warning",
    )  # fmt: skip

    def act(given: dict) -> str:  # type: ignore[type-arg]
        seen, reason = form.seen_version, given["reason"]
        records.retire(held, seen_version=seen, reason=reason, by=actor(request.who), at=request.who.at)
        return reverse("breaks")

    return answer(request, form, page, act)


def _excused(what: str) -> Break:
    found = next((each for each in EXCUSED if each.name.lower() == what), None)
    return present(found)
