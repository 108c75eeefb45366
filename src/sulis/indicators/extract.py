"""The force's own extract for one area and period: its incidents, and who was in them in which role.

Both tables are restricted. An engine answers only on a connection that was opened with them, which notes who reads and why.
Keys never leave the engine: an incident and a person are numbered afresh at each reading, so that they can be counted and
joined here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from sulis.indicators.recipe import Marked
from sulis.indicators.scope import Scope
from sulis.indicators.within import Within
from sulis.store.engine import Engine, Row
from sulis.store.query import query, unbound
from sulis.vocabulary import Period

if TYPE_CHECKING:
    import ibis.expr.types as ir

EXTRACT = ("force_incidents", "incident_people")
"""The restricted tables that an extract fills."""

_INCIDENT = (
    "incident", "release", "recorded_on", "occurred_on", "occurred_from", "occurred_to", "lsoa_code", "longitude", "latitude",
    "place_type", "knife", "domestic",
)  # fmt: skip
_PERSON = ("role", "relationship", "age", "sex", "ethnicity", "ethnicity_scheme")


@dataclass(frozen=True, slots=True)
class ExtractIncident:
    """One incident. ``incident`` is its number in this reading. What nobody recorded is None, which is neither yes nor no.

    ``occurred_from`` and ``occurred_to`` are the earliest and latest moment that it can have happened. ``marks`` says of each recipe
    whether the incident is in it: true, false, or None where what would decide is not recorded.
    """

    incident: int
    release: str
    recorded_on: date
    occurred_on: date | None
    occurred_from: datetime | None
    occurred_to: datetime | None
    lsoa_code: str
    longitude: float | None
    latitude: float | None
    place_type: str | None
    knife: bool | None
    domestic: bool | None
    marks: tuple[bool | None, ...]

    @property
    def day(self) -> date:
        """The day on which it happened or began, and where that is unknown the day of recording."""
        return self.occurred_on or self.recorded_on


@dataclass(frozen=True, slots=True)
class Part:
    """One person in one role in one incident. ``person`` is a number of this reading, None where the force gave no reference."""

    incident: int
    person: int | None
    role: str
    relationship: str | None
    age: int | None
    sex: str | None
    ethnicity: str | None
    ethnicity_scheme: str | None


@dataclass(frozen=True, slots=True)
class Placing:
    """How many incidents the force sent for the period: all of them, those without a place, those whose place no look-up knows.

    ``people`` are the rows of people that the force sent at any time, and ``strays`` those of them whose incident it never sent.
    """

    rows: int
    without_place: int
    unknown_place: int
    people: int
    strays: int


@dataclass(frozen=True)
class Extract:
    """What was read. ``incidents`` and ``parts`` are those of the area; ``placing`` is of the whole force.

    An incident that several deliveries hold is here once. ``period`` are the months from the first to the last recording of the
    force in the period asked, or None where it sent nothing for it.
    """

    wanted: Marked
    incidents: tuple[ExtractIncident, ...]
    parts: tuple[Part, ...]
    placing: Placing
    period: Period | None
    incidents_query: str
    parts_query: str

    @cached_property
    def by_number(self) -> dict[int, ExtractIncident]:
        """The incidents by their number in this reading."""
        return {one.incident: one for one in self.incidents}

    @cached_property
    def releases(self) -> tuple[str, ...]:
        """Ids of the releases that the area's incidents come from."""
        return tuple(sorted({one.release for one in self.incidents}))

    def of_role(self, role: str) -> tuple[Part, ...]:
        """Those in one role: victim, suspect or witness."""
        return tuple(part for part in self.parts if part.role == role)


@query("force_incidents", "lsoa")
def extract_incidents(within: Within, period: Period, wanted: Marked) -> ir.Table:
    """Incidents of the force's own extract that lie in the area and were recorded in the period, one row each."""
    rows, lsoa = _numbered(), unbound("lsoa")
    marks = {recipe.column: recipe.compiled.predicate(rows) for recipe in wanted.recipes}
    rows = rows.select(*_INCIDENT, **marks)
    inside = lsoa.filter(within.holds(lsoa))["lsoa_code"]
    rows = rows.filter(*_recorded(rows, period), rows["lsoa_code"].isin(inside))
    return rows.order_by("incident", rows["release"].desc())


@query("force_incidents", "incident_people", "lsoa")
def extract_parts(within: Within, period: Period) -> ir.Table:
    """Who was in those incidents, by number: one row for each person and role in an incident."""
    import ibis

    rows, lsoa, people = _numbered(), unbound("lsoa"), unbound("incident_people")
    inside = lsoa.filter(within.holds(lsoa))["lsoa_code"]
    rows = rows.filter(*_recorded(rows, period), rows["lsoa_code"].isin(inside))
    number = ibis.dense_rank().over(order_by=people["person_key"])
    people = people.select(
        "force", "incident_key", *_PERSON, person=people["person_key"].notnull().ifelse(number, ibis.null("int64")),
        delivered=people["release"], row_number=people["row_number"],
    )  # fmt: skip
    met = rows.select("force", "incident_key", "incident").distinct().join(people, ["force", "incident_key"])
    return met.select("incident", "person", *_PERSON, "delivered", "row_number").order_by(
        "incident", "delivered", "row_number"
    )


@query("force_incidents", "lsoa")
def extract_placing(force: str, period: Period) -> ir.Table:
    """Incidents that a force's own extract holds for the period, those without a place or at an unknown one, first and last day."""
    rows, lsoa = unbound("force_incidents"), unbound("lsoa")
    rows = rows.filter(rows["force"] == force, *_recorded(rows, period))
    rows = rows.group_by("force", "incident_key").aggregate(
        lsoa_code=rows["lsoa_code"].max(), recorded_on=rows["recorded_on"].max()
    )
    found = rows.left_join(lsoa.select("lsoa_code").distinct(), "lsoa_code")
    placed, known = found["lsoa_code"].notnull(), found["lsoa_code_right"].notnull()
    return found.aggregate(
        row_count=found.count(),
        without_place=found.count(where=~placed).fill_null(0),
        unknown_place=found.count(where=placed & ~known).fill_null(0),
        first=found["recorded_on"].min(),
        last=found["recorded_on"].max(),
    )


@query("force_incidents", "incident_people")
def extract_strays(force: str) -> ir.Table:
    """People that a force's own extract holds, one for each row, and those of an incident that it does not hold."""
    rows, people = unbound("force_incidents"), unbound("incident_people")
    known = rows.filter(rows["force"] == force).select("incident_key").distinct().mutate(sent=1)
    found = people.filter(people["force"] == force).left_join(known, "incident_key")
    return found.aggregate(row_count=found.count(), strays=found.count(where=found["sent"].isnull()).fill_null(0))


def read_extract(engine: Engine, scope: Scope, period: Period, wanted: Marked) -> Extract:
    """The incidents and people of an area's own force extract, from an engine that may read `EXTRACT`."""
    asked, parts = extract_incidents(scope.within, period, wanted), extract_parts(scope.within, period)
    rows = {row[0]: row for row in reversed(engine.run(asked))}  # of several deliveries the latest stands
    many = len(_INCIDENT)
    incidents = tuple(
        ExtractIncident(**dict(zip(_INCIDENT, row, strict=False)), marks=tuple(row[many:]))
        for _, row in sorted(rows.items())
    )
    people = _latest(engine.run(parts))
    ((sent, without, unknown, first, last),) = engine.run(extract_placing(scope.force_slug, period))
    ((persons, strays),) = engine.run(extract_strays(scope.force_slug))
    covered = Period.between(f"{first:%Y-%m}", f"{last:%Y-%m}") if first else None
    return Extract(
        wanted, incidents, people, Placing(sent, without, unknown, persons, strays), covered, asked.sql(), parts.sql()
    )


def _latest(rows: Sequence[Row]) -> tuple[Part, ...]:
    """Each person once in a role of an incident, as the latest delivery has them.

    Those without a reference cannot be told apart, so all of the latest delivery that has any are kept.
    """
    found: dict[tuple[int, str, int | None], tuple[str, list[Part]]] = {}
    for row in rows:
        part, delivered = Part(*row[:8]), str(row[8])
        key = (part.incident, part.role, part.person)
        held = found.get(key, ("", []))
        alike = held[1] if part.person is None and held[0] == delivered else []
        found[key] = (delivered, [*alike, part])
    return tuple(part for _, parts in found.values() for part in parts)


def _numbered() -> ir.Table:
    """The extract's incidents, each with a number in place of its key; the same number wherever it stands."""
    import ibis

    rows = unbound("force_incidents")
    return rows.mutate(incident=ibis.dense_rank().over(order_by=[rows["force"], rows["incident_key"]]))


def _recorded(rows: ir.Table, period: Period) -> tuple[ir.BooleanValue, ir.BooleanValue]:
    """That a row was recorded in the period."""
    return rows["recorded_on"] >= period.start, rows["recorded_on"] < period.end
