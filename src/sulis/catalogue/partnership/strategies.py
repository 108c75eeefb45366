"""What is known of other strategies beside their names: which causes they touch, and whether they speak of serious violence.

strategies.toml, which may be left out. The strategies that the plan lists are arrangements of the form "strategy".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sulis.catalogue.partnership.kinds import Kind
from sulis.catalogue.partnership.read_days import day
from sulis.catalogue.partnership.reading import Reading
from sulis.catalogue.reader import Table

_FIRST, _LAST = 1990, 2100


class Acknowledges(StrEnum):
    """Whether another strategy speaks of serious violence."""

    NOT_LOOKED_AT = "not looked at"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherStrategy:
    """One strategy. ``arrangement`` is the plan's own entry, None for one that the plan does not list: then ``title`` is there.

    Years are None where nobody has said. ``touches`` are ids of risk factors; ``where`` says where it speaks of serious violence.
    """

    id: str
    arrangement: str | None
    title: str
    text: str
    owner: str | None
    from_year: int | None
    until_year: int | None
    touches: tuple[str, ...]
    acknowledges: Acknowledges
    where: str
    review: date | None
    superseded_by: str


def read_strategies(reading: Reading) -> tuple[OtherStrategy, ...]:
    """Every entry, in file order; none where there is no such file."""
    top = reading.open("strategies.toml", required=False)
    found = reading.made(top, "strategy", _strategy, required=False)
    top.finish()
    return found


def _strategy(reading: Reading, table: Table) -> OtherStrategy:
    listed = table.has("arrangement")
    acknowledges = table.choice("acknowledges", Acknowledges, required=False) or Acknowledges.NOT_LOOKED_AT
    return OtherStrategy(
        id=table.id(),
        arrangement=reading.may_refer(table, "arrangement", Kind.ARRANGEMENT),
        title=table.text("title", required=not listed),
        text=table.text("text", required=False),
        owner=reading.may_refer(table, "owner", Kind.ORGANISATION),
        from_year=table.whole("from_year", _FIRST, _LAST, required=False),
        until_year=table.whole("until_year", _FIRST, _LAST, required=False),
        touches=reading.refers_to(table, "touches", Kind.RISK_FACTOR),
        acknowledges=acknowledges,
        where=table.text(
            "where", required=acknowledges is Acknowledges.YES, why="It says where it speaks of serious violence."
        ),
        review=day(table, "review"),
        superseded_by=table.text("superseded_by", required=False),
    )
