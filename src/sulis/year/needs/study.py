"""What every chapter works from: one area, its months, its counts and the road back to the releases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from sulis.indicators import (
    EXTRACT,
    Extract,
    Marked,
    MonthCell,
    MonthState,
    Recipe,
    Scope,
    Tallies,
    Tally,
    Trail,
    count_months,
    count_partnerships,
    find_scope,
    mark,
    months_of,
    nothing,
    population_year,
    trail_of,
)
from sulis.indicators.treated import ATTENDANCES
from sulis.store.engine import DuckDbEngine, Engine
from sulis.vocabulary import Area, Caveat, Estimate, Missing, Period, WrongUsage
from sulis.year.needs import caveats
from sulis.year.needs.extracted import NoExtract, can_read, extract_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from sulis.catalogue.violence import Definition
    from sulis.store import Store

Pick = Callable[[Tallies], int]
WHOLE_COUNTRY = frozenset({
    "incidents_by_partnership", "partnerships_in", "latest_vintages", "years_of_population", "rows_of_divided", "rows_without_place",
})  # fmt: skip
"""Queries whose answers are the same whichever area is studied, so that one run over many areas asks them once."""
Record = Callable[[tuple[str, ...]], object]
"""Notes who is about to read these restricted releases and why, before any is opened."""


@dataclass(frozen=True)
class Study:
    """The inputs of one run, and the area's counts by month and category. ``card`` is the id of the source's card.

    ``extract`` is what the force's own records hold of the area, or why they say nothing here.
    """

    store: Store
    connection: DuckDBPyConnection
    engine: Engine
    scope: Scope
    period: Period
    months: tuple[MonthState, ...]
    marked: Marked
    trail: Trail
    level: float
    card: str
    query: str
    cells: tuple[MonthCell, ...]
    extract: Extract | NoExtract
    reads_attendances: bool = False  # whether the hospitals' restricted files were opened

    @property
    def wanted(self) -> tuple[Recipe, ...]:
        return self.marked.recipes

    @cached_property
    def received(self) -> tuple[MonthState, ...]:
        return tuple(state for state in self.months if state.received)

    @cached_property
    def years(self) -> float:
        """Length of the months received, a month being a twelfth of a year."""
        return len(self.received) / 12

    @cached_property
    def population_year(self) -> int | None:
        return population_year(self.engine, self.period)

    @cached_property
    def _sums(self) -> dict[tuple[date, str], Tallies]:
        sums: dict[tuple[date, str], Tallies] = {}
        for cell in self.cells:
            key = (cell.month, cell.category)
            sums[key] = sums.get(key, self.none) + cell.tallies
        return sums

    @cached_property
    def _by_month(self) -> dict[date, Tallies]:
        sums: dict[date, Tallies] = {}
        for (start, _), tallies in self._sums.items():
            sums[start] = sums.get(start, self.none) + tallies
        return sums

    @cached_property
    def _releases(self) -> dict[date, tuple[str, ...]]:
        found: dict[date, set[str]] = {state.month.start: set() for state in self.months}
        for state in self.received:
            if state.ledger is not None and state.ledger.release:
                found[state.month.start].add(state.ledger.release)
        for cell in self.cells:
            found[cell.month].add(cell.release)
        return {month: tuple(sorted(ids)) for month, ids in found.items()}

    @cached_property
    def none(self) -> Tallies:
        return nothing(self.wanted)

    def tallies(self, month: Period, category: str | None = None) -> Tallies:
        """The area's sums of one month, of one category or of all."""
        if category is not None:
            return self._sums.get((month.start, category), self.none)
        return self._by_month.get(month.start, self.none)

    def releases(self, months: Sequence[MonthState]) -> tuple[str, ...]:
        """The releases of incidents behind these months of the area."""
        return tuple(sorted({id_ for state in months for id_ in self._releases[state.month.start]}))

    def tally(
        self,
        states: Sequence[MonthState],
        pick: Pick,
        *,
        recipe: Recipe | None = None,
        category: str | None = None,
        extra: tuple[Caveat, ...] = (),
    ) -> Tally:
        """The area's count over the received ones of ``states`` (in order); missing when none of them was received."""
        got = [state for state in states if state.received]
        count = sum(pick(self.tallies(state.month, category)) for state in got) if got else None
        period = Period(states[0].month.start, states[-1].month.end)
        proxy = caveats.proxy(recipe) if recipe else ()
        gaps = () if got else caveats.missing_months(self.months, self.scope.force.name)
        notes = tuple(dict.fromkeys((*proxy, caveats.SNAP_POINTS, caveats.REPEATED_IDS, *extra, *gaps)))
        trail = self.trail.to(self.releases(got), self.query, recipe.ref if recipe else None)
        missing = None if got else (states[0].missing or Missing.NOT_RECEIVED)
        return Tally(count, self.scope.area, period, trail, missing, any(state.provisional for state in got), notes)

    def whole(self, pick: Pick, recipe: Recipe | None = None, category: str | None = None) -> Tally:
        """The area's count over every month received."""
        gaps = caveats.missing_months(self.months, self.scope.force.name)
        return self.tally(self.months, pick, recipe=recipe, category=category, extra=gaps)

    def subject(self, recipe: Recipe) -> str:
        """What a definition counts, in a reader's words; with its title where another counts under the same words."""
        named = recipe.compiled.definition.counted_as
        alike = sum(one.compiled.definition.counted_as == named for one in self.wanted) > 1
        return f"{named} ({recipe.title})" if alike else named

    def categories(self, recipe: Recipe) -> frozenset[str]:
        """The categories of which a definition counts anything here."""
        pick = self.defined(recipe)
        return frozenset(cell.category for cell in self.cells if pick(cell.tallies))

    def defined(self, recipe: Recipe) -> Pick:
        """Picks a recipe's count from sums."""
        position = self.wanted.index(recipe)
        return lambda sums: sums.defined[position]

    def tally_of(self, area: Area, count: int, like: Tally, query: str | None = None) -> Tally:
        """A count of another area over the same months, from ``query`` where it is another one."""
        releases = self.releases(self.received)
        trail = self.trail.to(releases, query or self.query, like.provenance.definition)
        return Tally(count, area, like.period, trail, None, like.provisional, like.caveats)


def keep_counts(rates: Sequence[Estimate], tallies: Sequence[Tally]) -> tuple[Estimate, ...]:
    """The rates, with the count beside each that has no population to divide by."""
    return tuple(
        replace(rate, numerator=tally.count) if rate.missing is Missing.NO_DENOMINATOR else rate
        for rate, tally in zip(rates, tallies, strict=True)
    )


def open_study(
    store: Store,
    *,
    area_code: str,
    period: Period,
    definitions: Sequence[Definition],
    level: float,
    record: Record | None = None,
) -> Study:
    """Find the area, its force and its months, and count its incidents. The force's own extract and the
    hospitals' files are opened with ``record`` alone.

    Raises
    ------
    WrongUsage
        When no look-ups or incidents are loaded, the area is unknown, or nothing of its force is loaded.
    """
    _check_loaded(store)
    loaded = can_read(store)
    restricted = (*(EXTRACT if loaded else ()), *((ATTENDANCES,) if store.has(ATTENDANCES) else ()))
    read = bool(restricted) and record is not None
    connection = store.connect(restricted=restricted, record=record) if read else store.connect()
    engine = DuckDbEngine(connection, store.answers, WHOLE_COUNTRY)
    scope = find_scope(engine, area_code)
    months = months_of(store, scope.force_slug, period)
    trail = trail_of(store)
    card = _card(trail, scope.force_slug)
    marked = _marked(store, definitions, card)
    query, cells = count_months(engine, scope, period, marked)
    extract = extract_of(engine, scope, period, definitions, loaded=loaded, read=read)
    return Study(
        store, connection, engine, scope, period, months, marked, trail, level, card, query, cells, extract,
        reads_attendances=read and ATTENDANCES in restricted,
    )  # fmt: skip


def ask_of_the_country(store: Store, period: Period, definitions: Sequence[Definition]) -> None:
    """Count every partnership once, so that a study of any area of this store and the same definitions need not."""
    _check_loaded(store)
    forces, trail = store.forces(), trail_of(store)
    with store.connect() as connection:
        engine = DuckDbEngine(connection, store.answers, WHOLE_COUNTRY)
        for card in sorted({_card(trail, force) for force in forces}):
            count_partnerships(engine, forces, period, _marked(store, definitions, card))


def _marked(store: Store, definitions: Sequence[Definition], card: str) -> Marked:
    """One object for the same definitions of a store, so that what was asked of one area is known again for the next."""
    from sulis.definition import compile_definition

    key = (tuple(id(definition) for definition in definitions), card)
    if key not in store.kept:  # with the definitions, so that no other takes the place of one in memory
        compiled = [compile_definition(definition, source=card) for definition in definitions]
        store.kept[key] = (definitions, mark(compiled))
    found: Marked = store.kept[key][1]
    return found


def _check_loaded(store: Store) -> None:
    if not store.has("geography"):
        raise WrongUsage(
            "no look-ups are loaded, so an area's code cannot be found",
            "Load them with `sulis ingest geography PATH` (LSOA, ward, district, partnership and force look-ups).",
        )
    if not store.has("incidents"):
        raise WrongUsage("no incidents are loaded", "Load them with `sulis ingest police-uk PATH`.")


def _card(trail: Trail, force: str) -> str:
    """The source card of the force's files."""
    sources = {r.source for r in trail.by_id.values() if r.table == "incidents" and r.series == force}
    return "made_up" if sources == {"made_up"} else "police_uk"
