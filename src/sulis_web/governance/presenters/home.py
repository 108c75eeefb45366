"""The front page: three questions, each answered in sentences for one person, role and organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sulis_web.governance.presenters.changes import changed_sentences
from sulis_web.governance.presenters.due import due_sentences
from sulis_web.governance.presenters.needs_you import needs_sentences
from sulis_web.governance.sentence import Sentence
from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Who, decide
from sulis_web.partnership.models import Partnership
from sulis_web.partnership.queries import own_organisation
from sulis_web.runs import queries as runs

NOT_YET = "Not here yet: actions with owners and dates, progress against the measures, and the yearly account."


@dataclass(frozen=True, slots=True)
class Home:
    whose: str
    due: tuple[Sentence, ...]
    changed: tuple[Sentence, ...]
    needs_you: tuple[Sentence, ...]
    not_yet: str


def home(who: Who, partnership: Partnership, *, today: date) -> Home:
    assert who.at is not None
    reads = decide(who, Action.READ_WORK).allowed
    run = runs.latest(partnership) if reads else None
    own, part = own_organisation(who), who.part
    article = "an" if part and part.name[:1] in "aeiou" else "a"
    return Home(
        whose=f"For you, as {article} {part.name} for {own.name}." if own and part else "",
        due=due_sentences(who, partnership, today=today, at=who.at),
        changed=changed_sentences(who, partnership, run, at=who.at),
        needs_you=needs_sentences(who, partnership, own, run, today=today, at=who.at),
        not_yet=NOT_YET if reads else "",
    )
