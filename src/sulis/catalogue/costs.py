"""Unit costs of crime: catalogue/costs, a file for each edition, each with the prices that its numbers are in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from sulis.catalogue.files import called, file_of, reading
from sulis.catalogue.toml import read_document


@dataclass(frozen=True, slots=True)
class UnitCost:
    """What one offence of a kind costs society, in pounds. It is of every offence of ``subgroups`` or, where given, of ``codes``."""

    kind: str
    pounds: int
    subgroups: tuple[str, ...]
    codes: tuple[str, ...]

    def covers(self, code: str, subgroup: str) -> bool:
        """Whether an offence is of this kind. Subgroups are compared without regard to capitals."""
        return code in self.codes or subgroup.lower() in {name.lower() for name in self.subgroups}


@dataclass(frozen=True, slots=True)
class UnitCosts:
    """One edition. ``price_year`` is the year of its prices; nothing here turns them into another year's."""

    id: str
    title: str
    publisher: str
    price_year: str
    caveat: str
    author: str
    checker: str
    next_review: date
    costs: tuple[UnitCost, ...]


@cache
def load_costs(id: str = "home_office_2018") -> UnitCosts:
    """An edition by its id.

    Raises
    ------
    WrongUsage
        When there is none.
    InputRefused
        When its file breaks a rule, with all its faults.

    Examples
    --------
    >>> [cost.kind for cost in load_costs().costs if cost.covers("34B", "Robbery")]
    ['robbery of a person']
    """
    path = file_of("costs", id, "edition of unit costs")
    with reading(read_document(path, called(path))) as top:
        costs = []
        for each in top.tables("cost"):
            pounds = each.whole("pounds", 1, 100_000_000) or 0
            costs.append(UnitCost(each.text("kind"), pounds, each.words("subgroups"), each.words("codes")))
        return UnitCosts(
            id=top.id(),
            title=top.text("title"),
            publisher=top.text("publisher"),
            price_year=top.text("price_year"),
            caveat=top.text("caveat"),
            author=top.text("author"),
            checker=top.text("checker"),
            next_review=top.day("next_review"),
            costs=tuple(costs),
        )
