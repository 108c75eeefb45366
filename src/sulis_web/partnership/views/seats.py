"""Seats on a board, and the lines of account from it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from sulis_web.partnership import operations, register, rules
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit
from sulis_web.partnership.forms.boards import EndSeatForm, NewLineForm, NewSeatForm, SeatForm
from sulis_web.partnership.presenters import boards as presenters
from sulis_web.partnership.presenters.pages import FormPage
from sulis_web.partnership.views.pieces import (
    answer,
    by,
    data_of,
    led_to,
    of_record,
    present,
    require_form,
    retire,
    save,
)
from sulis_web.records.once import once


@permit(Action.EDIT_BOARD)
@once
@require_form
def add(request: HttpRequest, id: str) -> HttpResponse:
    board = present(register.board(request.who, id))
    rules.check_edit_boards(request.who)
    form = NewSeatForm(data_of(request), organisations=register.organisations(request.who))
    page = FormPage(
        title=f"Give an organisation a seat on {board.name}", trail=presenters.trail(board), button="Give it the seat",
        cancel=presenters.address("board", board),
    )  # fmt: skip

    def act(given: dict) -> str:
        fields = {name: value for name, value in given.items() if name != "once"}
        operations.add_seat(board=board, fields=fields, **by(request))
        return led_to("board", board, what="added")

    return answer(request, form, page, act)


@permit(Action.EDIT_BOARD)
@once
@require_form
def change(request: HttpRequest, id: str) -> HttpResponse:
    seat = present(register.seat(request.who, id))
    rules.check_edit_boards(request.who)
    form = of_record(request, SeatForm, seat)
    page = FormPage(
        title=f"Change the seat of {seat.organisation.name} on {seat.board.name}", trail=presenters.trail(seat.board),
        cancel=presenters.address("board", seat.board),
    )  # fmt: skip

    def act(_given: dict) -> str:
        save(request, seat, form)
        return led_to("board", seat.board, what="changed")

    return answer(request, form, page, act)


@permit(Action.EDIT_BOARD)
@once
@require_form
def end(request: HttpRequest, id: str) -> HttpResponse:
    seat = present(register.seat(request.who, id))
    rules.check_edit_boards(request.who)
    form = of_record(request, EndSeatForm, seat)
    page = FormPage(
        title=f"End the seat of {seat.organisation.name} on {seat.board.name}", trail=presenters.trail(seat.board),
        cancel=presenters.address("board", seat.board), button="Record its end",
        words=("It stays on the board’s page with its days, so that past decisions can be understood.",),
    )  # fmt: skip

    def act(_given: dict) -> str:
        save(request, seat, form)
        return led_to("board", seat.board, what="ended")

    return answer(request, form, page, act)


@permit(Action.EDIT_BOARD)
@once
@require_form
def add_line(request: HttpRequest, id: str) -> HttpResponse:
    board = present(register.board(request.who, id))
    rules.check_edit_boards(request.who)
    form = NewLineForm(data_of(request), boards=register.boards(request.who).exclude(pk=board.pk))
    page = FormPage(
        title=f"Add a line of account from {board.name}", trail=presenters.trail(board), button="Add the line",
        cancel=presenters.address("board", board),
    )  # fmt: skip

    def act(given: dict) -> str:
        fields = {"to": given["to"], "account": given["account"]}
        operations.add_line(board=board, fields=fields, **by(request))
        return led_to("board", board, what="added")

    return answer(request, form, page, act)


@permit(Action.EDIT_BOARD)
@once
@require_form
def end_line(request: HttpRequest, id: str) -> HttpResponse:
    line = present(register.line(request.who, id))
    rules.check_edit_boards(request.who)
    page = FormPage(
        title=f"End the line from {line.board.name} to {line.to.name}", trail=presenters.trail(line.board),
        cancel=presenters.address("board", line.board), button="End the line", kind="warning",
    )  # fmt: skip
    return retire(request, line, page, led_to("board", line.board, what="ended"))
