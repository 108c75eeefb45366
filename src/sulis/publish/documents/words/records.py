"""Words for what the records hold, what they cannot tell, and how whole they are."""

from __future__ import annotations

from sulis.publish.documents.seen import SeenFinding
from sulis.publish.documents.words.numbers import (
    interval_words,
    listed,
    lower_first,
    month_name,
    spoken,
    upper_first,
    value_words,
    with_interval,
)
from sulis.publish.documents.words.wording import About, Wording
from sulis.vocabulary import Period, Unit


def recorded_total(finding: SeenFinding, about: About) -> Wording:
    """Slots total, largest (its label is the category)."""
    total, largest = finding.slot("total"), finding.slot("largest")
    most = f"the most, {value_words(largest.figure)}, as {lower_first(largest.label)}"
    heading = f"{value_words(total.figure)} incidents were recorded in {about.area}; {most}"
    return Wording(
        heading,
        (
            f"All categories together: {with_interval(total.figure)}.",
            f"{upper_first(largest.label)}: {with_interval(largest.figure)}.",
            "These are incidents as the police recorded them, each in one category. Violence that nobody reported is not among them.",
        ),
    )


def cannot_tell(finding: SeenFinding, about: About) -> Wording:
    """No slots: the statements say what the source cannot express."""
    many = len(finding.statements)
    asked = f"“{upper_first(finding.subject)}”"
    if not many:
        return Wording(f"The records are not known to leave a question open on {asked}")
    return Wording(f"The records leave {many} question{'s' * (many != 1)} open on {asked}", ("They cannot tell:",))


def coverage(finding: SeenFinding, about: About) -> Wording:
    """Slot no_geography: the share of the force's rows without a neighbourhood."""
    asked = list(about.period.months())
    status = {row.month: row.status for row in about.coverage}
    gone = [month for month in asked if status.get(month.label, "missing") in ("missing", "withdrawn")]
    if not gone:
        heading = f"All {len(asked)} months asked for were received"
    else:
        heading = (
            f"{len(gone)} of {len(asked)} months {'was' if len(gone) == 1 else 'were'} not received: {_months(gone)}"
        )
    sentences = ["A month that was not received is a gap in every figure here, never a zero."] if gone else []
    if finding.has("no_geography"):
        share = finding.slot("no_geography").figure
        sentences.append(
            f"{value_words(share)} of the force's rows ({interval_words(share)}) carry no neighbourhood, so no count of a place holds them."
        )
    return Wording(heading, tuple(sentences))


def bridge(finding: SeenFinding, about: About) -> Wording:
    """Slot unplaced: rows that cannot be placed in one area of the level, as a count or as a share."""
    slot = finding.slot("unplaced")
    if slot.figure.value == 0:
        return Wording(
            f"Every row could be placed: {lower_first(finding.subject)}",
            (f"None of the {spoken(slot.label)}." if slot.label else "", *_bridged()),
        )
    amount = value_words(slot.figure)
    rows = amount if slot.figure.unit is not Unit.INCIDENTS else f"{amount} row{'s' * (slot.figure.value != 1)}"
    interval = "" if slot.figure.low == slot.figure.high else f" ({interval_words(slot.figure)})"
    sentence = f"{amount}{interval} {spoken(slot.label) or 'could not be placed'}."
    return Wording(
        f"{upper_first(rows)} could not be placed in one area: {lower_first(finding.subject)}", (sentence, *_bridged())
    )


def _bridged() -> tuple[str, ...]:
    return (
        "Files of different dates name neighbourhoods by the codes of 2011 or of 2021. Codes that overlap are joined into one area, "
        "so nothing is shared out by guess.",
    )


def _months(gone: list[Period]) -> str:
    return listed(month_name(month) for month in gone)
