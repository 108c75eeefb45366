"""The page of one action: what it is, how it goes and by which lines of the rule, what was said, what it hangs on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from sulis.catalogue.partnership import Kind
from sulis_web.design.dates import day, moment
from sulis_web.design.navigation import Link
from sulis_web.design.notices import Notice
from sulis_web.design.values import Action as WayTo
from sulis_web.design.values import Cell, Column, Fact, Mark, Table, Tone
from sulis_web.partnership import register
from sulis_web.partnership.decide import Who
from sulis_web.partnership.in_words import lower_first
from sulis_web.partnership.presenters.pages import Part, RecordPage
from sulis_web.partnership.queries import people_named
from sulis_web.plan import queries, rules, watching
from sulis_web.plan.models import Action, Milestone, Progress
from sulis_web.plan.models.action import Through
from sulis_web.plan.operations.actions import item_key
from sulis_web.plan.presenters.actions import trail
from sulis_web.plan.presenters.words import (
    COLOURS,
    LABELS,
    ages,
    colour_mark,
    is_overridden,
    pounds,
    settings,
    state_words,
    tiers,
    when,
)
from sulis_web.plan.rag import Judged
from sulis_web.plan.states import OPEN
from sulis_web.records.presenters import timeline

SHOWN = 10  # of what was said, the newest


def action_page(who: Who, action: Action, *, on: date) -> RecordPage:
    judged = watching.judged(who, [action], on=on)[action.pk]
    return RecordPage(
        kicker=f"Action{f' {action.number}' if action.number else ''}",
        title=action.title,
        trail=trail(),
        mark=colour_mark(action, judged),
        text=action.text,
        words=tuple(_told(action, judged)),
        facts=tuple(_facts(who, action)),
        parts=tuple(_parts(who, action, on)),
        actions=tuple(_ways(who, action)),
        history=timeline(action, names=people_named, labels=LABELS),
        retired=_retired(who, action),
    )


def _told(action: Action, judged: Judged) -> Iterator[str]:
    """How it goes: the rule's colour with its reasons, and a person's word beside it where there is one."""
    reasons = " ".join(judged.because)
    if is_overridden(action, judged):
        yield f"Somebody judged it otherwise than the rule: {action.colour_reason}"
        yield f"The rule proposes “{lower_first(COLOURS[judged.colour].word)}”. {reasons}"
    else:
        yield reasons


def _facts(who: Who, action: Action) -> Iterator[Fact]:
    objective, owner = action.objective, action.accountable
    yield Fact("State", state_words(action.state))
    yield Fact("Who answers for it", owner.name, reverse("organisation", args=[owner.public_id]))
    names = {each.key: each.name for each in register.organisations(who)} if action.supporters else {}
    if action.supporters:
        yield Fact("Who helps", "; ".join(names.get(key, key) for key in action.supporters))
    if objective:
        yield Fact("Objective", str(objective), reverse("record", args=[objective.key]))
    else:
        yield Fact("Objective", "None: it serves no objective of the plan", mark=Mark("Break", Tone.WATCH))
    yield Fact("When", when(action.starts, action.due))
    yield from _aims(who, action)
    if action.board:
        yield Fact("Board that watches over it", action.board.name, reverse("board", args=[action.board.public_id]))
    yield Fact("Cost", pounds(action.cost))
    yield from (fact for fact in _more(action) if fact.text)


def _aims(who: Who, action: Action) -> Iterator[Fact]:
    if not action.determinants:
        yield Fact("Causes that it works on", "None recorded", mark=Mark("Break", Tone.WATCH))
        return
    titles = queries.titles(who, Kind.RISK_FACTOR)
    for key in action.determinants:
        known = key in titles
        yield Fact("Works on", titles.get(key, key), reverse("record", args=[key]) if known else "")


def _more(action: Action) -> Iterator[Fact]:
    yield Fact("Who pays", action.funding)
    yield Fact("Paid for until", day(action.funded_until) if action.funded_until else "")
    yield Fact("When it prevents", tiers(action.tiers))
    yield Fact("Where it meets people", settings(action.settings))
    yield Fact("Ages", ages(action.from_age, action.to_age))
    yield Fact("Places", action.places)
    yield Fact("Notes", action.notes)


def _parts(who: Who, action: Action, on: date) -> Iterator[Part]:
    may = rules.can_edit(who) and not action.is_retired
    yield _said(who, action)
    yield _milestones(who, action, on, may=may)
    yield _waits(who, action)
    yield from _risks(who, action)
    yield from _asked(who, action)


def _said(who: Who, action: Action) -> Part:
    held = list(queries.progress(who, action)[: SHOWN + 1])
    names = people_named({each.created_by for each in held})
    facts = tuple(_one_said(each, names.get(each.created_by, "")) for each in held[:SHOWN])
    words = () if held else ("Nobody has said yet how it goes.",)
    more = ("Older ones are in its boards’ reports.",) if len(held) > SHOWN else ()
    may = rules.can_report(who, action) and not action.is_retired
    ways = (WayTo("Say how it goes", reverse("say-progress", args=[action.public_id])),) if may else ()
    return Part("How it goes, as it was told", (*words, *more), facts=facts, actions=ways)


def _one_said(told: Progress, name: str) -> Fact:
    by = f"{told.said_by}, by a link" if told.through == Through.LINK else name or "the partnership’s files"
    after = f" Next: {told.next_step}" if told.next_step else ""
    return Fact(f"{day(told.on)}, {by}", f"{told.text}{after}", mark=Mark(state_words(told.state)))


def _milestones(who: Who, action: Action, on: date, *, may: bool) -> Part:
    held = list(queries.milestones(who, [action.pk]))
    columns = (Column("Milestone"), Column("Due"), Column("Done"))
    rows = tuple((Cell(each.title, _edit(each) if may else ""), Cell(day(each.due)), _done(each, on)) for each in held)
    ways = (WayTo("Add a milestone", reverse("add-milestone", args=[action.public_id])),) if may else ()
    words = () if held else ("None are set. With milestones the rule can tell before its last day that it is late.",)
    return Part("Milestones", words, Table("", columns, rows) if rows else None, actions=ways)


def _edit(milestone: Milestone) -> str:
    return reverse("edit-milestone", args=[milestone.public_id])


def _done(milestone: Milestone, on: date) -> Cell:
    if milestone.done_on:
        return Cell(day(milestone.done_on))
    return Cell("Not done", mark=Mark("Late", Tone.TROUBLE) if milestone.due < on else None)


def _waits(who: Who, action: Action) -> Part:
    facts = [_waiting("It waits for", other) for other in queries.by_key(who, action.waits_for).values()]
    facts += [_waiting("It holds up", other) for other in queries.held_up_by(who, action)]
    words = () if facts else ("It waits for no other action, and none waits for it.",)
    return Part("What it waits for", words, facts=tuple(facts))


def _waiting(label: str, other: Action) -> Fact:
    ends = f", due by {day(other.due)}" if other.due and other.state in OPEN else ""
    return Fact(
        label, f"{other} ({lower_first(state_words(other.state))}{ends})", reverse("action", args=[other.public_id])
    )


def _risks(who: Who, action: Action) -> Iterator[Part]:
    held = list(queries.risks(who).filter(action=action))
    if held:
        facts = tuple(
            Fact(each.get_standing_display(), each.title, reverse("risk", args=[each.public_id])) for each in held
        )
        yield Part("Risks to it", facts=facts)


def _asked(who: Who, action: Action) -> Iterator[Part]:
    """Whom a link was sent to; for those alone who may send one."""
    if not rules.can_ask(who) or action.is_retired:
        return
    facts = []
    for each in queries.asks(who, action)[:SHOWN]:
        if each.answered_at:
            facts.append(Fact(each.to, f"Answered on {moment(each.answered_at)}"))
        elif who.at and each.expires <= who.at:
            facts.append(
                Fact(
                    each.to,
                    f"The link ran out on {moment(each.expires)} unanswered",
                    mark=Mark("No answer", Tone.WATCH),
                )
            )
        else:
            ways = (WayTo("Withdraw", reverse("withdraw-ask", args=[each.public_id]), f"the link to {each.to}"),)
            facts.append(Fact(each.to, f"Not answered yet; the link holds until {moment(each.expires)}", actions=ways))
    ways = (WayTo("Ask by a link", reverse("ask-owner", args=[action.public_id])),)
    words = () if facts else ("Somebody who has no sign-in can say how it goes by a link that holds for two weeks.",)
    yield Part("Asked by a link", words, facts=tuple(facts), actions=ways)


def _ways(who: Who, action: Action) -> Iterator[WayTo]:
    if action.is_retired:
        return
    if rules.can_edit(who):
        yield WayTo("Change it", reverse("edit-action", args=[action.public_id]))
        yield WayTo("Judge it otherwise than the rule", reverse("recolour-action", args=[action.public_id]))
        yield WayTo("Take it off the plan", reverse("retire-action", args=[action.public_id]))
    yield WayTo("Follow the thread", reverse("chain", args=[item_key(action)]))
    yield WayTo("How colours are proposed", reverse("how-judged"))


def _retired(who: Who, action: Action) -> Notice | None:
    if action.retired_at is None:
        return None
    told = f"This was taken off the plan on {day(action.retired_at)}. {action.retired_reason}".strip()
    way = Link("Bring it back", reverse("restore-action", args=[action.public_id])) if rules.can_edit(who) else None
    return Notice(told, link=way)
