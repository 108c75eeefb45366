"""Words for published indicators beside those of areas like this one, for what moved, and for what nothing measures."""

from __future__ import annotations

from sulis.catalogue.indicators import Better
from sulis.publish.documents.seen import SeenFinding, SeenSlot
from sulis.publish.documents.words.numbers import (
    listed,
    lower_first,
    published_words,
    upper_first,
    value_words,
    with_interval,
)
from sulis.publish.documents.words.wording import About, Wording, apart, overlap
from sulis.vocabulary import Figure, Missing

_WAY = {Better.LOWER: "Lower is better.", Better.HIGHER: "Higher is better.", Better.NEITHER: ""}


def determinant(finding: SeenFinding, about: About) -> Wording:
    """Slots area (its label is the unit and the year), neighbours (mean and range, with the adjusted p), region, country, earlier."""
    own, others = finding.slot("area"), finding.slot("neighbours")
    name = finding.subject
    sentences = [f"{about.area}: {_with_unit(own)}.{_limits(own.figure)}"]
    if others.figure.value is None:
        heading = f"{name}: cannot be set beside {about.area}'s statistical neighbours"
        sentences.append(f"There is no range of the neighbours: {others.label}.")
    else:
        heading = f"{name}: {_standing(finding, own.figure, others)}"
        sentences += [_range(others), _doubt(own.figure, others)]
    return Wording(heading, tuple(filter(None, (*sentences, _around(finding), _moved(finding), _way(finding)))))


def _standing(finding: SeenFinding, own: Figure, others: SeenSlot) -> str:
    if not _is_apart(own, others):
        return "cannot be told apart from its statistical neighbours"
    way = "higher" if (own.value or 0.0) > (others.figure.value or 0.0) else "lower"
    if finding.better in (None, Better.NEITHER):
        return f"{way} than its statistical neighbours, and neither way is better"
    return f"{'better' if finding.better == way else 'worse'} than its statistical neighbours"


def _is_apart(own: Figure, others: SeenSlot) -> bool:
    return (
        _is_outside(own, others.figure)
        and others.p_value is not None
        and others.p_value < 1 - others.figure.shown.level
    )


def _is_outside(own: Figure, range_: Figure) -> bool:
    if own.value is None or range_.low is None or range_.high is None:
        return False
    return not range_.low <= own.value <= range_.high


def _range(others: SeenSlot) -> str:
    figure = others.figure
    low, high = published_words(figure.low or 0.0), published_words(figure.high or 0.0)
    return (
        f"Its {others.label.replace(', on average', '')} have {published_words(figure.value or 0.0)} on average;"
        f" one more area like them would lie between {low} and {high}."
    )


def _doubt(own: Figure, others: SeenSlot) -> str:
    """Why no difference is claimed though the value lies outside the range."""
    if not _is_outside(own, others.figure) or _is_apart(own, others):
        return ""
    return "It lies outside that range, but among so many indicators chance alone brings one there now and then."


def _around(finding: SeenFinding) -> str:
    """The region and England, for orientation: no difference from them is claimed."""
    said = {"region": "the region, {}, has {}", "country": "{} has {}"}
    found = [
        words.format(finding.slot(name).label, published_words(finding.slot(name).figure.value or 0.0))
        for name, words in said.items()
        if finding.has(name)
    ]
    return f"{upper_first(listed(found))}." if found else ""


def _moved(finding: SeenFinding) -> str:
    """From the earlier year to this one: a direction only where both have published intervals that lie apart."""
    if not finding.has("earlier"):
        return "No earlier year within five is published, so whether it moved cannot be told."
    own, before = finding.slot("area").figure, finding.slot("earlier")
    then, now = published_words(before.figure.value or 0.0), published_words(own.value or 0.0)
    moved = f"From {then} in {before.label} to {now}:"
    if not (_has_limits(own) and _has_limits(before.figure)):
        return f"{moved} no interval is published, so whether that is more than chance cannot be told."
    if overlap(own, before.figure):
        return f"{moved} the published intervals overlap, so whether it is rising or falling cannot be told."
    return f"{moved} {'rising' if (own.value or 0.0) > (before.figure.value or 0.0) else 'falling'}; the published intervals lie apart."


def _has_limits(figure: Figure) -> bool:
    return figure.low is not None and figure.high is not None and figure.low < figure.high


def _limits(figure: Figure) -> str:
    if not _has_limits(figure):
        return ""
    return f" Its published interval is {published_words(figure.low or 0.0)} to {published_words(figure.high or 0.0)}."


def _way(finding: SeenFinding) -> str:
    return _WAY[finding.better] if finding.better else ""


def _with_unit(slot: SeenSlot) -> str:
    gap = "" if slot.label.startswith("%") else " "
    soft = " (provisional)" if slot.figure.shown.provisional else ""
    return f"{published_words(slot.figure.value or 0.0)}{gap}{slot.label}{soft}"


def determinants(finding: SeenFinding, about: About) -> Wording:
    """No slots: a chart with every indicator of the level; statements name them by what can be said, the worse first."""
    if not finding.statements:
        return Wording(f"{finding.subject}, nothing can be set beside anything")
    first = finding.statements[0]
    if first.startswith("Cannot"):
        many = sum(len(chart.series) for chart in finding.charts)
        none = f"none of {many} indicators stands" if many > 1 else "the one indicator does not stand"
        return Wording(f"{finding.subject}: {none} apart from the neighbours of {about.area}")
    return Wording(f"{finding.subject}: {lower_first(first).rstrip('.')}")


def not_measured(finding: SeenFinding, about: About) -> Wording:
    """No slots: unsaid holds how many factors nothing measures and of how many; statements name them."""
    many, of = finding.unsaid
    return Wording(
        f"{many} of the {of} risk factors of the catalogue are not measured here",
        ("That nothing measures a factor does not mean that it is not there. They are:",),
    )


def no_indicator(finding: SeenFinding, about: About) -> Wording:
    """No slots: unsaid is what published indicators leave open; statements say why and whom to ask for what."""
    return Wording(f"Published indicators here cannot say {listed(finding.unsaid)}")


def together(finding: SeenFinding, about: About) -> Wording:
    """Slots people, and pair_1 and so on: ratios to what chance would give, each with its adjusted p."""
    people = finding.slot("people")
    pairs = [slot for slot in finding.slots if slot.name.startswith("pair_")]
    clear = [slot for slot in pairs if slot.figure.value is not None and apart(slot.figure, slot.p_value)]
    more = [slot for slot in clear if (slot.figure.value or 0.0) > 1]
    hidden = sum(slot.figure.missing is Missing.SUPPRESSED for slot in pairs)
    many = f"{len(more) or 'none'} meet{'s' * (len(more) < 2)}"
    heading = (
        f"Of {len(pairs)} pairs of factors {many} in {lower_first(finding.subject)} clearly more often than by chance"
    )
    lines = [f"{upper_first(people.label)}: {value_words(people.figure)}."]
    lines += [f"{slot.label}: {with_interval(slot.figure)} times as often as by chance." for slot in clear]
    lines += ["No pair can be told apart from chance."] if not clear else []
    lines += (
        [f"Of {hidden} pair{'s' * (hidden > 1)} the number is so small that the partner hides it."] if hidden else []
    )
    return Wording(heading, tuple(lines))
