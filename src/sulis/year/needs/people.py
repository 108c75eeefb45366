"""Who is hurt and who is suspected, from the force's own extract: people in roles, counted together and never one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from sulis.indicators import Extract, ExtractIncident, Part, Recipe, Tally, exact_estimate, share_estimate
from sulis.vocabulary import Caveat, Estimate, Unit
from sulis.year.needs.extracted import BY_RECORDING, NoExtract, no_extract, tally_of
from sulis.year.needs.model import Finding, FindingKind, Slot
from sulis.year.needs.study import Study

if TYPE_CHECKING:
    from sulis.catalogue.partnership import Linked

FEWEST_PEOPLE = 20  # of a role; below it a share of people says hardly anything, and may tell of somebody
BOUNDED = "Wilson, unknown as bounds"

EVERY_INCIDENT = Caveat(
    "every-incident",
    "People are counted over every incident of the extract in the area, and not over the definition alone: a definition that"
    " asks for an age would decide how old they are.",
)
PERSON_KEYS = Caveat(
    "person-keys",
    "People are told apart by the force's own reference, made into a key on arrival. Whoever has two references counts as two, so"
    " repeats are somewhat too few; two people under one reference make them too many. How often either happens is not measured here.",
)


def _linked_keys(linked: Linked) -> Caveat:
    return Caveat(
        "person-keys",
        f"People are told apart by keys that were linked. {linked.supplied_by} measured it ({linked.labelled}): of {linked.pairs:,} pairs"
        f" of records under one key {linked.right:,} are one person, and {linked.missed:,} pairs of one person stand under two keys. The"
        " intervals of how many come again hold these errors, taken as falling on all links alike; those of how soon, and of both"
        " roles, do not.",
    )


@dataclass(frozen=True)
class People:
    """The extract with the study that asks. ``linked`` is how well its people were linked, None where nobody measured it."""

    study: Study
    extract: Extract
    linked: Linked | None = None

    @property
    def told_apart(self) -> Caveat:
        """How its people are told apart, and how often that goes wrong."""
        return PERSON_KEYS if self.linked is None else _linked_keys(self.linked)

    @cached_property
    def like(self) -> Tally:
        """Stands for the people of the area: its months, releases and restriction."""
        found = tally_of(self.extract, self.study.scope, self.study.trail, None, self.extract.parts_query)
        return replace(found, caveats=(*found.caveats, EVERY_INCIDENT))

    @property
    def years(self) -> float:
        """Length of the months that the extract covers, a month being a twelfth of a year."""
        return len(list(self.like.period.months())) / 12

    def incidents_of(self, role: str) -> dict[int, list[ExtractIncident]]:
        """The incidents of each person who can be told from others, in that role, in the order of their days."""
        found: dict[int, dict[int, ExtractIncident]] = defaultdict(dict)
        for part in self.extract.of_role(role):
            if part.person is not None:
                found[part.person][part.incident] = self.extract.by_number[part.incident]
        return {who: sorted(each.values(), key=lambda one: (one.day, one.incident)) for who, each in found.items()}

    def each_of(self, role: str) -> list[list[Part]]:
        """What is recorded of each person in that role; a part without a reference stands for a person of its own."""
        known: dict[int, list[Part]] = defaultdict(list)
        parts = self.extract.of_role(role)
        for part in parts:
            if part.person is not None:
                known[part.person].append(part)
        return [*known.values(), *([part] for part in parts if part.person is None)]

    def count(self, people: int) -> Estimate:
        """So many people, as a complete count."""
        return exact_estimate(people, people, Unit.PEOPLE, self.like, self.study.level)

    def too_few(self, id_: str, subject: str, question: str, people: int, *also: Caveat) -> Finding:
        """That there are too few people for an answer; their number holds it back with the rest of the extract."""
        statement = f"{question[:1].upper()}{question[1:]} cannot be told of fewer than {FEWEST_PEOPLE} people whom the extract knows."
        return Finding(
            id_, FindingKind.CANNOT_TELL, subject, (Slot("people", self.count(people), "people known"),),
            statements=(statement, "Ask the force for a longer period."), caveats=(self.told_apart, *also), unsaid=(question,),
        )  # fmt: skip


def bounded_share(yes: int, no: int, unknown: int, like: Tally, level: float) -> Estimate:
    """The share of yes among what is known; its interval holds chance and whatever the unknown are.

    From Wilson's lower limit with every unknown a no, to his upper limit with every unknown a yes.
    """
    known = share_estimate(yes, yes + no, like, level)
    if known.missing is not None or not unknown:
        return known
    from sulis.statistics import wilson

    whole = yes + no + unknown
    low, high = wilson(yes, whole, level).low, wilson(yes + unknown, whole, level).high
    return replace(known, low=float(low), high=float(high), method=BOUNDED)


def extract_finding(study: Study, people: People) -> Finding:
    """How many incidents the extract holds of the area, how many have no place, and how many each definition takes in."""
    extract, level = people.extract, study.level
    like = tally_of(extract, study.scope, study.trail, len(extract.incidents), extract.incidents_query)
    placing = extract.placing
    unplaced = share_estimate(placing.without_place + placing.unknown_place, placing.rows, like, level)
    slots = (
        Slot("incidents", exact_estimate(len(extract.incidents), placing.rows, Unit.INCIDENTS, like, level)),
        Slot("without_place", unplaced, "of what the force sent has no place that the look-ups know"),
        *_strays(people),
        *(_defined(extract, recipe, at, like, level) for at, recipe in enumerate(extract.wanted.recipes)),
    )
    subject = f"the extract of {study.scope.force.name}"
    return Finding("people-extract", FindingKind.EXTRACT, subject, slots, caveats=(BY_RECORDING,))


def _strays(people: People) -> tuple[Slot, ...]:
    """The share of the people sent whose incident was never sent, who are counted nowhere; nothing where there is none."""
    placing = people.extract.placing
    if not placing.strays:
        return ()
    share = share_estimate(placing.strays, placing.people, people.like, people.study.level)
    return (Slot("strays", share, "of the people sent are in an incident that was never sent"),)


def _defined(extract: Extract, recipe: Recipe, at: int, like: Tally, level: float) -> Slot:
    answers = [one.marks[at] for one in extract.incidents]
    yes, no, unknown = (sum(answer is wanted for answer in answers) for wanted in (True, False, None))
    of_definition = replace(like, provenance=replace(like.provenance, definition=recipe.ref))
    return Slot(
        f"defined_{at + 1}",
        bounded_share(yes, no, unknown, of_definition, level),
        recipe.compiled.definition.counted_as,
    )


QUESTIONS: Sequence[tuple[str, str, str]] = (
    ("people-repeat-victims", "repeat victims", "how many are hurt more than once, and how soon"),
    ("people-repeat-suspects", "repeat suspects", "how many are suspected more than once, and who was hurt before"),
    ("people-disparities", "disparities", "whether some are hurt or suspected more often than others, by sex, age and ethnic group"),
    ("people-girls-direction", "violence by girls under 18", "whether violence by girls is rising or falling"),
    ("people-relationships", "relationships", "what suspects are to those they hurt, and how much of it is domestic"),
)  # fmt: skip


def nothing_to_read(why: NoExtract) -> tuple[Finding, ...]:
    """A finding for each question that only an extract answers."""
    return tuple(no_extract(why, *question) for question in QUESTIONS)
