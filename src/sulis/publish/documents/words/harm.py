"""Words for offences weighed by their severity, and for what they cost."""

from __future__ import annotations

from sulis.publish.documents.seen import SeenFinding
from sulis.publish.documents.words.numbers import lower_first, upper_first, value_words, with_interval
from sulis.publish.documents.words.wording import About, Wording, apart, overlap


def harm(finding: SeenFinding, about: About) -> Wording:
    """Slots count and weighted, and where there is a year before count_before, weighted_before and ratio."""
    count, weighted = finding.slot("count"), finding.slot("weighted")
    told = [
        f"{upper_first(count.label)}: {with_interval(count.figure)}.",
        f"{upper_first(weighted.label)}: {with_interval(weighted.figure)}.",
    ]
    if not finding.has("count_before", "weighted_before", "ratio"):
        heading = (
            f"{upper_first(finding.subject)} recorded in the year weigh {value_words(weighted.figure)} days of custody"
        )
        return Wording(heading, (*told, "There is no whole year before it to set it beside."))
    before, weighed_before, ratio = (finding.slot(name) for name in ("count_before", "weighted_before", "ratio"))
    told += [
        f"{upper_first(before.label)}: {with_interval(before.figure)}.",
        f"{upper_first(weighed_before.label)}: {with_interval(weighed_before.figure)}.",
    ]
    number = _moved(apart(ratio.figure, ratio.p_value), (ratio.figure.value or 1.0) > 1)
    weight = _moved(
        not overlap(weighted.figure, weighed_before.figure),
        (weighted.figure.value or 0.0) > (weighed_before.figure.value or 0.0),
    )
    heading = f"The number of {finding.subject} {number} from one year to the next; their weight {weight}"
    told.append("Their weight is claimed to have moved only where the two intervals share no value.")
    return Wording(heading, tuple(told))


def _moved(clear: bool, more: bool) -> str:
    return ("rose" if more else "fell") if clear else "cannot be told to have moved"


def harm_mix(finding: SeenFinding, about: About) -> Wording:
    """Slots heavy_weight, heavy_count, common_weight and common_count, which are shares; labels name the two offences."""
    heavy, heavy_count = finding.slot("heavy_weight"), finding.slot("heavy_count")
    common, common_count = finding.slot("common_weight"), finding.slot("common_count")
    both = {heavy.label: (heavy_count, heavy), common.label: (common_count, common)}
    lines = [
        f"{upper_first(label)}: {with_interval(of_count.figure)} of the offences, {with_interval(of_weight.figure)} of the weight."
        for label, (of_count, of_weight) in both.items()
    ]
    lines.append(
        "A count alone hides this: one name, such as violence with injury, holds offences of very different weight."
    )
    heading = (
        f"{upper_first(lower_first(heavy.label))} was {value_words(heavy_count.figure)} of {finding.subject} and"
        f" {value_words(heavy.figure)} of their weight"
    )
    return Wording(heading, tuple(lines))


def cost(finding: SeenFinding, about: About) -> Wording:
    """One slot a kind of offence; the first clause left unsaid is the year of the prices."""
    year = finding.unsaid[0]
    most = max(finding.slots, key=lambda slot: slot.figure.value or 0.0)
    lines = [f"{upper_first(slot.label)}: {with_interval(slot.figure)}." for slot in finding.slots]
    heading = (
        f"By prices of {year}, {most.label.partition(', at')[0]} cost about £{value_words(most.figure)} in the year"
    )
    note = (
        "Each is the number recorded times a national average. Kinds without a known unit cost are not in it, so they are not added up to a"
        " total."
    )
    return Wording(heading, (*lines, note))
