"""What can only be checked once all files are read: references meet, and account runs in no circle."""

from __future__ import annotations

from sulis.catalogue.partnership.items import Link
from sulis.catalogue.partnership.kinds import Kind
from sulis.catalogue.partnership.partnership import Partnership
from sulis.catalogue.partnership.people import Board
from sulis.catalogue.partnership.planned import PlannedAction
from sulis.catalogue.partnership.reading import Reading, Reference
from sulis.catalogue.reader import closest


def check_references(reading: Reading) -> None:
    """Every id that is referred to is written somewhere, and names the right kind of item."""
    for reference in reading.references:
        written = reading.written.get(reference.id)
        if written is None:
            _unknown(reading, reference)
        elif written[0] not in reference.kinds:
            reference.table.fault(reference.key, f'"{reference.id}", which is {_a(written[0])}',
                                  f"{reference.key} names {_any(reference.kinds)}.",
                                  closest(reference.id, _ids(reading, reference.kinds)))  # fmt: skip


def check_account(reading: Reading, boards: tuple[Board, ...]) -> None:
    """No board answers, through others, to itself."""
    upwards = {board.id: [line.to for line in board.lines] for board in boards}
    for board in boards:
        circle = _circle(board.id, upwards)
        if circle and board.id in reading.written and board.id == min(circle):
            reading.written[board.id][1].fault("line", " -> ".join([*circle, circle[0]]),
                                               "Lines of account lead upwards and never back.",
                                               "Take out the line that is wrong.")  # fmt: skip


def check_order(reading: Reading, actions: tuple[PlannedAction, ...]) -> None:
    """No action waits, through others, for itself."""
    waits = {action.id: list(action.waits_for) for action in actions}
    for action in actions:
        circle = _circle(action.id, waits)
        if circle and action.id in reading.written and action.id == min(circle):
            reading.written[action.id][1].fault("waits_for", " -> ".join([*circle, circle[0]]),
                                                "No action waits for itself, at once or by way of others.",
                                                "Take out the one that is wrong.")  # fmt: skip


def check_links(reading: Reading, links: tuple[Link, ...]) -> None:
    """No link is written twice."""
    seen: set[tuple[str, str, str]] = set()
    starts = [reference for reference in reading.references if reference.key == "source"]
    for link, start in zip(links, starts, strict=False):
        if (link.source, link.target, link.kind) in seen:
            start.table.fault("source", f"{link.source} {link.kind} {link.target} for a second time",
                              "A link is written once.", "Join the two reasons and take one link out.")  # fmt: skip
        seen.add((link.source, link.target, link.kind))


def check_controllers(reading: Reading, partnership: Partnership) -> None:
    """Who answers for an impact assessment is a party to the agreement that it supports."""
    parties = {agreement.id: agreement.parties for agreement in partnership.agreements}
    for assessment in partnership.impact_assessments:
        among = parties.get(assessment.agreement or "")
        if among and assessment.controller not in among and assessment.id in reading.written:
            reading.written[assessment.id][1].fault(
                "controller", f'"{assessment.controller}", no party to {assessment.agreement}',
                "The controller of an impact assessment is a party to the agreement that it supports.",
                f"Write one of them ({', '.join(among)}), or add it to the agreement.")  # fmt: skip


def _circle(start: str, upwards: dict[str, list[str]]) -> list[str]:
    """The boards on a way from ``start`` back to it; empty when there is none."""
    ways = [[start]]
    while ways:
        way = ways.pop()
        for above in upwards.get(way[-1], []):
            if above == start:
                return way
            if above not in way:
                ways.append([*way, above])
    return []


def _unknown(reading: Reading, reference: Reference) -> None:
    rule = f"{reference.key} names {_any(reference.kinds)} of this folder."
    remedy = closest(reference.id, _ids(reading, reference.kinds))
    reference.table.fault(reference.key, f'"{reference.id}"', rule, remedy)


def _ids(reading: Reading, kinds: tuple[Kind, ...]) -> list[str]:
    return [id for id, (kind, _) in reading.written.items() if kind in kinds]


def _a(kind: Kind) -> str:
    word = kind.name.lower().replace("_", " ")
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


def _any(kinds: tuple[Kind, ...]) -> str:
    return " or ".join(_a(kind) for kind in kinds)
