from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sulis_web.inbox import operations, presenters, queries, rules
from sulis_web.inbox.forms import DocumentForm, NewDocumentForm, NewRecommendationForm, TriageForm, WordsForm
from sulis_web.inbox.models import Document, Recommendation
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit
from sulis_web.partnership.forms.pieces import EndForm, RestoreForm
from sulis_web.partnership.presenters.pages import FormPage
from sulis_web.partnership.views import pieces
from sulis_web.partnership.views.pieces import answer, by, data_of, done, of_record, present, require_form, save
from sulis_web.records.once import once


@permit(Action.READ_WORK)
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    page = presenters.inbox_page(request.who, on=localdate())
    return render(request, "partnership/list.html", {"page": page, "notices": done(request)})


@permit(Action.READ_WORK)
@require_safe
def document(request: HttpRequest, id: str) -> HttpResponse:
    page = presenters.document_page(request.who, _document(request, id), on=localdate())
    return render(request, "partnership/record.html", {"page": page, "notices": done(request)})


@permit(Action.READ_WORK)
@require_safe
def recommendation(request: HttpRequest, id: str) -> HttpResponse:
    page = presenters.recommendation_page(request.who, _recommendation(request, id), on=localdate())
    return render(request, "partnership/record.html", {"page": page, "notices": done(request)})


@permit(Action.ANSWER_EVIDENCE)
@once
@require_form
def add_document(request: HttpRequest) -> HttpResponse:
    rules.check_answer(request.who)
    page = FormPage(title="Add a document", trail=presenters.trail(), cancel=reverse("inbox"), button="Add it")

    def act(given: Mapping[str, Any]) -> str:
        made = operations.add_document(fields=_fields(given), **by(request))
        return pieces.led_to("document", made, what="recorded")

    return answer(request, NewDocumentForm(data_of(request), who=request.who), page, act)


@permit(Action.ANSWER_EVIDENCE)
@once
@require_form
def edit_document(request: HttpRequest, id: str) -> HttpResponse:
    held = _document(request, id)
    rules.check_answer(request.who)
    form = of_record(request, DocumentForm, held, who=request.who)

    def act(_given: Any) -> str:
        save(request, held, form)
        return pieces.led_to("document", held, what="changed")

    return answer(request, form, _page(held, f"Change “{held.title}”"), act)


@permit(Action.ANSWER_EVIDENCE)
@once
@require_form
def retire_document(request: HttpRequest, id: str) -> HttpResponse:
    held = _document(request, id)
    rules.check_answer(request.who)
    told = ("Its recommendations go off the list with it. All of it stays readable here.",)
    page = _page(held, f"Take “{held.title}” off", words=told, button="Take it off", kind="warning")
    return pieces.retire(request, held, page, pieces.led_to("document", held, what="retired"))


@permit(Action.ANSWER_EVIDENCE)
@once
@require_form
def restore_document(request: HttpRequest, id: str) -> HttpResponse:
    held = _document(request, id)
    rules.check_answer(request.who)
    page = _page(held, f"Bring “{held.title}” back", button="Bring it back")
    return pieces.restore(request, held, page, pieces.led_to("document", held, what="restored"))


@permit(Action.ANSWER_EVIDENCE)
@once
@require_form
def add_recommendation(request: HttpRequest, id: str) -> HttpResponse:
    held = _document(request, id)
    rules.check_answer(request.who)

    def act(given: Mapping[str, Any]) -> str:
        operations.add_recommendation(held, fields=_fields(given), **by(request))
        return pieces.led_to("document", held, what="recorded")

    page = _page(held, "Add a recommendation", button="Add it")
    return answer(request, NewRecommendationForm(data_of(request)), page, act)


@permit(Action.ANSWER_EVIDENCE)
@once
@require_form
def edit_recommendation(request: HttpRequest, id: str) -> HttpResponse:
    held = _recommendation(request, id)
    return _changed(
        request, held, of_record(request, WordsForm, held), "Change its words", lambda given: given["reason"]
    )


@permit(Action.ANSWER_EVIDENCE)
@once
@require_form
def triage(request: HttpRequest, id: str) -> HttpResponse:
    """The answer. Its reason is kept in the record and so in each step of the history."""
    held = _recommendation(request, id)
    if request.method == "POST":
        form = TriageForm(data_of(request), who=request.who)
    else:
        form = TriageForm.of(held, who=request.who)
        form.initial["lead"] = held.owner.public_id if held.owner else None
    return _changed(request, held, form, "Answer it", lambda _given: "", words=(held.text,))


@permit(Action.ANSWER_EVIDENCE)
@once
@require_form
def retire_recommendation(request: HttpRequest, id: str) -> HttpResponse:
    told = (
        "For what the document does not recommend. What the partnership does not take up is rejected with a reason.",
    )
    return _turned(
        request, id, EndForm, operations.retire_recommendation, "Take it off", "retired", words=told, kind="warning"
    )


@permit(Action.ANSWER_EVIDENCE)
@once
@require_form
def restore_recommendation(request: HttpRequest, id: str) -> HttpResponse:
    return _turned(request, id, RestoreForm, operations.restore_recommendation, "Bring it back", "restored")


def _changed(
    request: HttpRequest,
    held: Recommendation,
    form: Any,
    title: str,
    why: Callable[[Mapping[str, Any]], str],
    **more: Any,
) -> HttpResponse:
    rules.check_answer(request.who)

    def act(given: Mapping[str, Any]) -> str:
        operations.change_recommendation(
            held, fields=form.fields_given(), seen_version=form.seen_version, reason=why(given), **by(request)
        )
        return pieces.led_to("recommendation", held, what="changed")

    return answer(request, form, _of(held, title, **more), act)


def _turned(
    request: HttpRequest,
    id: str,
    form_of: type[EndForm | RestoreForm],
    do: Callable[..., Any],
    title: str,
    what: str,
    **more: Any,
) -> HttpResponse:
    held = _recommendation(request, id)
    rules.check_answer(request.who)
    form = of_record(request, form_of, held)

    def act(given: Mapping[str, Any]) -> str:
        do(held, seen_version=form.seen_version, reason=given["reason"], **by(request))
        return pieces.led_to("recommendation", held, what=what)

    return answer(request, form, _of(held, title, button=title, **more), act)


def _fields(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name != "once"}


def _document(request: HttpRequest, id: str) -> Document:
    return present(queries.document(request.who, id))


def _recommendation(request: HttpRequest, id: str) -> Recommendation:
    return present(queries.recommendation(request.who, id))


def _page(held: Document, title: str, **more: Any) -> FormPage:
    return FormPage(
        title=title, trail=presenters.trail(held), cancel=reverse("document", args=[held.public_id]), **more
    )


def _of(held: Recommendation, title: str, **more: Any) -> FormPage:
    cancel = reverse("recommendation", args=[held.public_id])
    return FormPage(title=title, trail=presenters.trail(held.document, held), cancel=cancel, **more)
