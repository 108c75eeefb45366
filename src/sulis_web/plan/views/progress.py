"""How an action goes: said here, asked by a link of whoever has no sign-in, and answered there."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sulis_web.partnership.actions import Action as May
from sulis_web.partnership.actor import actor
from sulis_web.partnership.decide import Who, by_link
from sulis_web.partnership.doors import permit, public
from sulis_web.partnership.presenters.pages import FormPage
from sulis_web.partnership.views.pieces import answer, by, data_of, of_record, present, require_form
from sulis_web.plan import queries, rules
from sulis_web.plan.forms.actions import AnswerForm, AskForm, MilestoneForm, NewMilestoneForm, ProgressForm
from sulis_web.plan.models import Action, Ask
from sulis_web.plan.operations import actions as operations
from sulis_web.plan.operations import progress as telling
from sulis_web.plan.presenters.actions import trail
from sulis_web.plan.secret import digest_of, new_secret
from sulis_web.plan.views.actions import found
from sulis_web.plan.views.pieces import to
from sulis_web.records import operations as records
from sulis_web.records.conflicts import Conflict
from sulis_web.records.forms import RecordForm, TurnForm, refuse_strangers
from sulis_web.records.once import once


@permit(May.REPORT_PROGRESS)
@once
@require_form
def say(request: HttpRequest, id: str) -> HttpResponse:
    held = found(request, id)
    rules.check_report(request.who, held)
    posted = data_of(request)
    form = (
        ProgressForm(posted, action=held)
        if posted is not None
        else ProgressForm(initial={"version": held.version}, action=held)
    )
    page = _page(
        held,
        f"How “{held.title}” goes",
        button="Write it down",
        words=("It is written once. The report of each board takes what is for it.",),
    )

    def act(given: dict[str, Any]) -> str:
        telling.say(
            action=held, text=given["text"], next_step=given["next_step"], state=given["state"], reason=given["reason"],
            seen_version=form.seen_version, **by(request),
        )  # fmt: skip
        return to("action", held, "said")

    return answer(request, form, page, act)


@permit(May.EDIT_PLAN)
@once
@require_form
def add_milestone(request: HttpRequest, id: str) -> HttpResponse:
    held = found(request, id)
    rules.check_edit(request.who)

    def act(given: dict[str, Any]) -> str:
        operations.add_milestone(action=held, fields={"title": given["title"], "due": given["due"]}, **by(request))
        return to("action", held, "changed")

    return answer(
        request,
        NewMilestoneForm(data_of(request)),
        _page(held, f"Add a milestone to “{held.title}”", button="Add it"),
        act,
    )


@permit(May.REPORT_PROGRESS)
@once
@require_form
def edit_milestone(request: HttpRequest, id: str) -> HttpResponse:
    """Whoever may say how the action goes may say that a milestone is done."""
    held = present(queries.milestone(request.who, id))
    rules.check_report(request.who, held.action)
    form = of_record(request, MilestoneForm, held)

    def act(given: dict[str, Any]) -> str:
        _saved(request, held, form, given)
        return to("action", held.action, "changed")

    return answer(request, form, _page(held.action, f"Change the milestone “{held.title}”"), act)


def _saved(request: HttpRequest, held: Any, form: RecordForm, given: dict[str, Any]) -> None:
    records.change(
        held, fields=form.fields_given(), seen_version=form.seen_version, reason=given.get("reason", ""), **by(request)
    )


@permit(May.ASK_OWNER)
@require_form
def ask(request: HttpRequest, id: str) -> HttpResponse:
    """Make a link and show it, this once: what it carries is kept nowhere."""
    held = found(request, id)
    rules.check_ask(request.who)
    form = AskForm(data_of(request))
    if request.method == "POST":
        refuse_strangers(form, request.POST)
        if form.is_valid():
            secret = new_secret()
            made = telling.ask(action=held, to=form.cleaned_data["to"], digest=digest_of(secret), **by(request))
            link = request.build_absolute_uri(reverse("answer-ask", args=[secret]))
            return _shown(request, held, made, link)
    page = _page(held, f"Ask how “{held.title}” goes", button="Make the link", words=(_ASKS,))
    return render(request, "partnership/form.html", {"form": form, "page": page}, status=422 if form.errors else 200)


_ASKS = (
    "Whoever holds the link can say once how this action goes, within two weeks, and can do nothing else here. It is shown once: "
    "send it by the way that you would send any paper of the partnership."
)


def _shown(request: HttpRequest, held: Action, made: Ask, link: str) -> HttpResponse:
    context = {
        "action": held,
        "ask": made,
        "link": link,
        "trail": trail(held),
        "back": reverse("action", args=[held.public_id]),
    }
    response = render(request, "plan/asked.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@permit(May.ASK_OWNER)
@once
@require_form
def withdraw(request: HttpRequest, id: str) -> HttpResponse:
    held = present(queries.ask(request.who, id))
    rules.check_ask(request.who)
    form = of_record(request, TurnForm, held)
    page = _page(held.action, f"Withdraw the link to {held.to}", button="Withdraw it", kind="warning")

    def act(given: dict[str, Any]) -> str:
        telling.withdraw(held, reason=given["reason"], **by(request))
        return to("action", held.action, "withdrawn")

    return answer(request, form, page, act)


@public
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def answered(request: HttpRequest, secret: str) -> HttpResponse:
    """Whoever holds the link says how one action goes. What the link allows is decided as anything else is."""
    at = timezone.now()
    held = queries.ask_behind(digest_of(secret), at=at)
    action = queries.action_asked_about(held) if held else None
    if held is None or action is None or action.is_retired:
        return _told(request, "plan/link_over.html", {}, 422)
    who = by_link(
        at=at, name=held.public_id, organisation=action.accountable_id, organisation_id=action.accountable.public_id
    )
    rules.check_report(who, action)
    form = AnswerForm(request.POST or None, action=action)
    if request.method == "POST":
        refuse_strangers(form, request.POST)
        if form.is_valid() and _answered(who, held, action, form):
            return _told(request, "plan/answered.html", {"action": action}, 200)
    return _told(
        request, "plan/answer.html", {"form": form, "action": action, "ask": held}, 422 if form.errors else 200
    )


def _answered(who: Who, held: Ask, action: Action, form: AnswerForm) -> bool:
    given = form.cleaned_data
    try:
        telling.answer(held, action=action, by=actor(who), at=who.at, **given)
    except Conflict:
        form.add_error(None, "The action was changed while you wrote. Look at what stands here now, and send it again")
        return False
    except ValidationError as refused:
        for name, said in refused.message_dict.items():
            form.add_error(name if name in form.fields else None, said)
        return False
    return True


def _told(request: HttpRequest, template: str, context: dict[str, Any], status: int) -> HttpResponse:
    response = render(request, template, context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(held: Action, title: str, **more: Any) -> FormPage:
    return FormPage(title=title, trail=trail(held), cancel=reverse("action", args=[held.public_id]), **more)
