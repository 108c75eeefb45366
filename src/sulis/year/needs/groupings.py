"""Ages and ethnic groups in groups that both the records and a count of residents know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sulis.indicators.groups import GroupOfResidents

SEXES = ("female", "male")
_YOUNGEST: Mapping[int, str] = {0: "under 15", 15: "15 to 24", 25: "25 to 34", 35: "35 to 49", 50: "50 and over"}
"""The youngest age of each band. All are edges of the five-year groups in which a census is published."""
AGES = tuple(_YOUNGEST.values())

_BROAD = {"W": "White", "M": "Mixed", "A": "Asian", "B": "Black", "O": "Other"}
TOGETHER: Mapping[str, str] = {
    "White": "White",
    "Mixed or Multiple ethnic groups": "Mixed",
    "Asian, Asian British or Asian Welsh": "Asian",
    "Black, Black British, Black Welsh, Caribbean or African": "Black",
    "Other ethnic group": "Other",
} | {name: name for name in _BROAD.values()}  # fmt: skip
"""The census's five headings, each with the word that stands for it here, in their order. Its nineteen groups begin with them."""

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "self-defined 18+1": ("census 2021 5", "census 2021 19"),
}
"""Schemes of records whose own broad headings are the five of a count of residents.

The self-defined 18+1 is made of the eighteen groups of the census of 2011, whose five headings those of 2021 kept. The 16+1 has
Chinese under another heading, and the 6+1 is what an officer saw: neither has such a count.
"""


def band(age: int | None) -> str | None:
    """The band of an age; None where it is unknown.

    >>> band(24), band(25), band(None)
    ('15 to 24', '25 to 34', None)
    """
    if age is None:
        return None
    return _YOUNGEST[max(youngest for youngest in _YOUNGEST if youngest <= age)]


def heading(group: str | None) -> str | None:
    """The broad heading of a group of the self-defined 18+1, written as its code (W1, B9); None for any other word.

    >>> heading("B2"), heading("NS"), heading(None)
    ('Black', None, None)
    """
    if group is None or len(group) != 2 or not group[1].isdigit():
        return None
    return _BROAD.get(group[0])


def residents_of_ages(groups: Sequence[GroupOfResidents]) -> tuple[GroupOfResidents, ...]:
    """Residents by age, both sexes: as counted, or as the sum over both; none where a group lies across two bands.

    A group with no youngest age begins at birth, and one with no oldest does not end.
    """
    rows = [one for one in groups if one.ethnicity is None and (one.age_from is not None or one.age_to is not None)]
    together = [one for one in rows if one.sex is None] or rows
    across = any(band(one.age_from or 0) != band(120 if one.age_to is None else one.age_to) for one in together)
    return () if across else tuple(together)
