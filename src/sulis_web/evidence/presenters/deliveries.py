from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse

from sulis_web.design.dates import moment
from sulis_web.design.navigation import Link, Pages
from sulis_web.design.notices import Empty
from sulis_web.design.values import Action, Cell, Column, Crumb, Fact, Mark, Table
from sulis_web.evidence import queries, rules, uploads
from sulis_web.evidence.models import Delivery, State, Verdict
from sulis_web.evidence.presenters.pieces import faults_table, release_address, size, title, verdict_mark
from sulis_web.evidence.ways import Way, way
from sulis_web.partnership.decide import Who
from sulis_web.partnership.in_words import counted, upper_first
from sulis_web.partnership.presenters.pages import ListPage, Part, RecordPage
from sulis_web.partnership.queries import people_named

_SAID = {
    Verdict.ACCEPTED: "Every row is loaded.",
    Verdict.WITH_QUARANTINE: "It is loaded, but for the rows below, which broke a rule and were set aside. The rest stand without them.",
    Verdict.ALREADY_LOADED: "The same content was loaded before, so there was nothing to do. Nothing was changed.",
    Verdict.REJECTED: "The file was refused whole. Nothing was changed, and the file is not kept.",
}


def trail(delivery: Delivery | None = None) -> tuple[Crumb, ...]:
    found = (Crumb("Deliveries", reverse("deliveries")),)
    return (*found, Crumb(delivery.name, reverse("delivery", args=[delivery.public_id]))) if delivery else found


def deliveries_page(who: Who, rows: Iterable[Delivery], *, any_at_all: bool) -> ListPage:
    table = _table(list(rows))
    return ListPage(
        title="Deliveries",
        lede="Every file that was sent here: who sent it, and what came of it." if rules.can_deliver_any(who)
        else "Files that your organisation sent, and what came of them.",
        parts=(Part("Each delivery", table=table),) if table else (),
        actions=(Action("Deliver a file", reverse("deliver")),),
        empty=None if any_at_all else _empty(),
    )  # fmt: skip


def _table(rows: list[Delivery]) -> Table | None:
    people = people_named({each.sent_by for each in rows})
    named = {each.pk: f"{people.get(each.sent_by, 'Somebody')}, {each.organisation.name}" for each in rows}
    lines = tuple(
        (
            Cell(each.name, reverse("delivery", args=[each.public_id])), Cell(each.source.replace("_", " ")),
            Cell("", mark=_mark(each)), Cell(moment(each.sent_at)), Cell(named[each.pk]),
        )
        for each in rows
    )  # fmt: skip
    columns = (Column("File"), Column("Source"), Column("What came of it"), Column("Sent"), Column("By"))
    return Table("", columns, lines) if lines else None


def _mark(delivery: Delivery) -> Mark:
    return verdict_mark(delivery.verdict) if delivery.verdict else Mark("Not read yet")


def _empty() -> Empty:
    return Empty(
        "No file has been sent yet",
        "A file is read whole in the background. It is taken in, or refused with what is wrong with it and a letter to its sender.",
        ("Choose what it is.", "Read what may not be in it.", "Send it: 50 MB at most."),
        Link("Deliver a file", reverse("deliver")),
    )


def choice_page(who: Who, ways: Iterable[Way], *, source: str) -> ListPage:
    """What somebody may deliver, by source."""
    groups: dict[str, list[Way]] = {}
    for each in ways:
        if (not source or each.source == source) and queries.may_deliver(who, each.source):
            groups.setdefault(each.source, []).append(each)
    parts = tuple(_choice(held) for held in groups.values())
    none = Empty(
        "There is nothing that you can deliver here",
        "A source is delivered by the organisation that is recorded as sending it, and only where a mapping describes its files.",
        (
            "Ask the analyst to record on the source’s page that your organisation sends it.",
            "Ask the analyst for a mapping of your layout.",
        ),
    )
    return ListPage(title="What do you deliver?", lede="Choose the layout of the file. You are then told what may be in it.",
                    parts=parts, empty=None if parts else none)  # fmt: skip


def _choice(ways: list[Way]) -> Part:
    rows = tuple((Cell(upper_first(each.title), reverse("deliver-file", args=[each.slug])),) for each in ways)
    return Part(title(ways[0].card), table=Table("", (Column("Layout"),), rows))


def delivery_page(delivery: Delivery) -> RecordPage:
    by = people_named([delivery.sent_by]).get(delivery.sent_by, "Somebody who is no longer named here")
    return RecordPage(
        kicker="Delivery",
        title=delivery.name,
        trail=trail(),
        mark=_mark(delivery),
        words=tuple(_words(delivery)),
        parts=tuple(part for part in _parts(delivery, by) if part.words or part.table or part.actions or part.facts),
        actions=tuple(_actions(delivery)),
    )


def _words(delivery: Delivery) -> Iterator[str]:
    if delivery.state == State.JUDGED:
        yield _SAID[Verdict(delivery.verdict)]
    elif uploads.is_kept(delivery.public_id):
        yield "It waits to be read, encrypted. Nothing is loaded before the whole of it has been judged."
    else:
        yield "It was never read, and is not kept any more. Nothing was changed. Send it again."


def _actions(delivery: Delivery) -> Iterator[Action]:
    if delivery.state == State.WAITING and delivery.job:
        yield Action("See how far it is", reverse("job", args=[delivery.job]))
    if delivery.verdict == Verdict.REJECTED:
        yield Action("Send a corrected file", reverse("deliver-file", args=[delivery.way]))


def _facts(delivery: Delivery, by: str) -> Iterator[Fact]:
    known = way(delivery.way)
    yield Fact("Source", title(known.card) if known else delivery.source, reverse("source", args=[delivery.source]))
    yield Fact("Read by", known.title if known else delivery.way)
    yield Fact("Sent", f"{moment(delivery.sent_at)}, by {by}, {delivery.organisation.name}")
    yield Fact("Size", size(delivery.size))
    yield Fact("Checksum (SHA-256)", delivery.sha256)
    if delivery.verdict and delivery.verdict != Verdict.ALREADY_LOADED:
        answer = delivery.answer
        yield Fact("Rows read", f"{answer.get('rows_read', 0):,}")
        yield Fact("Rows loaded", f"{answer.get('rows_loaded', 0):,}")
        yield Fact("Rows set aside", f"{answer.get('rows_quarantined', 0):,}")


def _parts(delivery: Delivery, by: str) -> Iterator[Part]:
    answer = delivery.answer
    faults = answer.get("faults", [])
    refused = delivery.verdict == Verdict.REJECTED
    more = answer.get("more_faults", 0)
    words = (f"There are {more:,} more of them.",) if more else ()
    yield Part("Why it was refused" if refused else "Rows that were set aside", words, faults_table(faults))
    if refused:
        letter = Action("The letter to send back", reverse("refusal-letter", args=[delivery.public_id]))
        told = ("It says what was found by header and row, and repeats no cell of the file.",)
        yield Part("Tell its sender", told, actions=(letter,))
    yield Part("What is loaded now", table=_loaded(answer.get("releases", [])))
    yield Part("To be said with it", tuple(answer.get("caveats", ())))
    yield Part("The file", facts=tuple(_facts(delivery, by)))


def _loaded(releases: list[dict[str, Any]]) -> Table | None:
    rows = tuple(
        (Cell(each["id"], release_address(each["id"])), Cell(_rows(each)), Cell(_change(each.get("changes"))))
        for each in releases
    )
    columns = (Column("Release"), Column("Rows", is_number=True), Column("Against the one before"))
    return Table("", columns, rows) if rows else None


def _rows(release: dict[str, Any]) -> str:
    return "Loaded before" if release["outcome"] == "already-loaded" else f"{release['rows_loaded']:,}"


def _change(change: dict[str, Any] | None) -> str:
    if not change:
        return "The first of its period"
    told = (("added", "rows_added"), ("gone", "rows_gone"), ("changed", "rows_changed"))
    return upper_first(", ".join(f"{counted(change[key], 'row')} {words}" for words, key in told))


def pages_of(number: int, last: int, address: str) -> Pages | None:
    from sulis_web.design.navigation import pages

    joined = "&" if "?" in address else "?"
    return pages(number=number, last=last, address=lambda n: f"{address}{joined}page={n}") if last > 1 else None
