"""What is known of other strategies beside their names: which causes they touch, and whether they speak of serious violence.

strategies.toml, which may be left out. The strategies that the plan lists are arrangements of the form "strategy".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sulis.catalogue.partnership.kinds import Kind
from sulis.catalogue.partnership.read_days import day
from sulis.catalogue.partnership.reading import Reading, finished
from sulis.catalogue.reader import Table, closest

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
    tables = top.tables("strategy", required=False)
    found = tuple(_strategy(reading, table) for table in tables)
    after = {one.id: one.superseded_by for one in found}
    for table, one in zip(tables, found, strict=True):
        if one.superseded_by and one.superseded_by not in after:
            table.fault("superseded_by", f'"{one.superseded_by}"', "What took its place is a strategy of this file.",
                        closest(one.superseded_by, after))  # fmt: skip
        elif one.superseded_by and _goes_round(one.id, after):
            table.fault("superseded_by", f'"{one.superseded_by}"', "No strategy takes its own place, at once or by way of others.",
                        "Take one of them out.")  # fmt: skip
    finished([top, *tables])
    return found


def _goes_round(first: str, after: dict[str, str]) -> bool:
    seen, now = {first}, after[first]
    while now in after and now not in seen:
        seen.add(now)
        now = after[now]
    return now in seen


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
