"""Words for people in roles: who comes again, who is recorded more often than others, and what the unknown leave open."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from sulis.publish.documents.seen import SeenFinding, SeenSlot
from sulis.publish.documents.words.numbers import (
    interval_words,
    listed,
    period_words,
    upper_first,
    value_words,
    with_interval,
)
from sulis.publish.documents.words.wording import About, Wording, apart, overlap, spans_one


def extract(finding: SeenFinding, about: About) -> Wording:
    """Slots incidents (of the area, out of all that were sent), without_place, defined_1 and so on."""
    many, unplaced = finding.slot("incidents").figure, finding.slot("without_place")
    defined = [slot for slot in finding.slots if slot.name.startswith("defined_") and slot.figure.value is not None]
    sentences = [
        f"They were recorded {_between(period_words(many.shown.period))}. The force sent {many.shown.denominator or 0:,.0f} in all,"
        f" of which {value_words(unplaced.figure)} have no place that the look-ups know, and so are in no area."
    ]
    if finding.has("strays"):
        strays = finding.slot("strays").figure
        sentences.append(
            f"{value_words(strays)} of the people that the force sent are in an incident that it never sent: they are counted nowhere"
            " here. Ask the force for those incidents, or for why they are left out."
        )
    sentences += [
        f"Of those that can be judged {with_interval(slot.figure)} are {slot.label}; the interval holds those that lack what would"
        " decide (an age, a place)."
        for slot in defined
    ]
    return Wording(f"The force's own records hold {value_words(many)} incidents of {about.area}", tuple(sentences))


def _between(period: str) -> str:
    return f"from {period}" if " to " in period else f"in {period}"


def repeats(finding: SeenFinding, about: About) -> Wording:
    """Slots people, events and top (shares), chance (of people) where it could be worked out."""
    people, events, top = (finding.slot(name) for name in ("people", "events", "top"))
    who = finding.subject.removeprefix("repeat ")
    done = {"victims": "hurt", "suspects": "suspected"}.get(who, "recorded")
    share, theirs = f"{value_words(people.figure)} of {who} were {done} more than once", value_words(events.figure)
    sentences = [
        f"{upper_first(people.label)}, {interval_words(people.figure)}; {events.label}, {interval_words(events.figure)}.",
        f"{with_interval(top.figure)} of the incidents are {top.label}.",
    ]
    if not finding.has("chance"):
        return Wording(f"{share}; {theirs} of incidents were theirs", tuple(sentences))
    chance = finding.slot("chance").figure
    sentences.append(f"If chance alone dealt incidents out among residents, {with_interval(chance)} would come again.")
    if overlap(people.figure, chance) or (people.figure.value or 0) < (chance.value or 0):
        return Wording(
            f"Cannot tell whether {who} come again more often than chance would have it", (f"{share}.", *sentences)
        )
    return Wording(f"{share}, which is more than chance; {theirs} of incidents were theirs", tuple(sentences))


def time_to_repeat(finding: SeenFinding, about: About) -> Wording:
    """Slots people, within_30 and within_90 (shares, where enough were still watched), median where half had another."""
    within = [slot for slot in finding.slots if slot.name.startswith("within_") and slot.figure.value is not None]
    who = finding.subject.partition(" ")[0]
    if not within:
        return Wording(
            f"Cannot tell how soon {who} come again",
            ("Too few were still followed for a month. A longer extract would tell.",),
        )
    sentences = [f"{upper_first(slot.label)}: {with_interval(slot.figure)}." for slot in within]
    if finding.has("median"):
        sentences.append(f"Half had another incident within {with_interval(finding.slot('median').figure)} days.")
    else:
        sentences.append("Fewer than half had another incident while they were followed.")
    first = within[0]
    share = f"{value_words(first.figure)} of {who}"
    return Wording(f"{share} had another incident {first.label} of their first", tuple(sentences))


def roles_overlap(finding: SeenFinding, about: About) -> Wording:
    """Slots victims and suspects: the share of each that had the other role too."""
    victims, suspects = finding.slot("victims"), finding.slot("suspects")
    some = value_words(suspects.figure) if suspects.figure.value else "None"
    return Wording(
        f"{some} of the suspects were victims too, in this or another incident",
        (
            f"{with_interval(suspects.figure)} {suspects.label}, in this or another incident.",
            f"{with_interval(victims.figure)} {victims.label}.",
        ),
    )


class _Pair(NamedTuple):
    """One group beside the one compared with: the ratio, and the bounds that the unknown leave."""

    group: str
    ratio: SeenSlot
    bounds: SeenSlot

    @property
    def claimed(self) -> bool:
        return apart(self.ratio.figure, self.ratio.p_value)

    @property
    def sure(self) -> bool:
        return self.claimed and not spans_one(self.bounds.figure)


def disparity(finding: SeenFinding, about: About) -> Wording:
    """Slots unknown, ratio_1 and bounds_1 and so on; the labels name each group and the one compared with."""
    pairs, labels = list(_pairs(finding)), [slot.label for slot in finding.slots if slot.name == "ratio_1"]
    against = labels[0].partition(" against ")[2] if labels else "the others"
    who, _, by = finding.subject.partition(" by ")
    done = {"victims": "recorded as hurt", "suspects": "recorded as suspected"}.get(who, "recorded")
    unknown = finding.slot("unknown")
    many = value_words(unknown.figure) if unknown.figure.value else "none"
    tail = f"Compared with {against}. The {by} of {many} of the {who} is unknown."
    sentences = (*(_pair(pair, done) for pair in pairs), tail)
    sure, claimed = [pair for pair in pairs if pair.sure], [pair for pair in pairs if pair.claimed]
    if sure:
        return Wording(f"{upper_first(_said(sure, done))} than {against}", sentences)
    if claimed:
        names = _said(claimed, done)
        return Wording(f"{upper_first(names)} than {against}, unless those whose {by} is not known differ", sentences)
    return Wording(f"Cannot tell whether some are {done} more often than others by {by}", sentences)


def _pairs(finding: SeenFinding) -> Iterator[_Pair]:
    for slot in finding.slots:
        if slot.name.startswith("ratio_") and slot.figure.value is not None:
            yield _Pair(slot.label.partition(" against ")[0], slot, finding.slot(slot.name.replace("ratio", "bounds")))


def _said(pairs: list[_Pair], done: str) -> str:
    """Who is recorded more often, then who less, each with the word that the direction takes."""
    more = [pair.group for pair in pairs if (pair.ratio.figure.value or 0) > 1]
    less = [pair.group for pair in pairs if (pair.ratio.figure.value or 0) < 1]
    ways = [f"{listed(names)} are {done} {way}" for names, way in ((more, "more often"), (less, "less often")) if names]
    return ", and ".join(ways)


def _pair(pair: _Pair, done: str) -> str:
    ratio, bounds = pair.ratio.figure, pair.bounds.figure
    told = f"{upper_first(pair.group)}: {done} {value_words(ratio)} times as often ({interval_words(ratio)})"
    if (ratio.low, ratio.high) == (bounds.low, bounds.high) or bounds.low is None or bounds.high is None:
        return f"{told}."
    low, high = (
        math.floor(bounds.low * 10) / 10,
        math.ceil(bounds.high * 10) / 10,
    )  # a whole number would hide on which side of 1
    return f"{told}; whoever the unknown are, between {low:.1f} and {high:.1f}."


def age_adjusted(finding: SeenFinding, about: About) -> Wording:
    """Slots adjusted and crude (rates a year), and unknown (the share without an age)."""
    adjusted, crude, unknown = (finding.slot(name) for name in ("adjusted", "crude", "unknown"))
    who = finding.subject.partition(" ")[0]
    lacking = value_words(unknown.figure) if unknown.figure.value else "none"
    return Wording(
        f"Adjusted for age there were {value_words(adjusted.figure)} {who} for each 100,000 residents a year",
        (
            f"{upper_first(adjusted.label)}: {with_interval(adjusted.figure)}.",
            f"{upper_first(crude.label)}: {with_interval(crude.figure)}.",
            f"The age of {lacking} of the {who} is not recorded.",
        ),
    )


def shares(finding: SeenFinding, about: About) -> Wording:
    """Slots unknown, share_1 and so on: the largest first, each with the unknown as bounds."""
    given = [slot for slot in finding.slots if slot.name.startswith("share_")]
    first, unknown = given[0], finding.slot("unknown").figure
    asked = finding.subject
    lacking = f"{value_words(unknown)} have no record of it."
    if finding.id == "people-domestic":
        domestic = next(slot for slot in given if slot.label == "domestic").figure
        return Wording(
            f"Of incidents with the flag set, {value_words(domestic)} are domestic: {interval_words(domestic)} of all",
            (lacking,),
        )
    others = [f"{upper_first(slot.label)}: {with_interval(slot.figure)}." for slot in given]
    second = given[1].figure if len(given) > 1 else None
    if second is not None and overlap(first.figure, second):
        return Wording(f"Cannot tell {asked} most often", (*others, lacking))
    return Wording(f"{upper_first(asked)} most often: {first.label}, {value_words(first.figure)}", (*others, lacking))
