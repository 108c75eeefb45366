"""`sulis ingest`: load what a publisher delivered, all of it or none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sulis_cli import ingest_open, output
from sulis_cli.confined import Confined
from sulis_cli.ingest_answer import answer
from sulis_cli.ingest_options import DryRun, Paths, Provisional, command, load, settled_command

if TYPE_CHECKING:
    from sulis.delivery import Outcome
    from sulis.vocabulary import Fault


class _Ingest(Confined):
    """Every source is read in a confined child."""

    def stopped(self, fault: Fault, *, as_json: bool) -> int:
        from sulis.delivery import Outcome, Verdict

        refused = Outcome(Verdict.REJECTED, (), (), 0, (fault,), tried="--dry-run" in self.given)
        return answer(refused, [], as_json=as_json)


group = typer.Typer(
    name="ingest", help="Load a delivery into the store, all of it or none.", no_args_is_help=True, cls=_Ingest
)


def register(app: typer.Typer) -> None:
    """Add `sulis ingest` and its commands."""
    ingest_open.register(group)
    app.add_typer(group)


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
    return load(offered, home, now, provisional=provisional, dry_run=dry_run)


def ingest_police_uk(
    paths: Iterable[Path], home: Path, *, now: datetime, provisional: bool = False, dry_run: bool = False
) -> tuple[Outcome, list[str]]:
    """Load street-level files; the outcome, and the names of files passed by."""
    from sulis.sources.police_uk.jobs import offer

    offered = offer(paths, home, this_month=f"{now:%Y-%m}")
    return load(offered, home, now, provisional=provisional, dry_run=dry_run)


def ingest_geography(
    paths: Iterable[Path], home: Path, *, now: datetime, dry_run: bool = False
) -> tuple[Outcome, list[str]]:
    """Load look-ups and boundaries; the outcome, and the names of files passed by."""
    from sulis.sources.geography.tidy import offer

    return load(offer(paths), home, now, dry_run=dry_run)


def ingest_population(
    paths: Iterable[Path], home: Path, *, now: datetime, dry_run: bool = False
) -> tuple[Outcome, list[str]]:
    """Load population estimates; the outcome, and the names of files passed by."""
    from sulis.sources.population.tidy import offer

    return load(offer(paths), home, now, dry_run=dry_run)


group.command(
    "police-uk",
    help="Load street-level crime of police.uk: CSV files, plain or gzip, folders of them, or the site's archives.",
)(command(ingest_police_uk))
group.command(
    "geography",
    help="Load look-ups and boundaries of ONS: CSV and GeoJSON files, plain or gzip, or folders of them.",
)(settled_command(ingest_geography))
group.command("population", help="Load mid-year estimates of residents by LSOA and single year of age.")(
    settled_command(ingest_population)
)


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
    return answer(outcome, ignored, as_json=as_json)
