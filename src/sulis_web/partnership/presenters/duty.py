from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from sulis.catalogue.duty import CheckedBy, DutyCatalogue, Requirement, Strength, load_duty
from sulis_web.design.dates import day
from sulis_web.design.navigation import Link
from sulis_web.design.notices import Task
from sulis_web.design.values import Action, Cell, Column, Crumb, Fact, Mark, Table, Tone
from sulis_web.partnership import evidence, register, rules
from sulis_web.partnership.decide import Who
from sulis_web.partnership.duty_check import check, check_duty, missing_kinds
from sulis_web.partnership.duty_states import Evidence, Finding, State
from sulis_web.partnership.in_words import a, counted, listed, upper_first
from sulis_web.partnership.models import Partnership
from sulis_web.partnership.presenters.pages import Part, RecordPage
from sulis_web.partnership.presenters.words import history

THE_ACT = "the Police, Crime, Sentencing and Courts Act 2022"
UNCHECKED = Mark("Not checked", Tone.WATCH)
_HEADINGS = {
    Strength.DUTY: ("What must be done", "The Act or its regulations lay these on those named."),
    Strength.LIMIT: ("What must not be done", "Limits. No record can show that a thing was never done, so a person looks."),
    Strength.GUIDANCE: ("What guidance expects", "The authorities have regard to it (section 19). These are not words of the Act."),
    Strength.POWER: ("What may be done", "Powers. Leaving one unused breaks nothing."),
}  # fmt: skip
_FAR = {
    Strength.DUTY: "It must be done",
    Strength.LIMIT: "It is a limit, and must be kept to",
    Strength.GUIDANCE: "Guidance expects it",
    Strength.POWER: "It may be done",
}
_LOOKS_AT = {
    CheckedBy.ORGANISATION_KINDS_PRESENT: "Which kinds of authority take part on the register today.",
    CheckedBy.CONSULTED: "Whom the partnership’s files name as consulted on the strategy.",
    CheckedBy.STRATEGY_PUBLISHED: "The day of publication in the partnership’s files.",
    CheckedBy.STRATEGY_REVIEWED: "The day of the last review in the partnership’s files.",
    CheckedBy.NEEDS_ASSESSMENT_RUN: "The needs assessments that are stored here.",
    CheckedBy.AGREEMENTS_IN_FORCE: "The agreements on the register that are in force today, and who has signed them.",
    CheckedBy.BY_HAND: "What a person records, since no record of the partnership’s can show it.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyPage:
    lede: str
    words: tuple[str, ...]
    contents: tuple[Link, ...]
    missing: Part | None
    tasks: tuple[Task, ...]
    parts: tuple[tuple[str, Part], ...]  # each with the id that the contents lead to
    caveats: tuple[str, ...]
    nothing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementPage:
    record: RecordPage
    unverified: str


def findings(who: Who, partnership: Partnership | None, *, on: date) -> tuple[Finding, ...]:
    """What is met and what is not, for any page that tells it."""
    return check_duty(load_duty(), evidence.gather(who, partnership, on=on), on=on)


def finding(who: Who, partnership: Partnership | None, id: str, *, on: date) -> Finding | None:
    catalogue = load_duty()
    asked = next((each for each in catalogue.requirements if each.id == id), None)
    return check(asked, evidence.gather(who, partnership, on=on), catalogue, on) if asked else None


def duty_page(who: Who, partnership: Partnership | None, *, show: str, on: date) -> DutyPage:
    catalogue, held = load_duty(), evidence.gather(who, partnership, on=on)
    every = check_duty(catalogue, held, on=on)
    shown = [each for each in every if _is_shown(each, show, on)]
    parts = tuple(_parts(shown, on))
    missing = None if show else _missing(catalogue, held)
    tasks = tuple(_task(each, on) for each in every if each.needs_doing(on)) if not show else ()
    return DutyPage(
        lede=f"{catalogue.title}, held against the partnership’s records today.",
        words=_summary(every, on),
        contents=_contents(missing, tasks, parts),
        missing=missing,
        tasks=tasks,
        parts=parts,
        caveats=(catalogue.unverified, _worded_by(catalogue)),
        nothing="" if shown else "No requirement is in that state today.",
    )  # fmt: skip


def _worded_by(catalogue: DutyCatalogue) -> str:
    return f"Put into words by {catalogue.author}; {catalogue.checker}. Next review: {day(catalogue.next_review)}."


def _is_shown(found: Finding, show: str, on: date) -> bool:
    if show == "gaps":
        return found.needs_doing(on)
    return found.is_asked and found.state is State.UNTOLD if show == "untold" else True


def _summary(every: Iterable[Finding], on: date) -> tuple[str, ...]:
    asked = [each for each in every if each.is_asked]
    states = [each.state for each in asked]
    told = [
        f"{_so_many(states.count(state))} {words}"
        for state, words in (
            (State.MET, "met"),
            (State.BY_HAND, "recorded by hand"),
            (State.NOT_MET, "not met"),
            (State.UNTOLD, "beyond what the records can tell"),
        )
    ]
    first = f"The Act, its regulations and guidance ask {len(asked)} things. {upper_first(listed(told))}."
    due = [each for each in asked if each.is_due_soon(on)]
    soon = f"{upper_first(counted(len(due), 'falls', 'fall'))} due within 60 days: {listed([each.requirement.title for each in due])}."
    return (first, soon) if due else (first,)


def _so_many(number: int) -> str:
    return counted(number, "is", "are") if number else "none is"


def _contents(missing: Part | None, tasks: tuple[Task, ...], parts: Iterable[tuple[str, Part]]) -> tuple[Link, ...]:
    found = [Link("Who is missing", "#missing")] if missing else []
    found += [Link("What to do next", "#next")] if tasks else []
    return (*found, *(Link(part.heading, f"#{id}") for id, part in parts))


def _missing(catalogue: DutyCatalogue, held: Evidence) -> Part:
    absent = missing_kinds(catalogue, held)
    if not absent:
        return Part("Who is missing", ("Nobody: each kind of authority that the Act names for this area takes part.",))
    sections = {kind.name: kind.section for kind in catalogue.authorities}
    facts = tuple(
        Fact(upper_first(kind), f"Named in {sections[kind]}. No organisation that takes part is {a(kind)}.")
        for kind in absent
    )
    return Part("Who is missing", facts=facts)


def _task(found: Finding, on: date) -> Task:
    hint = f"{found.remedy.rstrip('.')} ({found.requirement.section})."
    return Task(found.requirement.title, _address(found), mark_of(found, on), hint)


def _parts(shown: Iterable[Finding], on: date) -> Iterator[tuple[str, Part]]:
    for strength, (heading, words) in _HEADINGS.items():
        rows = tuple(_row(each, on) for each in shown if each.requirement.strength is strength)
        if rows:
            columns = (Column("Requirement"), Column("State"), Column("Why"), Column("Whom it binds, and where"))
            yield strength.value, Part(heading, (words,), Table("", columns, rows))


def _row(found: Finding, on: date) -> tuple[Cell, ...]:
    asked = found.requirement
    return (
        Cell(asked.title, _address(found)),
        Cell("", mark=mark_of(found, on)),
        Cell(found.because),
        Cell(f"{_bound(asked)}, {asked.section}", mark=UNCHECKED if asked.unverified else None),
    )


def mark_of(found: Finding, on: date) -> Mark:
    if found.is_overdue(on):
        return Mark("Overdue", Tone.TROUBLE if found.is_asked else Tone.WATCH)
    if found.is_due_soon(on):
        return Mark("Due soon", Tone.WATCH)
    if found.state is State.NOT_MET:
        return Mark("Not met", Tone.TROUBLE) if found.is_asked else Mark("Not shown", Tone.WATCH)
    words = {State.MET: "Met", State.BY_HAND: "Recorded by hand", State.UNTOLD: "Cannot be told"}
    return Mark(words[found.state], Tone.QUIET if found.state is State.UNTOLD else Tone.GOOD)


def requirement_page(who: Who, found: Finding, *, on: date) -> RequirementPage:
    asked, record = found.requirement, register.duty_record(who, found.requirement.id)
    may = rules.can_record_duty(who) and found.may_be_recorded
    words = "Record it again" if record else "Record how it is met"
    page = RecordPage(
        kicker=f"Requirement of the duty, {asked.section}",
        title=asked.title,
        trail=(Crumb("Duty", reverse("duty")),),
        mark=mark_of(found, on),
        text=asked.text,
        facts=tuple(_facts(found)),
        parts=tuple(_word(found)),
        actions=(Action(words, reverse("record-duty", args=[asked.id])),) if may else (),
        history=history(record) if record else (),
    )
    return RequirementPage(record=page, unverified=asked.unverified)


def _facts(found: Finding) -> Iterator[Fact]:
    asked = found.requirement
    yield Fact("Why", found.because)
    if found.remedy:
        yield Fact("What to do next", found.remedy)
    if found.due:
        yield Fact("Due", day(found.due))
    yield Fact("Whom it binds", _bound(asked))
    yield Fact("How far it binds", _FAR[asked.strength])
    yield Fact("How often", upper_first(asked.cadence.value) if asked.cadence else "No interval is laid down")
    yield Fact("What the check looks at", _LOOKS_AT[asked.checked_by])
    yield Fact("Where it stands", asked.section)
    yield Fact("Read in", asked.source)


def _bound(asked: Requirement) -> str:
    return upper_first(listed([each.value for each in asked.binds]))


def _word(found: Finding) -> Iterator[Part]:
    if found.missing:
        yield Part("What is missing", facts=tuple(Fact(upper_first(each), "Missing") for each in found.missing))
    if found.record:
        told = f"Done on {day(found.record.done_on)}" + (f", recorded by {found.record.by}" if found.record.by else "")
        yield Part("What was recorded by hand", (f"{told}.", found.record.how))


def _address(found: Finding) -> str:
    return reverse("requirement", args=[found.requirement.id])
