"""What is done in linkage rooms in the background: bringing a sheet in, and linking. Neither stores anything outside the room."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.urls import reverse

from sulis.vocabulary import InputRefused, PartWayFailure, WrongUsage
from sulis_web.audit.rooms import linkage_is_on
from sulis_web.evidence import linkage_rooms, linkage_work, uploads
from sulis_web.jobs.kinds import Kind, Result, Work, offer
from sulis_web.partnership.actions import Action

MOST_FAULTS = 12  # told of a sheet that was refused
_SHEET = "sheet.csv"  # the file's own name could name somebody


def bring_in(work: Work) -> dict[str, Any]:
    """Clean a sheet's rows and seal them in the room. Done again after a worker died, it finds the source there and stops."""
    from sulis.linkage import Why, read_sheet

    _check_on()
    told, why = work.arguments, Why(work.by.person, work.at, str(work.arguments["reason"]))
    work.step(0, 2, "Reading the sheet")
    try:
        with uploads.lying(told["upload"], _SHEET) as path:
            sheet = read_sheet(path, told["columns"])
        work.step(1, 2, "Cleaning its rows and sealing them")
        with linkage_rooms.entered(told["room"], why, by=work.by) as room:
            added = room.add_source(told["source"], sheet.rows, why, not_taken=sheet.not_taken)
    except (InputRefused, WrongUsage) as refused:
        uploads.remove(told["upload"])
        raise _in_words(refused) from None
    uploads.remove(told["upload"])
    return asdict(added)


def link(work: Work) -> dict[str, Any]:
    """Teach the model and score the pairs. Done again after a worker died, it sees the run that was made and leaves it."""
    from sulis.linkage import Thresholds, Why

    _check_on()
    told, why = work.arguments, Why(work.by.person, work.at, str(work.arguments["reason"]))
    work.step(0, 0, "Comparing the records")
    with linkage_rooms.entered(told["room"], why, by=work.by) as room:
        if len(room.state.runs) == told["seen"]:
            room.link(why, thresholds=Thresholds(told["link"], told["review"]), hold_twins=told["hold_twins"])
        return {"runs": len(room.state.runs)}


def to_the_room(work: Work, _found: dict[str, Any]) -> Result:
    return Result("See the room", reverse("linkage-room", args=[work.arguments["room"]]))


def _check_on() -> None:
    if not linkage_is_on():
        raise WrongUsage("linkage is switched off here, so nothing was done", "Ask whoever answers for the data.")


def _in_words(refused: InputRefused | WrongUsage) -> PartWayFailure:
    """Every fault with its row, for the job's page. Faults repeat no cell."""
    faults = refused.faults if isinstance(refused, InputRefused) else ()
    told = [f"Row {each.row}: {each.given}. {each.rule}" if each.row else str(each) for each in faults[:MOST_FAULTS]]
    more = [f"There are {len(faults) - MOST_FAULTS:,} more."] if len(faults) > MOST_FAULTS else []
    message = (
        " ".join(["The sheet was refused, and nothing of it is kept.", *told, *more]) if faults else refused.message
    )
    return PartWayFailure(message, refused.remedy)


BRING = offer(
    Kind(linkage_work.ADD, "Bringing a sheet into a linkage room", Action.ENTER_LINKAGE, bring_in, to_the_room)
)
RUN = offer(Kind(linkage_work.LINK, "Linking the records of a room", Action.ENTER_LINKAGE, link, to_the_room))
