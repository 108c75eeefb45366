"""What several pages of the evidence show alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from sulis.catalogue.sources import Feed, SourceCard
from sulis_web.design.dates import moment
from sulis_web.design.navigation import Area, Link
from sulis_web.design.values import Cell, Column, Mark, Table, Tone
from sulis_web.evidence import rules
from sulis_web.evidence.models import Verdict
from sulis_web.partnership.decide import Who
from sulis_web.partnership.in_words import upper_first

if TYPE_CHECKING:
    from sulis.store import Release

_VERDICTS = {
    Verdict.ACCEPTED: Tone.GOOD, Verdict.WITH_QUARANTINE: Tone.WATCH, Verdict.ALREADY_LOADED: Tone.QUIET, Verdict.REJECTED: Tone.TROUBLE,
}  # fmt: skip
_MB = 1_000_000
BARRED = (
    "This is a feed of health or social-care records. No column may tell who somebody is: no name, birth date, NHS or hospital number, "
    "address, postcode, telephone number or e-mail. No column may hold anybody’s own words.",
    "The Act gives no power to disclose more (section 16 of the Police, Crime, Sentencing and Courts Act 2022). A file with such a "
    "column is refused whole and not kept. Delete your own copy too, and ask its sender for the file without it.",
)
ABOUT_PEOPLE = (
    "This file is about people. Only the columns that the mapping names are taken; one that it does not name refuses the file. Names and "
    "reference numbers of people become keys before anything is stored, and what is stored is encrypted.",
    "Nobody’s own words may be in it, nor an address, a telephone number or an e-mail.",
)
OPEN = (
    "This is an open publication. Send it as its publisher delivered it: nothing in it need be changed or opened first.",
)


def conditions(card: SourceCard) -> tuple[str, ...]:
    """What may be in a file of this source and what may not, to be read before it is sent."""
    if card.feed.barred_from_people:
        return BARRED
    return OPEN if card.open_data and card.feed is Feed.OPEN else ABOUT_PEOPLE


def title(card: SourceCard) -> str:
    return upper_first(card.title)


def area(who: Who, path: str) -> Area:
    """The pages of the evidence that somebody may come to."""
    shown = [("Sources", "sources"), ("Releases", "releases")]
    shown += [("Deliveries", "deliveries")] if rules.may_come_to_deliver(who) else []
    shown += [("Mappings", "mappings")]
    links = [(words, reverse(name)) for words, name in shown]
    here = max((url for _words, url in links if path.startswith(url)), key=len, default="")
    return Area("Evidence", tuple(Link(words, url, url == here) for words, url in links))


def verdict_mark(verdict: str) -> Mark:
    return Mark(Verdict(verdict).label, _VERDICTS[Verdict(verdict)])


def release_mark(release: Release) -> Mark:
    if release.status.value == "withdrawn":
        return Mark("Withdrawn", Tone.TROUBLE)
    if release.status.value == "superseded":
        return Mark("Replaced by a later one")
    return Mark("Provisional", Tone.WATCH) if release.provisional else Mark("Current", Tone.GOOD)


def release_address(id: str) -> str:
    return reverse("held-release", args=[id])


def releases_table(releases: Iterable[Release]) -> Table | None:
    rows = tuple(
        (
            Cell(each.id, release_address(each.id)), Cell(each.period), Cell("", mark=release_mark(each)),
            Cell(f"{each.rows_loaded:,}"), Cell(received(each.received)),
        )
        for each in releases
    )  # fmt: skip
    columns = (Column("Release"), Column("Period"), Column("State"), Column("Rows", is_number=True), Column("Received"))
    return Table("", columns, rows) if rows else None


def received(at: str) -> str:
    """The time of a release in words."""
    return moment(datetime.fromisoformat(at.replace("Z", "+00:00")))


def faults_table(faults: Iterable[Mapping[str, Any]]) -> Table | None:
    """Faults in their four parts: where, what was given, which rule, what to do."""
    rows = tuple(
        (
            Cell(_where(each)),
            Cell(upper_first(str(each["given"]))),
            Cell(str(each["rule"])),
            Cell(on_page(str(each["remedy"]))),
        )
        for each in faults
    )
    columns = (Column("Where"), Column("What was found"), Column("The rule"), Column("What to do"))
    return Table("", columns, rows) if rows else None


_ON_PAGE = (
    ("say it with --series", "say it in the field Series"), ("say it with --period", "say it in the field Period"),
    ("Name another folder with --home.", "Ask whoever runs the application: it serves either made-up or real data."),
    ("See `sulis releases` for", "See the page Releases for"),
)  # fmt: skip


def on_page(remedy: str) -> str:
    """A remedy of the command's in the words of these pages."""
    for command, page in _ON_PAGE:
        remedy = remedy.replace(command, page)
    return remedy


def _where(fault: Mapping[str, Any]) -> str:
    told = [
        f"row {fault['row']:,}" if fault.get("row") else "",
        f"column {fault['column']}" if fault.get("column") else "",
    ]
    return upper_first(", ".join(filter(None, told))) or "The whole file"


def size(count: int) -> str:
    return f"{count / _MB:,.1f} MB" if count >= _MB else f"{count:,} bytes"
