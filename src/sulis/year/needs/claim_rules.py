"""The written rules by which a claim of the plan is judged from the numbers of the findings that test it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sulis.catalogue.indicators import Better
from sulis.catalogue.partnership.kinds import ClaimTest
from sulis.vocabulary import AreaLevel
from sulis.year.needs.claim_grounds import NONE, Rule, Ruling, beside_one, both, every, of_kind, unanswered, with_id
from sulis.year.needs.model import Finding, FindingKind, Slot
from sulis.year.needs.ruling import Ground

if TYPE_CHECKING:
    from sulis.catalogue.partnership import Finding as Stated


def rule_of(test: ClaimTest) -> Rule:
    """The rule of a test."""
    return _RULES[test]


def rising(findings: Sequence[Finding], stated: Stated) -> Ruling:
    """The change a year, and the last year against the same months of the year before, where there is one."""
    found = with_id(findings, "trend-direction-1")
    if found is None:
        return NONE
    change, pair = found.slot("change"), of_kind(findings, FindingKind.LIKE_FOR_LIKE)
    ground, slots, rests_on = beside_one(change), (change,), (found.id,)
    if pair is None:
        return Ruling(ground, slots, rests_on)
    ratio = pair.slot("ratio")
    return Ruling(both(ground, beside_one(ratio)), (*slots, _named(ratio, _LAST_YEAR)), (*rests_on, pair.id))


_LAST_YEAR = "the last year over the same months of the year before"


def _named(slot: Slot, label: str) -> Slot:
    return Slot(f"{slot.name}_of_last_year", slot.estimate, label, slot.p_value)


def concentrated(findings: Sequence[Finding], stated: Stated) -> Ruling:
    """The share of the tenth with most beside what chance would give it; then whether the places named are wards that hold much."""
    found, hot = of_kind(findings, FindingKind.CONCENTRATION), of_kind(findings, FindingKind.STANDING_OUT)
    wards = next((one for one in findings if one.kind is FindingKind.PLACES and one.level is AreaLevel.WARD), None)
    if found is None:
        return NONE
    top, even = found.slot("top"), found.slot("even")
    slots, rests_on = (top, even), tuple(one.id for one in (found, hot, wards) if one)
    ends = (top.estimate.low, even.estimate.high)
    if ends[0] is None or ends[1] is None:
        return Ruling(Ground.NO_NUMBER, slots, rests_on)
    if ends[0] <= ends[1]:
        return Ruling(Ground.WITHIN_CHANCE, slots, rests_on)
    named = _named_places(stated.places, _busiest(wards))
    here = all(wards for wards in named.values())
    ground = Ground.BORNE_OUT if here else Ground.IN_PART
    numbers = (*slots, hot.slot("places")) if hot else slots
    return Ruling(ground, numbers, rests_on, tuple(_place_words(place, wards) for place, wards in named.items()))


def _busiest(wards: Finding | None) -> tuple[str, ...]:
    """The fewest wards that together hold half, by name; none where no ward was counted."""
    if wards is None or not wards.charts:
        return ()
    points = {point.key: point for chart in wards.charts for series in chart.series for point in series.points}
    ordered = sorted(points.values(), key=lambda point: -(point.estimate.numerator or 0))
    half, held = sum(point.estimate.numerator or 0 for point in ordered) / 2, 0
    names: list[str] = []
    for point in ordered:
        if held >= half:
            break
        names.append(point.label)
        held += point.estimate.numerator or 0
    return tuple(names)


def _named_places(places: Sequence[str], wards: Sequence[str]) -> dict[str, list[str]]:
    """Each place that the plan names, with those of the wards whose name holds it: the plan's names are not always a ward's."""
    return {place: [ward for ward in wards if place.lower() in ward.lower()] for place in places}


def _place_words(place: str, wards: Sequence[str]) -> str:
    if not wards:
        return f"{place}: no ward of that name is among the fewest that together hold half of what was recorded."
    return f"{place}: among the fewest wards that together hold half of what was recorded ({', '.join(wards)})."


def mostly_male(findings: Sequence[Finding], stated: Stated) -> Ruling:
    """Suspects who are women or girls against those who are men or boys, each by its residents; then with unknowns as bounds."""
    found = with_id(findings, "people-suspects-sex")
    if found is None or found.kind is not FindingKind.DISPARITY:
        return unanswered(found or with_id(findings, NO_GROUPS))
    ratio, bounds = found.slot("ratio_1"), found.slot("bounds_1")
    grounds = [_TURNED.get(ground, ground) for ground in (beside_one(ratio), beside_one(bounds))]
    return Ruling(both(*grounds), (_of(ratio, "suspects"), _of(bounds, "suspects")), (found.id,))


RATIO_AND_BOUNDS = 2  # slots of one group
NO_GROUPS = "people-disparities"  # what stands in the place of every comparison of groups where there is no extract
_TURNED = {Ground.BORNE_OUT: Ground.OTHER_SIDE, Ground.OTHER_SIDE: Ground.BORNE_OUT}


def ethnic_disparity(findings: Sequence[Finding], stated: Stated) -> Ruling:
    """Victims and suspects of the group that the claim names against the largest group: each ratio, and its bounds."""
    asked = {role: with_id(findings, f"people-{role}-ethnicity") for role in ("victims", "suspects")}
    there = [one for one in asked.values() if one is not None and one.kind is FindingKind.DISPARITY]
    pairs = {one.id: [slot for slot in one.slots if slot.label.startswith(f"{stated.ethnic_group} ")] for one in there}
    if len(there) < len(asked) or not all(len(pair) == RATIO_AND_BOUNDS for pair in pairs.values()):
        missing = next((one for one in asked.values() if one is None or one.kind is not FindingKind.DISPARITY), None)
        return unanswered(missing or with_id(findings, NO_GROUPS))
    grounds = [both(*(beside_one(slot) for slot in pair)) for pair in pairs.values()]
    slots = tuple(_of(slot, role) for role, pair in zip(asked, pairs.values(), strict=True) for slot in pair)
    return Ruling(every(grounds), slots, tuple(pairs))


def _of(slot: Slot, role: str) -> Slot:
    bounds = ", unknowns as bounds" if slot.name.startswith("bounds_") else ""
    return Slot(f"{role}_{slot.name}", slot.estimate, f"{role}, {slot.label}{bounds}", slot.p_value)


def repeat(findings: Sequence[Finding], stated: Stated) -> Ruling:
    """The share of victims, and of suspects, who come again, beside what chance alone would give."""
    asked = [with_id(findings, f"people-repeat-{role}") for role in ("victims", "suspects")]
    there = [one for one in asked if one is not None and one.kind is FindingKind.REPEATS]
    if len(there) < len(asked):
        return unanswered(next((one for one in asked if one not in there), asked[0]))
    slots, grounds = [], []
    for one in there:
        chance = next((slot for slot in one.slots if slot.name == "chance"), None)
        grounds.append(_beyond(one.slot("people"), chance))
        slots += [_of(slot, one.subject) for slot in (one.slot("people"), chance) if slot]
    return Ruling(every(grounds), tuple(slots), tuple(one.id for one in there))


def _beyond(share: Slot, chance: Slot | None) -> Ground:
    """A share beside that of chance: the two intervals must lie apart."""
    one, other = share.estimate, chance.estimate if chance else None
    if other is None or one.low is None or one.high is None or other.low is None or other.high is None:
        return Ground.NO_NUMBER
    if one.low > other.high:
        return Ground.BORNE_OUT
    return Ground.OTHER_SIDE if one.high < other.low else Ground.WITHIN_CHANCE


def direction_of(id_: str, otherwise: str, *, unclear: bool = False) -> Rule:
    """The rule of one direction: that it rises, or that none can be told. ``otherwise`` stands in its place where it cannot be."""

    def rule(findings: Sequence[Finding], stated: Stated) -> Ruling:
        found = with_id(findings, id_)
        if found is None or found.kind is not FindingKind.DIRECTION:
            return unanswered(found or with_id(findings, otherwise))
        change = found.slot("change")
        ground = beside_one(change)
        if ground is Ground.NO_NUMBER:
            return unanswered(found)
        return Ruling(_UNCLEAR.get(ground, ground) if unclear else ground, (change,), (found.id,))

    return rule


_UNCLEAR = {
    Ground.WITHIN_CHANCE: Ground.BORNE_OUT,
    Ground.BORNE_OUT: Ground.OTHER_SIDE,
    Ground.NO_DIFFERENCE: Ground.OTHER_SIDE,
}
"""A claim that nothing can be told is borne out by an interval that holds both, and by nothing that can be told."""


def worse_than_neighbours(findings: Sequence[Finding], stated: Stated) -> Ruling:
    """Each published measure outside the range of the area's statistical neighbours, on the worse side, the test agreeing."""
    asked = [with_id(findings, f"determinants-{id_}") for id_ in stated.measures]
    there = [one for one in asked if one is not None and one.kind is FindingKind.DETERMINANT]
    if not there:
        return unanswered(next((one for one in findings if one.kind is FindingKind.NO_INDICATOR), None))
    ground = every([_worse(one) if one is not None and one in there else Ground.NO_NUMBER for one in asked])
    slots = tuple(Slot(f"{one.id}-{slot.name}", slot.estimate, f"{one.subject}: {slot.label}", slot.p_value)
                  for one in there for slot in (one.slot("area"), one.slot("neighbours")))  # fmt: skip
    return Ruling(ground, slots, tuple(one.id for one in there))


def _worse(one: Finding) -> Ground:
    own, among = one.slot("area").estimate, one.slot("neighbours")
    around = among.estimate
    if own.value is None or around.low is None or around.high is None or among.p_value is None:
        return Ground.NO_NUMBER
    if around.low <= own.value <= around.high or among.p_value >= 1 - around.level:
        return Ground.WITHIN_CHANCE
    worse_is_more = one.better is not Better.HIGHER
    return Ground.BORNE_OUT if (own.value > around.high) is worse_is_more else Ground.OTHER_SIDE


_RULES: dict[ClaimTest, Rule] = {
    ClaimTest.RISING: rising,
    ClaimTest.CONCENTRATED: concentrated,
    ClaimTest.MOSTLY_MALE: mostly_male,
    ClaimTest.ETHNIC_DISPARITY: ethnic_disparity,
    ClaimTest.REPEATS: repeat,
    ClaimTest.GIRLS_RISING: direction_of("people-girls-direction", "people-girls-direction"),
    ClaimTest.KNIFE_UNCLEAR: direction_of("times-knife-direction", "times-knife", unclear=True),
    ClaimTest.KNIFE_RISING: direction_of("times-knife-direction", "times-knife"),
    ClaimTest.WORSE_THAN_NEIGHBOURS: worse_than_neighbours,
}
