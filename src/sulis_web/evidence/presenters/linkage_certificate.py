"""The certificate of a linkage room that was destroyed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sulis_web.design.dates import day
from sulis_web.design.values import Cell, Column, Fact, Table
from sulis_web.evidence.presenters.linkage_words import MARKS, named, trail
from sulis_web.evidence.presenters.pieces import received
from sulis_web.partnership.in_words import counted, upper_first
from sulis_web.partnership.presenters.pages import Part, RecordPage
from sulis_web.partnership.queries import people_named

if TYPE_CHECKING:
    from sulis.linkage import Certificate


def certificate_page(held: Certificate) -> RecordPage:
    names = people_named([held.by])
    sheets = tuple((Cell(name), Cell(f"{rows:,}")) for name, rows in held.sources.items())
    files = tuple((Cell(name), Cell(digest)) for name, digest in held.files.items())
    parts = (
        Part("What was in it", table=Table("", (Column("Agency"), Column("Records", is_number=True)), sheets) if sheets else None,
             words=() if sheets else ("No sheet was ever brought in.",)),
        Part("Sealed files that were destroyed", table=Table("", (Column("File"), Column("Checksum (SHA-256)")), files)),
    )  # fmt: skip
    return RecordPage(
        kicker="Certificate of a linkage room",
        title=upper_first(held.purpose),
        trail=trail(),
        mark=MARKS["destroyed"],
        words=(
            "The room’s key was overwritten and removed, and then its files. Person keys that left it can no longer be led back to "
            "anybody.",
        ),
        facts=(
            Fact("Impact assessment", held.impact_assessment),
            Fact("Opened", received(held.opened)),
            Fact("Last day", day(date.fromisoformat(held.ends))),
            Fact("Destroyed", f"{received(held.destroyed)}, by {named(names, held.by)}"),
            Fact("Why", held.reason),
            Fact("Judgements", upper_first(counted(held.judgements, "judgement"))),
            Fact("Name of the room", held.room),
        ),
        parts=parts,
    )
