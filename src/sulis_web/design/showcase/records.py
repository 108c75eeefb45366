"""Facts, cards, tables, tasks and what a page tells beside its own matter."""

from __future__ import annotations

from sulis_web.design.missing import KINDS
from sulis_web.design.navigation import Area, Link, Pages, pages
from sulis_web.design.notices import Applied, Empty, Notice, NoticeKind, Task
from sulis_web.design.values import Action, Card, Cell, Column, Crumb, Fact, Mark, Table, Thread, Tone

HERE = "#main"

MARKS = (
    Mark("In force", Tone.GOOD), Mark("Ends soon", Tone.WATCH), Mark("Has ended", Tone.TROUBLE), Mark("Not signed yet"),
)  # fmt: skip
MISSING = Table(
    "",
    (Column("In place of a number"), Column("What it means")),
    tuple((Cell("", mark=Mark(kind.word, kind.tone)), Cell(kind.means)) for kind in KINDS.values()),
)
FACTS = (
    Fact("Kind of authority", "Specified authority, under section 11"),
    Fact("Data controller", "Aldermere Council", actions=(Action("Change", HERE, "the data controller"),)),
    Fact("Agreement", "Sharing after serious incidents", url=HERE, mark=MARKS[1]),
    Fact("Single point of contact", "Head of community safety", actions=(Action("Change", HERE, "the contact"),)),
)
CARD = Card(
    "Mereshire Police",
    (Fact("Seat", "Member"), Fact("Since", "1 April 2024"), Fact("Sits as", "Chief superintendent")),
    actions=(
        Action("Change", HERE, "the seat of Mereshire Police"),
        Action("End", HERE, "the seat of Mereshire Police"),
    ),
    mark=Mark("Sits now", Tone.GOOD),
)
TABLE = Table(
    "Information-sharing agreements",
    (Column("Agreement"), Column("Ends"), Column("State"), Column("Parties", is_number=True)),
    (
        (Cell("Sharing after serious incidents", HERE), Cell("14 December 2026"), Cell("", mark=MARKS[1]), Cell("6")),
        (Cell("Hospital attendances", HERE), Cell("30 September 2026"), Cell("", mark=MARKS[2]), Cell("3")),
        (Cell("School exclusions", HERE), Cell("31 March 2028"), Cell("", mark=MARKS[0]), Cell("11")),
    ),
)
TASKS = (
    Task("Name the organisations", HERE, Mark("Done", Tone.GOOD)),
    Task("Record the agreements", HERE, Mark("Two to record", Tone.WATCH), "With the day each was signed and ends."),
    Task("Publish the strategy", "", Mark("Cannot start yet"), "Once the board has agreed it."),
)
NOTICES = (
    Notice("The agreement was saved.", NoticeKind.SUCCESS, Link("See what changed", HERE)),
    Notice("The agreement with the hospital ended on 30 September.", link=Link("Renew it", HERE)),
)
EMPTY = Empty(
    "No agreement is recorded yet",
    "An agreement says who may share what with whom, for which purpose, and until when.",
    (
        "Find the signed document.",
        "Record its parties and the day that it ends.",
        "The calendar then tells you in time to renew it.",
    ),
    Link("Record the first agreement", HERE),
)
APPLIED = (Applied("specified authorities", HERE), Applied("members now", HERE))
CRUMBS = (Crumb("Home", HERE), Crumb("Organisations", HERE), Crumb("Aldermere Council", HERE))
AREA = Area(
    "Example of a part",
    (
        Link("Organisations", HERE), Link("Boards", HERE, True), Link("Agreements", HERE), Link("Calendar", HERE),
        Link("The duty", HERE), Link("People", HERE),
    ),
)  # fmt: skip
CONTENTS = (Link("Who sits on it", HERE), Link("Whom it answers to", HERE), Link("What changed", HERE))
UP = (Thread("Knife-enabled robbery rose around the bus station", HERE, "Finding"),)
DOWN = (Thread("Keep the youth worker at the bus station", HERE, "Action"),)


def long_list() -> Pages:
    return pages(number=6, last=40, address=lambda number: f"?page={number}")
