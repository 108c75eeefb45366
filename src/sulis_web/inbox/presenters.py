from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse

from sulis_web.design.dates import day
from sulis_web.design.navigation import Link
from sulis_web.design.notices import Empty, Notice
from sulis_web.design.values import Action as WayTo
from sulis_web.design.values import Cell, Column, Crumb, Fact, Mark, Table, Tone
from sulis_web.inbox import queries, rules
from sulis_web.inbox.models import TAKEN_UP, Document, Recommendation, Triage
from sulis_web.inbox.operations import item_key
from sulis_web.partnership.decide import Who
from sulis_web.partnership.presenters.pages import ListPage, Part, RecordPage
from sulis_web.partnership.queries import people_named
from sulis_web.records.presenters import timeline
from sulis_web.thread.kinds import address_of, name_of

TITLE = "What others found"
UNKNOWN = "Not recorded"
_HEADING = 160  # letters: what is longer stands under a heading of its own
LABELS = {
    "publisher": "Who wrote it", "sort": "What it is", "received": "Came on", "expected": "Expected by", "answer_by": "Answered by",
    "filed": "Where it is kept", "leads": "Who leads the answer", "cadence": "How often it comes round", "number": "Number",
    "text": "Words", "triage": "Answer", "reason": "Why", "owner": "Who sees to it", "due": "Due", "done_on": "Done on",
    "answered_by": "What takes it up", "response": "The answer in words", "is_public": "In the public log",
}  # fmt: skip
MARKS = {
    Triage.WAITING: Mark("Not looked at yet", Tone.WATCH), Triage.ACCEPTED: Mark("Accepted", Tone.GOOD),
    Triage.PARTLY: Mark("Accepted in part", Tone.GOOD), Triage.REJECTED: Mark("Rejected"),
}  # fmt: skip


def trail(document: Document | None = None, held: Recommendation | None = None) -> tuple[Crumb, ...]:
    found = [Crumb("Plan", reverse("plan")), Crumb(TITLE, reverse("inbox"))]
    if document is not None:
        found.append(Crumb(document.title, reverse("document", args=[document.public_id])))
    if held is not None:
        found.append(Crumb(f"Recommendation {held.number}", reverse("recommendation", args=[held.public_id])))
    return tuple(found)


def inbox_page(who: Who, *, on: date) -> ListPage:
    held = list(queries.recommendations(who))
    documents = list(queries.documents(who))
    waiting = sorted(
        (each for each in held if each.triage == Triage.WAITING), key=lambda each: each.document.answer_by or date.max
    )
    late = [each for each in held if each.is_late(on)]
    doing = [each for each in held if each.triage in TAKEN_UP and each.done_on is None and not each.is_late(on)]
    done = [each for each in held if each.triage == Triage.REJECTED or each.done_on is not None]
    parts = [
        Part(heading, words, recommended(rows, on))
        for heading, words, rows in (
            ("Late", ("Taken up, and not done when it was due.",), late), ("Not looked at yet", (), waiting),
            ("Taken up", (), doing), ("Answered for good", (), done),
        )
        if rows
    ]  # fmt: skip
    came = [each for each in documents if each.received]
    if came:
        parts.append(Part("Documents that came", table=_documents(came, on)))
    if coming := _coming(who, on):
        parts.append(Part("What is coming", table=coming))
    ways = (WayTo("Add a document", reverse("add-document")),) if rules.can_answer(who) else ()
    lede = "Every assessment, report and release that the partnership must answer, split into what it recommends, with the answer to each."
    return ListPage(title=TITLE, lede=lede, parts=tuple(parts), actions=ways, empty=None if documents else _empty(who))


def recommended(rows: Iterable[Recommendation], on: date, *, of_one: bool = False) -> Table:
    source = () if of_one else (Column("From"),)
    columns = (Column("Recommendation"), *source, Column("Answer"), Column("Who sees to it"), Column("Due"))
    return Table("", columns, tuple(_row(each, on, of_one=of_one) for each in rows))


def _row(each: Recommendation, on: date, *, of_one: bool) -> tuple[Cell, ...]:
    source = () if of_one else (Cell(each.document.title, reverse("document", args=[each.document.public_id])),)
    due = each.due or (each.document.answer_by if each.triage == Triage.WAITING else None)
    over = due is not None and due < on and each.done_on is None and each.triage != Triage.REJECTED
    words = f"Done on {day(each.done_on)}" if each.done_on else day(due) if due else UNKNOWN
    return (
        Cell(str(each), reverse("recommendation", args=[each.public_id])), *source, Cell("", mark=MARKS[Triage(each.triage)]),
        Cell(each.owner.name if each.owner else UNKNOWN), Cell(words, mark=Mark("Overdue", Tone.TROUBLE) if over else None),
    )  # fmt: skip


def _documents(rows: Iterable[Document], on: date) -> Table:
    columns = (Column("Document"), Column("From"), Column("What it is"), Column("Came on"), Column("Answered by"))
    return Table("", columns, tuple(
        (Cell(each.title, reverse("document", args=[each.public_id])), Cell(each.publisher), Cell(each.get_sort_display()),
         Cell(day(each.received) if each.received else UNKNOWN), Cell(day(each.answer_by) if each.answer_by else UNKNOWN))
        for each in rows
    ))  # fmt: skip


def _coming(who: Who, on: date) -> Table | None:
    rows = tuple(
        (Cell(each.title, reverse("document", args=[each.public_id])), Cell(each.publisher), Cell(_when(when, on)),
         Cell("Comes round" if each.received else "Awaited"))
        for when, each in queries.coming(who, on=on)
    )  # fmt: skip
    return (
        Table("", (Column("Document"), Column("From"), Column("By when"), Column("Why it is here")), rows)
        if rows
        else None
    )


def _when(when: date | None, on: date) -> str:
    if when is None:
        return "Nobody has said"
    return f"{day(when)}, which is past" if when < on else day(when)


def document_page(who: Who, held: Document, *, on: date) -> RecordPage:
    rows = list(queries.recommendations(who, held))
    words = () if rows else ("None is recorded yet. Split it into what it recommends, so that each can be answered.",)
    ways = ()
    address = reverse("document", args=[held.public_id])
    if rules.can_answer(who) and not held.is_retired:
        ways = (
            WayTo("Add a recommendation", reverse("add-recommendation", args=[held.public_id])),
            WayTo("Change it", f"{address}change/"), WayTo("Take it off", f"{address}take-off/"),
        )  # fmt: skip
    return RecordPage(
        kicker=held.get_sort_display(), title=held.title, trail=trail(), text=held.text, facts=tuple(_facts(held)),
        mark=None if held.received else Mark("Awaited", Tone.WATCH),
        parts=(Part("What it recommends", words, recommended(rows, on, of_one=True) if rows else None),), actions=ways,
        history=timeline(held, names=people_named, labels=LABELS),
        retired=_retired(held, f"{address}bring-back/", may=rules.can_answer(who)),
    )  # fmt: skip


def _facts(held: Document) -> Iterator[Fact]:
    yield Fact("Who wrote it", held.publisher)
    yield Fact("Came on", day(held.received) if held.received else "It has not come yet")
    if held.expected and not held.received:
        yield Fact("Expected by", day(held.expected))
    yield Fact("Answered by", day(held.answer_by) if held.answer_by else UNKNOWN)
    yield Fact("Who leads the answer", held.leads.name if held.leads else UNKNOWN)
    yield Fact("Where it is kept", held.filed or UNKNOWN)
    if held.cadence:
        yield Fact("How often it comes round", held.get_cadence_display())


def recommendation_page(who: Who, held: Recommendation, *, on: date) -> RecordPage:
    address = reverse("recommendation", args=[held.public_id])
    may = rules.can_answer(who)
    ways = [WayTo("Follow its thread", reverse("chain", args=[item_key(held)]))]
    if may and not held.is_retired:
        ways += [
            WayTo("Answer it" if held.triage == Triage.WAITING else "Change the answer", f"{address}answer/"),
            WayTo("Change its words", f"{address}change/"), WayTo("Take it off", f"{address}take-off/"),
        ]  # fmt: skip
    short = len(held.text) <= _HEADING
    return RecordPage(
        kicker=f"Recommendation {held.number} of “{held.document.title}”",
        title=held.text if short else f"Recommendation {held.number}",
        trail=trail(held.document), mark=MARKS[Triage(held.triage)], text="" if short else held.text,
        facts=tuple(_answer(held, on)), parts=_taken_up(who, held), actions=tuple(ways),
        history=timeline(held, names=people_named, labels=LABELS), retired=_retired(held, f"{address}bring-back/", may=may),
    )  # fmt: skip


def _answer(held: Recommendation, on: date) -> Iterator[Fact]:
    yield Fact("Why", held.reason or "Nobody has answered it yet")
    yield Fact("Who sees to it", held.owner.name if held.owner else UNKNOWN)
    late = Mark("Late", Tone.TROUBLE) if held.is_late(on) else None
    yield Fact("Due", day(held.due) if held.due else UNKNOWN, mark=late)
    if held.done_on:
        yield Fact("Done on", day(held.done_on))
    if held.response:
        yield Fact("The answer in words", held.response)
    yield Fact(
        "Public log",
        "It stands in the public log, once the public pages are published" if held.is_public else "Not in it",
    )


def _taken_up(who: Who, held: Recommendation) -> tuple[Part, ...]:
    items = [item for item in queries.what_may_answer(who) if item.key in held.answered_by]
    if not items:
        words = "Nothing in the plan takes it up." if held.triage in TAKEN_UP else ""
        return (Part("What in the plan takes it up", (words,)),) if words else ()
    table = Table(
        "",
        (Column("What"), Column("In the plan")),
        tuple((Cell(name_of(each)), Cell(str(each), address_of(each))) for each in items),
    )
    return (Part("What in the plan takes it up", table=table),)


def _retired(held: Document | Recommendation, address: str, *, may: bool) -> Notice | None:
    if held.retired_at is None:
        return None
    told = f"This was taken off on {day(held.retired_at)}. {held.retired_reason}".strip()
    return Notice(told, link=Link("Bring it back", address) if may else None)


def _empty(who: Who) -> Empty:
    return Empty(
        "Nothing has come in yet",
        "Here stands what others found and the partnership must answer: assessments, reports of councillors, reviews, statistics.",
        ("Begin with what the plan says it will answer, also where it has not come yet.",),
        Link("Add the first document", reverse("add-document")) if rules.can_answer(who) else None,
    )
