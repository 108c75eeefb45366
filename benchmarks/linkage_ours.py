"""Ours for linkage: sheets into a new room, linked, and the person keys out; the pairs are kept for comparison."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.linkage_people import SOURCES
from sulis.linkage import RoomEvent, Terms, Why, open_room, read_sheet

SEED = 7


def main(folder: str, home: str) -> None:
    sheets, events = Path(folder), list[RoomEvent]()
    now = datetime.now(UTC)
    why = Why("benchmark", now, "to measure the linkage of people who do not exist")
    terms = Terms("benchmark", "made-up people need none", now.date() + timedelta(days=1))
    with open_room(Path(home), terms, why, record=events.append) as room:
        for source in SOURCES:
            sheet = read_sheet(sheets / f"{source}.csv")
            room.add_source(source, sheet.rows, why)
        made = room.link(why, seed=SEED)
        keys = [line.person_key for line in room.keys_out(why)]
    (sheets / "ours.json").write_text(json.dumps({"pairs": made.pairs, "keys": keys}))


if __name__ == "__main__":
    main(*sys.argv[1:])
