"""Linkage rooms for tests of the application: people who do not exist, of two agencies, linked once in a process."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from benchmarks.linkage_people import write_sheets

PEOPLE = 200
CANARY = (
    "canary"  # the family name and the key of a record that is in the room, and on no page but where it is asked for
)


@cache
def sheets() -> Path:
    """The folder of the sheets. Two canaries look like twins, so that a person must judge them."""
    folder = Path(tempfile.mkdtemp(prefix="sulis-sheets-"))
    write_sheets(folder, PEOPLE, seed=11)
    for source, given in (("police", "anna"), ("school", "zoe")):
        with (folder / f"{source}.csv").open("a", encoding="utf-8") as sheet:
            sheet.write(f"{CANARY}-{source},{given},{CANARY},2009-03-14,F,BA1 1AA\n")
    return folder


@cache
def _linked() -> tuple[Path, str]:
    from sulis.linkage import Terms, Why, open_room, read_sheet

    home = Path(tempfile.mkdtemp(prefix="sulis-room-"))
    at = datetime.now(UTC)
    why = Why("somebody", at, "a test")
    terms = Terms("to count who is known to two agencies", "DPIA 7", at.date() + timedelta(days=300))
    with open_room(home, terms, why, record=lambda _event: None) as room:
        for source in ("police", "school"):
            room.add_source(source, read_sheet(sheets() / f"{source}.csv").rows, why)
        room.link(why, seed=3)
        return home, room.name


def put_room(home: Path) -> tuple[str, str, str]:
    """A linked room in a home: its name, the pair of the canaries, which waits for a judgement, and a judgement that holds."""
    from sulis.linkage import Judgement, Reason, Why, enter_room

    linked, name = _linked()
    for folder in ("linkage", "linkage-keys"):
        shutil.copytree(linked / folder, home / folder)
    why = Why("somebody", datetime.now(UTC), "a test")
    with enter_room(home, name, why, record=lambda _event: None) as room:
        listed = room.review_list(100, why)
        canaries = next(pair.id for pair in listed if pair.reason is Reason.TWINS and CANARY in pair.waterfall.left.key)
        other = next(pair.id for pair in listed if pair.id != canaries)
        room.decide(*room.records_of(other), Judgement.CANNOT_TELL, why)
        return name, canaries, room.state.decisions[-1].id
