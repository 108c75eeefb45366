"""Meetings of boards, what they decide, what their reports hold, and the packs that are made for them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from sulis_web.design.values import Crumb
from sulis_web.governance import operations, reports, rules
from sulis_web.governance.forms.meetings import (
    BecomesForm,
    DecisionForm,
    MeetingForm,
    NewClauseForm,
    NewDecisionForm,
    NewMeetingForm,
)
from sulis_web.governance.models import Decision, Meeting
from sulis_web.governance.presenters import meetings as presenters
from sulis_web.governance.queries import meetings as queries
from sulis_web.jobs.operations import ask
from sulis_web.partnership import register
from sulis_web.partnership.actions import Action as May
from sulis_web.partnership.doors import permit
from sulis_web.partnership.models import Board
from sulis_web.partnership.presenters.headed import headed_page
from sulis_web.partnership.presenters.pages import FormPage
from sulis_web.partnership.queries import current
from sulis_web.partnership.views import pieces
from sulis_web.partnership.views.pieces import answer, by, data_of, of_record, present, require_form, save
from sulis_web.records.once import once

PACK = "meeting-pack"
_TYPES = {"pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


@permit(May.READ_WORK)
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    return render(request, "partnership/list.html", {"page": presenters.meetings_page(request.who, on=localdate())})


@permit(May.READ_WORK)
@require_safe
def meeting(request: HttpRequest, id: str) -> HttpResponse:
    held = _meeting(request, id)
    may = rules.can_keep(request.who) and not held.is_retired
    page = presenters.meeting_page(request.who, held)
    return render(
        request, "governance/meeting.html", {"page": page, "meeting": held, "may": may, "notices": pieces.done(request)}
    )


@permit(May.READ_WORK)
@require_safe
def report(request: HttpRequest, id: str) -> HttpResponse:
    """The report of a board as it would be today."""
    board, partnership = _board(request, id), current()
    if partnership is None:
        raise Http404
    page = headed_page(reports.report(request.who, partnership, board, on=localdate()))
    back = (*presenters.trail(), Crumb(board.name, reverse("board-remit", args=[board.public_id])))
    return render(request, "partnership/headed.html", {"page": page, "trail": back})


@permit(May.READ_WORK)
@require_safe
def remit(request: HttpRequest, id: str) -> HttpResponse:
    page = presenters.remit_page(request.who, _board(request, id))
    return render(request, "partnership/record.html", {"page": page, "notices": pieces.done(request)})


@permit(May.KEEP_MEETINGS)
@once
@require_form
def add_clause(request: HttpRequest, id: str) -> HttpResponse:
    board = _board(request, id)
    rules.check_keep(request.who)
    there = reverse("board-remit", args=[board.public_id])
    page = FormPage(
        title=f"Add a clause of {board.name}",
        trail=presenters.trail(),
        cancel=there,
        button="Add it",
        words=(board.terms_of_reference,),
    )
    form = NewClauseForm(data_of(request), who=request.who)

    def act(_given: dict[str, Any]) -> str:
        operations.add_clause(board=board, fields=form.clause(), **by(request))
        return f"{there}?done=recorded"

    return answer(request, form, page, act)


@permit(May.KEEP_MEETINGS)
@once
@require_form
def end_clause(request: HttpRequest, id: str) -> HttpResponse:
    held = present(register.clause(request.who, id))
    rules.check_keep(request.who)
    there = reverse("board-remit", args=[held.board.public_id])
    page = FormPage(
        title=f"End clause {held.number} of {held.board.name}", trail=presenters.trail(), cancel=there, button="End it", kind="warning",
        words=("Reports that were made stay as they are. Later ones are cut without it.",),
    )  # fmt: skip
    return pieces.retire(request, held, page, f"{there}?done=ended")


@permit(May.KEEP_MEETINGS)
@once
@require_form
def add(request: HttpRequest) -> HttpResponse:
    rules.check_keep(request.who)
    page = FormPage(title="Add a meeting", trail=presenters.trail(), cancel=reverse("meetings"), button="Add it")

    def act(given: dict[str, Any]) -> str:
        fields = {name: value for name, value in given.items() if name not in {"once", "board"}}
        return _to(operations.add_meeting(board=given["board"], fields=fields, **by(request)))

    return answer(request, NewMeetingForm(data_of(request), who=request.who), page, act)


@permit(May.KEEP_MEETINGS)
@once
@require_form
def edit(request: HttpRequest, id: str) -> HttpResponse:
    held = _meeting(request, id)
    rules.check_keep(request.who)
    form = of_record(request, MeetingForm, held, who=request.who, board=held.board)

    def act(_given: dict[str, Any]) -> str:
        save(request, held, form)
        return _to(held)

    return answer(request, form, _page(held, f"Change the meeting of {held}"), act)


@permit(May.KEEP_MEETINGS)
@once
@require_form
def retire(request: HttpRequest, id: str) -> HttpResponse:
    held = _meeting(request, id)
    rules.check_keep(request.who)
    page = _page(held, f"Take off the meeting of {held}", button="Take it off", kind="warning")
    return pieces.retire(request, held, page, reverse("meetings"))


@permit(May.KEEP_MEETINGS)
@once
@require_form
def add_decision(request: HttpRequest, id: str) -> HttpResponse:
    held = _meeting(request, id)
    rules.check_keep(request.who)

    def act(given: dict[str, Any]) -> str:
        fields = {"number": given["number"], "text": given["text"]}
        made = operations.add_decision(meeting=held, fields=fields, **by(request))
        return f"{reverse('decision', args=[made.public_id])}?done=recorded"

    return answer(
        request, NewDecisionForm(data_of(request)), _page(held, f"Add a decision of {held}", button="Add it"), act
    )


@permit(May.READ_WORK)
@require_safe
def decision(request: HttpRequest, id: str) -> HttpResponse:
    page = presenters.decision_page(request.who, _decision(request, id))
    return render(request, "partnership/record.html", {"page": page, "notices": pieces.done(request)})


@permit(May.KEEP_MEETINGS)
@once
@require_form
def edit_decision(request: HttpRequest, id: str) -> HttpResponse:
    held = _decision(request, id)
    rules.check_keep(request.who)
    form = of_record(request, DecisionForm, held)

    def act(given: dict[str, Any]) -> str:
        operations.change_decision(
            held, fields=form.fields_given(), seen_version=form.seen_version, reason=given["reason"], **by(request)
        )
        return f"{reverse('decision', args=[held.public_id])}?done=changed"

    return answer(request, form, _page(held.meeting, "Change the decision"), act)


@permit(May.KEEP_MEETINGS)
@once
@require_form
def becomes(request: HttpRequest, id: str) -> HttpResponse:
    """Make a decision an action of the plan."""
    held = _decision(request, id)
    rules.check_keep(request.who)
    if held.action is not None:
        raise Http404
    posted = data_of(request)
    first = {"version": held.version, "title": held.text[:200]}
    form = BecomesForm(posted, who=request.who) if posted is not None else BecomesForm(initial=first, who=request.who)

    def act(_given: dict[str, Any]) -> str:
        fields = {**form.fields_given(), "board": held.meeting.board}
        made = operations.make_action(held, fields=fields, seen_version=form.seen_version, **by(request))
        return f"{reverse('action', args=[made.public_id])}?done=added"

    return answer(
        request, form, _page(held.meeting, "Make it an action", words=(held.text,), button="Make it an action"), act
    )


@permit(May.KEEP_MEETINGS)
@once
@require_POST
def make_pack(request: HttpRequest, id: str) -> HttpResponse:
    rules.check_keep(request.who)
    job = ask(PACK, by=request.who, at=request.who.at, meeting=_meeting(request, id).public_id)
    return HttpResponseRedirect(reverse("job", args=[job.public_id]))


@permit(May.READ_WORK)
@require_safe
def pack_file(request: HttpRequest, id: str, kind: str) -> HttpResponse:
    held = queries.pack(request.who, id)
    if held is None or kind not in _TYPES:
        raise Http404
    made_up = "made-up-" if held.document["made_up"] else ""
    name = f"{made_up}meeting-pack-{held.meeting.on:%Y-%m-%d}.{kind}"
    content = bytes(held.pdf if kind == "pdf" else held.word)
    return HttpResponse(
        content, content_type=_TYPES[kind], headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _meeting(request: HttpRequest, id: str) -> Meeting:
    return present(queries.meeting(request.who, id))


def _decision(request: HttpRequest, id: str) -> Decision:
    return present(queries.decision(request.who, id))


def _board(request: HttpRequest, id: str) -> Board:
    held: Board = present(register.board(request.who, id))
    if held.is_retired:
        raise Http404
    return held


def _to(held: Meeting) -> str:
    return f"{reverse('meeting', args=[held.public_id])}?done=recorded"


def _page(held: Meeting, title: str, **more: Any) -> FormPage:
    return FormPage(title=title, trail=presenters.trail(held), cancel=reverse("meeting", args=[held.public_id]), **more)
