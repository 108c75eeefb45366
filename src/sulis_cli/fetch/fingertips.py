"""`sulis fetch fingertips`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from sulis_cli import output
from sulis_cli.fetch import said

Indicators = Annotated[list[int], typer.Option("--indicator", min=1, help="The publisher's number; may be repeated.")]
AreaType = Annotated[int, typer.Option("--area-type", min=1, help="The publisher's number of the area type, as 502.")]
Area = Annotated[str, typer.Option("--area", help="The code of an area that must be in the answer, as E06000022.")]


def register(group: typer.Typer) -> None:
    group.command("fingertips")(fingertips)


def fingertips(
    indicator: Indicators,
    area_type: AreaType,
    area: Area = "",
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """Public health indicators for one area type, and what they mean."""
    from sulis.sources.fingertips.fetch import fetch_indicators

    folder = home / "raw" / "fingertips"
    files = fetch_indicators(
        folder, indicators=indicator, area_type=area_type, area=area, at=datetime.now(UTC), tell=output.say
    )
    said.answer({"files": said.kept(folder, files)}, as_json)
