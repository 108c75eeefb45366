"""`sulis ingest` for open statistics: a command a publisher, all of them short."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sulis_cli import output
from sulis_cli.ingest_answer import answer
from sulis_cli.ingest_options import DryRun, Paths, Provisional, command, load

if TYPE_CHECKING:
    from sulis.delivery import Outcome

SOURCES = {
    "police-uk-outcomes": ("police_uk.beside:offer_outcomes", "Load outcomes of police.uk: YYYY-MM-force-outcomes.csv."),
    "police-uk-stops": ("police_uk.beside:offer_stops", "Load stops and searches of police.uk: YYYY-MM-force-stop-and-search.csv."),
    "home-office": ("home_office.tidy:offer", "Load recorded crime by force or partnership and offence code: CSV, XLSX or ODS."),
    "severity-weights": ("ons.tidy:offer_severity_weights", "Load the severity weights of ONS by offence code."),
    "census": ("ons.tidy:offer_census", "Load census tables: sex, ages, ethnic groups, people on a working day."),
    "deprivation": ("ons.tidy:offer_deprivation", "Load the Indices of Deprivation 2019 by LSOA."),
    "area-indicators": ("ons.tidy:offer_area_indicators", "Load values by authority: health index, crime severity, homelessness."),
    "education-tool": ("education.tidy:offer_tool", "Load the Local Authority Interactive Tool: values, statistical neighbours."),
    "exclusions": ("education.tidy:offer_exclusions", "Load suspensions and exclusions of Explore Education Statistics."),
    "hospital-admissions": ("nhs.tidy:offer", "Load admissions to hospital after an assault with a sharp object, by quarter."),
}  # fmt: skip
"""Each command's name, where its files are offered, and its help."""


def register(group: typer.Typer) -> None:
    """Add a command for each source."""
    for name, (_, help_text) in SOURCES.items():
        group.command(name, help=help_text)(command(partial(ingest_open, name)))
    group.command("fingertips")(fingertips)


def ingest_open(
    name: str,
    paths: Iterable[Path],
    home: Path,
    *,
    now: datetime,
    provisional: bool = False,
    dry_run: bool = False,
    **asked: Any,
) -> tuple[Outcome, list[str]]:
    """Load files of one open source; the outcome, and the names of files passed by. ``asked`` goes to the source as it is."""
    from sulis.sources.files import Limits

    module, function = ("fingertips.tidy:offer" if name == "fingertips" else SOURCES[name][0]).split(":")
    offer = getattr(importlib.import_module(f"sulis.sources.{module}"), function)
    offered = offer(paths, limits=Limits.from_environment(), **asked)
    return load(offered, home, now, provisional=provisional, dry_run=dry_run)


def fingertips(
    paths: Paths,
    area_type: Annotated[
        str, typer.Option("--area-type", help="The type that rows must have, as the file writes it.")
    ] = "",
    area: Annotated[str, typer.Option("--area", help="The code of an area that must be among them.")] = "",
    home: output.Home = output.DEFAULT_HOME,
    provisional: Provisional = False,
    dry_run: DryRun = False,
    as_json: output.Json = False,
) -> int:
    """Load Fingertips values: CSV of one indicator a file. The type of every area is checked."""
    now = datetime.now(UTC)
    outcome, ignored = ingest_open(
        "fingertips", paths, home, now=now, provisional=provisional, dry_run=dry_run, area_type=area_type, area=area
    )
    return answer(outcome, ignored, as_json=as_json)
