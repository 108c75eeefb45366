from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.urls import reverse

from sulis.catalogue.cadence import Cadence, days_due
from sulis.catalogue.partnership import Standing, standing
from sulis.vocabulary import Period
from sulis_web.design.dates import day
from sulis_web.design.diagram import Diagram, Drawn, Edge, Node, drawn
from sulis_web.design.histories import KeyDate
from sulis_web.design.navigation import Link
from sulis_web.design.notices import Empty
from sulis_web.design.values import Action, Cell, Column, Crumb, Fact, Table
from sulis_web.partnership import register, rules
from sulis_web.partnership.decide import Who
from sulis_web.partnership.in_words import counted, lower_first, upper_first
from sulis_web.partnership.models import Board, Line, Seat
from sulis_web.partnership.presenters.pages import ListPage, Part, RecordPage
from sulis_web.partnership.presenters.words import UNKNOWN, address, history, membership_mark, retired_notice, span

TRAIL = "Boards"
AHEAD = timedelta(days=430)  # far enough for the next meeting of a board that meets each year
SHOWN = 4  # meetings ahead on a board's page


def trail(board: Board | None = None) -> tuple[Crumb, ...]:
    found = (Crumb(TRAIL, reverse("boards")),)
    return (*found, Crumb(board.name, address("board", board))) if board else found


def meetings(board: Board, within: Period) -> tuple[date, ...]:
    """The days on which a board is to meet, by its cadence; none where the register does not say."""
    if not board.cadence or board.first_meeting is None:
        return ()
    return days_due(board.first_meeting, Cadence(board.cadence), within)


def boards_page(who: Who, *, on: date) -> ListPage:
    rows, seats, lines = list(register.boards(who)), list(register.seats(who)), list(register.lines(who))
    gone = list(register.retired(who, Board))
    parts = [Part("Each board", table=_table(rows, seats, on))] if rows else []
    parts += [Part("No longer on the register", table=_gone(gone))] if gone else []
    return ListPage(
        title="Boards and who answers to whom",
        lede="Where decisions about serious violence are made, and which board holds which to account.",
        parts=tuple(parts),
        actions=(Action("Add a board", reverse("add-board")), *_tables(who)) if rules.can_edit_boards(who) else _tables(who),
        empty=None if rows else _empty(who),
        diagram=_drawn(rows, lines) if rows else None,
    )  # fmt: skip


def _tables(who: Who) -> tuple[Action, ...]:
    found = []
    for kind, words in (("boards", "boards"), ("seats", "seats")):
        if rules.can_import(who):
            found.append(Action(f"Import {words}", reverse("import-register", args=[kind])))
        if rules.may_come_to_export(who):
            found.append(Action(f"Export {words}", reverse("export-register", args=[kind])))
    return tuple(found)


def _drawn(boards: Iterable[Board], lines: Iterable[Line]) -> Drawn:
    nodes = tuple(Node(f"b{board.pk}", board.name, _rhythm(board)) for board in boards)
    edges = tuple(Edge(f"b{line.board_id}", f"b{line.to_id}", line.account) for line in lines)
    return drawn(Diagram("boards", "The boards, and the lines of account between them", nodes, edges))


def _rhythm(board: Board) -> str:
    return f"Meets {lower_first(board.get_cadence_display())}" if board.cadence else ""


def _table(boards: list[Board], seats: list[Seat], on: date) -> Table:
    columns = (Column("Board"), Column("Meets"), Column("Next meeting"), Column("In the chair"), Column("Seats"))
    return Table(
        "", columns, tuple(_row(board, [seat for seat in seats if seat.board_id == board.pk], on) for board in boards)
    )


def _row(board: Board, seats: list[Seat], on: date) -> tuple[Cell, ...]:
    ahead = meetings(board, Period(on, on + AHEAD))
    held = [seat for seat in seats if standing(seat.held_from, seat.held_until, on) is not Standing.ENDED]
    return (
        Cell(board.name, address("board", board)),
        Cell(board.get_cadence_display() or UNKNOWN),
        Cell(day(ahead[0]) if ahead else UNKNOWN),
        Cell(board.chair.name if board.chair else UNKNOWN),
        Cell(upper_first(counted(len(held), "organisation"))),
    )


def _gone(rows: list[Board]) -> Table:
    columns = (Column("Board"), Column("Taken off on"), Column("Why"))
    return Table(
        "",
        columns,
        tuple(
            (Cell(row.name, address("board", row)), Cell(day(row.retired_at)), Cell(row.retired_reason)) for row in rows
        ),
    )


def _empty(who: Who) -> Empty:
    return Empty(
        "No board is on the register yet",
        "A board’s entry says how often it meets, who sits there and which board it answers to. The diagram draws itself from that.",
        (
            "Add the board that owns the strategy.",
            "Give each organisation its seat.",
            "Add the boards that it answers to, and draw the lines between them.",
        ),
        Link("Add the first board", reverse("add-board")) if rules.can_edit_boards(who) else None,
    )


def board_page(who: Who, board: Board, *, on: date) -> RecordPage:
    seats = [seat for seat in register.seats(who) if seat.board_id == board.pk]
    lines = [line for line in register.lines(who) if board.pk in {line.board_id, line.to_id}]
    may = rules.can_edit_boards(who) and not board.is_retired
    return RecordPage(
        kicker="Board",
        title=_title(board),
        trail=trail(),
        text=board.about,
        facts=tuple(_facts(board)),
        parts=(_terms(board), _meetings(board, on), _seats(board, seats, on, may=may), _lines(board, lines, may=may)),
        actions=tuple(_actions(board)) if may else (),
        history=history(board, ("The seat", seats), ("The line", lines)),
        retired=retired_notice(board, address("restore-board", board) if rules.can_edit_boards(who) else ""),
    )


def _title(board: Board) -> str:
    if board.is_retired:
        return f"{board.name} is no longer on the register"
    if not board.cadence:
        return f"{board.name}: how often it meets is not recorded"
    return f"{board.name} meets {lower_first(board.get_cadence_display())}"


def _facts(board: Board) -> Iterator[Fact]:
    yield Fact("How often it meets", board.get_cadence_display() or UNKNOWN)
    yield Fact(
        "In the chair",
        board.chair.name if board.chair else UNKNOWN,
        address("organisation", board.chair) if board.chair else "",
    )
    if board.section:
        yield Fact("In the plan", board.section)


def _terms(board: Board) -> Part:
    told = tuple(each.strip() for each in board.terms_of_reference.splitlines() if each.strip())
    return Part(
        "Terms of reference",
        told or ("None are on the register. A board’s members should be able to read here what it may decide.",),
    )


def _meetings(board: Board, on: date) -> Part:
    ahead = () if board.is_retired else meetings(board, Period(on, on + AHEAD))[:SHOWN]
    if not ahead:
        return Part(
            "Next meetings", ("They cannot be told: the register needs how often it meets, and a day on which it met.",)
        )
    told = f"Counted from {day(board.first_meeting)}, {lower_first(board.get_cadence_display())}. The board’s own papers settle the day."
    return Part("Next meetings", (told,), dates=tuple(KeyDate(each, "Meeting") for each in ahead))


def _seats(board: Board, seats: list[Seat], on: date, *, may: bool) -> Part:
    facts = tuple(_seat(seat, on, may=may) for seat in seats)
    told = () if seats else ("No organisation has a seat on the register.",)
    actions = (Action("Give an organisation a seat", address("add-seat", board)),) if may else ()
    return Part("Who sits there", told, facts=facts, actions=actions)


def _seat(seat: Seat, on: date, *, may: bool) -> Fact:
    when = span(seat.held_from, seat.held_until, on)
    chair = ", in the chair" if seat.board.chair_id == seat.organisation_id and seat.part == "member" else ""
    where = standing(seat.held_from, seat.held_until, on)
    mark = membership_mark(seat.held_from, seat.held_until, on)
    change = Action("Change", address("change-seat", seat), f"the seat of {seat.organisation.name}")
    end = Action("End", address("end-seat", seat), f"the seat of {seat.organisation.name}")
    actions = () if not may else (change,) if where is Standing.ENDED else (change, end)
    words = f"{seat.get_part_display()}{chair}{f', {when}' if when else ''}"
    return Fact(seat.organisation.name, words, mark=mark, actions=actions)


def _lines(board: Board, lines: list[Line], *, may: bool) -> Part:
    facts = [_line(line, line.to, upper_first(line.account), may=may) for line in lines if line.board_id == board.pk]
    facts += [
        _line(line, line.board, f"From below: {line.account} this board", may=may)
        for line in lines
        if line.to_id == board.pk
    ]
    told = () if facts else ("No line of account leads from it or to it.",)
    actions = (Action("Add a line of account", address("add-line", board)),) if may else ()
    return Part("Lines of account", told, facts=tuple(facts), actions=actions)


def _line(line: Line, other: Board, words: str, *, may: bool) -> Fact:
    end = Action("End", address("end-line", line), f"the line between {line.board.name} and {line.to.name}")
    return Fact(words, other.name, address("board", other), actions=(end,) if may else ())


def _actions(board: Board) -> Iterator[Action]:
    yield Action("Change this entry", address("edit-board", board))
    yield Action("Take it off the register", address("retire-board", board))
