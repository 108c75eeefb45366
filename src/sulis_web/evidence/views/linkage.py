"""The linkage rooms: which there are, one of them, and what is begun and ended there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sulis.vocabulary import InputRefused, PartWayFailure, WrongUsage
from sulis_web.design.notices import Notice, NoticeKind
from sulis_web.evidence import linkage_rooms, linkage_work, rules
from sulis_web.evidence.forms.linkage import EndForm, LinkForm, OpenForm, SheetForm
from sulis_web.evidence.presenters import linkage as presenters
from sulis_web.evidence.presenters.linkage_words import trail
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit
from sulis_web.partnership.presenters.pages import FormPage
from sulis_web.partnership.views.pieces import answer, data_of, present, require_form
from sulis_web.records.once import once_outside

if TYPE_CHECKING:
    from sulis.linkage import State

_DONE = {
    "opened": "The room is open. A linkage analyst can bring sheets in now.",
    "judged": "The judgement is kept.",
    "undone": "The judgement is taken back. Both stay on record.",
    "ended": "The room is destroyed. This certificate stays.",
}


def shown(request: HttpRequest, template: str, *, status: int = 200, **given: Any) -> HttpResponse:
    said = _DONE.get(request.GET.get("done", ""))
    notices = (Notice(said, NoticeKind.SUCCESS),) if said else ()
    return render(request, template, {"notices": notices, **given}, status=status)


def open_state(request: HttpRequest, room: str) -> State:
    """The state of a room that is open; absent where it is not, or is no more."""
    found = present(linkage_rooms.room_as_it_stands(room, at=request.who.at))
    return present(found[1])


def in_words(act: Callable[[], str]) -> str:
    """What was done; where the library refuses, its words go to the form."""
    try:
        return act()
    except (WrongUsage, InputRefused, PartWayFailure) as refused:
        raise ValidationError(f"{refused.message[:1].upper()}{refused.message[1:]}. {refused.remedy}") from None


@permit(Action.SEE_LINKAGE)
@require_safe
def rooms(request: HttpRequest) -> HttpResponse:
    rules.check_see_linkage(request.who)
    found = linkage_rooms.every_room(at=request.who.at)
    page = presenters.rooms_page(request.who, found, on=localdate())
    return shown(request, "partnership/list.html", page=page)


@permit(Action.OPEN_LINKAGE)
@once_outside
@require_form
def open_room(request: HttpRequest) -> HttpResponse:
    rules.check_open_linkage(request.who)
    page = FormPage(
        title="Open a linkage room", trail=trail(), cancel=reverse("linkage-rooms"), button="Open the room",
        words=("A room is for one purpose. You open it and may end it; you do not see who is in it. Linkage analysts work there.",),
    )  # fmt: skip

    def act(given: Mapping[str, Any]) -> str:
        told = {name: given[name] for name in ("purpose", "impact_assessment", "ends")}
        room = in_words(lambda: linkage_work.open_room(**told, by=request.who, at=request.who.at))
        return f"{reverse('linkage-room', args=[room])}?done=opened"

    return answer(request, OpenForm(data_of(request)), page, act)


@permit(Action.SEE_LINKAGE)
@require_safe
def room(request: HttpRequest, room: str) -> HttpResponse:
    """The room while it is open, its certificate after that."""
    rules.check_see_linkage(request.who)
    summary, state = present(linkage_rooms.room_as_it_stands(room, at=request.who.at))
    page = presenters.room_page(request.who, summary, state, on=localdate())
    return shown(request, "partnership/record.html", page=page)


@permit(Action.ENTER_LINKAGE)
@once_outside
@require_form
def add_sheet(request: HttpRequest, room: str) -> HttpResponse:
    rules.check_enter_linkage(request.who)
    held = open_state(request, room)
    form = SheetForm(data_of(request), request.FILES or None)
    words = (
        "Columns with these headers are taken: record_key, which each row has once, and given_name, family_name, date_of_birth, sex, "
        "postcode, address, town, email and number. Everything else in the file stays outside.",
        "A sheet with a fault is refused whole, with the faults by row. Destroy your own copy when it is in the room.",
        "Patient information, and what a health or social-care authority discloses about people, does not belong here under the duty.",
    )
    page = _form_page("Bring in a sheet", held, words, "Bring it in")

    def act(given: Mapping[str, Any]) -> str:
        job = linkage_work.send_sheet(
            room=room, source=given["source"], columns=form.columns(), reason=given["reason"], content=given["file"].read(),
            by=request.who, at=request.who.at,
        )  # fmt: skip
        return reverse("job", args=[job.public_id])

    return answer(request, form, page, act)


@permit(Action.ENTER_LINKAGE)
@once_outside
@require_form
def link(request: HttpRequest, room: str) -> HttpResponse:
    rules.check_enter_linkage(request.who)
    held = open_state(request, room)
    form = LinkForm(data_of(request), initial={"seen": len(held.runs)})
    words = (
        "Every pair that could be one person is compared, and each record gets its person key as a new version. Judgements hold.",
        "While it runs nobody else can work in the room.",
    )

    def act(given: Mapping[str, Any]) -> str:
        told = {name: given[name] for name in ("seen", "link", "review", "hold_twins", "reason")}
        job = linkage_work.ask_link(room=room, **told, by=request.who, at=request.who.at)
        return reverse("job", args=[job.public_id])

    return answer(request, form, _form_page("Link the records", held, words, "Link them"), act)


@permit(Action.END_LINKAGE)
@once_outside
@require_form
def end(request: HttpRequest, room: str) -> HttpResponse:
    rules.check_end_linkage(request.who)
    held = open_state(request, room)
    words = (
        "The room’s key is overwritten and removed, and then its files. Nothing of this can be taken back.",
        "Its certificate stays: what it was for, which agencies’ sheets were in it, and the checksums of what was destroyed.",
    )
    page = _form_page("End the room", held, words, "Destroy the room", kind="warning")

    def act(given: Mapping[str, Any]) -> str:
        def ended() -> str:
            linkage_work.end(room=room, reason=given["reason"], by=request.who, at=request.who.at)
            return f"{reverse('linkage-room', args=[room])}?done=ended"

        return in_words(ended)

    return answer(request, EndForm(data_of(request)), page, act)


def _form_page(title: str, held: State, words: tuple[str, ...], button: str, *, kind: str = "") -> FormPage:
    return FormPage(
        title=title, trail=trail(held.room, held.terms.purpose), words=words, button=button, kind=kind,
        cancel=reverse("linkage-room", args=[held.room]),
    )  # fmt: skip
