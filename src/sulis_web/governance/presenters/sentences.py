"""The public account, sentence by sentence: what each claims, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse

from sulis_web.design.notices import Empty, Notice, NoticeKind
from sulis_web.design.values import Action, Cell, Column, Crumb, Fact, Mark, Table, Tone
from sulis_web.governance.presenters.ties import page_of
from sulis_web.governance.queries.breaks import grounds_missing
from sulis_web.partnership.decide import Who
from sulis_web.partnership.presenters.pages import ListPage, Part, RecordPage
from sulis_web.partnership.queries import people_named
from sulis_web.records.presenters import timeline
from sulis_web.thread import queries
from sulis_web.thread.breaks import UNBORNE
from sulis_web.thread.kinds import name_of
from sulis_web.thread.models import Claim, Item, Link, LinkKind, Sentence
from sulis_web.thread.presenters import mark_of
from sulis_web.thread.rules import can_confirm
from sulis_web.thread.sentences import key_of

WHOLE, PARTLY, NOTHING = (
    Mark("Rests on what it claims", Tone.GOOD),
    Mark("Claims more than it rests on", Tone.WATCH),
    Mark("Rests on nothing", Tone.TROUBLE),
)


def list_page(who: Who) -> ListPage:
    rows = list(queries.sentences(who).filter(retired_at__isnull=True))
    missing = grounds_missing(who)
    actions = (Action("Add a sentence", reverse("add-sentence")),) if can_confirm(who) else ()
    table = Table("", (Column("Sentence"), Column("Where it is said"), Column("What it rests on")),
                  tuple(_row(row, missing) for row in rows))  # fmt: skip
    parts = [Part("Said now", table=table)] if rows else []
    gone = list(queries.sentences(who).filter(retired_at__isnull=False))
    if gone:
        parts.append(Part("Said no more", table=_gone(gone)))
    return ListPage(
        title="What the public is told",
        lede="Each sentence that the plan says in public, and what it rests on. What claims something has to lead to it.",
        parts=tuple(parts), actions=actions, empty=None if parts else _empty(),
    )  # fmt: skip


def record_page(who: Who, sentence: Sentence) -> RecordPage:
    missing = grounds_missing(who)
    item = queries.item(who, key_of(sentence.key))
    return RecordPage(
        kicker="Public sentence", title=f"“{sentence.words}”", trail=trail(),
        mark=Mark("Said no more") if sentence.is_retired else mark_for(sentence, missing),
        words=tuple(_words(sentence, missing)), facts=tuple(_facts(sentence)),
        parts=(_rests_on(who, sentence, item),), actions=tuple(_actions(who, sentence, item)),
        history=timeline(sentence, names=people_named),
        retired=_retired(sentence),
    )  # fmt: skip


def mark_for(sentence: Sentence, missing: dict[str, tuple[str, ...]]) -> Mark:
    lacks = missing.get(key_of(sentence.key))
    if lacks is None:
        return WHOLE
    return PARTLY if lacks and len(lacks) < len(sentence.claims) else NOTHING


def trail(sentence: Sentence | None = None) -> tuple[Crumb, ...]:
    back = (Crumb("Plan", reverse("plan")), Crumb("What the public is told", reverse("sentences")))
    return (*back, Crumb("This sentence", reverse("sentence", args=[sentence.key]))) if sentence else back


def _row(row: Sentence, missing: dict[str, tuple[str, ...]]) -> tuple[Cell, ...]:
    return (
        Cell(row.words, reverse("sentence", args=[row.key])),
        Cell(row.where),
        Cell("", mark=mark_for(row, missing)),
    )


def _gone(rows: list[Sentence]) -> Table:
    told = tuple((Cell(row.words, reverse("sentence", args=[row.key])), Cell(row.retired_reason)) for row in rows)
    return Table("", (Column("Sentence"), Column("Why it is said no more")), told)


def _words(sentence: Sentence, missing: dict[str, tuple[str, ...]]) -> Iterator[str]:
    for claim in missing.get(key_of(sentence.key), ()):
        yield UNBORNE[Claim(claim)]


def _facts(sentence: Sentence) -> Iterator[Fact]:
    yield Fact("Where it is said", sentence.where)
    if sentence.section:
        yield Fact("Section of the plan", sentence.section)
    claims = "\n".join(Claim(each).label for each in sentence.claims if each in Claim.values)
    yield Fact("What its words claim", claims or "Nobody has said yet")


def _rests_on(who: Who, sentence: Sentence, item: Item | None) -> Part:
    rows: list[Link] = list(queries.leading_from(who, item.key)) if item else []
    rows = [row for row in rows if row.kind == LinkKind.RESTS_ON]
    if not rows:
        return Part("What it rests on", ("Nothing yet. Whoever asked where it comes from could be shown nothing.",))
    columns = (Column("It rests on"), Column("Which is"), Column("Why"), Column("Whose word it is"))
    return Part("What it rests on", table=Table("", columns, tuple(map(_ground, rows))))


def _ground(link: Link) -> tuple[Cell, ...]:
    return (
        Cell(str(link.target), page_of(link.target)), Cell(name_of(link.target)), Cell(link.reason or "No reason given"),
        Cell("See the link", reverse("link", args=[link.public_id]), mark_of(link)),
    )  # fmt: skip


def _actions(who: Who, sentence: Sentence, item: Item | None) -> Iterator[Action]:
    if item is not None:
        yield Action("Follow the thread", reverse("chain", args=[item.key]))
    if not can_confirm(who):
        return
    if sentence.is_retired:
        yield Action("Say it again", reverse("restore-sentence", args=[sentence.key]))
        return
    if item is not None:
        asked = urlencode({"source": item.public_id, "kind": LinkKind.RESTS_ON.value})
        yield Action("Say what it rests on", f"{reverse('add-link')}?{asked}")
    yield Action("Change it", reverse("change-sentence", args=[sentence.key]))
    yield Action("Say it no more", reverse("retire-sentence", args=[sentence.key]))


def _retired(sentence: Sentence) -> Notice | None:
    if not sentence.is_retired:
        return None
    return Notice(f"It is said no more. The reason given: {sentence.retired_reason}", NoticeKind.IMPORTANT)


def _empty() -> Empty:
    return Empty(
        "No sentence has been taken in yet",
        "Take in what the plan says in public, and say of each sentence what it rests on.",
        ("Load the partnership’s files: sentences.toml brings the first.", "Add those that are said elsewhere."),
    )
