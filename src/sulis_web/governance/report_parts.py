"""The parts of a report that a clause can ask for, each under the clause that asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sulis.catalogue.partnership import ReportPart
from sulis.publish.headed import HeadedPart
from sulis_web.design.dates import day
from sulis_web.governance.telling import Told, table
from sulis_web.partnership.decide import Who
from sulis_web.partnership.in_words import counted
from sulis_web.partnership.models import Clause
from sulis_web.plan import queries as plan
from sulis_web.plan.models import Action, Milestone, Risk
from sulis_web.plan.models.risk import Standing
from sulis_web.plan.presenters.words import UNKNOWN, pounds, state_words

WORDS = {
    ReportPart.PROGRESS: "progress as it was told", ReportPart.PROGRESS_LINE: "a line of progress on each",
    ReportPart.MILESTONES: "milestones", ReportPart.RISKS: "risks", ReportPart.MONEY: "money",
    ReportPart.DECISIONS: "decisions and what came of them",
}  # fmt: skip


def asked_parts(who: Who, told: Told) -> Iterator[HeadedPart]:
    """Each part that the board's clauses ask for, in their order."""
    for part, clause in told.cut.parts.items():
        yield from _MAKERS[part](who, told, _by(clause))


def _progress(_who: Who, told: Told, by: str) -> Iterator[HeadedPart]:
    """What was said since the last meeting, each in full and once."""
    held = [(each.action, told.changed[each.action.pk].progress) for each in told.cut.taken]
    none = () if any(said for _action, said in held) else ("Nothing was told since then.",)
    yield HeadedPart(heading="Progress, as it was told", paragraphs=(*_if(by), *none))
    for action, said in held:
        if said:
            lines = tuple(
                f"{day(row.on)}: {row.text}{f' Next: {row.next_step}' if row.next_step else ''}"
                for row in reversed(said)
            )
            yield HeadedPart(heading=str(action), level=2, paragraphs=lines)


def _lines(_who: Who, told: Told, by: str) -> Iterator[HeadedPart]:
    held = [(each.action, told.changed[each.action.pk].progress) for each in told.cut.taken]
    points = tuple(f"{action}: {_first_sentence(said[0].text)} ({day(said[0].on)})" for action, said in held if said)
    none = () if points else ("Nothing was told since then.",)
    yield HeadedPart(heading="Progress in one line", paragraphs=(*_if(by), *none), points=points)


def _first_sentence(text: str) -> str:
    first, stop, _rest = " ".join(text.split()).partition(". ")
    return f"{first}." if stop else first


def _milestones(who: Who, told: Told, by: str) -> Iterator[HeadedPart]:
    names = {each.action.pk: str(each.action) for each in told.cut.taken}
    held = sorted(plan.milestones(who, list(names)), key=lambda row: row.due)
    rows = tuple((row.title, names[row.action_id], day(row.due), _done(row, told)) for row in held)
    words = (*_if(by), *(() if rows else ("None are set.",)))
    yield HeadedPart(heading="Milestones", paragraphs=words, tables=table(("Milestone", "Action", "Due", "Done"), rows))


def _done(row: Milestone, told: Told) -> str:
    if row.done_on:
        return day(row.done_on)
    return "Late" if row.due < told.on else "Not yet"


def _money(_who: Who, told: Told, by: str) -> Iterator[HeadedPart]:
    held = [each.action for each in told.cut.taken]
    rows = tuple((str(each), pounds(each.cost), each.funding or UNKNOWN, _until(each)) for each in held)
    header = ("Action", "Cost", "Who pays", "Paid for until")
    yield HeadedPart(heading="Money", paragraphs=(*_if(by), *_sum(held)), tables=table(header, rows, numeric=(1,)))


def _until(action: Action) -> str:
    return day(action.funded_until) if action.funded_until else UNKNOWN


def _sum(held: list[Action]) -> Iterator[str]:
    """What is known adds up; what is not known is no nought."""
    known = [each.cost for each in held if each.cost is not None]
    if known:
        yield f"£{sum(known):,} for {counted(len(known), 'action')}."
    if len(known) < len(held):
        yield f"Of {counted(len(held) - len(known), 'action')} nobody has said what it costs."


def _risks(who: Who, told: Told, by: str) -> Iterator[HeadedPart]:
    held = sorted(
        (each for each in plan.risks(who).filter(standing=Standing.OPEN) if _concerns(each, told)),
        key=lambda each: -each.level,
    )
    rows = tuple(
        (each.title, f"{each.level} of 25", _threatens(each), each.owner.name, each.response or UNKNOWN)
        for each in held
    )
    header = ("Risk", "Level", "Threatens", "Who watches it", "What is done about it")
    words = (*_if(by), *(() if rows else ("None are open.",)))
    yield HeadedPart(heading="Risks", paragraphs=words, tables=table(header, rows))


def _concerns(risk: Risk, told: Told) -> bool:
    """Risks to these actions and their objectives; those to the whole plan where the report holds all of it."""
    if risk.action_id:
        return risk.action_id in {each.action.pk for each in told.cut.taken}
    if risk.objective_id:
        return risk.objective_id in {each.action.objective_id for each in told.cut.taken}
    return not told.cut.not_covered


def _threatens(risk: Risk) -> str:
    return str(risk.action or risk.objective or "The whole plan")


def _decisions(_who: Who, told: Told, by: str) -> Iterator[HeadedPart]:
    rows = tuple(
        (f"{day(each.meeting.on)} {each.number}".strip(), each.text, came_to(each.action)) for each in told.decisions
    )
    words = (*_if(by), *(() if rows else ("None are recorded.",)))
    held = table(("Meeting", "Decision", "What came of it"), rows)
    yield HeadedPart(heading="Decisions and what came of them", paragraphs=words, tables=held)


def came_to(action: Action | None) -> str:
    """What became of a decision."""
    return f"Action {action}: {state_words(action.state).lower()}" if action else "No action came of it"


def _by(clause: Clause | None) -> str:
    return f"Clause {clause.number} asks for this: “{clause.words}”." if clause else ""


def _if(words: str) -> tuple[str, ...]:
    return (words,) if words else ()


_MAKERS: dict[ReportPart, Callable[[Who, Told, str], Iterator[HeadedPart]]] = {
    ReportPart.PROGRESS: _progress, ReportPart.PROGRESS_LINE: _lines, ReportPart.MILESTONES: _milestones,
    ReportPart.MONEY: _money, ReportPart.RISKS: _risks, ReportPart.DECISIONS: _decisions,
}  # fmt: skip
