"""What a board's terms of reference say that its reports hold: each clause quotes them, and says what follows for a report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sulis.catalogue.partnership.kinds import Kind
from sulis.catalogue.partnership.reading import Reading
from sulis.catalogue.reader import Table


class Effect(StrEnum):
    """What a clause does to a report."""

    COVERS = "covers"  # actions that it takes in
    LEAVES_OUT = "leaves out"  # actions that it does not, whatever another clause covers
    ASKS_FOR = "asks for"  # parts of the report


class About(StrEnum):
    """By what a clause knows the actions that it covers or leaves out. The values are ids, or the closed words of an action."""

    EVERYTHING = "everything"
    PRIORITY = "priority"
    OBJECTIVE = "objective"
    CAUSE = "cause"
    ORGANISATION = "organisation"  # answers for it or helps
    TIER = "tier"
    SETTING = "setting"
    UNDER_AGE = "under age"  # is meant for somebody younger than this; of an action without ages it cannot be told
    COLOUR = "colour"
    PARTS = "parts"  # of a report: the only one for a clause that asks


class ReportPart(StrEnum):
    """What a report can hold beside the list of its actions and what has changed."""

    PROGRESS = "progress"  # as it was told, in full
    PROGRESS_LINE = "progress in one line"  # its first sentence
    MILESTONES = "milestones"
    RISKS = "risks"
    MONEY = "money"
    DECISIONS = "decisions"  # of this board, and what came of them


_NAMES = {
    About.PRIORITY: Kind.PRIORITY,
    About.OBJECTIVE: Kind.OBJECTIVE,
    About.CAUSE: Kind.RISK_FACTOR,
    About.ORGANISATION: Kind.ORGANISATION,
}
_WORDS = {
    About.TIER: ("primary", "secondary", "tertiary"),
    About.SETTING: ("home", "school", "community", "online", "custody", "health"),
    About.COLOUR: ("green", "amber", "red", "unknown", "closed"),
    About.PARTS: tuple(part.value for part in ReportPart),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause. ``words`` are the terms of reference's own; ``values`` are ids or closed words, empty for everything."""

    number: str
    words: str
    effect: Effect
    about: About
    values: tuple[str, ...] = ()


def read_clause(reading: Reading, table: Table, terms: str) -> Clause:
    """A clause of one board, whose terms of reference it must quote."""
    words = table.text("words")
    if words and _even(words) not in _even(terms):
        table.fault("words", f'"{words[:60]}"', "A clause quotes the board's terms_of_reference.",
                    "Copy the words from there, or write them into the terms of reference.")  # fmt: skip
    effect, about = table.chosen("effect", Effect), table.chosen("about", About)
    if (effect is Effect.ASKS_FOR) != (about is About.PARTS):
        table.fault("about", f'"{about}" in a clause that {effect}', "What asks is about parts of a report, and nothing else is.",
                    'Write about = "parts" with effect = "asks for".')  # fmt: skip
    return Clause(
        number=table.text("number"), words=words, effect=effect, about=about, values=_values(reading, table, about)
    )


def _values(reading: Reading, table: Table, about: About) -> tuple[str, ...]:
    given = reading.refers_to(table, "values", _NAMES[about]) if about in _NAMES else table.words("values")
    if about is About.EVERYTHING and given:
        table.fault("values", f'"{given[0]}"', "A clause about everything names nothing.", "Take values out.")
    elif about is not About.EVERYTHING and not given:
        table.fault("values", "nothing", f"A clause about {about} names at least one.", "Write them into values.")
    for each in given:
        if about in _WORDS and each not in _WORDS[about]:
            table.fault("values", f'"{each}"', f"It is one of: {', '.join(_WORDS[about])}.", "Write one of these.")
        if about is About.UNDER_AGE and not (each.isdigit() and len(each) < 4):
            table.fault("values", f'"{each}"', "An age is a number of years.", 'Write it as values = ["18"].')
    return given


def _even(words: str) -> str:
    return " ".join(words.split()).casefold()
