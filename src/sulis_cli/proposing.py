"""`sulis mapping propose`: a first mapping for a file whose layout nobody has described yet."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sulis_cli import output

if TYPE_CHECKING:
    from sulis.catalogue.mappings import Mapping
    from sulis.sources.mapped.looking import Look

Sample = Annotated[Path, typer.Argument(help="A file of the layout; nothing is loaded.", metavar="FILE")]


def propose(
    sample: Sample,
    table: Annotated[str, typer.Option("--table", help="The table to fill: attendances, absence and so on.")],
    source: Annotated[str, typer.Option("--source", help="The source card that the file belongs to.")],
    id: Annotated[str, typer.Option("--id", help="What the mapping is to be called.")] = "new_mapping",
    as_json: output.Json = False,
) -> int:
    """Look at a file and write a first mapping for it. Every line is a guess: read it, correct it, then `sulis mapping check`."""
    from sulis.catalogue.mappings.write import to_toml
    from sulis.catalogue.sources import load_source_card
    from sulis.sources.mapped.propose import propose as proposed
    from sulis.store import Refused
    from sulis.tables import TABLES
    from sulis.vocabulary import InputRefused, WrongUsage

    card = load_source_card(source)
    if table not in card.tables or table not in TABLES:
        raise WrongUsage(f"the card of {source} does not fill {table!r}", f"It fills {', '.join(card.tables)}.")
    if not sample.is_file():
        raise WrongUsage(f"{sample} is not a file", "Check the path of the sample.")
    try:
        seen = _look(sample, people=not card.open_data)
    except Refused as refused:
        raise InputRefused(str(refused.fault), refused.fault.remedy, (refused.fault,)) from None
    mapping = proposed(seen, TABLES[table], source, id=id, title=f"{card.title}, as {sample.stem}")
    text = to_toml(mapping)
    document = {"look": asdict(seen), "mapping": asdict(mapping), "text": text}
    output.answer(document, as_json=as_json, text=lambda: _lines(seen, mapping, text))
    return 0


def _look(sample: Path, *, people: bool) -> Look:
    from sulis.sources.files import Layout, Limits
    from sulis.sources.mapped.looking import look

    with tempfile.TemporaryDirectory(prefix="sulis-") as folder:
        aside = Path(folder) / "cells.csv"
        return look(sample, layout=Layout(), limits=Limits.from_environment(), aside=aside, people=people)


def _lines(seen: Look, mapping: Mapping, text: str) -> Iterator[str]:
    yield f"# {seen.rows:,} rows under {len(seen.columns)} headers. Every line below is a guess."
    filled: set[Any] = {column.to for column in mapping.columns}
    empty = [
        c.name for c in mapping.table.columns if not c.nullable and c.name not in {*filled, "release", "row_number"}
    ]
    if empty:
        yield f"# Nothing was found for {', '.join(empty)}, which the table needs."
    yield text
