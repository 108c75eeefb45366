"""`sulis count`: every partnership or force of the country, by month and category, with a definition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sulis.vocabulary import Period, WrongUsage
from sulis_cli import output
from sulis_cli.assess import DEFAULT_DEFINITION, First, Last, read_period

if TYPE_CHECKING:
    from sulis.indicators.country import CountedArea, CountryCount
    from sulis.indicators.recipe import Marked
    from sulis.indicators.tallies import Tallies
    from sulis.store import Store
    from sulis.store.engine import Engine

RECEIVED = ("present", "provisional", "revised")


class Level(StrEnum):
    """What the country is divided into; as `sulis.indicators.country.CountLevel`, which takes long to load."""

    PARTNERSHIP = "partnership"
    FORCE = "force"


class EngineName(StrEnum):
    """What does the counting."""

    DUCKDB = "duckdb"
    SPARK = "spark"


DefinitionName = Annotated[str, typer.Option("--definition", help="Id, id@version or path.")]
By = Annotated[Level, typer.Option("--level", help="What to count by.", case_sensitive=False)]
With = Annotated[EngineName, typer.Option("--engine", help="What does the counting.", case_sensitive=False)]


def register(app: typer.Typer) -> None:
    """Add `sulis count`."""
    app.command("count")(count_command)


def count_command(
    first: First,
    last: Last,
    definition: DefinitionName = DEFAULT_DEFINITION,
    level: By = Level.PARTNERSHIP,
    engine: With = EngineName.DUCKDB,
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """Count the whole country by month and category, for every partnership or force. Counts only: no rates, no ranks."""
    document = count(home, definition, level, read_period(first, last), engine)
    output.answer(document, as_json=as_json, text=lambda: _lines(document))


def count(home: Path, definition: str, level: Level, period: Period, engine: EngineName) -> dict[str, Any]:
    """The JSON document of the command.

    Raises
    ------
    WrongUsage
        When nothing is loaded, no definition has the name, or Spark is asked for and not installed.
    InputRefused
        When street-level files can say nothing of the definition.
    """
    from sulis.catalogue.violence import find_definition
    from sulis.definition import compile_definition
    from sulis.indicators.country import CountLevel, count_country
    from sulis.indicators.months import statuses_of
    from sulis.indicators.recipe import mark
    from sulis.store import open_store

    store = open_store(home)
    _check_loaded(store)
    wanted = mark([compile_definition(find_definition(definition), source="made_up" if store.made_up else "police_uk")])
    statuses = statuses_of(store, period)
    with opened(engine, store) as asked:
        found = count_country(asked, CountLevel(level.value), statuses, period, wanted)
    return {
        "level": level.value,
        "engine": engine.value,
        **_meta(store, wanted),
        "months": [month.label for month in period.months()],
        "categories": list(found.categories),
        "areas": [_area(area, found, statuses, period) for area in found.areas],
        "unplaced": _summed(found.unplaced.values()),
        "left_out": _summed(_left_out(found, statuses, period)),
        "gaps": _gaps(found, statuses, period),
        "caveats": [{"code": code, "text": text} for code, text in _caveats(level, store, wanted)],
        "query": found.query,
    }


def _check_loaded(store: Store) -> None:
    for table, source in (("geography", "geography"), ("incidents", "police-uk")):
        if not store.has(table):
            raise WrongUsage(f"no {table} are loaded", f"Load them with `sulis ingest {source} PATH`.")


@contextmanager
def opened(engine: EngineName, store: Store) -> Iterator[Engine]:
    """The engine asked for, over the store's releases."""
    if engine is EngineName.SPARK:
        from sulis.store.spark import SparkEngine, local_session

        try:
            session = local_session()
        except ImportError as absent:
            raise WrongUsage(
                "Spark is not installed here", "Install PySpark and Java 17, or leave --engine out."
            ) from absent
        try:
            yield SparkEngine(session, store)
        finally:
            session.stop()
        return
    from sulis.store.engine import DuckDbEngine

    with store.connect() as connection:
        yield DuckDbEngine(connection)


def _meta(store: Store, wanted: Marked) -> dict[str, Any]:
    used = [*store.releases("incidents"), *store.releases("geography")]
    return {
        "definition": wanted.recipes[0].ref,
        "made_up": store.made_up,
        "open_data": all(release.open_data for release in used),
        "releases": sorted(release.id for release in used),
    }


def _area(
    area: CountedArea, found: CountryCount, statuses: dict[str, tuple[str, ...]], period: Period
) -> dict[str, Any]:
    """One area: a list over the months for each category, null where the month was not received."""
    months = [month.start for month in period.months()]
    status = _status(area, statuses, len(months))
    incidents: dict[str, list[int | None]] = {}
    defined: dict[str, list[int | None]] = {}
    for category in found.categories:
        sums = [area.counted.get((month, category)) for month in months]
        kept = [(one, state in RECEIVED) for one, state in zip(sums, status, strict=True)]
        incidents[category] = [(one.incidents if one else 0) if got else None for one, got in kept]
        defined[category] = [(one.defined[0] if one else 0) if got else None for one, got in kept]
    return {
        "code": area.code, "name": area.name, "force": area.force, "status": list(status),
        "incidents": incidents, "defined": defined,
    }  # fmt: skip


def _status(area: CountedArea, statuses: dict[str, tuple[str, ...]], months: int) -> tuple[str, ...]:
    return statuses.get(area.force or "", ("missing",) * months)


def _summed(tallies: Iterable[Tallies]) -> dict[str, int]:
    found = list(tallies)
    return {"incidents": sum(one.incidents for one in found), "defined": sum(one.defined[0] for one in found)}


def _left_out(found: CountryCount, statuses: dict[str, tuple[str, ...]], period: Period) -> Iterator[Tallies]:
    """What other forces' files hold of areas in months that the areas' own force's file was not received for."""
    months = [month.start for month in period.months()]
    for area in found.areas:
        there = dict(zip(months, _status(area, statuses, len(months)), strict=True))
        yield from (sums for (month, _), sums in area.counted.items() if there[month] not in RECEIVED)


def _gaps(found: CountryCount, statuses: dict[str, tuple[str, ...]], period: Period) -> list[dict[str, Any]]:
    """For each force, the months that were not received, with why."""
    labels = [month.label for month in period.months()]
    forces = sorted({area.force for area in found.areas if area.force} | set(statuses))
    gaps = []
    for force in forces:
        status = statuses.get(force, ("missing",) * len(labels))
        for why in sorted(set(status) - set(RECEIVED)):
            months = [label for label, one in zip(labels, status, strict=True) if one == why]
            gaps.append({"force": force, "why": why, "months": months})
    return gaps


def _caveats(level: Level, store: Store, wanted: Marked) -> Iterable[tuple[str, str]]:
    from sulis.definition import unexpressed_words

    yield "gaps-not-zeros", "A month whose file was not received is null here, and is no zero."
    yield "repeated-ids", "An incident whose ID stands on several rows of a force's month is counted once."
    if level is Level.PARTNERSHIP:
        yield (
            "snap-points",
            (
                "Each incident is placed at the nearest of a fixed list of points; those without a place are in no"
                " partnership, and are counted under `unplaced`."
            ),
        )
        yield (
            "own-force",
            (
                "A partnership's months are those of its own force's files. Rows of other forces' files that lie in it, such"
                " as those of the railways, are counted with it in these months, and left out in others: see `left_out`."
            ),
        )
    else:
        yield "by-file", "A force's count is of its own files, whatever the place, rows without a place included."
    for lost in wanted.recipes[0].compiled.unexpressed:
        yield "unexpressed", unexpressed_words(lost)
    if store.made_up:
        yield "made-up", "These records are made up."


def _lines(document: dict[str, Any]) -> Iterable[str]:
    yield f"{document['definition']} by {document['level']}, {document['months'][0]} to {document['months'][-1]}"
    yield f"{'code':<22}{'name':<40}{'months':>7}{'incidents':>12}{'defined':>12}"
    for area in document["areas"]:
        got = sum(status in RECEIVED for status in area["status"])
        sums = [_total(area[what]) if got else "–" for what in ("incidents", "defined")]
        yield f"{area['code']:<22}{area['name'][:38]:<40}{got:>7}{sums[0]:>12}{sums[1]:>12}"
    if document["unplaced"]["incidents"]:
        yield f"In none of them: {document['unplaced']['incidents']:,} incidents, {document['unplaced']['defined']:,} defined."
    if document["left_out"]["incidents"]:
        left = document["left_out"]
        yield f"Left out, in months without their area's own file: {left['incidents']:,} incidents, {left['defined']:,} defined."
    every = len(document["months"])
    none = [gap["force"] for gap in document["gaps"] if len(gap["months"]) == every]
    if none:
        yield f"Nothing is loaded of {len(none)} forces: {', '.join(none)}."
    for gap in document["gaps"]:
        if len(gap["months"]) < every:
            yield f"Not there ({gap['why']}): {gap['force']} {', '.join(gap['months'])}."
    yield from (f"- {caveat['text']}" for caveat in document["caveats"])


def _total(counts: dict[str, list[int | None]]) -> str:
    return f"{sum(one or 0 for months in counts.values() for one in months):,}"
