"""Reading organisations.toml and boards.toml: who takes part, and who answers to whom."""

from __future__ import annotations

from sulis.catalogue.partnership.items import Board, Line, Organisation
from sulis.catalogue.partnership.kinds import Account, Duty, Kind
from sulis.catalogue.partnership.reading import Reading
from sulis.catalogue.reader import Table


def read_organisations(reading: Reading) -> tuple[Organisation, ...]:
    """Every organisation, in file order."""
    return reading.each("organisations.toml", "organisation", _organisation)


def read_boards(reading: Reading) -> tuple[Board, ...]:
    """Every board with its lines of account, in file order."""
    return reading.each("boards.toml", "board", _board)


def _organisation(reading: Reading, table: Table) -> Organisation:
    duty = table.chosen("duty", Duty)
    authority = table.text("authority", required=False) or None
    if authority is None and duty is not Duty.OTHER:
        table.fault("authority", "no authority", f'An organisation whose duty is "{duty}" is some kind of authority.',
                    'Add authority, such as "local authority".')  # fmt: skip
    return Organisation(**reading.common(table, Kind.ORGANISATION), duty=duty, authority=authority)


def _board(reading: Reading, table: Table) -> Board:
    return Board(
        **reading.common(table, Kind.BOARD),
        lines=reading.made(table, "line", _line, required=False),
        members=reading.refers_to(table, "members", Kind.ORGANISATION),
        supporters=reading.refers_to(table, "supporters", Kind.ORGANISATION),
    )


def _line(reading: Reading, table: Table) -> Line:
    return Line(to=reading.refers(table, "to", Kind.BOARD), account=table.chosen("account", Account))
