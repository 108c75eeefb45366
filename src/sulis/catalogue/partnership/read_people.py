"""Reading organisations.toml and boards.toml: who takes part, and who answers to whom."""

from __future__ import annotations

from datetime import date

from sulis.catalogue.cadence import Cadence
from sulis.catalogue.duty import Duty, load_duty
from sulis.catalogue.partnership.clauses import read_clause
from sulis.catalogue.partnership.kinds import Account, Kind, SeatKind
from sulis.catalogue.partnership.people import Board, Line, Organisation, Seat
from sulis.catalogue.partnership.read_days import day, in_order
from sulis.catalogue.partnership.reading import Reading, finished
from sulis.catalogue.reader import Table, closest


def read_organisations(reading: Reading) -> tuple[Organisation, ...]:
    """Every organisation, in file order."""
    return reading.each("organisations.toml", "organisation", _organisation)


def read_boards(reading: Reading) -> tuple[Board, ...]:
    """Every board with its lines of account, in file order."""
    return reading.each("boards.toml", "board", _board)


def _organisation(reading: Reading, table: Table) -> Organisation:
    duty = table.chosen("duty", Duty)
    organisation = Organisation(
        **reading.common(table, Kind.ORGANISATION),
        duty=duty,
        authority=_authority(table, duty),
        controller=table.text("controller", required=False) or None,
        contact_role=table.text("contact_role", required=False) or None,
        member_from=day(table, "from"),
        member_until=day(table, "until"),
    )
    in_order(table, "from", "until")
    return organisation


def _authority(table: Table, duty: Duty) -> str | None:
    """The kind of authority, one of those to which catalogue/duty gives this part."""
    given, known = table.text("authority", required=False), load_duty().kinds_of(duty)
    if not given and known:
        table.fault("authority", "no authority", f'An organisation whose duty is "{duty}" is some kind of authority.',
                    f'Add authority, such as "{known[0]}".')  # fmt: skip
    elif given and given not in known:
        table.fault("authority", f'"{given}"', f'It is no kind of authority whose duty is "{duty}" in catalogue/duty.',
                    _another(given, known))  # fmt: skip
    return given or None


def _another(given: str, known: tuple[str, ...]) -> str:
    others = [duty for duty in Duty if given in load_duty().kinds_of(duty)]
    if others:
        return f'Write duty = "{others[0]}", or another authority.'
    return closest(given, known) if known else "Take authority out, or write which part it has under the Act as duty."


def _board(reading: Reading, table: Table) -> Board:
    members = reading.refers_to(table, "members", Kind.ORGANISATION)
    supporters = reading.refers_to(table, "supporters", Kind.ORGANISATION)
    terms = table.text("terms_of_reference", required=False)
    clauses = table.tables("clause", required=False)
    held = tuple(read_clause(reading, each, terms) for each in clauses)
    finished(clauses)
    return Board(
        **reading.common(table, Kind.BOARD),
        lines=reading.made(table, "line", _line, required=False),
        members=members,
        supporters=supporters,
        seats=_seats(reading, table, _listed(table, members, supporters)),
        chair=_chair(reading, table, members),
        cadence=table.choice("cadence", Cadence, required=False),
        first_meeting=_first_meeting(table),
        terms_of_reference=terms or None,
        clauses=held,
    )


def _listed(table: Table, members: tuple[str, ...], supporters: tuple[str, ...]) -> dict[str, SeatKind]:
    """How each organisation sits on the board, members first."""
    both = [id for id in supporters if id in members]
    if both:
        table.fault("supporters", f'"{both[0]}" among the members too', "An organisation has one seat on a board.",
                    "Take it out of one of the lists.")  # fmt: skip
    return dict.fromkeys(members, SeatKind.MEMBER) | {id: SeatKind.SUPPORTER for id in supporters if id not in members}


def _seats(reading: Reading, table: Table, board: dict[str, SeatKind]) -> tuple[Seat, ...]:
    """A seat for each organisation that the board lists, with its days where a [[board.seat]] gives them."""
    tables = table.tables("seat", required=False)
    dated: dict[str, Seat] = {}
    for row in tables:
        seat = _dated_seat(reading, row, board)
        if seat.organisation in dated:
            row.fault("organisation", f'"{seat.organisation}" for a second time',
                      "An organisation has one seat on a board.", "Take one of them out.")  # fmt: skip
        dated[seat.organisation] = seat
    finished(tables)
    return tuple(dated.get(id) or Seat(organisation=id, kind=kind) for id, kind in board.items())


def _dated_seat(reading: Reading, row: Table, board: dict[str, SeatKind]) -> Seat:
    id = reading.refers(row, "organisation", Kind.ORGANISATION)
    if id in reading.written and id not in board:
        row.fault("organisation", f'"{id}", which the board does not list',
                  "A seat is that of one of the board's members or supporters.",
                  "Add it to one of those lists, or take the seat out.")  # fmt: skip
    in_order(row, "from", "until")
    kind = board.get(id, SeatKind.MEMBER)
    return Seat(organisation=id, kind=kind, held_from=day(row, "from"), held_until=day(row, "until"))


def _chair(reading: Reading, table: Table, members: tuple[str, ...]) -> str | None:
    chair = reading.may_refer(table, "chair", Kind.ORGANISATION)
    if chair in reading.written and chair not in members:
        among = f"Write one of them ({', '.join(members)}), or add it to members." if members else "Add it to members."
        table.fault("chair", f'"{chair}"', "The chair is one of the board's members.", among)
    return chair


def _first_meeting(table: Table) -> date | None:
    first = day(table, "first_meeting")
    if first is not None and not table.has("cadence"):
        table.fault("first_meeting", f"{first}", "A first meeting is what the cadence is reckoned from.",
                    'Add cadence = "quarterly", or take this out.')  # fmt: skip
    return first


def _line(reading: Reading, table: Table) -> Line:
    return Line(to=reading.refers(table, "to", Kind.BOARD), account=table.chosen("account", Account))
