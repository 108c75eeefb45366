"""`sulis ingest`: load what a publisher delivered, all of it or none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sulis_cli import ingest_open, output
from sulis_cli.confined import Confined
from sulis_cli.moved import FEW, change_document, movement_document, movement_lines

if TYPE_CHECKING:
    from sulis.delivery import Movement, Outcome
    from sulis.store import Change, Offered, Release
    from sulis.vocabulary import Fault

Paths = Annotated[list[Path], typer.Argument(help="Files, folders or archives.", metavar="PATH...")]
Provisional = Annotated[bool, typer.Option("--provisional", help="Mark these months as provisional.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Judge and compare with what is loaded, and change nothing.")]


class _Ingest(Confined):
    """Every source is read in a confined child."""

    def stopped(self, fault: Fault, *, as_json: bool) -> int:
        from sulis.delivery import Outcome, Verdict

        return _answer(Outcome(Verdict.REJECTED, (), (), 0, (fault,), tried="--dry-run" in self.given), [], as_json)


group = typer.Typer(
    name="ingest", help="Load a delivery into the store, all of it or none.", no_args_is_help=True, cls=_Ingest
)


def register(app: typer.Typer) -> None:
    ingest_open.register(group, _answer)
    app.add_typer(group)


@group.command("police-uk")
def police_uk(
    paths: Paths,
    home: output.Home = output.DEFAULT_HOME,
    provisional: Provisional = False,
    dry_run: DryRun = False,
    as_json: output.Json = False,
) -> int:
    """Load street-level crime of police.uk: CSV files, plain or gzip, folders of them, or the site's archives."""
    now = datetime.now(UTC)
    outcome, ignored = ingest_police_uk(paths, home, provisional=provisional, now=now, dry_run=dry_run)
    return _answer(outcome, ignored, as_json)


@group.command("geography")
def geography(
    paths: Paths, home: output.Home = output.DEFAULT_HOME, dry_run: DryRun = False, as_json: output.Json = False
) -> int:
    """Load look-ups and boundaries of ONS: CSV and GeoJSON files, plain or gzip, or folders of them."""
    outcome, ignored = ingest_geography(paths, home, now=datetime.now(UTC), dry_run=dry_run)
    return _answer(outcome, ignored, as_json)


@group.command("population")
def population(
    paths: Paths, home: output.Home = output.DEFAULT_HOME, dry_run: DryRun = False, as_json: output.Json = False
) -> int:
    """Load mid-year estimates of residents by LSOA and single year of age."""
    outcome, ignored = ingest_population(paths, home, now=datetime.now(UTC), dry_run=dry_run)
    return _answer(outcome, ignored, as_json)


@group.command("file")
def file(
    paths: Paths,
    mapping: Annotated[str, typer.Option("--mapping", help="A mapping's id, or the path of its file.")],
    series: Annotated[str, typer.Option("--series", help="In place of what the mapping says.")] = "",
    period: Annotated[str, typer.Option("--period", help="In place of what the mapping says.")] = "",
    home: output.Home = output.DEFAULT_HOME,
    provisional: Provisional = False,
    dry_run: DryRun = False,
    letter: Annotated[
        Path | None,
        typer.Option("--letter", help="If it is refused, write a letter to its sender here (.docx or text)."),
    ] = None,
    as_json: output.Json = False,
) -> int:
    """Load files of any layout that a mapping describes. `sulis mapping list` names those at hand."""
    if letter is not None:
        from sulis_cli.letter import check_place

        check_place(letter)
    outcome, ignored = ingest_mapped(
        paths, home, mapping=mapping, series=series, period=period, provisional=provisional, now=datetime.now(UTC),
        dry_run=dry_run,
    )  # fmt: skip
    if letter is not None and outcome.verdict.value == "rejected":
        from sulis_cli.letter import write_refusal

        write_refusal(mapping, home, outcome.faults, letter, datetime.now(UTC))
        output.say(f"A letter to the sender is in {letter}.")
    return _answer(outcome, ignored, as_json)


def ingest_mapped(
    paths: Iterable[Path],
    home: Path,
    *,
    mapping: str,
    now: datetime,
    series: str = "",
    period: str = "",
    provisional: bool = False,
    name_ends: str = "",
    dry_run: bool = False,
) -> tuple[Outcome, list[str]]:
    """Load files by a mapping, the catalogue's or the home's own; the outcome, and the names of files passed by."""
    from sulis.catalogue.mappings import load_mapping
    from sulis.sources.files import Limits
    from sulis.sources.mapped import offer

    chosen = load_mapping(mapping, home / "mappings")
    limits = Limits.from_environment()
    offered = offer(paths, chosen, limits=limits, series=series, period=period, name_ends=name_ends)
    return _load(offered, home, now, provisional=provisional, dry_run=dry_run)


def ingest_police_uk(
    paths: Iterable[Path], home: Path, *, now: datetime, provisional: bool = False, dry_run: bool = False
) -> tuple[Outcome, list[str]]:
    """Load street-level files; the outcome, and the names of files passed by."""
    from sulis.sources.police_uk.jobs import offer

    offered = offer(paths, home, this_month=f"{now:%Y-%m}")
    return _load(offered, home, now, provisional=provisional, dry_run=dry_run)


def ingest_geography(
    paths: Iterable[Path], home: Path, *, now: datetime, dry_run: bool = False
) -> tuple[Outcome, list[str]]:
    """Load look-ups and boundaries; the outcome, and the names of files passed by."""
    from sulis.sources.geography.tidy import offer

    return _load(offer(paths), home, now, dry_run=dry_run)


def ingest_population(
    paths: Iterable[Path], home: Path, *, now: datetime, dry_run: bool = False
) -> tuple[Outcome, list[str]]:
    """Load population estimates; the outcome, and the names of files passed by."""
    from sulis.sources.population.tidy import offer

    return _load(offer(paths), home, now, dry_run=dry_run)


def _load(
    offered: Offered, home: Path, now: datetime, *, provisional: bool = False, dry_run: bool = False
) -> tuple[Outcome, list[str]]:
    from sulis.delivery import deliver

    received = f"{now:%Y-%m-%dT%H:%M:%SZ}"
    with output.progress("Reading", len(offered.jobs)) as step:
        outcome = deliver(
            home, offered, received=received, provisional=provisional, step=step, follow=True, dry_run=dry_run
        )
    return outcome, offered.ignored


def _answer(outcome: Outcome, ignored: list[str], as_json: bool) -> int:
    caveats = sorted({caveat for release in outcome.releases for caveat in release.caveats})
    document = {
        "verdict": outcome.verdict.value,
        "dry_run": outcome.tried,
        "releases": [
            _release(release, "would-load" if outcome.tried else "loaded", outcome.movements.get(release.id))
            for release in outcome.releases
        ]
        + [_release(release, "already-loaded") for release in outcome.passed_over],
        "rows_read": outcome.rows_read,
        "rows_loaded": outcome.rows_loaded,
        "rows_quarantined": outcome.rows_quarantined,
        "faults": [fault.plain() for fault in outcome.faults],
        "ignored": ignored,
        "caveats": caveats,
    }
    output.answer(document, as_json=as_json, text=lambda: _lines(outcome, ignored, caveats))
    return 3 if outcome.verdict.value == "rejected" else 0


def _release(release: Release, outcome: str, movement: Movement | None = None) -> dict[str, Any]:
    return {
        "id": release.id,
        "outcome": outcome,
        "table": release.table,
        "series": release.series,
        "period": release.period,
        "version": release.version,
        "status": release.status.value,
        "rows_loaded": release.rows_loaded,
        "rows_quarantined": release.rows_quarantined,
        "provisional": release.provisional,
        "changes": None if release.change is None else change_document(release.change),
        "movement": None if movement is None else movement_document(movement),
    }


def _lines(outcome: Outcome, ignored: list[str], caveats: list[str]) -> Iterable[str]:
    verdict = outcome.verdict.value.replace("-", " ")
    yield f"On trial: {verdict}." if outcome.tried else f"{verdict.capitalize()}."
    if outcome.verdict.value == "rejected":
        yield "Nothing was changed."
    else:
        loaded = "would be loaded" if outcome.tried else "loaded"
        yield f"{outcome.rows_loaded:,} rows {loaded}, {outcome.rows_quarantined:,} quarantined."
    for release in outcome.releases:
        yield f"  {release.id}: {release.rows_loaded:,} rows" + _changed(release.change)
        if release.id in outcome.movements:
            yield from (f"    {line}" for line in movement_lines(outcome.movements[release.id], FEW))
    if sum(bool(release.change) for release in outcome.releases) > len(outcome.movements):
        yield "What the other revisions move: sulis releases compare --release ID."
    if outcome.tried and outcome.verdict.value != "rejected":
        yield "Nothing was changed."
    if outcome.passed_over:
        yield f"{len(outcome.passed_over)} already loaded, passed over."
    for release in outcome.passed_over:
        if release.status.value == "withdrawn":
            yield f"  {release.id} is withdrawn; to take it back in: sulis releases reinstate {release.id}"
    yield from (f"  {fault}" for fault in _some(outcome.faults))
    if len(outcome.faults) > SHOWN:
        yield f"  and {len(outcome.faults) - SHOWN:,} more; --json lists them."
    yield from (f"Note: {caveat}" for caveat in caveats)
    if ignored:
        yield f"{len(ignored)} other files ignored."


SHOWN = 20


def _some(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    return faults[:SHOWN]


def _changed(change: Change | None) -> str:
    if change is None:
        return ""
    return (
        f" (a revision of {change.replaced}: {change.rows_added:,} rows added, {change.rows_gone:,} gone, "
        f"{change.rows_changed:,} changed)"
    )
