"""Words for what the records hold, what they cannot tell, and how whole they are."""

from __future__ import annotations

from sulis.publish.documents.seen import SeenFinding
from sulis.publish.documents.words.numbers import (
    interval_words,
    listed,
    lower_first,
    month_name,
    upper_first,
    value_words,
    with_interval,
)
from sulis.publish.documents.words.wording import About, Wording, recorded
from sulis.vocabulary import AreaLevel, Period, Unit


def recorded_total(finding: SeenFinding, about: About) -> Wording:
    """Slots total, largest (its label is the category)."""
    total, largest = finding.slot("total"), finding.slot("largest")
    if total.figure.value == 0:
        return Wording(
            f"No incident was recorded in {about.area}",
            (f"All categories together: {with_interval(total.figure)}.", _VIOLENCE),
        )
    most = f"the most, {value_words(largest.figure)}, as {lower_first(largest.label)}"
    heading = f"{value_words(total.figure)} incidents were recorded in {about.area}; {most}"
    return Wording(
        heading,
        (
            f"All categories together: {with_interval(total.figure)}.",
            f"{upper_first(largest.label)}: {with_interval(largest.figure)}.",
            _VIOLENCE,
        ),
    )


_VIOLENCE = "These are incidents as the police recorded them, each in one category. Violence that nobody reported is not among them."
MOST_UNSAID = 4  # clauses in the heading; the list below it has them all
_LOST = ("What they leave out, and what that does to a count:",)


def cannot_tell(finding: SeenFinding, about: About) -> Wording:
    """No slots: the statements say what the source cannot express."""
    if not finding.statements:
        return Wording(f"The records are not known to leave a question open on {recorded(finding.subject)}")
    shown = [*finding.unsaid[:MOST_UNSAID], *(["more"] if len(finding.unsaid) > MOST_UNSAID else [])]
    if not shown:
        return Wording(f"Police records here do not hold all that is asked of {recorded(finding.subject)}", _LOST)
    return Wording(f"Police records here cannot say {listed(shown)}", _LOST)


def coverage(finding: SeenFinding, about: About) -> Wording:
    """Slot no_geography: the share of the force's rows without a neighbourhood."""
    asked = list(about.period.months())
    status = {row.month: row.status for row in about.coverage}
    gone = [month for month in asked if status.get(month.label, "missing") in ("missing", "withdrawn")]
    if not gone:
        heading = (
            "The one month asked for was received"
            if len(asked) == 1
            else f"All {len(asked)} months asked for were received"
        )
    else:
        heading = (
            f"{len(gone)} of {len(asked)} months {'was' if len(gone) == 1 else 'were'} not received: {_months(gone)}"
        )
    sentences = ["A month that was not received is a gap in every figure here, never a zero."] if gone else []
    if finding.has("no_geography"):
        share = finding.slot("no_geography").figure
        sentences.append(
            f"{value_words(share)} of the force's records ({interval_words(share)}) have no place, so they are in no count of a place."
        )
    return Wording(heading, tuple(sentences))


def bridge(finding: SeenFinding, about: About) -> Wording:
    """Slot unplaced: rows that cannot be placed in one area of the level, as a count or as a share."""
    figure = finding.slot("unplaced").figure
    one = f"in one {_SINGULAR.get(finding.level, 'place')}" if finding.level else "in one place"
    if figure.value == 0 and figure.shown.denominator == 0:
        return Wording(f"{upper_first(finding.subject)} has no record to place {one}", _BRIDGED)
    of = f" of {figure.shown.denominator:,.0f}" if figure.shown.denominator is not None else ""
    if figure.value == 0:
        whole = f"All{of.removeprefix(' of')} records" if of else "Every record"
        return Wording(f"{whole} of {finding.subject} could be placed {one}", _BRIDGED)
    if figure.unit is Unit.INCIDENTS:
        many = f"{value_words(figure)}{of} records"
    else:
        many = f"{value_words(figure)} of the records ({interval_words(figure)})"
    return Wording(f"{many} of {finding.subject} could not be placed {one}", (_SPLIT, *_BRIDGED))


_SINGULAR = {
    AreaLevel.WARD: "ward",
    AreaLevel.MSOA: "neighbourhood of around 8,000 people",
    AreaLevel.LSOA: "neighbourhood of around 1,500 people",
    AreaLevel.DISTRICT: "district",
}
_SPLIT = "They carry an area code of 2011 for an area that was later split, and do not say in which part they belong."
_BRIDGED = (
    "Older files name areas by their codes of 2011, newer ones by those of 2021. Where the two overlap the areas are joined into "
    "one, so nothing is shared out by guess.",
)


def _months(gone: list[Period]) -> str:
    return listed(month_name(month) for month in gone)
