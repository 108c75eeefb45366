from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sulis.vocabulary import Audience
from sulis_web.partnership.actions import Action
from sulis_web.partnership.actor import actor
from sulis_web.partnership.decide import Subject, check, decide
from sulis_web.partnership.doors import permit
from sulis_web.partnership.models import Partnership
from sulis_web.partnership.presenters.headed import headed_page
from sulis_web.partnership.presenters.pages import FormPage
from sulis_web.partnership.queries import current
from sulis_web.partnership.views import pieces
from sulis_web.partnership.views.pieces import answer, by, data_of, done, of_record, present, require_form, save
from sulis_web.plan import queries as plan
from sulis_web.plan.states import OPEN
from sulis_web.publication.forms import ProposeForm, SettleForm
from sulis_web.publication.life import operations, presenters, queries
from sulis_web.publication.life.forms import CloseYearForm, EventForm, NewEventForm
from sulis_web.publication.models import Edition, LifeEvent, LifeKind
from sulis_web.publication.papers import plan_paper, read
from sulis_web.publication.papers.files import ways_to_files
from sulis_web.publication.rules import NotNow
from sulis_web.records.conflicts import Conflict
from sulis_web.records.once import once

_EVERYBODYS = Subject()  # the plan is the whole partnership's


def _may(request: HttpRequest, action: Action) -> bool:
    return decide(request.who, action, _EVERYBODYS).allowed


@permit(Action.READ_WORK)
@require_safe
def life(request: HttpRequest) -> HttpResponse:
    partnership, may = current(), {"keeps": Action.KEEP_PLAN_RECORD, "publishes": Action.PUBLISH}
    if partnership is None:
        return render(request, "partnership/list.html", {"page": presenters.nothing_page()})
    allowed = {name: _may(request, action) for name, action in may.items()}
    page = presenters.life_page(request.who, partnership, on=localdate(), **allowed)
    return render(request, "partnership/list.html", {"page": page, "notices": done(request)})


@permit(Action.READ_WORK)
@require_safe
def event(request: HttpRequest, id: str) -> HttpResponse:
    page = presenters.event_page(_event(request, id), keeps=_may(request, Action.KEEP_PLAN_RECORD))
    return render(request, "partnership/record.html", {"page": page, "notices": done(request)})


@permit(Action.KEEP_PLAN_RECORD)
@once
@require_form
def add_event(request: HttpRequest, kind: str) -> HttpResponse:
    check(request.who, Action.KEEP_PLAN_RECORD, _EVERYBODYS)
    if kind not in LifeKind.values:
        raise Http404
    label = LifeKind(kind).label.lower()
    article = "an" if label[0] in "aeiou" else "a"
    page = FormPage(
        title=f"Record {article} {label}", trail=presenters.trail(), cancel=reverse("plan-life"), button="Record it"
    )

    def act(given: Mapping[str, Any]) -> str:
        fields = {name: value for name, value in given.items() if name != "once"}
        return pieces.led_to(
            "event", operations.add_event(LifeKind(kind), fields=fields, **by(request)), what="recorded"
        )

    return answer(request, NewEventForm(data_of(request), who=request.who, event=kind), page, act)


@permit(Action.KEEP_PLAN_RECORD)
@once
@require_form
def edit_event(request: HttpRequest, id: str) -> HttpResponse:
    held = _event(request, id)
    check(request.who, Action.KEEP_PLAN_RECORD, _EVERYBODYS)
    form = of_record(request, EventForm, held, who=request.who, event=held.kind)

    def act(_given: Any) -> str:
        save(request, held, form)
        return pieces.led_to("event", held, what="changed")

    return answer(request, form, _page(held, "Change what is recorded"), act)


@permit(Action.KEEP_PLAN_RECORD)
@once
@require_form
def retire_event(request: HttpRequest, id: str) -> HttpResponse:
    held = _event(request, id)
    check(request.who, Action.KEEP_PLAN_RECORD, _EVERYBODYS)
    page = _page(held, "Take this off the record", button="Take it off", kind="warning")
    return pieces.retire(request, held, page, pieces.led_to("event", held, what="retired"))


@permit(Action.KEEP_PLAN_RECORD)
@once
@require_form
def restore_event(request: HttpRequest, id: str) -> HttpResponse:
    held = _event(request, id)
    check(request.who, Action.KEEP_PLAN_RECORD, _EVERYBODYS)
    page = _page(held, "Bring this back", button="Bring it back")
    return pieces.restore(request, held, page, pieces.led_to("event", held, what="restored"))


@permit(Action.KEEP_PLAN_RECORD)
@once
@require_form
def close_year(request: HttpRequest) -> HttpResponse:
    check(request.who, Action.KEEP_PLAN_RECORD, _EVERYBODYS)
    partnership = _served()
    going_on = [each for each in plan.actions(request.who) if each.state in OPEN]
    words = (
        f"The plan of {partnership.plan_covers} is kept as it stands, word for word, and can never change.",
        f"{len(going_on)} actions are still open and are carried forward. No record is changed or taken away.",
    )
    page = FormPage(
        title=f"Close the year {partnership.plan_covers}", trail=presenters.trail(), cancel=reverse("plan-life"), words=words,
        button="Close the year", kind="warning",
    )  # fmt: skip

    def act(given: Mapping[str, Any]) -> str:
        document = plan_paper(read(request.who, partnership, on=localdate(), audience=Audience.BOARD, is_public=False))
        made = operations.close_year(
            document, year=partnership.plan_covers, carried=going_on, words=given["words"], **by(request)
        )
        return pieces.led_to("edition", made, what="recorded")

    return answer(request, CloseYearForm(data_of(request)), page, act)


@permit(Action.READ_WORK)
@require_safe
def edition(request: HttpRequest, id: str) -> HttpResponse:
    page = presenters.edition_page(
        _edition(request, id), person=request.who.public_id, publishes=_may(request, Action.PUBLISH)
    )
    return render(request, "partnership/record.html", {"page": page, "notices": done(request)})


@permit(Action.READ_WORK)
@require_safe
def read_edition(request: HttpRequest, id: str) -> HttpResponse:
    held = _edition(request, id)
    trail = presenters.trail(presenters.Crumb(str(held), reverse("edition", args=[held.public_id])))
    document = operations.document_of(held)
    ways = ways_to_files("edition", document, id=held.public_id)
    given = {
        "page": headed_page(document),
        "trail": trail,
        "ways": ways,
        "make": reverse("make-edition", args=[held.public_id]),
    }
    return render(request, "partnership/headed.html", given)


@permit(Action.PUBLISH)
@once
@require_form
def propose(request: HttpRequest) -> HttpResponse:
    check(request.who, Action.PUBLISH, _EVERYBODYS)
    partnership = _served()
    form = ProposeForm(data_of(request))
    words = (
        "The plan for the public is kept as it stands now, without what nobody has checked and without numbers that are not open. "
        "Read it first, and ask whoever knows: the police, probation, and the prisons and youth custody that it touches.",
    )
    page = FormPage(
        title="Propose an edition for the public", trail=presenters.trail(), cancel=reverse("plan-life"), words=words,
        button="Propose it",
    )  # fmt: skip

    def act(_given: Mapping[str, Any]) -> str:
        document = plan_paper(read(request.who, partnership, on=localdate(), audience=Audience.PUBLIC, is_public=True))
        return _told(
            operations.propose, document, year=partnership.plan_covers, answers=form.answers, by=actor(request.who), at=request.who.at
        )  # fmt: skip

    return answer(request, form, page, act)


@permit(Action.PUBLISH)
@once
@require_form
def confirm(request: HttpRequest, id: str) -> HttpResponse:
    words = ("You stand for the check beside whoever proposed it. The edition never changes again.",)
    return _settle(request, id, operations.confirm, "Clear it for the public", words)


@permit(Action.PUBLISH)
@once
@require_form
def drop(request: HttpRequest, id: str) -> HttpResponse:
    return _settle(request, id, operations.drop, "Do not clear it", ("It stays readable here, with the reason.",))


def _settle(
    request: HttpRequest, id: str, do: Callable[..., Edition], title: str, words: tuple[str, ...]
) -> HttpResponse:
    check(request.who, Action.PUBLISH, _EVERYBODYS)
    held = _edition(request, id)
    form = SettleForm(data_of(request)) if request.method == "POST" else SettleForm.of(held)
    cancel = reverse("edition", args=[held.public_id])
    page = FormPage(title=title, trail=presenters.trail(), cancel=cancel, words=words, button=title, kind="warning")

    def act(given: Mapping[str, Any]) -> str:
        seen = form.seen_version
        return _told(do, held, reason=given["reason"], seen_version=seen, by=actor(request.who), at=request.who.at)

    return answer(request, form, page, act)


def _told(do: Callable[..., Edition], *given: Any, **named: Any) -> str:
    """Where to go once it is done. What cannot be done now is said above the form."""
    try:
        held = do(*given, **named)
    except NotNow as refused:
        raise ValidationError(str(refused)) from refused
    except Conflict as conflict:
        raise ValidationError("Somebody settled it before you. Open it again and read what became of it.") from conflict
    return pieces.led_to("edition", held, what="recorded")


def _served() -> Partnership:
    return present(current())


def _event(request: HttpRequest, id: str) -> LifeEvent:
    return present(queries.event(request.who, id))


def _edition(request: HttpRequest, id: str) -> Edition:
    return present(queries.edition(request.who, id))


def _page(held: LifeEvent, title: str, **more: Any) -> FormPage:
    return FormPage(title=title, trail=presenters.trail(), cancel=reverse("event", args=[held.public_id]), **more)
