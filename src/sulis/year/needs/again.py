"""Who is hurt or suspected again, how soon, and who had both roles."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np

from sulis.indicators import ExtractIncident, index_estimate, share_estimate
from sulis.statistics import Repeats, TimeToRepeat
from sulis.vocabulary import Caveat, Estimate, Unit
from sulis.year.needs.model import ChartKind, ChartSpec, Finding, FindingKind, Point, Series, Slot
from sulis.year.needs.people import FEWEST_PEOPLE, People
from sulis.year.needs.series import area_residents

TOP = 0.1  # the share of people, those with most, whose part of all incidents is given
SOON = (7, 30, 60, 90, 180, 365)  # days
TOLD = (30, 90)  # days
STILL_WATCHED = 10  # people, below which the end of the curve is not to be read
ROLES = {"victim": "victims", "suspect": "suspects"}

NOT_ALIKE = Caveat(
    "repeats-by-chance",
    "Chance is as if every resident were as likely as the next. Residents are not alike, and some who are recorded live elsewhere: more"
    " than chance says that it is not luck, and not why.",
)
WINDOW = Caveat(
    "repeats-in-window",
    "Only what the extract holds can be seen again: a longer extract gives more repeats. Compare equal lengths alone.",
)
BOTH_ROLES = Caveat(
    "roles-not-kinds",
    "A role is of an incident and no kind of person. Who is in both may have been hurt first, suspected first, or both on one day.",
)


def repeat_findings(people: People, role: str) -> tuple[Finding, ...]:
    """How many come again in that role, and how soon."""
    known = people.incidents_of(role)
    if len(known) < FEWEST_PEOPLE:
        question = f"how many {ROLES[role]} there are more than once"
        return (people.too_few(f"people-repeat-{ROLES[role]}", f"repeat {ROLES[role]}", question, len(known)),)
    return (_repeats(people, role, [len(each) for each in known.values()]), _soon(people, role, list(known.values())))


def _repeats(people: People, role: str, events: Sequence[int]) -> Finding:
    found = _with_links(people, events)
    names = (
        ("people", f"of {len(events):,} {ROLES[role]}"),
        ("events", "of their incidents"),
        ("top", f"held by the tenth of {ROLES[role]} with most"),
    )
    slots = tuple(
        Slot(name, _share(people, float(value), (float(low), float(high)), found.method, whole), words)
        for (name, words), value, low, high, whole in zip(
            names, found.value, found.low, found.high, (len(events), found.events, found.events), strict=True
        )
    )
    return Finding(
        f"people-repeat-{ROLES[role]}", FindingKind.REPEATS, f"repeat {ROLES[role]}", (*slots, *_by_chance(people, found.events)),
        caveats=(people.told_apart, WINDOW, NOT_ALIKE),
    )  # fmt: skip


def _with_links(people: People, events: Sequence[int]) -> Repeats:
    """With the error of the linkage in the interval, where it was measured: the widest that its own intervals allow."""
    from sulis.statistics import repeats, wilson

    level, linked = people.study.level, people.linked
    found = repeats(events, top=TOP, level=level)
    if linked is None:
        return found
    true, made = wilson(linked.right, linked.pairs, level), wilson(linked.right, linked.right + linked.missed, level)
    each = [
        repeats(events, top=TOP, precision=float(precision), recall=float(recall), level=level)
        for precision in (true.low, true.high)
        for recall in (made.low, made.high)
    ]
    low, high = np.min([one.low for one in each], axis=0), np.max([one.high for one in each], axis=0)
    return replace(found, low=low, high=high, dealt=np.mean([one.dealt for one in each], axis=0), method=each[0].method)


def _by_chance(people: People, events: int) -> tuple[Slot, ...]:
    """What chance alone would give, where it is known how many live in the area."""
    from sulis.statistics import repeats_by_chance

    residents = area_residents(people.study).persons
    if residents is None:
        return ()
    found = repeats_by_chance(events, round(residents), top=TOP, level=people.study.level)
    limits = (float(found.low[0]), float(found.high[0]))
    share = _share(people, float(found.value[0]), limits, found.method, round(residents))
    return (Slot("chance", share, "of those with any, if chance alone dealt them out among residents"),)


def _share(people: People, value: float, limits: tuple[float, float], method: str, whole: int) -> Estimate:
    like, level = people.like, people.study.level
    return Estimate(
        value, *limits, level, method, Unit.PROPORTION, like.area, like.period, denominator=float(whole),
        caveats=like.caveats, provenance=like.provenance,
    )  # fmt: skip


def _soon(people: People, role: str, each: Sequence[Sequence[ExtractIncident]]) -> Finding:
    from sulis.statistics import time_to_repeat

    study, last = people.study, people.like.period.end - timedelta(days=1)
    ends = [(one[1].day if len(one) > 1 else max(last, one[0].day)) for one in each]
    days = np.array([(end - one[0].day).days for end, one in zip(ends, each, strict=True)])
    found = time_to_repeat(days, [int(len(one) > 1) for one in each], study.level)
    points = tuple(
        Point(f"{at:03d}", f"within {at} days", share)
        for at in SOON
        if (share := _within(people, found, days, at)) is not None
    )
    told = {point.key: point.estimate for point in points}
    slots = [Slot("people", people.count(len(each)), f"{ROLES[role]} were followed")]
    slots += [Slot(f"within_{at}", told[f"{at:03d}"], f"within {at} days") for at in TOLD if f"{at:03d}" in told]
    if math.isfinite(found.median):
        limits = (found.median_low, found.median_high)
        median = index_estimate(found.median, limits, people.like, study.level, found.method, Unit.DAYS)
        slots.append(Slot("median", median, f"days by which half of the {ROLES[role]} had another incident"))
    id_ = f"people-time-to-repeat-{ROLES[role]}"
    chart = ChartSpec(id_, ChartKind.CATEGORIES, (Series(f"{ROLES[role]} with another incident", points),))
    return Finding(
        id_, FindingKind.TIME_TO_REPEAT, f"{ROLES[role]} with another incident", tuple(slots), (chart,) if points else (),
        caveats=(people.told_apart, WINDOW),
    )  # fmt: skip


def _within(people: People, found: TimeToRepeat, days: np.ndarray, at: int) -> Estimate | None:
    """The share with another incident by that day; None where too few were still watched."""
    watched = int((days >= at).sum())
    if watched < STILL_WATCHED:
        return None
    come = found.day <= at
    if not come.any():
        return share_estimate(0, int(days.size), people.like, people.study.level)
    without, low, high = (float(curve[come][-1]) for curve in (found.without, found.low, found.high))
    return _share(people, 1 - without, (1 - high, 1 - low), found.method, int(days.size))


def overlap_finding(people: People) -> Finding:
    """How many victims were suspects too, and the other way round."""
    from sulis.statistics import roles_overlap

    victims, suspects = (set(people.incidents_of(role)) for role in ROLES)
    if min(len(victims), len(suspects)) < FEWEST_PEOPLE:
        fewer = min(len(victims), len(suspects))
        return people.too_few(
            "people-both-roles", "victims who are suspects too", "how many have both roles", fewer, BOTH_ROLES
        )
    both = len(victims & suspects)
    found = roles_overlap(len(victims), len(suspects), both, people.study.level)
    slots = tuple(
        Slot(name, _share(people, float(one.value), (float(one.low), float(one.high)), str(one.method), whole), words)
        for name, one, whole, words in (
            ("victims", found.victims_also_suspects, len(victims), f"of {len(victims):,} victims were suspects too"),
            ("suspects", found.suspects_also_victims, len(suspects), f"of {len(suspects):,} suspects were victims too"),
        )
    )
    return Finding(
        "people-both-roles", FindingKind.ROLES_OVERLAP, "victims who are suspects too", slots,
        caveats=(people.told_apart, WINDOW, BOTH_ROLES),
    )  # fmt: skip


def again_findings(people: People) -> tuple[Finding, ...]:
    """Victims, then suspects, then those in both roles."""
    return (*repeat_findings(people, "victim"), *repeat_findings(people, "suspect"), overlap_finding(people))
