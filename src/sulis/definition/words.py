"""A definition in plain English: the whole file for a reader who will never open it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sulis.catalogue.offences import load_offence_codes
from sulis.catalogue.violence import AgeOf, Answer, Arrangement, Criteria, Definition, Part, Role, Term
from sulis.definition.losses import Unexpressed

_WHOSE = {
    AgeOf.VICTIM: "the victim is",
    AgeOf.SUSPECT: "a suspect is",
    AgeOf.EITHER: "the victim or a suspect is",
}
_ANSWERS = {
    Answer.IN: "in",
    Answer.OUT: "out",
    Answer.UNKNOWN: "neither in nor out, because what would decide is not recorded",
}
UNKNOWN_RULE = (
    "What is not recorded is never guessed. Where an unrecorded age, place or flag would decide, the incident is "
    "neither in nor out: it is not counted as in, and such incidents are counted apart."
)


def render(definition: Definition) -> str:
    """The whole definition as plain text, one idea a line, ending in a line break.

    Examples
    --------
    >>> from sulis.catalogue.violence import find_definition
    >>> render(find_definition("police_uk_proxy")).splitlines()[0]
    'Police.uk stand-in for serious violence (police_uk_proxy@1)'
    """
    return "\n".join(_lines(definition)) + "\n"


def criteria_words(criteria: Criteria) -> str:
    """What a set of criteria asks, as one clause; conditions are joined by "and"."""
    clauses = []
    if criteria.offences:
        clauses.append("the offence is " + _or([offences.title for offences in criteria.offences]))
    if criteria.categories:
        clauses.append("the police.uk category is " + _or(criteria.categories))
    if criteria.places:
        clauses.append("the place is " + _or(criteria.places))
    if criteria.weapons:
        clauses.append("there was " + _or([f"a {weapon}" for weapon in criteria.weapons]))
    if criteria.flags:
        clauses.append("it is flagged as " + _or([flag.replace("_", " ") for flag in criteria.flags]))
    if criteria.victim_sex:
        clauses.append(f"the victim is {criteria.victim_sex}")
    if criteria.age_of is not None:
        clauses.append(f"{_WHOSE[criteria.age_of]} {_limits(criteria)}")
    return " and ".join(clauses)


def term_words(term: Term) -> str:
    """One term with its title, what it asks, its offence codes, its note and what is unverified."""
    said = f"{term.title}: {criteria_words(term.criteria)}."
    if term.criteria.codes:
        said += f" Codes {', '.join(term.criteria.codes)}."
    return said + (f" {term.note}" if term.note else "") + _unverified(term.unverified)


def unexpressed_words(lost: Unexpressed) -> str:
    """One thing that the source cannot express, as a sentence."""
    return f"{lost.term[:1].upper()}{lost.term[1:]}: {lost.why} ({lost.effect})."


def _lines(definition: Definition) -> Iterator[str]:
    yield f"{definition.title} ({definition.ref})"
    yield ""
    yield definition.summary
    yield f"From the plan's section: {definition.plan_section}."
    if definition.stands_in_for:
        yield f"Stands in for {definition.stands_in_for}, and does not replace it."
    yield f"Written by {definition.author} on {definition.written}. Checker: {definition.checker}."
    yield f"Next review: {definition.next_review}."
    for part in definition.parts:
        yield from _part_lines(part)
    yield from ("", UNKNOWN_RULE)
    yield from _offence_lines(definition)
    yield from _elsewhere_lines(definition)
    yield from _reasoning_lines(definition)
    yield from _example_lines(definition)
    yield from _section("Not verified", definition.unverified)


def _part_lines(part: Part) -> Iterator[str]:
    yield from ("", part.title, part.means)
    required, kinds = part.of_role(Role.REQUIRED), part.of_role(Role.KIND)
    if required:
        yield "All of these hold:"
        yield from (f"- {term_words(term)}" for term in required)
    if kinds:
        yield "And at least one of these holds:" if required else "At least one of these holds:"
        yield from (f"- {term_words(term)}" for term in kinds)


def _offence_lines(definition: Definition) -> Iterator[str]:
    lists = {one.id: one for part in definition.parts for term in part.terms for one in term.criteria.offences}
    lists |= {one.id: one for item in definition.arrangements for one in item.criteria.offences}
    names = load_offence_codes().offences
    yield from _section(
        "Offences",
        (
            f"{one.title} ({one.source}): {'; '.join(f'{code} {names[code].name}' for code in one.codes)}."
            + _unverified(one.unverified)
            for one in lists.values()
        ),
    )


def _elsewhere_lines(definition: Definition) -> Iterator[str]:
    yield from _section("Held elsewhere", (arrangement_words(item) for item in definition.arrangements))
    yield from _section("Held by nobody", (f"{gap.title}. {gap.note}" for gap in definition.gaps))


def arrangement_words(item: Arrangement) -> str:
    """Who holds something outside the priority focus."""
    said = f"{item.title}, when {criteria_words(item.criteria)}: {', '.join(item.holders)}."
    return said + (f" {item.note}" if item.note else "")


def _reasoning_lines(definition: Definition) -> Iterator[str]:
    why = definition.reasoning
    yield from _section(
        "Why it is serious: the four tests of the Act, s.13(6)",
        (
            f"Maximum penalty: {why.maximum_penalty}",
            f"Impact on a victim: {why.impact_on_victim}",
            f"Prevalence in the area: {why.prevalence_in_area}",
            f"Impact on the community: {why.impact_on_community}",
        ),
    )


def _example_lines(definition: Definition) -> Iterator[str]:
    titles = {part.id: part.title for part in definition.parts}
    lines = []
    for example in definition.examples:
        answers = "; ".join(f"{titles[part]}: {_ANSWERS[answer]}" for part, answer in example.expected.items())
        lines.append(f"{example.story} {answers}. {example.why}")
    yield from _section("Examples, all made up", lines)


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    given = list(lines)
    if given:
        yield from ("", title)
        yield from (f"- {line}" for line in given)


def _limits(criteria: Criteria) -> str:
    under = f"under {criteria.age_under}" if criteria.age_under is not None else ""
    over = f"over {criteria.age_over}" if criteria.age_over is not None else ""
    return " and ".join(limit for limit in (over, under) if limit)


def _unverified(text: str) -> str:
    return f" (Not verified: {text})" if text else ""


def _or(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + f" or {words[-1]}"
