from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sulis_web.needs import operations, queries, rules
from sulis_web.needs.forms import ApproveForm, FindingForm, SendForm
from sulis_web.needs.models import Finding
from sulis_web.needs.presenters import records as presenters
from sulis_web.needs.presenters import words
from sulis_web.partnership import queries as partnerships
from sulis_web.partnership.actions import Action
from sulis_web.partnership.actor import actor
from sulis_web.partnership.audiences import audience_of
from sulis_web.partnership.doors import permit
from sulis_web.records.conflicts import Conflict
from sulis_web.records.forms import RecordForm, TurnForm, posted, refuse_strangers
from sulis_web.records.once import once
from sulis_web.records.views import conflict_response
from sulis_web.runs import queries as runs
from sulis_web.runs.models import Run

FORM = require_http_methods(["GET", "HEAD", "POST"])


@permit(Action.READ_WORK)
@require_safe
def findings(request: HttpRequest) -> HttpResponse:
    page = presenters.list_page(request.who, queries.findings(request.who), newest())
    given = {
        "page": page,
        "trail": presenters.trail()[:1],
        "newest": newest(),
        "can_write": rules.can_write(request.who),
    }
    return render(request, "needs/findings.html", given)


@permit(Action.READ_WORK)
@require_safe
def record(request: HttpRequest, id: str) -> HttpResponse:
    found = _found(request, id)
    page = presenters.record_page(request.who, found, newest(), done=request.GET.get("done", ""))
    return render(request, "needs/record.html", {"page": page})


@permit(Action.WRITE_FINDING)
@once
@FORM
def write(request: HttpRequest, run: str, finding: str) -> HttpResponse:
    """Texts are begun beside the newest run; a text that somebody began meanwhile is the one to change."""
    rules.check_write(request.who)
    latest = newest()
    if latest is None or latest.pk != run or queries.block(latest, finding, audience_of(request.who)) is None:
        raise Http404
    held = queries.written_about(request.who, finding)
    if held is not None:
        return _to(held, "")
    form = _form(request, {"version": 1})
    if request.method == "POST" and form.is_valid():
        try:
            by, at = actor(request.who), request.who.at
            made = operations.write(key=finding, run=latest, fields=form.fields_given(), by=by, at=at)
            return _to(made, "begun")
        except ValidationError as refused:
            form.add_error(None, refused)
    return _written(request, form, latest, finding, None)


@permit(Action.WRITE_FINDING)
@once
@FORM
def change(request: HttpRequest, id: str) -> HttpResponse:
    """The figures beside it are the newest, so whoever saves it has had them in sight."""
    rules.check_write(request.who)
    held, latest = _found(request, id), newest()
    audience = audience_of(request.who)
    there = latest is not None and queries.block(latest, held.key, audience) is not None
    beside = latest if latest is not None and there else held.run
    form = _form(request, {name: getattr(held, name) for name in _FIELDS} | {"version": held.version})
    if request.method == "POST" and form.is_valid():
        by, at, fields, version = actor(request.who), request.who.at, form.fields_given(), form.seen_version
        try:
            return _to(
                operations.change(held, run=beside, fields=fields, seen_version=version, by=by, at=at), "changed"
            )
        except Conflict as conflict:
            return _conflict(request, form, conflict, held)
        except ValidationError as refused:
            form.add_error(None, refused)
    return _written(request, form, beside, held.key, held)


@permit(Action.WRITE_FINDING)
@once
@FORM
def send(request: HttpRequest, id: str) -> HttpResponse:
    return _turn(request, id, SendForm, operations.send, "sent", rules.check_write)


@permit(Action.APPROVE_FINDING)
@once
@FORM
def approve(request: HttpRequest, id: str) -> HttpResponse:
    def act(held: Finding, **given: Any) -> Any:
        return operations.approve(held, newest=newest(), **given).finding

    return _turn(request, id, ApproveForm, act, "approved", rules.check_review)


@permit(Action.APPROVE_FINDING)
@once
@FORM
def send_back(request: HttpRequest, id: str) -> HttpResponse:
    return _turn(request, id, TurnForm, operations.send_back, "returned", rules.check_review)


@permit(Action.WRITE_FINDING)
@once
@FORM
def withdraw(request: HttpRequest, id: str) -> HttpResponse:
    return _turn(request, id, TurnForm, operations.withdraw, "withdrawn", rules.check_write)


@permit(Action.WRITE_FINDING)
@once
@FORM
def bring_back(request: HttpRequest, id: str) -> HttpResponse:
    return _turn(request, id, TurnForm, operations.bring_back, "back", rules.check_write)


_FIELDS = ("statement", "text", "determinants", "confidence", "confidence_reason")


def newest() -> Run | None:
    """The newest run of the partnership that is served here."""
    partnership = partnerships.current()
    return runs.latest(partnership) if partnership else None


def _form(request: HttpRequest, initial: dict[str, Any]) -> FindingForm:
    factors = words.factors(request.who)
    if request.method != "POST":
        return FindingForm(initial=initial, factors=factors)
    form = FindingForm(posted(request.POST), factors=factors)
    refuse_strangers(form, request.POST)
    return form


def _written(request: HttpRequest, form: FindingForm, run: Run, key: str, held: Finding | None) -> HttpResponse:
    block = queries.block(run, key, audience_of(request.who))
    given = {
        "form": form, "beside": words.beside(run, block) if block else None, "trail": presenters.trail(held), "held": held,
        "back": reverse("finding-record", args=[held.public_id]) if held else reverse("finding", args=[run.pk, key]),
    }  # fmt: skip
    return render(request, "needs/write.html", given, status=422 if form.errors else 200)


def _turn(
    request: HttpRequest,
    id: str,
    kind: type[RecordForm],
    act: Callable[..., Finding],
    done: str,
    check: Callable[[Any], None],
) -> HttpResponse:
    """One form and one operation on a finding; ``done`` names both the template's words and what to say afterwards."""
    check(request.who)
    held = _found(request, id)
    if request.method != "POST":
        return _asked(request, held, kind(initial={"version": held.version}), done)
    form = kind(posted(request.POST))
    refuse_strangers(form, request.POST)
    if not form.is_valid():
        return _asked(request, held, form, done)
    more = {name: form.cleaned_data[name] for name in ("reason", "correction") if name in form.fields}
    try:
        return _to(act(held, **more, seen_version=form.seen_version, by=actor(request.who), at=request.who.at), done)
    except Conflict as conflict:
        return _conflict(request, form, conflict, held)
    except rules.NotNow as refused:
        form.add_error(None, str(refused))
        return _asked(request, held, form, done)


def _asked(request: HttpRequest, held: Finding, form: RecordForm, done: str) -> HttpResponse:
    page = presenters.record_page(request.who, held, newest())
    given = {
        "form": form, "done": done, "page": page, "trail": presenters.trail(held),
        "back": reverse("finding-record", args=[held.public_id]),
    }  # fmt: skip
    return render(request, "needs/turn.html", given, status=422 if form.errors else 200)


def _conflict(request: HttpRequest, form: RecordForm, conflict: Conflict, held: Finding) -> HttpResponse:
    there = reverse("finding-record", args=[held.public_id])
    return conflict_response(
        request, form, conflict, title=held.statement, names=partnerships.people_named, cancel=there
    )


def _found(request: HttpRequest, id: str) -> Finding:
    held = queries.finding(request.who, id)
    if held is None:
        raise Http404
    return held


def _to(held: Finding, done: str) -> HttpResponse:
    said = f"?done={done}" if done else ""
    return HttpResponseRedirect(f"{reverse('finding-record', args=[held.public_id])}{said}")
