"""Words for the definition at work: every series from one start, who holds the rest, what nobody holds, whose age counts."""

from __future__ import annotations

from sulis.publish.documents.seen import SeenFinding
from sulis.publish.documents.words.numbers import (
    listed,
    lower_first,
    number_word,
    upper_first,
    value_words,
    with_interval,
)
from sulis.publish.documents.words.wording import About, Wording, overlap, recorded


def rebased(finding: SeenFinding, about: About) -> Wording:
    """Slots since_1 and so on: the mean month after the first whole year over that of the year itself."""
    told = [f"{upper_first(recorded(slot.label))}: {with_interval(slot.figure)} times." for slot in finding.slots]
    start = "Each is the mean month since then over the mean month of the first twelve received in a row."
    first, *others = finding.slots
    if not others:
        moved = f"{value_words(first.figure)} times as much a month as in its first whole year"
        return Wording(f"{upper_first(recorded(first.label))} came to {moved}", (*told, start))
    if all(overlap(first.figure, other.figure) for other in others):
        heading = "From one start the definitions cannot be told apart in how they moved"
    else:
        ends = [f"{value_words(slot.figure)} times for {recorded(lower_first(slot.label))}" for slot in finding.slots]
        heading = f"From one start the definitions moved apart: {listed(ends)}"
    return Wording(heading, (*told, start))


def held_elsewhere(finding: SeenFinding, about: About) -> Wording:
    """No slots: the statements say who holds what."""
    if not finding.statements:
        return Wording("The definition names nobody for what it leaves out")
    many = len(finding.statements)
    return Wording(
        f"What the definition leaves out is held elsewhere in {number_word(many)} way{'s' * (many > 1)}",
        (
            "How many incidents each holds cannot be told from open records: ask the force for its extract. As the plan has it:",
        ),
    )


def gaps(finding: SeenFinding, about: About) -> Wording:
    """No slots: the statements are ages, and typical incidents, that nobody holds."""
    if finding.unsaid and not finding.statements:
        return Wording(
            "Cannot tell what nobody holds: the definition does not say when an arrangement holds an incident",
            ("Name who holds what in the definition's file, as its how-to shows; then the gaps are worked out here.",),
        )
    if not finding.statements:
        return Wording("Each typical incident is in the focus or held by an arrangement")
    return Wording(
        "Some violence is held by nobody that the definition names",
        (
            "Typical incidents, all made up, were judged by the definition one by one. For these the partnership decides who acts:",
        ),
    )


def whose_age(finding: SeenFinding, about: About) -> Wording:
    """No slots: the statements say whose age a limit means, and why it is read so."""
    either = all("the victim or a suspect" in statement for statement in finding.statements)
    meant = "the victim or a suspect: either is enough" if either else "as set out below"
    return Wording(f"Where the definition gives an age, it means {meant}")
