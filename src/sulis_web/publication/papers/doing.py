"""Parts of the plan's document that say what will be done: priorities, actions, measures, review, consultation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from sulis.catalogue.cadence import Cadence, days_due
from sulis.catalogue.partnership import Kind
from sulis.publish.headed import HeadedPart, HeadedTable
from sulis.vocabulary import Period
from sulis_web.design.dates import day
from sulis_web.measures.measured import Measured, measured
from sulis_web.measures.telling import line_of
from sulis_web.partnership import register
from sulis_web.partnership.in_words import listed
from sulis_web.plan import queries as plan
from sulis_web.plan.models import Action, Record
from sulis_web.plan.presenters.words import COLOURS, UNKNOWN, colour_of, is_overridden, state_words
from sulis_web.publication.life import queries as life
from sulis_web.publication.models import LifeEvent, LifeKind
from sulis_web.publication.papers.parts import NONE, point
from sulis_web.publication.papers.reading import Reading, table

_DOUBT = "The plan's own doubt"  # the label under which the files' doubts stand among a measure's facts


def priorities(reading: Reading) -> Iterator[HeadedPart]:
    """Each priority with its objectives."""
    held = reading.of(Kind.PRIORITY)
    yield HeadedPart(heading="Our priorities", paragraphs=() if held else (NONE,))
    for priority in held:
        under = [row for row in reading.of(Kind.OBJECTIVE) if row.parent_key == priority.key]
        yield HeadedPart(
            heading=reading.named(priority), level=2, paragraphs=(priority.text,) if priority.text else (),
            points=tuple(_objective(reading, row) for row in under),
        )  # fmt: skip


def implementation(reading: Reading) -> Iterator[HeadedPart]:
    """Every action under its priority, then the milestones."""
    words = "A colour is proposed by a written rule from days and milestones; where somebody judges otherwise, the reason is given."
    shown = reading.actions
    yield HeadedPart(heading="What we will do", paragraphs=(words,) if shown else ("No action has been recorded yet.",))
    objectives = {row.key: row for row in reading.of(Kind.OBJECTIVE)}
    for priority in reading.of(Kind.PRIORITY):
        rows = [each for each in shown if _priority(each, objectives) == priority.key]
        if rows:
            yield _actions(reading, f"Actions under priority {priority.number}: {priority.title}", rows)
    known = {row.key for row in reading.of(Kind.PRIORITY)}
    if rest := [each for each in shown if _priority(each, objectives) not in known]:
        yield _actions(reading, "Actions under no priority shown here", rest)
    yield from _milestones(reading)


def measures(reading: Reading) -> Iterator[HeadedPart]:
    """What success is measured by, what each says now, and what the plan itself doubts about it."""
    held = reading.of(Kind.MEASURE)
    told: dict[str, list[Measured]] = {}
    for each in measured(reading.who, audience=reading.audience, promises=reading.promised):
        told.setdefault(each.row.measure, []).append(each)
    yield HeadedPart(heading="How we will know if it works", paragraphs=() if held else (NONE,))
    for group, heading in (("duty", "Named by the national duty"), ("local", "Chosen by us")):
        own = [row for row in held if row.group == group]
        points = tuple(line for row in own for line in _measure(reading, row, told.get(row.key, [])))
        if points:
            yield HeadedPart(heading=heading, level=2, points=points)


def _measure(reading: Reading, row: Record, told: Iterable[Measured]) -> Iterator[str]:
    """The measure with its doubts, then a line of each number that speaks for it."""
    doubts = [words for label, words, _key in row.facts if label == _DOUBT]
    yield point(reading, row) + (f" The plan’s own doubts: {' '.join(doubts)}" if doubts else "")
    for each in told:
        name = "" if each.row.title == row.title else f"{each.row.title}: "
        yield f"{name}{line_of(each)}"


def review(reading: Reading) -> Iterator[HeadedPart]:
    """What falls due in the twelve months to come, and approvals, reviews and revisions up to now."""
    end = reading.on + timedelta(days=366)
    coming = Period(reading.on, end)
    due = [
        (on, row.title)
        for row in register.calendar_entries(reading.who)
        for on in days_due(row.on, Cadence(row.cadence) if row.cadence else None, coming)
    ]
    due += [
        (row.next_due, f"Next {row.get_kind_display().lower()}") for row in life.events(reading.who) if row.next_due
    ]
    due.append((reading.partnership.next_review, "The partnership’s files are reviewed again"))
    rows = tuple((day(on), words) for on, words in sorted(each for each in due if each[0] >= reading.on))
    yield HeadedPart(
        heading="How we keep it under review", paragraphs=() if rows else (NONE,),
        tables=table("What falls due", ("Day", "What"), rows),
    )  # fmt: skip
    kinds = (LifeKind.APPROVAL, LifeKind.REVIEW, LifeKind.REVISION, LifeKind.EQUALITY)
    if told := tuple(life_line(row) for row in life.events(reading.who, *kinds)):
        yield HeadedPart(heading="What has happened to the plan", level=2, points=told)


def consultation(reading: Reading) -> Iterator[HeadedPart]:
    """Who was consulted, as recorded here and as the partnership's files have it."""
    told = tuple(life_line(row) for row in life.events(reading.who, LifeKind.CONSULTATION))
    named = {row.key: row.name for row in register.organisations(reading.who)}
    before = [named[key] for key in reading.partnership.plan_consulted if key in named]
    words = (f"The partnership’s files name these as consulted: {listed(before)}.",) if before else ()
    none = () if told or before else ("No consultation has been recorded yet.",)
    yield HeadedPart(heading="Who was consulted", paragraphs=(*words, *none), points=told)


def life_line(row: LifeEvent) -> str:
    """One record of the plan's own life as a sentence or a few."""
    whom = row.organisation.name if row.organisation else row.board.name if row.board else row.people
    head = f"{row.get_kind_display()} on {day(row.on)}{f', {whom}' if whom else ''}{f', by {row.role}' if row.role else ''}."
    more = [f"How: {row.how}" if row.how else "", row.said, f"What changed: {row.changed}" if row.changed else ""]
    return " ".join([head, *(f"{each.rstrip('.')}." for each in more if each)])


def action_rows(reading: Reading, actions: Iterable[Action]) -> tuple[tuple[str, ...], ...]:
    named = {row.key: row.name for row in register.organisations(reading.who)}
    return tuple(
        (str(each), each.accountable.name, listed([named[key] for key in each.supporters if key in named]) or "Nobody named",
         day(each.due) if each.due else UNKNOWN, f"{state_words(each.state)}. {_goes(reading, each)}")
        for each in actions
    )  # fmt: skip


HEADER = ("Action", "Who answers for it", "Who helps", "By when", "How it goes")


def _actions(reading: Reading, heading: str, rows: Iterable[Action]) -> HeadedPart:
    return HeadedPart(heading=heading, level=2, tables=table("", HEADER, action_rows(reading, rows)))


def _goes(reading: Reading, action: Action) -> str:
    judged = reading.judged[action.pk]
    shown = COLOURS[colour_of(action, judged)].word
    if not is_overridden(action, judged):
        return shown
    return f"{shown}. The rule proposes “{COLOURS[judged.colour].word}”. Reason: {action.colour_reason}"


def _priority(action: Action, objectives: dict[str, Record]) -> str:
    held = objectives.get(action.objective.key) if action.objective else None
    return held.parent_key if held else ""


def _milestones(reading: Reading) -> Iterator[HeadedPart]:
    titles = {each.pk: str(each) for each in reading.actions}
    held = sorted(plan.milestones(reading.who, titles), key=lambda row: row.due)
    rows = tuple(
        (
            row.title,
            titles[row.action_id],
            day(row.due),
            day(row.done_on) if row.done_on else _still(row.due < reading.on),
        )
        for row in held
    )
    if rows:
        tables: tuple[HeadedTable, ...] = table("", ("Milestone", "Action", "By when", "Done"), rows)
        yield HeadedPart(heading="Milestones", level=2, tables=tables)


def _still(is_late: bool) -> str:
    return "Late" if is_late else "Not yet"


def _objective(reading: Reading, row: Record) -> str:
    return point(reading, row)
