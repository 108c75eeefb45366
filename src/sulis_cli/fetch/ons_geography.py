"""`sulis fetch geography`."""

from __future__ import annotations

from datetime import UTC, datetime

import typer

from sulis_cli import output
from sulis_cli.fetch import said


def register(group: typer.Typer) -> None:
    group.command("geography")(geography)


def geography(home: output.Home = output.DEFAULT_HOME, as_json: output.Json = False) -> None:
    """Look-ups and boundaries of the Office for National Statistics."""
    from sulis.sources.geography.fetch import fetch_layers

    raw = home / "raw" / "geography"
    layers = fetch_layers(raw, at=datetime.now(UTC), tell=output.say)
    said.answer({"files": [said.file(raw / layer.path, layer.sha256, layer.bytes) for layer in layers]}, as_json)
