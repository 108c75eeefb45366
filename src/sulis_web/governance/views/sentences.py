"""What the public is told: the list, a sentence, and taking one in, changing it and taking it back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sulis_web.governance.presenters import sentences as presenters
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit
from sulis_web.partnership.presenters.pages import FormPage
from sulis_web.partnership.views.pieces import answer, by, data_of, done, of_record, present, require_form
from sulis_web.records.forms import TurnForm
from sulis_web.records.once import once
from sulis_web.thread import queries, rules
from sulis_web.thread import sentences as operations
from sulis_web.thread.forms import NewSentenceForm, SentenceForm
from sulis_web.thread.models import Sentence


@permit(Action.READ_WORK)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    page = presenters.list_page(request.who)
    return render(request, "partnership/list.html", {"page": page, "notices": done(request)})


@permit(Action.READ_WORK)
@require_safe
def sentence(request: HttpRequest, key: str) -> HttpResponse:
    page = presenters.record_page(request.who, present(queries.sentence(request.who, key)))
    return render(request, "partnership/record.html", {"page": page, "notices": done(request)})


@permit(Action.CONFIRM_LINK)
@once
@require_form
def add(request: HttpRequest) -> HttpResponse:
    rules.check_confirm(request.who)
    told = ("What it rests on is said next, on its own page.",)
    page = FormPage(
        title="Add a sentence", trail=presenters.trail(), cancel=reverse("sentences"), button="Add it", words=told
    )

    def act(given: Any) -> str:
        fields = {name: value for name, value in given.items() if name != "once"}
        return _led_to(operations.add_sentence(fields=fields, **by(request)), "recorded")

    return answer(request, NewSentenceForm(data_of(request)), page, act)


@permit(Action.CONFIRM_LINK)
@once
@require_form
def change(request: HttpRequest, key: str) -> HttpResponse:
    rules.check_confirm(request.who)
    held = present(queries.sentence(request.who, key))
    form = of_record(request, SentenceForm, held)
    page = FormPage(title="Change a sentence", trail=presenters.trail(held), cancel=_there(held))

    def act(given: Any) -> str:
        told = {"seen_version": form.seen_version, "reason": given["reason"]}
        return _led_to(operations.change_sentence(held, fields=form.fields_given(), **told, **by(request)), "changed")

    return answer(request, form, page, act)


@permit(Action.CONFIRM_LINK)
@once
@require_form
def retire(request: HttpRequest, key: str) -> HttpResponse:
    return _turned(request, key, operations.retire_sentence, "Say this no more")


@permit(Action.CONFIRM_LINK)
@once
@require_form
def restore(request: HttpRequest, key: str) -> HttpResponse:
    return _turned(request, key, operations.restore_sentence, "Say this again")


def _turned(request: HttpRequest, key: str, operation: Any, title: str) -> HttpResponse:
    rules.check_confirm(request.who)
    held = present(queries.sentence(request.who, key))
    form = TurnForm(data_of(request), initial={"version": held.version})
    words = (f"“{held.words}”",)
    page = FormPage(title=title, trail=presenters.trail(held), cancel=_there(held), words=words, button=title)

    def act(given: Any) -> str:
        told = {"seen_version": form.seen_version, "reason": given["reason"]}
        return _led_to(operation(held, **told, **by(request)), "changed")

    return answer(request, form, page, act)


def _there(held: Sentence) -> str:
    return reverse("sentence", args=[held.key])


def _led_to(held: Sentence, what: str) -> str:
    return f"{_there(held)}?done={what}"
