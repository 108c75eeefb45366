"""`sulis fetch`: bring a publisher's files to this machine, as they were received."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from sulis_cli import output

group = typer.Typer(name="fetch", help="Bring a publisher's files here, as received, to be loaded by `sulis ingest`.")

Force = Annotated[str, typer.Option("--force", help="The publisher's short name, such as avon-and-somerset.")]
Archive = Annotated[str, typer.Option("--archive", help="The month of the archive to read, as 2024-12.")]
First = Annotated[str | None, typer.Option("--from", help="The first month wanted.")]
Last = Annotated[str | None, typer.Option("--to", help="The last month wanted.")]
Out = Annotated[Path, typer.Option("--out", help="The folder to write into.")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Another seed draws another place.")]


def register(app: typer.Typer) -> None:
    app.add_typer(group)


@group.command("police-uk")
def police_uk(
    force: Force,
    archive: Archive,
    first: First = None,
    last: Last = None,
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """One force's street-level months out of the site's archive, without fetching the rest of it."""
    from sulis.sources.police_uk.fetch import fetch_months

    raw = home / "raw" / "police_uk"
    found = fetch_months(
        raw, force=force, archive=archive, first=first, last=last, at=datetime.now(UTC), tell=output.say
    )
    files = [_file(raw / month.path, month.sha256, month.bytes) for month in found.months]
    absent = list(found.absent)
    _answer({"files": files, "absent": absent, "url": found.url}, as_json)


@group.command("geography")
def geography(home: output.Home = output.DEFAULT_HOME, as_json: output.Json = False) -> None:
    """Look-ups and boundaries of the Office for National Statistics."""
    from sulis.sources.geography.fetch import fetch_layers

    raw = home / "raw" / "geography"
    layers = fetch_layers(raw, at=datetime.now(UTC), tell=output.say)
    _answer({"files": [_file(raw / layer.path, layer.sha256, layer.bytes) for layer in layers]}, as_json)


@group.command("made-up")
def made_up(
    out: Out,
    seed: Seed = 20240101,
    first: First = None,
    last: Last = None,
    as_json: output.Json = False,
) -> None:
    """The fictional Mereshire, in the publishers' own file formats. Same seed, same bytes."""
    from sulis.sources.made_up.fetch import write_demonstration
    from sulis.vocabulary import WrongUsage

    try:
        manifest = write_demonstration(out, seed, first or "2022-01", last or "2024-12")
    except ValueError as wrong:
        raise WrongUsage(str(wrong), "Write months as 2024-12, the first not after the last.") from wrong
    files = [_file(out / one.path, one.sha256, one.bytes) for one in manifest.files]
    _answer({"files": files, "absent": list(manifest.missing), "seed": manifest.seed}, as_json)


def _file(path: Path, sha256: str, size: int) -> dict[str, object]:
    return {"path": str(path), "sha256": sha256, "bytes": size}


def _answer(document: dict[str, Any], as_json: bool) -> None:
    output.answer(document, as_json=as_json, text=lambda: _text(document))


def _text(document: dict[str, Any]) -> list[str]:
    files = document["files"]
    lines = [f"{len(files)} files, {sum(file['bytes'] for file in files):,} bytes:"]
    lines += [f"  {file['path']}" for file in files]
    if document.get("absent"):
        lines.append(f"Months not there: {', '.join(document['absent'])}.")
    return lines
