"""`sulis mapping`: list mappings, check one, and try it on a file without loading anything."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sulis_cli import output
from sulis_cli.confined import Confined
from sulis_cli.mapping_columns import columns
from sulis_cli.proposing import propose

if TYPE_CHECKING:
    from sulis.catalogue.mappings import Mapping
    from sulis.sources.mapped import DryRun
    from sulis.vocabulary import Fault, InputRefused

Name = Annotated[str, typer.Argument(help="A mapping's id, or the path of its file.")]
Sample = Annotated[Path | None, typer.Option("--on", help="A file to try it on; nothing is loaded.")]


class _Mapping(Confined):
    """A sample is a file that others sent: it is read in a confined child."""

    def stopped(self, fault: Fault, *, as_json: bool) -> int:
        from sulis.vocabulary import InputRefused

        raise InputRefused(str(fault), fault.remedy, (fault,))


group = typer.Typer(name="mapping", help="How a layout's columns become a table's.", no_args_is_help=True, cls=_Mapping)
group.command("propose")(propose)
group.command("columns")(columns)


def register(app: typer.Typer) -> None:
    """Add `sulis mapping` and its commands."""
    app.add_typer(group, name="mapping")


@group.command("list")
def list_command(home: output.Home = output.DEFAULT_HOME, as_json: output.Json = False) -> None:
    """Name the mappings at hand: those that come with Sulis, and the home's own."""
    from sulis.catalogue.mappings import load_mapping, mapping_ids

    own = home / "mappings"
    found = [load_mapping(id, own) for id in dict.fromkeys(mapping_ids(own))]
    rows = [{"id": one.id, "title": one.title, "source": one.source, "table": one.table_name} for one in found]
    output.answer(
        {"mappings": rows},
        as_json=as_json,
        text=lambda: (f"{row['id']}: {row['title']} ({row['source']} into {row['table']})" for row in rows),
    )


@group.command("check")
def check_command(
    name: Name, sample: Sample = None, home: output.Home = output.DEFAULT_HOME, as_json: output.Json = False
) -> int:
    """Check a mapping; with --on FILE, say what it makes of that file: the first faults and the codes not covered."""
    from sulis.catalogue.mappings import load_mapping
    from sulis.vocabulary import InputRefused

    try:
        mapping = load_mapping(name, home / "mappings")
    except InputRefused as refused:
        return _refused(refused, as_json=as_json)
    tried = _try(mapping, sample) if sample else None
    document: dict[str, Any] = {"verdict": "accepted" if tried is None or tried.loads else "rejected", "id": mapping.id}
    if tried:
        document |= asdict(tried) | {"faults": [fault.plain() for fault in tried.faults]}
    output.answer(document, as_json=as_json, text=lambda: _lines(mapping, tried))
    return 0 if tried is None or tried.loads else 3


def _refused(refused: InputRefused, *, as_json: bool) -> int:
    """Every fault of the mapping's own file."""
    document = {"verdict": "rejected", "faults": [fault.plain() for fault in refused.faults]}
    output.answer(
        document, as_json=as_json, text=lambda: [f"{refused.message}.", *(f"  {one}" for one in refused.faults)]
    )
    return refused.exit_code


def _try(mapping: Mapping, sample: Path) -> DryRun:
    from sulis.sources.files import Limits
    from sulis.sources.mapped import dry_run
    from sulis.vocabulary import WrongUsage

    if not sample.is_file():
        raise WrongUsage(f"{sample} is not a file", "Check the path of the sample.")
    with tempfile.TemporaryDirectory(prefix="sulis-") as folder:
        return dry_run(sample, mapping, limits=Limits.from_environment(), aside=Path(folder) / "cells.csv")


def _lines(mapping: Mapping, tried: DryRun | None) -> Iterator[str]:
    yield f"{mapping.id}: sound. It fills {len(mapping.columns)} columns of {mapping.table_name} from {mapping.source}."
    if tried is None:
        return
    yield f"{tried.rows:,} rows read, {tried.sound:,} of them sound, {tried.left_out:,} left out as the mapping says."
    for header, codes in tried.uncovered.items():
        listed = ", ".join(f'"{code}" ({rows:,} rows)' for code, rows in codes.items())
        yield f"  Not covered under {header}: {listed}"
    for name, values in tried.became.items():
        yield f"  {name}: " + ", ".join(f"{value} ({rows:,} rows)" for value, rows in values.items())
    for name, rows in tried.unknown.items():
        yield f"  {name} is unknown in {rows:,} rows"
    for name, kinds in tried.missing.items():
        if kinds:
            yield f"  {name} is missing: " + ", ".join(f"{kind} ({rows:,} rows)" for kind, rows in kinds.items())
    if tried.unnamed:
        yield f"  Headers that the mapping does not name: {', '.join(tried.unnamed)}"
    yield from (f"  {fault}" for fault in tried.faults[:20])
    yield "It loads." if tried.loads else "It would not load as it stands: nothing was changed."
