"""The options of `sulis ingest`, and the way that every one of its commands goes: judge, load, answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from sulis_cli import output
from sulis_cli.ingest_answer import answer

if TYPE_CHECKING:
    from sulis.delivery import Outcome
    from sulis.store import Offered

Paths = Annotated[list[Path], typer.Argument(help="Files or folders.", metavar="PATH...")]
Provisional = Annotated[bool, typer.Option("--provisional", help="Mark what is loaded as provisional.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Judge and compare with what is loaded, and change nothing.")]


class Ingest(Protocol):
    """What loads the files of one source: the outcome, and the names of files passed by."""

    def __call__(
        self, paths: Iterable[Path], home: Path, *, now: datetime, provisional: bool, dry_run: bool
    ) -> tuple[Outcome, list[str]]: ...


def command(ingest: Ingest) -> Callable[..., int]:
    """The command of a source that asks for nothing but the usual options."""

    def given(
        paths: Paths,
        home: output.Home = output.DEFAULT_HOME,
        provisional: Provisional = False,
        dry_run: DryRun = False,
        as_json: output.Json = False,
    ) -> int:
        outcome, ignored = ingest(paths, home, now=datetime.now(UTC), provisional=provisional, dry_run=dry_run)
        return answer(outcome, ignored, as_json=as_json)

    return given


class IngestSettled(Protocol):
    """What loads the files of a source that publishes nothing provisional."""

    def __call__(
        self, paths: Iterable[Path], home: Path, *, now: datetime, dry_run: bool
    ) -> tuple[Outcome, list[str]]: ...


def settled_command(ingest: IngestSettled) -> Callable[..., int]:
    """As `command`, without ``--provisional``."""

    def given(
        paths: Paths, home: output.Home = output.DEFAULT_HOME, dry_run: DryRun = False, as_json: output.Json = False
    ) -> int:
        outcome, ignored = ingest(paths, home, now=datetime.now(UTC), dry_run=dry_run)
        return answer(outcome, ignored, as_json=as_json)

    return given


def load(
    offered: Offered, home: Path, now: datetime, *, provisional: bool = False, dry_run: bool = False
) -> tuple[Outcome, list[str]]:
    """Load what a source offers; the outcome, and the names of files passed by."""
    from sulis.delivery import deliver

    received = f"{now:%Y-%m-%dT%H:%M:%SZ}"
    with output.progress("Reading", len(offered.jobs)) as step:
        outcome = deliver(
            home, offered, received=received, provisional=provisional, step=step, follow=True, dry_run=dry_run
        )
    return outcome, offered.ignored
