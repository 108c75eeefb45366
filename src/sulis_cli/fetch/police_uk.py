"""`sulis fetch police-uk`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from sulis_cli import output
from sulis_cli.fetch import said

Force = Annotated[str, typer.Option("--force", help="The publisher's short name, such as avon-and-somerset.")]
Archive = Annotated[str, typer.Option("--archive", help="The month of the archive to read, as 2024-12.")]
First = Annotated[str | None, typer.Option("--from", help="The first month wanted.")]
Last = Annotated[str | None, typer.Option("--to", help="The last month wanted.")]
Kinds = Annotated[list[str], typer.Option("--kind", help="street, outcomes or stop-and-search; may be repeated.")]


def register(group: typer.Typer) -> None:
    group.command("police-uk")(police_uk)


def police_uk(
    force: Force,
    archive: Archive,
    first: First = None,
    last: Last = None,
    kind: Kinds = ["street"],  # noqa: B006 - typer reads it and changes nothing
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """One force's months out of the site's archive, without fetching the rest of it."""
    from sulis.sources.police_uk.fetch import fetch_months
    from sulis.sources.police_uk.unpacking import Kind
    from sulis.vocabulary import WrongUsage

    unknown = [one for one in kind if one not in list(Kind)]
    if unknown:
        raise WrongUsage(f"there is no kind {unknown[0]!r}", f"Name one or more of {', '.join(Kind)}.")
    raw = home / "raw" / "police_uk"
    found = fetch_months(
        raw,
        force=force,
        archive=archive,
        first=first,
        last=last,
        kinds=[Kind(one) for one in kind],
        at=datetime.now(UTC),
        tell=output.say,
    )
    files = [said.file(raw / month.path, month.sha256, month.bytes, kind=month.kind) for month in found.months]
    gaps = [{"month": gap.month, "kind": gap.kind, "why": gap.why} for gap in found.gaps]
    said.answer({"files": files, "absent": list(found.absent), "gaps": gaps, "url": found.url}, as_json)
