from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sulis_web.partnership.actions import Action
from sulis_web.partnership.actor import actor
from sulis_web.partnership.doors import permit
from sulis_web.partnership.queries import people_named
from sulis_web.records.conflicts import Conflict
from sulis_web.records.forms import RecordForm, TurnForm, posted, refuse_strangers
from sulis_web.records.once import once
from sulis_web.records.views import conflict_response
from sulis_web.thread import operations, presenters, queries, rules
from sulis_web.thread.forms import AddForm, FilterForm, ReasonForm, add_form
from sulis_web.thread.models import Basis, Link, LinkKind


@permit(Action.READ_WORK)
@require_safe
def links(request: HttpRequest) -> HttpResponse:
    """At first those that wait: they are why somebody comes here. Asking for any is told by an empty ``basis``."""
    form = FilterForm(request.GET if "basis" in request.GET else {**request.GET.dict(), "basis": Basis.READING})
    number = request.GET.get("page", "1")
    page = presenters.list_page(
        request.who, form.wanted(), number=max(1, int(number)) if number.isdecimal() and len(number) < 6 else 1
    )
    return render(request, "thread/links.html", {"page": page, "form": form, "trail": presenters.trail()[:1]})


@permit(Action.READ_WORK)
@require_safe
def link(request: HttpRequest, id: str) -> HttpResponse:
    page = presenters.link_page(request.who, _found(request, id), done=request.GET.get("done", ""))
    return render(request, "thread/link.html", {"page": page})


@permit(Action.CONFIRM_LINK)
@once
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    rules.check_confirm(request.who)
    if request.method != "POST":
        form = add_form(
            request.who,
            request.GET,
            initial={name: request.GET.get(name, "")[:16] for name in ("source", "target", "kind")},
        )
    else:
        form = add_form(request.who, request.POST, data=request.POST)
        refuse_strangers(form, request.POST)
        if form.is_valid() and (made := _added(request, form)):
            return _to(made, "added")
    given = {"form": form, "trail": presenters.trail(), "back": reverse("thread")}
    return render(request, "thread/add.html", given, status=422 if form.errors else 200)


@permit(Action.CONFIRM_LINK)
@once
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, id: str) -> HttpResponse:
    return _edit(request, id, ReasonForm, operations.confirm_link, "confirmed")


@permit(Action.CONFIRM_LINK)
@once
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, id: str) -> HttpResponse:
    return _edit(request, id, ReasonForm, operations.change_reason, "changed")


@permit(Action.CONFIRM_LINK)
@once
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, id: str) -> HttpResponse:
    return _edit(request, id, TurnForm, operations.withdraw_link, "withdrawn")


@permit(Action.CONFIRM_LINK)
@once
@require_http_methods(["GET", "HEAD", "POST"])
def bring_back(request: HttpRequest, id: str) -> HttpResponse:
    return _edit(request, id, TurnForm, operations.bring_back_link, "back")


def _edit(
    request: HttpRequest, id: str, kind: type[RecordForm], operation: Callable[..., Link], done: str
) -> HttpResponse:
    """One form and one operation on a link; ``done`` names both the template's words and what to say afterwards."""
    rules.check_confirm(request.who)
    held = _found(request, id)
    if rules.follows_a_record(held):
        raise Http404
    if request.method != "POST":
        form = kind.of(held) if kind is ReasonForm else kind(initial={"version": held.version})
        return _asked(request, held, form, done)
    form = kind(posted(request.POST))
    refuse_strangers(form, request.POST)
    if not form.is_valid():
        return _asked(request, held, form, done)
    given: dict[str, Any] = {"reason": form.cleaned_data["reason"], "seen_version": form.seen_version}
    try:
        return _to(operation(held, **given, by=actor(request.who), at=request.who.at), done)
    except Conflict as conflict:
        there = reverse("link", args=[held.public_id])
        title = presenters.title_of(held)
        return conflict_response(request, form, conflict, title=title, names=people_named, cancel=there)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return _asked(request, held, form, done)


def _asked(request: HttpRequest, held: Link, form: RecordForm, done: str) -> HttpResponse:
    given = {
        "form": form, "done": done, "link": presenters.title_of(held), "trail": presenters.trail(held),
        "back": reverse("link", args=[held.public_id]),
    }  # fmt: skip
    return render(request, "thread/edit.html", given, status=422 if form.errors else 200)


def _added(request: HttpRequest, form: AddForm) -> Link | None:
    """The new link; None, with the fault on the form, where the two are tied so already."""
    source, target, kind = form.item("source"), form.item("target"), LinkKind(form.cleaned_data["kind"])
    held = queries.same(request.who, source=source, target=target, kind=kind)
    if held is not None:
        withdrawn = "They were linked so before, and it was withdrawn: bring that link back instead."
        form.add_error(None, withdrawn if held.is_retired else "These two are linked so already.")
        return None
    reason, by = form.cleaned_data["reason"], actor(request.who)
    return operations.add_link(source=source, target=target, kind=kind, reason=reason, by=by, at=request.who.at)


def _found(request: HttpRequest, id: str) -> Link:
    held = queries.link(request.who, id)
    if held is None:
        raise Http404
    return held


def _to(held: Link, done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('link', args=[held.public_id])}?done={done}")
