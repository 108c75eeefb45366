"""A board's report and a meeting's pack as documents, from the records as they stand on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from sulis.publish.headed import HeadedDocument, HeadedPart
from sulis_web.design.dates import day
from sulis_web.governance.cutting import Taken
from sulis_web.governance.models import Meeting
from sulis_web.governance.report_parts import WORDS, asked_parts
from sulis_web.governance.telling import Told, colour, table, tell
from sulis_web.partnership.decide import Who
from sulis_web.partnership.in_words import counted, listed, upper_first
from sulis_web.partnership.models import Board, Clause, Partnership
from sulis_web.plan.presenters.words import COLOURS, UNKNOWN, is_overridden, state_words

_WHOLE = "No clause of this board’s terms of reference is recorded here, so the report holds the whole plan."


def report(who: Who, partnership: Partnership, board: Board, *, on: date) -> HeadedDocument:
    """What one board is told: cut by its terms of reference, with what has changed since it last met."""
    told = tell(who, board, on=on)
    return _document(
        partnership, "Progress report", board.name, f"For its meeting of {day(on)}", tuple(_parts(who, told))
    )


def pack(who: Who, partnership: Partnership, meeting: Meeting) -> HeadedDocument:
    """Everything for one meeting: agenda, the last minutes with what came of their decisions, and the report."""
    told = tell(who, meeting.board, on=meeting.on)
    parts = (*_agenda(meeting), *_last(who, told), *_parts(who, told))
    return _document(partnership, "Meeting pack", meeting.board.name, f"Meeting of {day(meeting.on)}", parts)


def _document(
    partnership: Partnership, kicker: str, title: str, subtitle: str, parts: tuple[HeadedPart, ...]
) -> HeadedDocument:
    made_by = f"Made from the records of {partnership.name}."
    return HeadedDocument(
        kicker=kicker, title=title, subtitle=subtitle, made_by=made_by, made_up=partnership.made_up, parts=parts
    )


def _agenda(meeting: Meeting) -> Iterator[HeadedPart]:
    items = tuple(line.strip() for line in meeting.agenda.splitlines() if line.strip())
    where = (f"At {meeting.place}.",) if meeting.place else ()
    yield HeadedPart(heading="Agenda", paragraphs=where or (() if items else ("No agenda is recorded.",)), points=items)


def _last(who: Who, told: Told) -> Iterator[HeadedPart]:
    if told.last is None:
        yield HeadedPart(
            heading="The last meeting", paragraphs=("No earlier meeting of this board is recorded as held.",)
        )
        return
    lines = tuple(line.strip() for line in told.last.minutes.splitlines() if line.strip())
    yield HeadedPart(
        heading=f"The last meeting, {day(told.last.on)}", paragraphs=lines or ("No minutes are recorded.",)
    )


def _parts(who: Who, told: Told) -> Iterator[HeadedPart]:
    yield _why(told)
    yield _short(told)
    if told.cut.taken:
        yield _since(told)
        yield _actions(told)
    yield from asked_parts(who, told)


def _why(told: Told) -> HeadedPart:
    """Which clause brought what, and what is not here because of which."""
    if not told.clauses:
        return HeadedPart(heading="What this report holds", paragraphs=(_WHOLE,))
    rows = tuple((each.number, f"“{each.words}”", _brought(told, each)) for each in told.clauses)
    held = table(("Clause", "The terms of reference", "What follows"), rows)
    return HeadedPart(heading="What this report holds", paragraphs=tuple(_absent(told)), tables=held)


def _brought(told: Told, clause: Clause) -> str:
    asked = [WORDS[part] for part, by in told.cut.parts.items() if by is not None and by.pk == clause.pk]
    if asked:
        return upper_first(listed(asked))
    out = sum(each.clause is not None and each.clause.pk == clause.pk for each in told.cut.left_out)
    if clause.effect == "leaves out":
        return f"{upper_first(counted(out, 'action'))} left out"
    taken = sum(each.clause is not None and each.clause.pk == clause.pk for each in told.cut.taken)
    return upper_first(counted(taken, "action"))


def _absent(told: Told) -> Iterator[str]:
    if told.cut.not_covered:
        yield f"{upper_first(counted(len(told.cut.not_covered), 'action'))} of the plan are not here, because no clause covers them."
    if told.cut.no_ages:
        yield f"Of {counted(told.cut.no_ages, 'of these', 'of these')} no ages are recorded, so that a clause about ages cannot tell."


def _short(told: Told) -> HeadedPart:
    found = Counter(colour(told, each) for each in told.cut.taken)
    if not found:
        return HeadedPart(heading="In short", paragraphs=("There is no action for this board to hear of.",))
    how = [
        f"{counted(found[colour], 'action')}: {mark.word.lower()}" for colour, mark in COLOURS.items() if found[colour]
    ]
    stale = sum(told.judged[each.action.pk].is_stale for each in told.cut.taken)
    silent = (f"Of {counted(stale, 'action')} nobody has said lately how it goes.",) if stale else ()
    return HeadedPart(heading="In short", paragraphs=(upper_first("; ".join(how)) + ".", *silent))


def _since(told: Told) -> HeadedPart:
    if told.last is None:
        words = "No earlier meeting is recorded as held, so that all of it is new to this board."
        return HeadedPart(heading="What has changed", paragraphs=(words,))
    heading = f"What has changed since {day(told.last.on)}"
    changed = [(str(each.action), " ".join(told.changed[each.action.pk].told)) for each in told.cut.taken]
    rows = tuple((action, words) for action, words in changed if words)
    none = () if rows else ("Nothing has changed since then.",)
    return HeadedPart(heading=heading, paragraphs=none, tables=table(("Action", "What changed"), rows))


def _actions(told: Told) -> HeadedPart:
    header = ("Action", "Who answers for it", "Due", "State", "How it goes", "Clause")
    rows = tuple(_row(told, each) for each in told.cut.taken)
    overridden = [each for each in told.cut.taken if is_overridden(each.action, told.judged[each.action.pk])]
    words = tuple(
        f"{each.action}: judged otherwise than the rule, which proposes “{COLOURS[told.judged[each.action.pk].colour].word}”. "
        f"The reason given: {each.action.colour_reason}" for each in overridden
    )  # fmt: skip
    return HeadedPart(heading="Actions", paragraphs=words, tables=table(header, rows))


def _row(told: Told, taken: Taken) -> tuple[str, ...]:
    action = taken.action
    reasons = " ".join(told.judged[action.pk].because)
    return (
        str(action), action.accountable.name, day(action.due) if action.due else UNKNOWN, state_words(action.state),
        f"{COLOURS[colour(told, taken)].word}. {reasons}", taken.clause.number if taken.clause else "All",
    )  # fmt: skip
