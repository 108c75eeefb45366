"""`sulis fetch made-up`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sulis_cli import output
from sulis_cli.fetch import said
from sulis_cli.fetch.police_uk import First, Last

Out = Annotated[Path, typer.Option("--out", help="The folder to write into.")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Another seed draws another place.")]


def register(group: typer.Typer) -> None:
    group.command("made-up")(made_up)


def made_up(
    out: Out,
    seed: Seed = 20240101,
    first: First = None,
    last: Last = None,
    as_json: output.Json = False,
) -> None:
    """The fictional Mereshire, in the publishers' own file formats. Same seed, same bytes."""
    from sulis.sources.made_up.fetch import write_demonstration
    from sulis.sources.made_up.open_statistics import write_open_statistics
    from sulis.vocabulary import WrongUsage

    try:
        manifest = write_demonstration(out, seed, first or "2022-01", last or "2024-12")
    except ValueError as wrong:
        raise WrongUsage(str(wrong), "Write months as 2024-12, the first not after the last.") from wrong
    written = (*manifest.files, *write_open_statistics(out, seed).files)
    files = [said.file(out / one.path, one.sha256, one.bytes) for one in written]
    said.answer({"files": files, "absent": list(manifest.missing), "seed": manifest.seed}, as_json)
