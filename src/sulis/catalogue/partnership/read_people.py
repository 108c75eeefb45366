"""Reading organisations.toml and boards.toml: who takes part, and who answers to whom."""

from __future__ import annotations

from sulis.catalogue.partnership.items import Board, Line, Organisation
from sulis.catalogue.partnership.kinds import Account, Duty, Kind
from sulis.catalogue.partnership.reading import Reading, choose, finished
from sulis.catalogue.reader import Table


def read_organisations(reading: Reading) -> tuple[Organisation, ...]:
    """Every organisation, in file order."""
    top = reading.open("organisations.toml")
    tables = top.tables("organisation")
    found = tuple(_organisation(reading, table) for table in tables)
    finished([top, *tables])
    return found


def read_boards(reading: Reading) -> tuple[Board, ...]:
    """Every board with its lines of account, in file order."""
    top = reading.open("boards.toml")
    tables = top.tables("board")
    found = tuple(_board(reading, table) for table in tables)
    finished([top, *tables])
    return found


def _organisation(reading: Reading, table: Table) -> Organisation:
    duty = choose(table, "duty", Duty)
    authority = table.text("authority", required=False) or None
    if authority is None and duty is not Duty.OTHER:
        table.fault("authority", "no authority", f'An organisation whose duty is "{duty}" is some kind of authority.',
                    'Add authority, such as "local authority".')  # fmt: skip
    return Organisation(**reading.common(table, Kind.ORGANISATION), duty=duty, authority=authority)


def _board(reading: Reading, table: Table) -> Board:
    lines = table.tables("line", required=False)
    board = Board(
        **reading.common(table, Kind.BOARD),
        lines=tuple(Line(to=reading.refers(line, "to", Kind.BOARD), account=choose(line, "account", Account))
                    for line in lines),
        members=reading.refers_to(table, "members", Kind.ORGANISATION),
        supporters=reading.refers_to(table, "supporters", Kind.ORGANISATION),
    )  # fmt: skip
    finished(lines)
    return board
