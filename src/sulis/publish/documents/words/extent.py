"""Words for the true extent: what each record sees, and what two lists say of those on neither."""

from __future__ import annotations

from sulis.publish.documents.seen import SeenFinding
from sulis.publish.documents.words.numbers import (
    interval_words,
    period_words,
    upper_first,
    value_words,
    with_interval,
)
from sulis.publish.documents.words.wording import About, Wording


def extent(finding: SeenFinding, about: About) -> Wording:
    """Slots recorded, and admitted where there is one; statements say what each leaves out."""
    lines = [
        f"{upper_first(slot.label)}, {period_words(slot.figure.shown.period)}: {with_interval(slot.figure)}."
        for slot in finding.slots
    ]
    note = "They count different things over different periods, so neither is a part of the other and no share is worked out."
    many = "Only one record" if len(finding.slots) == 1 else "No one record"
    heading = f"{many} of {finding.subject} in {about.area} is at hand, and it is not the whole of it"
    if len(finding.slots) > 1:
        heading = f"{many} shows the whole of {finding.subject} in {about.area}"
    return Wording(
        heading, (*lines, note if len(finding.slots) > 1 else "", "What they leave out, and what is not at hand:")
    )


def treated(finding: SeenFinding, about: About) -> Wording:
    """Slots treated, unknown and recorded, over the same months; statements say what is not covered."""
    here, unknown, recorded = (finding.slot(name) for name in ("treated", "unknown", "recorded"))
    when = period_words(here.figure.shown.period)
    return Wording(
        f"Emergency departments treated {value_words(here.figure)} people after an assault in {about.area} in the months they sent",
        (
            f"{upper_first(here.label)}, {when}: {with_interval(here.figure)}. The interval holds chance, and those whose place nobody"
            f" wrote down: {value_words(unknown.figure)} {unknown.label}.",
            f"{upper_first(recorded.label)}, the same months: {with_interval(recorded.figure)}.",
            "They are not parts of one another, and no share is worked out.",
        ),
    )


def true_number(finding: SeenFinding, about: About) -> Wording:
    """Slots seen, number and both; statements are the assumptions."""
    seen, number, both = (finding.slot(name) for name in ("seen", "number", "both"))
    when = period_words(number.figure.shown.period)
    heading = (
        f"If the lists are independent, about {value_words(number.figure)} {finding.subject.partition(' and ')[0]} in {when}, where"
        f" {value_words(seen.figure)} are on a list"
    )
    return Wording(
        heading,
        (
            f"{upper_first(finding.subject)}: {value_words(number.figure)} ({interval_words(number.figure)}).",
            f"{upper_first(seen.label)}: {value_words(seen.figure)}; {both.label}: {value_words(both.figure)}.",
            "That holds only if:",
        ),
    )
