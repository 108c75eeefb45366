"""What the register's views do alike: find a record or say that it is not there, answer a form, tell what was done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sulis_web.audit.values import Actor
from sulis_web.design.notices import Notice, NoticeKind
from sulis_web.partnership import queries
from sulis_web.partnership.actor import actor
from sulis_web.partnership.forms.pieces import EndForm, RestoreForm
from sulis_web.partnership.presenters.pages import FormPage
from sulis_web.records import operations as records
from sulis_web.records.conflicts import Conflict
from sulis_web.records.forms import RecordForm, posted, refuse_strangers
from sulis_web.records.models import Versioned
from sulis_web.records.views import conflict_response

Found = TypeVar("Found")
require_form = require_http_methods(["GET", "HEAD", "POST"])
# What a page says once after it was led to: the word in its address, and the sentence.
_DONE = {
    "added": "It is on the register.",
    "changed": "The change is saved.",
    "ended": "Its end is recorded.",
    "retired": "It is off the register. It can still be read here, and brought back.",
    "restored": "It is back on the register.",
    "recorded": "It is recorded.",
    "imported": "Every row of the file is stored.",
}


def present(found: Found | None) -> Found:
    """What was asked for. Absent and hidden are one answer."""
    if found is None:
        raise Http404
    return found


def done(request: HttpRequest) -> tuple[Notice, ...]:
    """The banner after something was done. The address carries one of our own words, never a sentence."""
    said = _DONE.get(request.GET.get("done", ""))
    return (Notice(said, NoticeKind.SUCCESS),) if said else ()


def led_to(name: str, record: Versioned | None = None, *, what: str) -> str:
    return f"{reverse(name, args=[record.public_id] if record else None)}?done={what}"


def by(request: HttpRequest) -> dict[str, Any]:
    """Who does it, and when."""
    who: Actor = actor(request.who)
    return {"by": who, "at": timezone.now()}


def data_of(request: HttpRequest) -> Any:
    """What was sent, with what was chosen on the page that shows two edits; None when a form is only asked for."""
    return posted(request.POST) if request.method == "POST" else None


def of_record(request: HttpRequest, kind: type[RecordForm], record: Versioned, **more: Any) -> RecordForm:
    given = data_of(request)
    return kind(given, **more) if given is not None else kind.of(record, **more)


def answer(
    request: HttpRequest, form: BaseForm, page: FormPage, act: Callable[[Mapping[str, Any]], str]
) -> HttpResponse:
    """The form, or what came of it: ``act`` takes what the form gave and says where to go."""
    if request.method == "POST":
        refuse_strangers(form, request.POST)
        if form.is_valid():
            try:
                return HttpResponseRedirect(act(form.cleaned_data))
            except Conflict as conflict:
                return conflict_response(
                    request, form, conflict, title=str(conflict.record), names=queries.people_named, cancel=page.cancel
                )
            except ValidationError as broken:
                _attach(form, broken)
    status = 422 if form.errors else 200
    return render(request, "partnership/form.html", {"form": form, "page": page}, status=status)


def save(request: HttpRequest, record: Versioned, form: RecordForm) -> Any:
    """Change a record to what its form says, from the version that the form was filled in from."""
    return records.change(
        record, fields=form.fields_given(), seen_version=form.seen_version, reason=form.cleaned_data.get("reason", ""),
        **by(request),
    )  # fmt: skip


def retire(request: HttpRequest, record: Versioned, page: FormPage, next_url: str) -> HttpResponse:
    form = of_record(request, EndForm, record)
    return answer(request, form, page, lambda given: _turn(records.retire, request, record, form, given, next_url))


def restore(request: HttpRequest, record: Versioned, page: FormPage, next_url: str) -> HttpResponse:
    form = of_record(request, RestoreForm, record)
    return answer(request, form, page, lambda given: _turn(records.restore, request, record, form, given, next_url))


def _turn(
    turn: Callable[..., Any],
    request: HttpRequest,
    record: Versioned,
    form: RecordForm,
    given: Mapping[str, Any],
    url: str,
) -> str:
    turn(record, seen_version=form.seen_version, reason=given["reason"], **by(request))
    return url


def _attach(form: BaseForm, broken: ValidationError) -> None:
    """The record's own rules, each at the field that it is about."""
    told = broken.message_dict if hasattr(broken, "error_dict") else {"__all__": broken.messages}
    for name, messages in told.items():
        for message in messages:
            form.add_error(name if name in form.fields else None, message)
