"""Factors that meet in one person, as a partner that holds linked records counted them. co_occurrence.toml, which may be left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import combinations

from sulis.catalogue.partnership.reading import Reading
from sulis.catalogue.partnership.shared import load_risk_factors
from sulis.catalogue.reader import Table

MOST = 10_000_000
HIDDEN = "hidden"  # in the place of a number too small to show


@dataclass(frozen=True, slots=True)
class Pair:
    """Two factors of the catalogue by id, and how many have both; None where the partner hides a small number."""

    first: str
    second: str
    both: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoOccurrence:
    """How many of a group of people have each factor, and each pair. Numbers alone: nobody is named in any of it.

    ``hidden_below`` is the smallest number of a pair that the partner shows. ``factors`` maps a factor's id to people.
    """

    of: str
    people: int
    begins: date
    ends: date  # the last day, included
    linked: str
    supplied_by: str
    hidden_below: int
    factors: dict[str, int]
    pairs: tuple[Pair, ...]


def read_co_occurrence(reading: Reading) -> tuple[CoOccurrence, ...]:
    """Each group that was counted, in file order."""
    top = reading.open("co_occurrence.toml", required=False)
    known = [factor.id for factor in load_risk_factors()]
    found = tuple(_group(table, known) for table in top.tables("group", required=False))
    top.finish()
    return found


def _group(table: Table, known: list[str]) -> CoOccurrence:
    people = table.whole("people", 1, MOST) or 1
    hidden = table.whole("hidden_below", 1, 100) or 1
    factors = {}
    for each in table.tables("factor"):
        factors[each.word("id", known)] = each.whole("people", 0, people) or 0
    pairs = tuple(_pair(each, factors, hidden) for each in table.tables("pair"))
    _each_once(table, factors, pairs)
    group = CoOccurrence(
        of=table.text("of"), people=people, begins=table.day("begins"), ends=table.day("ends"),
        linked=table.text("linked", why="How records were found to be of one person decides what a pair means."),
        supplied_by=table.text("supplied_by"), hidden_below=hidden, factors=factors, pairs=pairs,
    )  # fmt: skip
    if group.ends < group.begins:
        table.fault(
            "ends", f"{group.ends}", "A period ends on or after the day on which it begins.", "Turn them round."
        )
    return group


def _pair(table: Table, factors: dict[str, int], hidden: int) -> Pair:
    first, second = (table.word(key, factors) for key in ("first", "second"))
    both = None if table.values.get("both") == HIDDEN and table.text("both") else table.whole("both", 0, MOST)
    if both is not None and first and second:
        most = min(factors[first], factors[second])
        if both > most:
            table.fault(
                "both", str(both), f"Those who have both are some of the {most} who have either.", "Count again."
            )
        elif 0 < both < hidden:
            table.fault(
                "both", "a number below hidden_below", f"A number from 1 to {hidden - 1} could tell who somebody is.",
                'Write both = "hidden".',
            )  # fmt: skip
    return Pair(first, second, both)


def _each_once(table: Table, factors: dict[str, int], pairs: tuple[Pair, ...]) -> None:
    given = [frozenset((pair.first, pair.second)) for pair in pairs]
    for pair in pairs:
        if given.count(frozenset((pair.first, pair.second))) > 1 or pair.first == pair.second:
            table.fault("pair", f"{pair.first} with {pair.second}", "Two factors meet once.", "Take one of them out.")
            return
    for first, second in combinations(factors, 2):
        if frozenset((first, second)) not in given:
            table.fault(
                "pair", f"{first} with {second} is not there", "Every pair is given: what is left out looks like chosen.",
                'Add the pair, with its number or both = "hidden".',
            )  # fmt: skip
            return
