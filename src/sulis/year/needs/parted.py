"""People of a role parted into groups that a census counted too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sulis.indicators import Part
from sulis.indicators.groups import GroupOfResidents
from sulis.year.needs.groupings import AGES, SEXES, TOGETHER, band

Persons = Sequence[Sequence[Part]]


@dataclass(frozen=True, slots=True)
class Parted:
    """People of one role by group. ``residents`` has the groups in their order, a group without a count left out of it."""

    counts: Mapping[str, int]
    unknown: int
    residents: Mapping[str, int]
    against: str
    year: int
    releases: tuple[str, ...]
    query: str
    scheme: str


def residents_of_sexes(groups: Sequence[GroupOfResidents]) -> tuple[GroupOfResidents, ...]:
    """Residents of each sex: as counted, or as the sum over ages where only that was counted."""
    rows = [one for one in groups if one.sex is not None and one.ethnicity is None]
    plain = [one for one in rows if one.age_from is None and one.age_to is None]
    return tuple(plain or rows)


def part_people(
    each: Persons,
    counted: Sequence[GroupOfResidents],
    group_of: Callable[[Part], str | None],
    asked: str,
    scheme: str,
    by: str,
) -> Parted:
    """People by the one group that is recorded of them; with none, or with two that differ, they are unknown."""
    year = max((one.year for one in counted), default=0)
    latest = [one for one in counted if one.year == year]
    order = {"sex": SEXES, "age": AGES}.get(by, TOGETHER)
    residents = Counter(dict.fromkeys(order, 0))
    for one in latest:
        residents[_name_of(one, by)] += one.persons
    there = {name: residents[name] for name in order if residents[name] > 0}
    found: Counter[str] = Counter()
    for parts in each:
        groups = {name for one in parts if (name := group_of(one)) in there}
        if len(groups) == 1:
            found[groups.pop()] += 1
    counts = {name: found[name] for name in there}
    against = {"sex": "male", "age": "35 to 49"}.get(by) or max(there, key=lambda name: there[name], default="")
    releases = tuple(sorted({one.release for one in latest}))
    return Parted(counts, len(each) - sum(counts.values()), there, against, year, releases, asked, scheme)


def _name_of(one: GroupOfResidents, by: str) -> str:
    if by == "sex":
        return one.sex or ""
    return band(one.age_from or 0) or "" if by == "age" else TOGETHER.get((one.ethnicity or "").partition(":")[0], "")
