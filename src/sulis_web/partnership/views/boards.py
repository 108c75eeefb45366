from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sulis_web.partnership import operations, register, rules
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit
from sulis_web.partnership.forms.boards import BoardForm, NewBoardForm
from sulis_web.partnership.models import Organisation
from sulis_web.partnership.presenters import boards as presenters
from sulis_web.partnership.presenters.pages import FormPage
from sulis_web.partnership.views.pieces import (
    answer,
    by,
    data_of,
    done,
    led_to,
    of_record,
    present,
    require_form,
    restore,
    retire,
    save,
)
from sulis_web.records.once import once


@permit(Action.READ_REGISTER)
@require_safe
def boards(request: HttpRequest) -> HttpResponse:
    page = presenters.boards_page(request.who, on=localdate())
    return render(request, "partnership/list.html", {"page": page, "notices": done(request)})


@permit(Action.READ_REGISTER)
@require_safe
def board(request: HttpRequest, id: str) -> HttpResponse:
    found = present(register.board(request.who, id))
    page = presenters.board_page(request.who, found, on=localdate())
    return render(request, "partnership/record.html", {"page": page, "today": localdate(), "notices": done(request)})


@permit(Action.EDIT_BOARD)
@once
@require_form
def add(request: HttpRequest) -> HttpResponse:
    rules.check_edit_boards(request.who)
    told = ("Its seats, its chair and its lines of account are given once it is there.",)
    page = FormPage(
        title="Add a board", trail=presenters.trail(), cancel=reverse("boards"), button="Add it", words=told
    )

    def act(given: dict) -> str:
        fields = {name: value for name, value in given.items() if name != "once"}
        return led_to("board", operations.add_board(fields=fields, **by(request)), what="added")

    return answer(request, NewBoardForm(data_of(request)), page, act)


@permit(Action.EDIT_BOARD)
@once
@require_form
def edit(request: HttpRequest, id: str) -> HttpResponse:
    found = present(register.board(request.who, id))
    rules.check_edit_boards(request.who)
    sitting = register.seats(request.who).filter(board=found, part="member").values("organisation")
    members = Organisation.objects.visible_to(request.who).filter(pk__in=sitting)
    form = of_record(request, BoardForm, found, members=members)
    page = FormPage(
        title=f"Change the entry of {found.name}", trail=presenters.trail(found),
        cancel=presenters.address("board", found),
    )  # fmt: skip
    return answer(request, form, page, lambda _given: led_to("board", save(request, found, form), what="changed"))


@permit(Action.EDIT_BOARD)
@once
@require_form
def retire_board(request: HttpRequest, id: str) -> HttpResponse:
    found = present(register.board(request.who, id))
    rules.check_edit_boards(request.who)
    told = ("It leaves the lists, the diagram and the calendar. Its page and its history can still be read.",)
    page = FormPage(
        title=f"Take {found.name} off the register", trail=presenters.trail(found), words=told, kind="warning",
        cancel=presenters.address("board", found), button="Take it off the register",
    )  # fmt: skip
    return retire(request, found, page, led_to("board", found, what="retired"))


@permit(Action.EDIT_BOARD)
@once
@require_form
def restore_board(request: HttpRequest, id: str) -> HttpResponse:
    found = present(register.board(request.who, id))
    rules.check_edit_boards(request.who)
    page = FormPage(
        title=f"Bring {found.name} back", trail=presenters.trail(found), button="Bring it back",
        cancel=presenters.address("board", found),
    )  # fmt: skip
    return restore(request, found, page, led_to("board", found, what="restored"))
